-- Sections that are due soon are looked for by their days, over all bids.
-- Kept equal with the other engine's file of the same number.

create index section_due_idx on section (due_on);
