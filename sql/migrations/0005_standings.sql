-- Where each physician stands, as the engine found it; rebuilt from the facts at any time.
-- Lock: none, the tables are new; btree_gist is needed by the exclusion constraint.
-- Undo: a later migration that drops the schema.
create schema standings;
create extension if not exists btree_gist;

create table standings.cycle (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    during daterange not null,
    ordinal smallint not null,
    control_deadline date not null,
    constraint cycle_is_unique primary key (council_id, physician_id, ordinal),
    constraint cycle_of_a_physician_never_overlaps exclude using gist (
        council_id with =, physician_id with =, during with &&)
);
create index cycle_by_physician on standings.cycle (physician_id);

create table standings.standing (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    rpps_number text not null,
    family_name text,
    given_name text,
    search_name text collate "C" not null,
    specialty_code text,
    framework_id text,
    framework_certainty text not null,
    state text not null,
    cycle_start date,
    cycle_end date,
    control_deadline date,
    required smallint[],
    counts smallint[],
    counted_total smallint,
    required_total smallint,
    is_complete boolean,
    is_late boolean,
    next_alert_on date,
    next_change_on date,
    has_email boolean not null,
    computed_for date not null,
    constraint standing_is_unique primary key (council_id, physician_id),
    constraint standing_state_is_known check (
        state in ('in_cycle', 'to_verify', 'framework_to_confirm', 'framework_missing')),
    constraint standing_without_framework_has_no_count check (
        (state in ('framework_to_confirm', 'framework_missing')) = (is_complete is null)
        and (is_complete is null) = (is_late is null)),
    constraint standing_complete_is_never_late check (not (is_complete and is_late))
);
create index standing_by_physician on standings.standing (physician_id);
create index standing_by_name on standings.standing (council_id, search_name, physician_id);
create index standing_by_deadline on standings.standing (council_id, cycle_end, search_name, physician_id);
create index standing_late_by_deadline on standings.standing (council_id, cycle_end, search_name, physician_id)
    where is_late;
create index standing_by_next_change on standings.standing (council_id, next_change_on);

create table standings.run (
    council_id integer not null references access.council,
    run_id bigint generated always as identity,
    as_of date not null,
    rules_fingerprint text not null,
    seen_until xid8 not null,
    examined bigint not null,
    written bigint not null,
    removed bigint not null,
    finished_at timestamptz not null default now(),
    constraint run_is_unique primary key (council_id, run_id)
);
