-- The last lines of a worker that failed in a step, masked, a line each: its container is removed.
alter table rotation_step add column log text;
