-- What people are told: in the application always, by mail when one is set up; and how each wants to be reminded.
-- Kept equal with the other engine's file of the same number.

create table outbox (
    id text not null constraint outbox_pk primary key,
    user_id text not null constraint outbox_user_fk references user_account (id),
    bid_id text constraint outbox_bid_fk references bid (id),
    -- the date it speaks of; a date may be removed while the message stays
    deadline_id text,
    -- the date as it was printed then: a message about another date than today's is not sent
    at_local text not null default '',
    kind text not null,
    -- with the person these two make a message one, however many servers think of it
    subject text not null,
    occasion text not null,
    -- what the message says, as JSON
    about text not null,
    -- new: nobody has looked yet how the person wants it; gathered: waits for the daily mail; unmailed: only in the
    -- application; withdrawn: not true any more
    state text not null default 'new' constraint outbox_state check (state in ('new', 'waiting', 'gathered', 'sent', 'failed', 'unmailed', 'withdrawn')),
    -- from when it stands in the application
    shown_at bigint not null,
    -- from when it may be mailed
    due_at bigint not null,
    -- from when it says nothing any more
    ends_at bigint,
    attempts bigint not null default 0,
    next_try bigint not null default 0,
    lease_until bigint not null default 0,
    lease_by text not null default '',
    message_id text not null default '',
    sent_at bigint,
    -- what the mail server answered last
    error text not null default '',
    -- opens the page that puts this one message off, and nothing else: it stands in the mail, which can go out twice
    snooze_key text not null,
    snoozed_at bigint,
    read_at bigint,
    made_at bigint not null,
    constraint outbox_once unique (user_id, subject, occasion),
    constraint outbox_snooze_key_key unique (snooze_key)
);
create index outbox_shown_idx on outbox (user_id, shown_at);
create index outbox_unread_idx on outbox (user_id, shown_at) where read_at is null;
create index outbox_due_idx on outbox (state, due_at);
create index outbox_made_idx on outbox (made_at);

-- Without a row everything is as the defaults of `domain::reminder` say, which are these.
create table reminder_setting (
    user_id text not null constraint reminder_setting_pk primary key constraint reminder_setting_user_fk references user_account (id),
    way text not null default 'each' constraint reminder_setting_way check (way in ('each', 'daily', 'never')),
    day14 bigint not null default 1,
    day7 bigint not null default 1,
    day3 bigint not null default 1,
    day1 bigint not null default 1,
    hour2 bigint not null default 1,
    -- minutes after midnight in the person's zone; equal when there are no quiet hours
    quiet_from bigint not null default 1320,
    quiet_to bigint not null default 420,
    -- when the daily mail goes out
    daily_at bigint not null default 480,
    revision bigint not null default 1
);

-- The reminders of all bids are looked for by when their dates come.
create index deadline_at_idx on deadline (at);
