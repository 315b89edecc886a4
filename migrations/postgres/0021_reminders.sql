-- A daily mail keeps what it gathered until it is delivered or given up, also over a second try; what speaks of a day that
-- is over is found without reading all that was ever told.
-- Kept equal with the other engine's file of the same number.

-- the daily mail that carries the message; none while it waits for the next one
alter table outbox add column daily_id text;
create index outbox_daily_idx on outbox (daily_id) where daily_id is not null;
create index outbox_over_idx on outbox (ends_at) where read_at is null;
