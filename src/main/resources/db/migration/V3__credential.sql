-- What is known of the providers' keys, never the keys: they are in the secrets file, and here are their fingerprints.
create table credential_key (
    provider    text not null,
    fingerprint text not null,
    slot        text,
    verdict     text,
    checked_at  bigint,
    changed_at  bigint not null,
    replaced_at bigint,
    primary key (provider, fingerprint)
);
create unique index credential_key_one_a_slot on credential_key (provider, slot) where slot is not null;
