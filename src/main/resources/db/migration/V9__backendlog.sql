-- How far each container's log was read, and what it told; no line of it is in here. Ended_at is set when it was read to its end.
create table backendlog (
    host          text not null,
    container_id  text not null,
    container     text not null,
    created_at    bigint not null,
    status        text not null,
    started_at    text not null,
    finished_at   text not null,
    restarts      integer not null,
    since         text not null,
    known         text not null,
    is_whole      integer not null,
    is_behind     integer not null,
    read_at       bigint,
    worker_id     text,
    registered_at bigint,
    ended_at      text,
    gone_at       bigint,
    version       bigint not null,
    primary key (host, container_id)
);

-- How many lines of which class; times by the host's clock.
create table backendlog_class (
    host         text not null,
    container_id text not null,
    name         text not null,
    count        bigint not null,
    first_at     bigint not null,
    last_at      bigint not null,
    primary key (host, container_id, name)
);

-- The alerts that a container's log has raised and that last; by our clock.
create table backendlog_trouble (
    host         text not null,
    container    text not null,
    kind         text not null,
    container_id text not null,
    seen_at      bigint not null,
    primary key (host, container, kind)
);

-- When each container is looked at, and what came of it. Wanted is the id of a container whose last lines somebody waits for.
create table backendlog_look (
    host         text not null,
    container    text not null,
    container_id text,
    looked_at    bigint not null,
    wanted       text,
    failures     integer not null,
    problem      text,
    primary key (host, container)
);
