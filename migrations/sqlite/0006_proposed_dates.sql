-- What a proposal dates, short: a search for days looks through thousands of proposals, each of them long. Empty where
-- an earlier version kept the proposal; then the proposal itself is read. `-` for a proposal without dates.

alter table tender add column proposed_dates text not null default '';
