-- The register of questions to the buyer, of all bidders as far as their answers were published, and what each concerns.

create table question (
    id text not null constraint question_pk primary key,
    bid_id text not null constraint question_bid_fk references bid (id),
    -- ours, or another bidder's that was published with its answer
    origin text not null constraint question_origin check (origin in ('own', 'other')),
    state text not null constraint question_state check (state in ('draft', 'ready', 'asked', 'answered', 'withdrawn')),
    -- the sheet on which it was sent, 1, 2 …, and its number there; both 0 until then
    round bigint not null default 0,
    number bigint not null default 0,
    position bigint not null,
    -- canonical values as JSON: {"values": {…}}
    fields text not null,
    asked_at bigint,
    -- how often an answer was recorded: each time is told once
    answers bigint not null default 0,
    answered_at bigint,
    proposed_by text constraint question_proposed_fk references user_account (id),
    revision bigint not null default 1,
    saved_by text,
    saved_at bigint not null,
    constraint question_asked check (number = 0 or round > 0)
);
create index question_bid_idx on question (bid_id, position);

create table question_link (
    question_id text not null constraint question_link_question_fk references question (id) on delete cascade,
    section_id text constraint question_link_section_fk references section (id) on delete cascade,
    requirement_id text constraint question_link_requirement_fk references requirement (id) on delete cascade,
    constraint question_link_one check ((section_id is null and requirement_id is not null)
        or (section_id is not null and requirement_id is null))
);
create unique index question_link_section_key on question_link (section_id, question_id) where section_id is not null;
create unique index question_link_requirement_key on question_link (requirement_id, question_id)
    where requirement_id is not null;
create index question_link_question_idx on question_link (question_id);

-- Before, questions were records of their own kind. A key in quotes occurs in no value, where quotes are escaped.
insert into question (id, bid_id, origin, state, position, fields, answers, answered_at, proposed_by, revision,
    saved_by, saved_at)
select r.id, r.bid_id, 'own',
    case when replace(r.fields, '"answer":', '') <> r.fields then 'answered' else 'ready' end,
    r.position, r.fields,
    case when replace(r.fields, '"answer":', '') <> r.fields then 1 else 0 end,
    case when replace(r.fields, '"answer":', '') <> r.fields then r.saved_at else null end,
    u.id, r.revision, r.saved_by, r.saved_at
from record r
left join user_account u on u.id = r.saved_by
where r.kind = 'question' and r.bid_id is not null;

delete from record where kind = 'question' and bid_id is not null;
