-- A file of contacts that somebody brought, as it was read: looked at, confirmed once, gone after a day. It holds what is
-- not ours yet, and is in no backup.

create table contact_card_file (
    id text not null constraint contact_card_file_pk primary key,
    -- the firm that brought it
    organisation_id text not null constraint contact_card_file_firm_fk references organisation (id),
    user_id text not null constraint contact_card_file_user_fk references user_account (id),
    name text not null,
    -- what was read, as JSON
    cards text not null,
    -- what became of each of its contacts, as JSON; '' before somebody confirmed
    outcome text not null default '',
    expires_at bigint not null
);
create index contact_card_file_expiry_idx on contact_card_file (expires_at);
create index contact_card_file_firm_idx on contact_card_file (organisation_id);
