-- What comes after the first notice, how procedures end, entries of feeds, searches that people keep.
-- Kept equal with the other engine's file of the same number.

-- A correction, a newer release, a cancellation, an award. Its text is one of the tender's texts.
create table tender_change (
    id text not null constraint tender_change_pk primary key,
    tender_id text not null constraint tender_change_tender_fk references tender (id),
    position bigint not null,
    kind text not null constraint tender_change_kind check (kind in ('correction', 'newer', 'outcome')),
    -- offered: it seems to belong to the tender, nobody has said so
    state text not null constraint tender_change_state check (state in ('offered', 'open', 'settled', 'withdrawn')),
    -- what was read, as JSON
    reading text not null,
    -- what a person took over, as JSON; empty until then
    moved text not null default '',
    created_by text,
    created_at bigint not null,
    settled_by text,
    settled_at bigint,
    constraint tender_change_source_fk foreign key (tender_id, position) references tender_source (tender_id, position)
);
create index tender_change_tender_idx on tender_change (tender_id, created_at);

-- How a procedure ended, with the sentence that says so.
create table tender_outcome (
    tender_id text not null constraint tender_outcome_pk primary key,
    outcome text not null constraint tender_outcome_outcome check (outcome in ('cancelled', 'awarded', 'unsuccessful')),
    sentence text not null default '',
    change_id text constraint tender_outcome_change_fk references tender_change (id),
    recorded_by text,
    recorded_at bigint not null,
    constraint tender_outcome_tender_fk foreign key (tender_id) references tender (id)
);

-- An entry of a buyer's feed that may become a tender. The same link and title come in once.
create table candidate (
    id text not null constraint candidate_pk primary key,
    organisation_id text not null constraint candidate_organisation_fk references organisation (id),
    title text not null,
    link text not null default '',
    -- wall clock in Japan: 2026-12-10 or 2026-12-10T17:00
    published text not null default '',
    feed text not null default '',
    fingerprint text not null,
    state text not null default 'new' constraint candidate_state check (state in ('new', 'taken', 'dismissed')),
    tender_id text constraint candidate_tender_fk references tender (id),
    first_seen_at bigint not null,
    decided_by text,
    decided_at bigint,
    constraint candidate_once unique (organisation_id, fingerprint)
);
create index candidate_organisation_idx on candidate (organisation_id, state, first_seen_at);

-- A search that somebody keeps, and up to when they have seen what it finds.
create table saved_search (
    id text not null constraint saved_search_pk primary key,
    user_id text not null constraint saved_search_user_fk references user_account (id),
    name text not null,
    -- what it asks for, as JSON
    terms text not null,
    seen_at bigint not null,
    created_at bigint not null
);
create index saved_search_user_idx on saved_search (user_id, created_at);
