-- Who was hit by what hurts users, before and while people are told of it: a row for each session, or whatever else was hit.
-- First_at is since when it lasts, over_at when that was over; in_row is how much it counts for the row that raises the alert, 0 once
-- it went well for somebody; told is how many of the times the alert has counted.
create table alert_sign (
    kind     text not null,
    subject  text not null,
    who      text not null,
    place    text not null,
    detail   text not null,
    times    bigint not null,
    told     bigint not null,
    in_row   integer not null,
    first_at bigint not null,
    seen_at  bigint not null,
    over_at  bigint,
    primary key (kind, subject, who)
);

-- Whether any webhook told of a room that the reconcile found.
create index webhook_event_sid on webhook_event (room_sid);
