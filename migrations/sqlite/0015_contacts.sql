-- People and organisations around a bid, each kept by one firm; their roles in bids, and what was spoken with them.

create table contact_organisation (
    id text not null constraint contact_organisation_pk primary key,
    -- the firm that keeps it
    organisation_id text not null constraint contact_organisation_firm_fk references organisation (id),
    kind text not null,
    -- canonical values as JSON
    fields text not null,
    name text not null,
    sort_key text not null,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null
);
create index contact_organisation_firm_idx on contact_organisation (organisation_id, sort_key, id);

create table contact (
    id text not null constraint contact_pk primary key,
    -- the firm that keeps it
    organisation_id text not null constraint contact_firm_fk references organisation (id),
    -- 1, 2, 3 … within the firm
    number bigint not null,
    body_id text constraint contact_body_fk references contact_organisation (id),
    -- '' takes that of the organisation
    own_kind text not null default '',
    kind text not null default '',
    -- canonical values as JSON; empty once the person was erased
    fields text not null,
    -- normalised name, and e-mail address, by which duplicates are found; '' for none
    name_key text not null,
    email text not null default '',
    sort_key text not null,
    owner_id text constraint contact_owner_fk references user_account (id),
    -- 0, or when the person was erased
    erased_at bigint not null default 0,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint contact_number_key unique (organisation_id, number)
);
create index contact_firm_idx on contact (organisation_id, erased_at, sort_key, id);
create index contact_name_idx on contact (organisation_id, name_key);
create index contact_email_idx on contact (organisation_id, email);
create index contact_body_idx on contact (body_id);

-- Pieces of names and readings, by which people are found.
create table contact_gram (
    organisation_id text not null,
    gram text not null,
    number bigint not null,
    constraint contact_gram_pk primary key (organisation_id, gram, number)
);
create index contact_gram_number_idx on contact_gram (organisation_id, number);

-- `from_id` introduced, reports to, or knows `to_id`.
create table contact_relation (
    id text not null constraint contact_relation_pk primary key,
    from_id text not null constraint contact_relation_from_fk references contact (id),
    to_id text not null constraint contact_relation_to_fk references contact (id),
    kind text not null constraint contact_relation_kind check (kind in ('introduced', 'reports_to', 'knows')),
    saved_by text,
    saved_at bigint not null,
    constraint contact_relation_key unique (from_id, to_id, kind)
);
create index contact_relation_to_idx on contact_relation (to_id);

-- What a contact is in one bid, as the firm that keeps the contact sees it.
create table contact_role (
    bid_id text not null constraint contact_role_bid_fk references bid (id),
    contact_id text not null constraint contact_role_contact_fk references contact (id),
    role text not null,
    -- 1 to 5
    influence bigint not null,
    -- -2 to 2
    attitude bigint not null,
    interest text not null default '',
    person_id text constraint contact_role_person_fk references user_account (id),
    want text not null default '',
    next_step text not null default '',
    until_on text not null default '',
    -- 1: the bid's other firms see name, organisation, title, role and what was logged for this bid
    is_shared bigint not null default 0,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint contact_role_pk primary key (bid_id, contact_id)
);
create index contact_role_contact_idx on contact_role (contact_id);

create table engagement (
    id text not null constraint engagement_pk primary key,
    -- the firm whose it is
    organisation_id text not null constraint engagement_firm_fk references organisation (id),
    bid_id text constraint engagement_bid_fk references bid (id),
    kind text not null,
    -- wall clock in Japan
    at_local text not null,
    at bigint not null,
    said text not null default '',
    next_step text not null default '',
    follow_up_on text not null default '',
    is_followed_up bigint not null default 0,
    -- 1: it fell inside a ban on contact, and was recorded for the reason given
    is_in_ban bigint not null default 0,
    ban_reason text not null default '',
    -- 1: the bid's other firms do not see it
    is_confidential bigint not null default 0,
    saved_by text,
    saved_at bigint not null
);
create index engagement_bid_idx on engagement (bid_id, at);
create index engagement_follow_up_idx on engagement (organisation_id, is_followed_up, follow_up_on);

create table engagement_contact (
    engagement_id text not null constraint engagement_contact_engagement_fk references engagement (id),
    contact_id text not null constraint engagement_contact_contact_fk references contact (id),
    constraint engagement_contact_pk primary key (engagement_id, contact_id)
);
create index engagement_contact_contact_idx on engagement_contact (contact_id);

-- Who of the firm took part.
create table engagement_person (
    engagement_id text not null constraint engagement_person_engagement_fk references engagement (id),
    user_id text not null constraint engagement_person_user_fk references user_account (id),
    constraint engagement_person_pk primary key (engagement_id, user_id)
);
