-- What people decide about the backward plan of a bid, and whether it bids at all. Dates that are computed are never
-- kept, so that they move with the tender's.

create table plan_task (
    bid_id text not null constraint plan_task_bid_fk references bid (id),
    -- code of a usual task, or the identity of one that somebody added
    code text not null,
    -- title and side of one that somebody added; empty for a usual one
    title text not null default '',
    side text not null default '',
    owner_id text constraint plan_task_owner_fk references user_account (id),
    state text not null default 'open' constraint plan_task_state check (state in ('open', 'started', 'done', 'removed')),
    -- day on which it was begun or done
    state_on text not null default '',
    -- duration and days that somebody set; 0 and empty where they are as computed
    days bigint not null default 0,
    own_start text not null default '',
    own_end text not null default '',
    note text not null default '',
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint plan_task_pk primary key (bid_id, code)
);
create index plan_task_owner_idx on plan_task (owner_id);

create table bid_decision (
    bid_id text not null constraint bid_decision_pk primary key constraint bid_decision_bid_fk references bid (id),
    outcome text not null constraint bid_decision_outcome check (outcome in ('open', 'go', 'no_go')),
    reason text not null default '',
    -- JSON: score and sentence of each criterion, by its code
    scores text not null,
    decided_by text constraint bid_decision_user_fk references user_account (id),
    decided_at bigint,
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null
);
