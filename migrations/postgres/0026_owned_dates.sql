-- When a date comes beside who answers for it: the next of a person's dates are read in their order, without looking up
-- all of them. Whatever moves a date moves it here too.
-- Kept equal with the other engine's file of the same number.

alter table deadline_owner add column at bigint not null default 0;
update deadline_owner
set at = coalesce((select d.at from deadline d where d.id = deadline_owner.deadline_id), 0);
create index deadline_owner_next_idx on deadline_owner (user_id, at, deadline_id, bid_id);
drop index deadline_owner_own_idx;
drop index deadline_when_idx;
