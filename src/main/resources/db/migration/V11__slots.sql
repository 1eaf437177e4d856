-- The journal of keys' moves between slots, never the keys: which, from where to where, who, why. Null is no slot.
create table credential_move (
    id          text primary key,
    seq         bigint not null,
    provider    text not null,
    fingerprint text not null,
    from_slot   text,
    to_slot     text,
    who         text not null,
    why         text not null,
    at          bigint not null
);
create index credential_move_newest on credential_move (provider, at, seq);

-- Who is about to change the secrets file, and why: written before it, so that whoever finds it changed knows, after a crash too.
-- One row a provider, which is also what is held while its moves are written.
create table credential_change (
    provider text primary key,
    who      text,
    why      text,
    at       bigint not null
);
