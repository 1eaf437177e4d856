-- What a token promised its holder of the room's agent, as JSON, until nobody can join with it any more (UTC ms).
create table agent_promise (
    room     text not null,
    identity text not null,
    wish     text not null,
    until    bigint not null,
    used     integer not null,
    primary key (room, identity)
);
create index agent_promise_until on agent_promise (until);
