-- What pages read that show a firm's whole desk: people in the order of their readings among those that a piece of a name
-- finds, a person's own dates, what was spoken with somebody.
-- Kept equal with the other engine's file of the same number.

-- Beginning of `contact.sort_key`: the first of many who are found can be read without reading them all.
alter table contact_gram add column place text not null default '';
update contact_gram
set place = coalesce((
    select substr(c.sort_key, 1, 20)
    from contact c
    where c.organisation_id = contact_gram.organisation_id and c.number = contact_gram.number), '');
create index contact_gram_place_idx on contact_gram (organisation_id, gram, place, number);

-- What somebody answers for, and when it comes, without reading the dates themselves.
create index deadline_owner_own_idx on deadline_owner (user_id, deadline_id, bid_id);
drop index deadline_owner_user_idx;
create index deadline_when_idx on deadline (id, at);

-- What was spoken with one contact, also where the database has never counted its rows.
create index engagement_contact_of_idx on engagement_contact (contact_id, engagement_id);
drop index engagement_contact_contact_idx;

create index contact_kind_idx on contact (organisation_id, kind, erased_at, sort_key, id);

-- The next date of ours is found without reading the dates themselves.
create index deadline_next_idx on deadline (tender_id, at, kind, id);
drop index deadline_tender_idx;
