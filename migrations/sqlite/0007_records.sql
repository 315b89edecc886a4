-- Data that papers print row by row, of the kinds of templates/records: a firm's own, which it chooses for each bid,
-- and that of one bid.

create table record (
    id text not null constraint record_pk primary key,
    -- the firm that keeps it, or the bid that it belongs to
    organisation_id text constraint record_organisation_fk references organisation (id),
    bid_id text constraint record_bid_fk references bid (id),
    kind text not null,
    -- canonical values as JSON
    fields text not null,
    position bigint not null,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint record_owner check ((organisation_id is null and bid_id is not null) or (organisation_id is not null and bid_id is null))
);
create index record_organisation_idx on record (organisation_id, kind, position);
create index record_bid_idx on record (bid_id, kind, position);

-- What a firm has chosen of its own for a bid, in the order of the papers.
create table bid_record (
    bid_id text not null constraint bid_record_bid_fk references bid (id),
    record_id text not null constraint bid_record_record_fk references record (id) on delete cascade,
    position bigint not null,
    chosen_by text,
    chosen_at bigint not null,
    constraint bid_record_pk primary key (bid_id, record_id)
);
create index bid_record_record_idx on bid_record (record_id);
