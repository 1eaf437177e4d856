-- A change of a provider's key, its hosts, and what was done on them. At most one is open; no value of a key is in here.
create table rotation (
    id            text primary key,
    provider      text not null,
    open          integer not null,
    state         text not null,
    fingerprint   text not null,
    asked_by      text not null,
    why           text not null,
    problem       text,
    trouble_since bigint,
    due_at        bigint not null,
    owner         text,
    lease_until   bigint not null,
    created_at    bigint not null,
    finished_at   bigint
);
create unique index rotation_one_open on rotation (open) where open = 1;
create index rotation_newest on rotation (created_at, id);

-- One host's part of it. What is known of the container that is replaced and of the one that replaces it is in data.
create table rotation_host (
    rotation_id text not null,
    position    integer not null,
    name        text not null,
    state       text not null,
    data        text not null,
    primary key (rotation_id, position)
);

-- The journal: a line a step, written before it is done and completed after. Position -1 is our own part.
create table rotation_step (
    rotation_id text not null,
    position    integer not null,
    seq         bigint not null,
    name        text not null,
    outcome     text,
    observed    text,
    started_at  bigint not null,
    finished_at bigint,
    primary key (rotation_id, position, seq)
);
create index rotation_step_at on rotation_step (started_at);
