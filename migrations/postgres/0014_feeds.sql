-- Secret addresses under which calendar programs read dates, and what they were last told of each date.

create table calendar_feed (
    id text not null constraint calendar_feed_pk primary key,
    -- only the hash of the secret: the address is shown once and can be replaced
    token_hash text not null constraint calendar_feed_token_key unique,
    user_id text not null constraint calendar_feed_user_fk references user_account (id),
    -- null: every bid on which the person has a seat
    bid_id text constraint calendar_feed_bid_fk references bid (id),
    language text not null constraint calendar_feed_language check (language in ('ja', 'en')),
    -- whose dates: everybody's, those of the person's firm and of nobody yet, or the person's own
    whose text not null constraint calendar_feed_whose check (whose in ('all', 'firm', 'own')),
    made_at bigint not null
);
create index calendar_feed_user_idx on calendar_feed (user_id, made_at);

-- Outlives its date, so that a date which is gone can still be told as cancelled.
create table calendar_event (
    bid_id text not null constraint calendar_event_bid_fk references bid (id),
    deadline_id text not null,
    sequence bigint not null,
    -- hash of what was told last
    print text not null,
    kind text not null,
    title text not null,
    from_local text not null,
    at_local text not null,
    changed_at bigint not null,
    cancelled_at bigint,
    constraint calendar_event_pk primary key (bid_id, deadline_id)
);
