-- Whether a session's agent has answered a ping: only who once could is judged by its silence.
alter table session add column answers integer not null default 0;
-- How somebody left, and what an agent said of it.
alter table webhook_event add column parting text not null default '';
