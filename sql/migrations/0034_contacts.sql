-- How a council reaches its physicians, and what its people are told on Monday: the addresses that were asked for or
-- verified, who wants the summary of the week, and to whom it went.
-- Lock: share row exclusive on access.council and access.person for an instant (the foreign keys of new, empty tables).
-- Undo: a later migration that drops the three tables.

-- One press on the button: letters that ask for an address, or mails that verify one. Each of them is a notice of the
-- kind « contact » whose cause bears this key.
create table alerts.contact_round (
    council_id integer not null references access.council,
    contact_round_id bigint generated always as identity,
    channel text not null,
    asked integer not null,
    made_on date not null,
    made_by text not null,
    person_id bigint not null references access.person,
    made_at timestamptz not null default clock_timestamp(),
    constraint contact_round_is_unique primary key (council_id, contact_round_id),
    constraint contact_round_is_of_a_council check (council_id > 0),
    constraint contact_round_channel_is_known check (channel in ('email', 'post')),
    constraint contact_round_asks_somebody check (asked between 1 and 500)
);
create index contact_round_by_person on alerts.contact_round (person_id);

-- Whether somebody wants the summary of the week of a council; whoever has no row gets it.
create table alerts.digest_setting (
    council_id integer not null references access.council,
    person_id bigint not null references access.person,
    is_wanted boolean not null,
    set_at timestamptz not null,
    constraint digest_setting_is_one_a_person primary key (council_id, person_id),
    constraint digest_setting_is_of_a_council check (council_id > 0)
);
create index digest_setting_by_person on alerts.digest_setting (person_id);

-- The summary of a week for somebody: at most one, whatever happens to the worker. What was begun and has no answer may
-- have arrived, and is not sent again.
create table alerts.digest (
    council_id integer not null references access.council,
    person_id bigint not null references access.person,
    monday date not null,
    state text not null default 'waiting',
    lines integer not null default 0,
    made_at timestamptz not null default clock_timestamp(),
    constraint digest_is_one_a_week primary key (council_id, person_id, monday),
    constraint digest_is_of_a_council check (council_id > 0),
    constraint digest_week_begins_on_monday check (extract(isodow from monday) = 1),
    constraint digest_state_is_known check (
        state in ('waiting', 'begun', 'sent', 'unknown', 'refused', 'empty', 'unwanted', 'late')),
    constraint digest_is_never_empty check (lines > 0 or state not in ('begun', 'sent', 'unknown', 'refused'))
);
create index digest_by_person on alerts.digest (person_id);
