-- One row is one session, and the row is the work item: state, due_at, lease, version. What only the machine reads is in data.
create table session (
    id           text primary key,
    room         text not null,
    open         integer not null,
    state        text not null,
    reason       text,
    end_reason   text,
    agent_name   text not null,
    mode         text,
    agent        text,
    agent_at     bigint not null,
    awaits       bigint,
    conversation text,
    data         text not null,
    dispatched_at bigint not null,
    due_at       bigint,
    lease_owner  text,
    lease_until  bigint not null,
    version      bigint not null,
    created_at   bigint not null,
    updated_at   bigint not null
);
create unique index session_one_open_a_room on session (room) where open = 1;
create index session_due on session (due_at) where due_at is not null;
create index session_state on session (state, dispatched_at) where open = 1;
create index session_of_room on session (room, created_at);
create index session_newest on session (created_at, id);
create index session_conversation on session (conversation) where conversation is not null;

-- The story of a session, one line a change.
create table session_event (
    session_id text not null,
    seq        bigint not null,
    at         bigint not null,
    event      text not null,
    state      text not null,
    reason     text,
    attempt    integer not null,
    primary key (session_id, seq)
);
create index session_event_at on session_event (at);

-- What is still to be done after a change was written: repeated until it is done.
create table chore (
    id          text primary key,
    session_id  text not null,
    room        text not null,
    kind        text not null,
    target      text not null,
    tries       integer not null,
    since       bigint not null,
    due_at      bigint not null,
    lease_until bigint not null
);
create index chore_due on chore (due_at);

-- Idempotency-Key of POST /api/dispatch-agent: the same key gets the same session for a day.
create table idempotency (
    key        text primary key,
    room       text not null,
    session_id text not null,
    at         bigint not null
);

-- The installation's id and the switches that operators move.
create table setting (
    name  text primary key,
    value text not null
);

-- Timers that run once for all nodes.
create table task_lease (
    name  text primary key,
    owner text not null,
    until bigint not null
);
