-- What was said of each key, by whom and when; and when which provider is asked next.
alter table credential_key add column reason text;
alter table credential_key add column rejected_in_a_row integer not null default 0;
alter table credential_key add column told_at bigint;
update credential_key set told_at = checked_at where verdict is not null;

create table credential_word (
    id          text primary key,
    provider    text not null,
    fingerprint text not null,
    verdict     text not null,
    reason      text not null,
    source      text not null,
    at          bigint not null
);
create index credential_word_newest on credential_word (provider, fingerprint, at, id);

-- A node that checks moves due_at on before it begins; when it dies meanwhile, another one takes over then.
create table credential_check (
    provider text primary key,
    due_at   bigint not null
);
