-- What firms had chosen of their own for a bid, as it was when the bid was put away: its papers stay as they were handed
-- in, whatever a firm changes or removes later. A bid that is open, or is taken back, has none.

create table bid_record_kept (
    bid_id text not null constraint bid_record_kept_bid_fk references bid (id),
    -- of no table: the firm may remove it
    record_id text not null,
    organisation_id text not null constraint bid_record_kept_organisation_fk references organisation (id),
    kind text not null,
    fields text not null,
    revision bigint not null,
    position bigint not null,
    constraint bid_record_kept_pk primary key (bid_id, record_id)
);

insert into bid_record_kept (bid_id, record_id, organisation_id, kind, fields, revision, position)
select x.bid_id, r.id, r.organisation_id, r.kind, r.fields, r.revision, x.position
from bid_record x
join bid b on b.id = x.bid_id
join record r on r.id = x.record_id
join bid_organisation o on o.bid_id = x.bid_id and o.organisation_id = r.organisation_id
where b.state = 'archived';
