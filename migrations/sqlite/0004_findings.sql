-- The readiness check of each bid as it was last made, so that the overview need not typeset papers. Nothing that
-- cannot be made again: a backup leaves it out.

create table readiness (
    bid_id text not null constraint readiness_pk primary key constraint readiness_bid_fk references bid (id),
    -- what it was made from: revisions of the bid, its tender, dates, firms and people, and the templates
    stamp text not null,
    -- when a date of ours passes, which changes what is found without anybody changing the bid
    holds_until bigint,
    documents text not null,
    findings text not null,
    made_at bigint not null
);
