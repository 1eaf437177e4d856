-- What is wrong, and what people are told of: one row from raised to cleared. Open is 1 while it lasts, null after.
create table alert (
    id         text primary key,
    kind       text not null,
    subject    text not null,
    detail     text not null,
    count      bigint not null,
    open       integer,
    raised_at  bigint not null,
    seen_at    bigint not null,
    cleared_at bigint
);
create unique index alert_one_open on alert (kind, subject) where open = 1;
create index alert_newest on alert (raised_at, id);
