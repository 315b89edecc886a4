-- Whose a date was when calendars were last told of it, and before it changed hands: a calendar of one person or firm tells as
-- cancelled what was theirs, and nothing that was another's.
-- Kept equal with the other engine's file of the same number.

alter table calendar_event add column owner_id text not null default '';
alter table calendar_event add column owner_firm_id text not null default '';
alter table calendar_event add column former_id text not null default '';
alter table calendar_event add column former_firm_id text not null default '';
