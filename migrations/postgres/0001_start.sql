-- The first step: firms, people, sessions, files, tenders, bids, joint ventures, sections, documents, audit.
-- Kept equal with the other engine's file of the same number: only the binary type differs (blob, bytea).
-- Truths are bigint 0/1, instants bigint milliseconds UTC, money bigint yen, shares bigint in 0.01 %.

create table organisation (
    id text not null constraint organisation_pk primary key,
    kind text not null constraint organisation_kind check (kind in ('japanese', 'foreign')),
    name text not null,
    name_kana text not null default '',
    name_latin text not null default '',
    corporate_number text not null default '',
    country text not null default 'JP',
    registry text not null default '',
    registration_number text not null default '',
    postal_code text not null default '',
    address text not null default '',
    representative_title text not null default '',
    representative_name text not null default '',
    representative_kana text not null default '',
    representative_latin text not null default '',
    telephone text not null default '',
    zone text not null default 'Asia/Tokyo',
    revision bigint not null default 1,
    created_at bigint not null
);

create table user_account (
    id text not null constraint user_account_pk primary key,
    organisation_id text not null constraint user_account_organisation_fk references organisation (id),
    email text not null constraint user_account_email_key unique,
    name text not null,
    name_kana text not null default '',
    language text not null constraint user_account_language check (language in ('ja', 'en')),
    theme text not null default 'auto',
    zone text not null,
    is_administrator bigint not null default 0,
    password_hash text not null,
    state text not null default 'active' constraint user_account_state check (state in ('active', 'removed')),
    revision bigint not null default 1,
    created_at bigint not null
);
create index user_account_organisation_idx on user_account (organisation_id);

