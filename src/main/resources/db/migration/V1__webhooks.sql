-- LiveKit's events as they came in: one row an event id, kept until worked on and then for a day against duplicates.
-- Only what a session needs is kept: an event's body holds the room's TURN password.
create table webhook_event (
    id              text primary key,
    event           text not null,
    room            text not null,
    room_sid        text not null,
    participant     text not null,
    participant_sid text not null,
    received_at     bigint not null,
    worked_at       bigint
);
create index webhook_event_waiting on webhook_event (room, received_at) where worked_at is null;
create index webhook_event_worked on webhook_event (worked_at) where worked_at is not null;
