-- The buyers' own forms (.docx) of a bid, as they came: what is filled in is kept beside them, never in them.

create table buyer_form (
    id text not null constraint buyer_form_pk primary key,
    bid_id text not null constraint buyer_form_bid_fk references bid (id),
    hash text not null constraint buyer_form_file_fk references stored_file (hash),
    name text not null,
    size bigint not null,
    -- JSON: what goes into each blank, by its id
    answers text not null,
    -- whether a person has confirmed the answers
    confirmed bigint not null default 0 constraint buyer_form_confirmed check (confirmed in (0, 1)),
    revision bigint not null default 1,
    added_by text,
    added_at bigint not null,
    constraint buyer_form_key unique (bid_id, hash)
);

-- What a person confirmed for a buyer's form: which datum goes into which blank, never what was typed.
create table buyer_form_profile (
    organisation_id text not null constraint buyer_form_profile_organisation_fk references organisation (id),
    buyer text not null,
    hash text not null,
    answers text not null,
    confirmed_at bigint not null,
    constraint buyer_form_profile_pk primary key (organisation_id, buyer, hash)
);
