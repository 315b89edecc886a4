-- Live texts: the document behind a text, the journal of its edits, and the pictures of a bid.

-- Made from the text's blocks when somebody first writes it live. The row is the lock of its journal.
create table section_document (
    section_id text not null,
    language text not null,
    -- everything up to `snapshot_seq`, as one update
    snapshot blob not null,
    snapshot_seq bigint not null default 0,
    -- the number given last
    seq bigint not null default 0,
    -- up to where `section_text` shows the document
    projected_seq bigint not null default 0,
    written_by text,
    written_at bigint not null,
    constraint section_document_pk primary key (section_id, language),
    constraint section_document_text_fk foreign key (section_id, language) references section_text (section_id, language)
);
create index section_document_written_idx on section_document (written_at);

create table section_update (
    section_id text not null,
    language text not null,
    seq bigint not null,
    -- the running server that took it; empty for an edit of the plain form
    node text not null,
    user_id text,
    at bigint not null,
    bytes blob not null,
    -- 1 when it could not be applied: it is left out of the text and kept
    is_bad bigint not null default 0,
    constraint section_update_pk primary key (section_id, language, seq),
    constraint section_update_document_fk foreign key (section_id, language) references section_document (section_id, language)
);

create table bid_image (
    id text not null constraint bid_image_pk primary key,
    bid_id text not null constraint bid_image_bid_fk references bid (id),
    hash text not null constraint bid_image_file_fk references stored_file (hash),
    media_type text not null constraint bid_image_media_type check (media_type in ('image/png', 'image/jpeg', 'image/gif')),
    size bigint not null,
    width bigint not null,
    height bigint not null,
    added_by text,
    added_at bigint not null
);
create index bid_image_bid_idx on bid_image (bid_id, hash);
