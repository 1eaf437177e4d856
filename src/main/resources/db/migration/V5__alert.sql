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

-- What receivers are to be told, written with the change that it tells: a row for each receiver and event. The id is the
-- message's own, the same at every try, and so is the body. A row is done, dead (kept, and listed), or waits until it is due.
create table alert_delivery (
    id          text primary key,
    alert_id    text not null,
    receiver    text not null,
    event       text not null,
    body        text not null,
    tries       integer not null,
    since       bigint not null,
    due_at      bigint not null,
    lease_until bigint not null,
    done_at     bigint,
    dead_at     bigint,
    outcome     text
);
create index alert_delivery_waiting on alert_delivery (due_at) where done_at is null and dead_at is null;
create index alert_delivery_of on alert_delivery (alert_id);
