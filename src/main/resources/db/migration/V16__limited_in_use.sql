-- A call that was made for somebody was refused for want of credits: a GET of the same key says nothing of that, only a call that is
-- answered well takes it back. 1 while it holds.
alter table credential_key add column limited_in_use integer;
