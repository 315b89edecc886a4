-- Files of what was spoken with contacts; who follows it up; what a role gave way when two contacts became one.

create table engagement_file (
    id text not null constraint engagement_file_pk primary key,
    engagement_id text not null constraint engagement_file_engagement_fk references engagement (id),
    hash text not null constraint engagement_file_hash_fk references stored_file (hash),
    name text not null,
    media_type text not null,
    size bigint not null,
    -- 1: the bid's other firms see it, where they see the entry
    is_shared bigint not null default 0,
    added_by text,
    added_at bigint not null
);
create index engagement_file_engagement_idx on engagement_file (engagement_id);
create index engagement_file_hash_idx on engagement_file (hash);

-- Who of the firm follows up; until now whoever had logged it.
alter table engagement add column follow_up_by text;
update engagement set follow_up_by = saved_by;
create index engagement_due_idx on engagement (is_followed_up, follow_up_on);
create index engagement_follower_idx on engagement (follow_up_by, is_followed_up);

-- The other role of a contact that was two: JSON, in the bid's own row, so that only those read it who read the bid.
alter table contact_role add column given_way text not null default '';
create index contact_role_person_idx on contact_role (person_id);
create index contact_owner_idx on contact (owner_id);
