-- Runs of the smoke check. At most one is open; findings are the lines that are decided, as JSON.
create table smoke_run (
    id          text primary key,
    open        integer not null,
    state       text not null,
    asked_by    text not null,
    room        text not null,
    client      text not null,
    findings    text not null,
    node        text not null,
    lease_until bigint not null,
    started_at  bigint not null,
    finished_at bigint
);
create unique index smoke_run_one_open on smoke_run (open) where open = 1;
create index smoke_run_newest on smoke_run (started_at, id);
