-- What was known when. Each fact the engine reads says which transaction made it known, and its past versions stay:
-- any standing can be judged again from the facts as they were known to the run that stored it.
-- Knowledge is ordered by transactions, not by clocks: a run keeps the snapshot it saw (pg_snapshot), so that an
-- import that began before it and committed after it is, exactly, not known to it.
-- Lock: access exclusive on the seven tables of facts, for an instant: the default is kept in the catalogue and no
-- row is rewritten.
-- Undo: a later migration that drops the columns, the past tables and standings.record.

-- When each transaction brought facts: what a person means by « connu à telle heure ».
create table registry.knowledge (
    known_in xid8 primary key default pg_current_xact_id(),
    known_at timestamptz not null default clock_timestamp()
);
create index knowledge_by_time on registry.knowledge (known_at);
insert into registry.knowledge default values;

alter table registry.registration add column known_in xid8 not null default pg_current_xact_id();
alter table registry.practice add column known_in xid8 not null default pg_current_xact_id();
alter table registry.qualification add column known_in xid8 not null default pg_current_xact_id();
alter table registry.care_status add column known_in xid8 not null default pg_current_xact_id();
alter table registry.exemption add column known_in xid8 not null default pg_current_xact_id();
alter table registry.framework_choice add column known_in xid8 not null default pg_current_xact_id();
alter table registry.declaration add column known_in xid8 not null default pg_current_xact_id();

-- Versions that are no longer true to our knowledge: of each fact, the columns that the engine reads. No foreign key:
-- what was known outlives the row it was about.
create table registry.registration_past (
    council_id integer not null,
    physician_id bigint not null,
    registered_on date not null,
    ended_on date,
    diploma_on date,
    is_military boolean not null,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index registration_past_by_physician on registry.registration_past (council_id, physician_id);

create table registry.practice_past (
    registration_id bigint not null,
    physician_id bigint not null,
    started_on date not null,
    ended_on date,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index practice_past_by_physician on registry.practice_past (physician_id);

create table registry.qualification_past (
    council_id integer not null,
    physician_id bigint not null,
    specialty_code text not null,
    held_from date not null,
    held_until date,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index qualification_past_by_physician on registry.qualification_past (council_id, physician_id);

create table registry.care_status_past (
    council_id integer not null,
    physician_id bigint not null,
    starts_on date not null,
    gives_direct_care boolean not null,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index care_status_past_by_physician on registry.care_status_past (council_id, physician_id);

create table registry.exemption_past (
    council_id integer not null,
    physician_id bigint not null,
    starts_on date not null,
    through date,
    reason text not null,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index exemption_past_by_physician on registry.exemption_past (council_id, physician_id);

create table registry.framework_choice_past (
    council_id integer not null,
    physician_id bigint not null,
    framework_id text not null,
    chosen_by text not null,
    chosen_at timestamptz not null,
    reason text not null,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index framework_choice_past_by_physician on registry.framework_choice_past (council_id, physician_id);

create table registry.declaration_past (
    council_id integer not null,
    source_id text not null,
    physician_id bigint not null,
    is_deleted boolean not null,
    content text not null,
    known_in xid8 not null,
    superseded_in xid8 not null
);
create index declaration_past_by_physician on registry.declaration_past (council_id, physician_id);

-- The law that runs judged by: the exact versions with their hashes, the rule set, the links of specialty codes and
-- the revision of the engine. The mark is the SHA-256 of the text.
create table standings.law_used (
    law_mark text primary key,
    content text not null
);

-- What a run saw, beside its date; a run from before has none. A run of kind 'decision' is about one physician.
-- `seen` is the snapshot whose changes the next refresh need not look at; null lets it look at everybody. The number it
-- replaces was held back by the oldest transaction of the whole cluster, whatever its database.
alter table standings.run
    drop column seen_until,
    add column seen pg_snapshot,
    add column knowledge text,
    add column kind text not null default 'refresh',
    add constraint run_kind_is_known check (kind in ('refresh', 'decision'));

-- Where each physician stood whenever that changed, as it was judged: written once, never changed. The content has
-- no name and no label; the proof is kept as its SHA-256, whole only where a decision rests on it. No foreign key: no
-- role may remove a run, a replay reports a record without one, and a first night writes one row a physician.
create table standings.record (
    council_id integer not null,
    record_id bigint generated always as identity,
    run_id bigint not null,
    physician_id bigint not null,
    content text not null,
    proof_hash text not null,
    proof text,
    constraint record_is_unique primary key (council_id, record_id)
);
create index record_by_physician on standings.record (council_id, physician_id, record_id);
create index record_by_run on standings.record (council_id, run_id);
