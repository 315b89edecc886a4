-- A person's seats and the state of a bid, for lists over all bids of one person, out of the index alone; and who follows
-- up for which bid, to find what nobody does.
-- Kept equal with the other engine's file of the same number.

create index seat_own_idx on seat (user_id, bid_id, role, section_id);
drop index seat_user_idx;

create index bid_state_idx on bid (id, state, tender_id);

drop index engagement_follow_up_idx;
create index engagement_follow_up_idx
    on engagement (organisation_id, is_followed_up, follow_up_on, follow_up_by, bid_id);
