-- Who did what to what, and why.
create table audit (
    id      text primary key,
    at      bigint not null,
    who     text not null,
    action  text not null,
    subject text not null,
    why     text not null,
    outcome text not null
);
create index audit_newest on audit (at, id);

-- What is done to a backend and takes its time. Open is 1 until it is over and nothing of it is left on the host, null after; at
-- most one is open on a backend. Whose lease is over was left by a node that was killed.
create table backend_action (
    id          text primary key,
    backend     text not null,
    action      text not null,
    asked_by    text not null,
    why         text not null,
    state       text not null,
    open        integer,
    observed    text not null,
    node        text not null,
    lease_until bigint not null,
    started_at  bigint not null,
    finished_at bigint
);
create unique index backend_action_one_open on backend_action (backend) where open = 1;
create index backend_action_left on backend_action (lease_until) where open = 1;
