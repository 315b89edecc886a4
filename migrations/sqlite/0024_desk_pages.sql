-- What home and a contact's page read of a firm that has much, without reading the rows themselves.
-- Kept equal with the other engine's file of the same number.

create index section_state_idx on section (bid_id, state);
create index section_todo_idx on section (assignee_id, state, bid_id, due_on, id);
drop index section_assignee_idx;

create index deadline_times_idx on deadline (at, id);
drop index deadline_at_idx;

-- Who else is at an organisation, in the order of their names.
create index contact_body_sort_idx on contact (body_id, sort_key, id);
drop index contact_body_idx;
