-- 内訳書: the breakdown that papers print, one for each bid, and what each firm reckons for itself. A firm's own is
-- read by its own people alone; of it the partners see `shared`, the totals that the firm chose when it saved.

create table cost_sheet (
    bid_id text not null constraint cost_sheet_pk primary key constraint cost_sheet_bid_fk references bid (id),
    body text not null,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null
);

create table cost_build_up (
    bid_id text not null constraint cost_build_up_bid_fk references bid (id),
    organisation_id text not null constraint cost_build_up_organisation_fk references organisation (id),
    body text not null,
    sharing text not null constraint cost_build_up_sharing check (sharing in ('nothing', 'sum', 'parts', 'lines')),
    shared text not null default '[]',
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint cost_build_up_pk primary key (bid_id, organisation_id)
);