create table session (
    token_hash text not null constraint session_pk primary key,
    user_id text not null constraint session_user_fk references user_account (id) on delete cascade,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index session_user_idx on session (user_id);
create index session_expiry_idx on session (expires_at);

create table one_time_link (
    id text not null constraint one_time_link_pk primary key,
    token_hash text not null constraint one_time_link_token_key unique,
    purpose text not null constraint one_time_link_purpose check (purpose in ('set_up', 'colleague', 'partner', 'seat', 'password')),
    organisation_id text constraint one_time_link_organisation_fk references organisation (id),
    user_id text constraint one_time_link_user_fk references user_account (id),
    bid_id text,
    role text not null default '',
    -- the one section of an invited contributor
    section_id text,
    email text not null default '',
    created_by text,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

-- Failed sign-ins of the last minutes; the key is a hash, not the address.
create table sign_in_attempt (
    key_hash text not null constraint sign_in_attempt_pk primary key,
    failures bigint not null,
    first_at bigint not null,
    last_at bigint not null
);

-- A refused post, kept for an hour so that its page comes back filled.
create table kept_post (
    id text not null constraint kept_post_pk primary key,
    browser_hash text not null,
    path text not null,
    fields text not null,
    refusal text not null,
    expires_at bigint not null
);
create index kept_post_expiry_idx on kept_post (expires_at);

-- Files are kept once by hash, in pieces of 1 MiB.
create table stored_file (
    hash text not null constraint stored_file_pk primary key,
    size bigint not null,
    created_at bigint not null
);

create table file_piece (
    hash text not null constraint file_piece_file_fk references stored_file (hash),
    number bigint not null,
    bytes bytea not null,
    constraint file_piece_pk primary key (hash, number)
);

create table tender (
    id text not null constraint tender_pk primary key,
    organisation_id text not null constraint tender_organisation_fk references organisation (id),
    title text not null,
    number text not null default '',
    addressee text not null default '',
    addressee_name text not null default '',
    procedure_kind text not null default '',
    procedure_term text not null default '',
    place text not null default '',
    period text not null default '',
    price_basis text not null default '' constraint tender_price_basis check (price_basis in ('', 'exclusive', 'inclusive')),
    state text not null default 'proposed' constraint tender_state check (state in ('proposed', 'confirmed')),
    fingerprint text not null,
    source_text text not null default '',
    proposal text not null default '',
    revision bigint not null default 1,
    created_by text,
    created_at bigint not null,
    constraint tender_fingerprint_key unique (organisation_id, fingerprint)
);
create index tender_organisation_idx on tender (organisation_id, created_at);

create table tender_file (
    id text not null constraint tender_file_pk primary key,
    tender_id text not null constraint tender_file_tender_fk references tender (id),
    hash text not null constraint tender_file_hash_fk references stored_file (hash),
    name text not null,
    media_type text not null,
    size bigint not null,
    created_at bigint not null
);
create index tender_file_tender_idx on tender_file (tender_id);

-- The sentence behind each confirmed fact of a tender (title, addressee, place, …).
create table tender_fact (
    tender_id text not null constraint tender_fact_tender_fk references tender (id),
    name text not null,
    value text not null,
    sentence text not null default '',
    text_start bigint,
    text_end bigint,
    page bigint,
    origin text not null constraint tender_fact_origin check (origin in ('notice', 'person')),
    constraint tender_fact_pk primary key (tender_id, name)
);

create table deadline (
    id text not null constraint deadline_pk primary key,
    tender_id text not null constraint deadline_tender_fk references tender (id),
    kind text not null,
    title text not null default '',
    -- wall clock in Japan as printed: 2026-12-10 or 2026-12-10T17:00; from_local opens a period
    from_local text not null default '',
    at_local text not null,
    at bigint not null,
    certainty text not null constraint deadline_certainty check (certainty in ('fixed', 'planned')),
    basis text not null default '',
    place text not null default '',
    sentence text not null default '',
    text_start bigint,
    text_end bigint,
    page bigint,
    origin text not null constraint deadline_origin check (origin in ('notice', 'person')),
    revision bigint not null default 1
);
create index deadline_tender_idx on deadline (tender_id, at);

create table bid (
    id text not null constraint bid_pk primary key,
    tender_id text not null constraint bid_tender_fk references tender (id),
    organisation_id text not null constraint bid_organisation_fk references organisation (id),
    state text not null default 'open' constraint bid_state check (state in ('open', 'archived')),
    revision bigint not null default 1,
    created_by text not null,
    created_at bigint not null,
    audit_number bigint not null default 0,
    audit_hash text not null default ''
);
create index bid_tender_idx on bid (tender_id);

-- The firms that work on a bid, whether or not they are members of its joint venture yet.
create table bid_organisation (
    bid_id text not null constraint bid_organisation_bid_fk references bid (id),
    organisation_id text not null constraint bid_organisation_organisation_fk references organisation (id),
    added_at bigint not null,
    constraint bid_organisation_pk primary key (bid_id, organisation_id)
);
create index bid_organisation_organisation_idx on bid_organisation (organisation_id);

create table seat (
    bid_id text not null constraint seat_bid_fk references bid (id),
    user_id text not null constraint seat_user_fk references user_account (id),
    role text not null constraint seat_role check (role in ('coordinator', 'writer', 'reviewer', 'approver', 'viewer', 'contributor')),
    -- the one section that a contributor may see
    section_id text,
    added_at bigint not null,
    constraint seat_pk primary key (bid_id, user_id)
);
create index seat_user_idx on seat (user_id);

-- Who answers for a date on this bid.
create table deadline_owner (
    bid_id text not null constraint deadline_owner_bid_fk references bid (id),
    deadline_id text not null constraint deadline_owner_deadline_fk references deadline (id) on delete cascade,
    user_id text not null constraint deadline_owner_user_fk references user_account (id),
    constraint deadline_owner_pk primary key (bid_id, deadline_id)
);
create index deadline_owner_user_idx on deadline_owner (user_id);

create table joint_venture (
    bid_id text not null constraint joint_venture_pk primary key constraint joint_venture_bid_fk references bid (id),
    kind text not null,
    method text not null,
    name text not null,
    office text not null default '',
    bank text not null default '',
    branch text not null default '',
    formed_on text not null default '',
    months_after bigint,
    revision bigint not null default 1
);

create table joint_venture_member (
    bid_id text not null constraint joint_venture_member_venture_fk references joint_venture (bid_id),
    position bigint not null,
    organisation_id text not null constraint joint_venture_member_organisation_fk references organisation (id),
    share bigint,
    work text not null default '',
    amount bigint,
    constraint joint_venture_member_pk primary key (bid_id, position),
    constraint joint_venture_member_once unique (bid_id, organisation_id)
);

create table section (
    id text not null constraint section_pk primary key,
    bid_id text not null constraint section_bid_fk references bid (id),
    position bigint not null,
    code text not null,
    title_ja text not null,
    title_en text not null,
    assignee_id text constraint section_assignee_fk references user_account (id),
    due_on text not null default '',
    state text not null default 'empty' constraint section_state check (state in ('empty', 'draft', 'review', 'approved')),
    revision bigint not null default 1
);
create index section_bid_idx on section (bid_id, position);
create index section_assignee_idx on section (assignee_id);

-- One text per section and language: neutral blocks with stable ids, as JSON.
create table section_text (
    section_id text not null constraint section_text_section_fk references section (id),
    language text not null constraint section_text_language check (language in ('ja', 'en')),
    blocks text not null default '[]',
    -- characters of the plain text, so that progress is shown without reading the text
    characters bigint not null default 0,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint,
    constraint section_text_pk primary key (section_id, language)
);

-- What a document of a bid states beyond the shared data (amount, date, order, seal policy, label …), as JSON.
create table document (
    bid_id text not null constraint document_bid_fk references bid (id),
    form text not null,
    settings text not null,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint document_pk primary key (bid_id, form)
);

-- Append-only; each row carries the hash of the one before it on the same bid (or '' scope: the installation).
create table audit (
    scope text not null,
    number bigint not null,
    at bigint not null,
    user_id text,
    action text not null,
    detail text not null,
    previous_hash text not null,
    hash text not null,
    constraint audit_pk primary key (scope, number)
);

-- The head of the chain for what belongs to an organisation or the installation rather than to a bid.
create table audit_head (
    scope text not null constraint audit_head_pk primary key,
    number bigint not null,
    hash text not null
);
