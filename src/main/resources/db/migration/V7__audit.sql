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
