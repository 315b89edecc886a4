-- The hours of a counter, dates that hang on other dates, and a buyer's own days off.

-- when the counter is open and when it closes for lunch: 09:00, or empty where nothing is said
alter table deadline add column open_from text not null default '';
alter table deadline add column open_to text not null default '';
alter table deadline add column shut_from text not null default '';
alter table deadline add column shut_to text not null default '';

create table derived_date (
    deadline_id text not null constraint derived_date_pk primary key
        constraint derived_date_deadline_fk references deadline (id) on delete cascade,
    -- the date it is counted from
    origin_id text not null constraint derived_date_origin_fk references deadline (id) on delete cascade,
    -- negative before that date
    offset_count bigint not null,
    offset_unit text not null constraint derived_date_unit check (offset_unit in ('day', 'business_day')),
    constraint derived_date_itself check (origin_id <> deadline_id)
);
create index derived_date_origin_idx on derived_date (origin_id);

create table buyer_day_off (
    organisation_id text not null constraint buyer_day_off_organisation_fk references organisation (id),
    -- the 宛先 without blanks, widths and honorific
    buyer text not null,
    -- 2026-11-27, or 06-23 for one that comes every year
    day text not null,
    name text not null,
    constraint buyer_day_off_pk primary key (organisation_id, buyer, day)
);
