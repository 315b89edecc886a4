-- The set of papers of a bid as people decided it, and a buyer's ways kept by a firm for its next tender.

create table paper_set (
    bid_id text not null constraint paper_set_pk primary key constraint paper_set_bid_fk references bid (id),
    -- procedure, papers added and dropped, their order, the buyer's ways for all papers, as JSON
    plan text not null,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null
);

create table buyer_profile (
    organisation_id text not null constraint buyer_profile_organisation_fk references organisation (id),
    -- the 宛先 without blanks, widths and honorific
    buyer text not null,
    -- the procedure of the set; empty where none was known
    procedure_code text not null,
    profile text not null,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint buyer_profile_pk primary key (organisation_id, buyer, procedure_code)
);
