-- Notices in several files, their demands, dates that hang on other dates, and what became of a step.
-- Kept equal with the other engine's file of the same number: only the binary type differs (blob, bytea).

-- Each text or file that a tender was read from. What was read points to it by its position.
create table tender_source (
    tender_id text not null constraint tender_source_tender_fk references tender (id),
    position bigint not null,
    kind text not null constraint tender_source_kind check (kind in ('text', 'pdf', 'html', 'portal_xml', 'ocds')),
    -- the file's name; empty for a pasted text
    name text not null default '',
    -- what tells the same text again, whatever its blanks and widths
    fingerprint text not null,
    body text not null,
    text_kind text not null default 'unknown',
    pages bigint,
    pages_without_text bigint not null default 0,
    file_id text constraint tender_source_file_fk references tender_file (id),
    -- the buyer's or the portal's own key of the procedure, and the release, when the source has them
    identity text not null default '',
    release text not null default '',
    -- what the source says outright, as JSON; empty when it is a plain text
    stated text not null default '',
    added_by text,
    added_at bigint not null,
    constraint tender_source_pk primary key (tender_id, position),
    constraint tender_source_once unique (tender_id, fingerprint)
);
create index tender_source_fingerprint_idx on tender_source (fingerprint);
create index tender_source_identity_idx on tender_source (identity);

insert into tender_source (tender_id, position, kind, name, fingerprint, body, text_kind, file_id, added_by, added_at)
select t.id, 0,
       case when f.media_type = 'application/pdf' then 'pdf' else 'text' end,
       coalesce(f.name, ''), t.fingerprint, t.source_text,
       case when t.proposal like '%"kind_of_text":"notice"%' then 'notice'
            when t.proposal like '%"kind_of_text":"proposal_guideline"%' then 'proposal_guideline'
            when t.proposal like '%"kind_of_text":"correction"%' then 'correction'
            when t.proposal like '%"kind_of_text":"cancellation"%' then 'cancellation'
            when t.proposal like '%"kind_of_text":"result"%' then 'result'
            when t.proposal like '%"kind_of_text":"rules"%' then 'rules'
            when t.proposal like '%"kind_of_text":"specification"%' then 'specification'
            when t.proposal like '%"kind_of_text":"forms"%' then 'forms'
            when t.proposal like '%"kind_of_text":"answers"%' then 'answers'
            when t.proposal like '%"kind_of_text":"plan"%' then 'plan'
            else 'unknown' end,
       f.id, t.created_by, t.created_at
from tender t
left join tender_file f on f.tender_id = t.id
where t.proposal <> '';

alter table tender drop column source_text;
-- A proposal that nobody wants is put away, not deleted, and can be taken back.
alter table tender add column discarded_at bigint;
alter table tender add column discarded_by text;

-- The text that a sentence stands in; null where a person typed the value.
alter table tender_fact add column source bigint;
update tender_fact set source = 0 where text_start is not null;
alter table deadline add column source bigint;
update deadline set source = 0 where text_start is not null;
-- codes of the ways of handing in, with blanks between
alter table deadline add column methods text not null default '';

-- A date that the notice gives only by another step (落札決定後7日以内).
create table relative_date (
    id text not null constraint relative_date_pk primary key,
    tender_id text not null constraint relative_date_tender_fk references tender (id),
    position bigint not null,
    kind text not null default '',
    edge text not null constraint relative_date_edge check (edge in ('from', 'by')),
    anchor text not null default '',
    -- negative counts back; null for the day itself
    offset_count bigint,
    offset_unit text not null default '',
    -- 17:00, or empty
    time_of_day text not null default '',
    printed text not null,
    sentence text not null default '',
    source bigint,
    text_start bigint,
    text_end bigint,
    page bigint,
    origin text not null constraint relative_date_origin check (origin in ('notice', 'person')),
    revision bigint not null default 1
);
create index relative_date_tender_idx on relative_date (tender_id, position);

-- One demand of the notice. What a person left out stays as `left_out`, so that it is not proposed anew.
create table requirement (
    id text not null constraint requirement_pk primary key,
    tender_id text not null constraint requirement_tender_fk references tender (id),
    position bigint not null,
    kind text not null,
    -- what is demanded, as JSON
    demand text not null,
    words_ja text not null default '',
    words_en text not null default '',
    sentence text not null default '',
    source bigint,
    text_start bigint,
    text_end bigint,
    page bigint,
    origin text not null constraint requirement_origin check (origin in ('notice', 'person')),
    state text not null default 'held' constraint requirement_state check (state in ('held', 'left_out')),
    revision bigint not null default 1
);
create index requirement_tender_idx on requirement (tender_id, position);

-- A step of ours that a bid has done.
create table done_step (
    bid_id text not null constraint done_step_bid_fk references bid (id),
    deadline_id text not null constraint done_step_deadline_fk references deadline (id) on delete cascade,
    user_id text not null constraint done_step_user_fk references user_account (id),
    done_at bigint not null,
    constraint done_step_pk primary key (bid_id, deadline_id)
);
