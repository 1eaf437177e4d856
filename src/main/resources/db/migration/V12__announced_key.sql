-- Which key an announced change puts into a slot: by that it is known again, however long after a crash somebody looks.
alter table credential_change add column fingerprint text;
