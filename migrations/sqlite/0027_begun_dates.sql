-- What one must be at is reminded of by its beginning: a period is found by it, and what people were told of the end of one
-- says so no more.
-- Kept equal with the other engine's file of the same number.

create index deadline_from_idx on deadline (from_local) where from_local <> '';
update outbox
set at_local = (select d.from_local from deadline d where d.id = outbox.deadline_id)
where kind in ('deadline', 'owner')
  and state not in ('new', 'waiting', 'gathered')
  and exists (
      select 1
      from deadline d
      where d.id = outbox.deadline_id
        and d.at_local = outbox.at_local
        and d.kind in ('docs_from', 'site_visit', 'briefing', 'bid_from', 'open_at', 'hearing_at', 'negotiation',
            'council_vote', 'start', 'inspection')
        and d.from_local <> ''
        and (length(d.from_local) > 10 or d.from_local < substr(d.at_local, 1, 10)));
