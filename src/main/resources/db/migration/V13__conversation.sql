-- Every conversation that was asked for, from before the request is sent: what the limits count, and what a day's minutes are
-- added up from. Who is a fingerprint of the user's identity,
-- caller the mark of who asked for its token. Ended_at stays empty as long as it may go on at Tavus.
create table conversation (
    session_id text not null,
    number     integer not null,
    who        text not null,
    caller     text not null,
    asked_at   bigint not null,
    ended_at   bigint,
    primary key (session_id, number)
);

create index conversation_asked on conversation (asked_at);
create index conversation_going_on on conversation (session_id) where ended_at is null;
