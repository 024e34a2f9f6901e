-- Who is on which roll, since when, and what they declared.
-- Lock: none, the tables are new. Undo: a later migration that drops the schema.
create schema registry;

create table registry.profession (
    code text primary key,
    label text not null
);

create table registry.specialty (
    code text primary key,
    label text not null,
    candidates text[] not null,
    certainty text not null,
    note text,
    constraint specialty_certainty_is_known check (certainty in ('deduit', 'a_confirmer', 'ambigu'))
);

-- The directory: public identity of the RPPS extraction, of no council. A number known from a roll alone
-- stands here without a name until an extraction brings one.
create table registry.physician (
    physician_id bigint generated always as identity primary key,
    rpps_number text collate "C" not null,
    family_name text,
    given_name text,
    search_name text collate "C" not null default '',
    civility text,
    title text,
    category text,
    practice_mode text,
    specialty_codes text[] not null default '{}',
    site_department text,
    site_commune text,
    sector text,
    authority text,
    left_extraction_on date,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint physician_rpps_number_is_unique unique (rpps_number),
    constraint physician_rpps_number_has_eleven_digits check (rpps_number ~ '^[0-9]{11}$'),
    constraint physician_family_name_is_not_empty check (family_name <> '')
);
create index physician_by_search_name on registry.physician (search_name, physician_id);
create index physician_by_created_lot on registry.physician (created_lot);

-- When a physician was on some roll, wherever: the cycle is the person's, not the council's (R. 4022-14).
create table registry.practice (
    registration_id bigint primary key,
    physician_id bigint not null references registry.physician,
    started_on date not null,
    ended_on date
);
create index practice_by_physician on registry.practice (physician_id);

-- A change of the directory or of somebody's practice: read by each council's next refresh.
create table registry.directory_change (
    physician_id bigint not null,
    changed_in xid8 not null default pg_current_xact_id()
);
create index directory_change_by_transaction on registry.directory_change (changed_in);

-- A change of a council's own facts: read by its next refresh. A line of a queue, written as often as the facts
-- themselves: no foreign key, and a physician who is gone is simply not found.
create table registry.fact_change (
    council_id integer not null,
    physician_id bigint not null,
    changed_in xid8 not null default pg_current_xact_id()
);
create index fact_change_by_transaction on registry.fact_change (council_id, changed_in);

create table registry.registration (
    council_id integer not null references access.council,
    registration_id bigint generated always as identity,
    physician_id bigint not null references registry.physician,
    registered_on date not null,
    ended_on date,
    end_reason text,
    diploma_on date,
    birth_year smallint,
    email text,
    email_checked_on date,
    is_military boolean not null default false,
    address text[] not null default '{}',
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint registration_is_unique primary key (council_id, registration_id),
    constraint registration_starts_once unique (council_id, physician_id, registered_on),
    constraint registration_ends_after_it_starts check (ended_on >= registered_on),
    constraint registration_end_reason_is_known check (
        end_reason in ('retraite', 'deces', 'transfert', 'radiation', 'omission'))
);
create index registration_by_physician on registry.registration (physician_id);
create index registration_by_start on registry.registration (council_id, registered_on);
create index registration_by_end on registry.registration (council_id, ended_on) where ended_on is not null;
create index registration_by_created_lot on registry.registration (council_id, created_lot);

-- Qualification held from a day until another; half-open.
create table registry.qualification (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    specialty_code text not null references registry.specialty,
    held_from date not null,
    held_until date,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint qualification_is_unique primary key (council_id, physician_id, specialty_code, held_from),
    constraint qualification_ends_after_it_starts check (held_until >= held_from)
);
create index qualification_by_physician on registry.qualification (physician_id);
create index qualification_by_specialty on registry.qualification (specialty_code);
create index qualification_by_created_lot on registry.qualification (council_id, created_lot);

-- Whether care is given directly to patients, from a day on (block 3, R. 4022-12).
create table registry.care_status (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    starts_on date not null,
    gives_direct_care boolean not null,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint care_status_is_unique primary key (council_id, physician_id, starts_on)
);
create index care_status_by_physician on registry.care_status (physician_id);
create index care_status_by_created_lot on registry.care_status (council_id, created_lot);

-- A dated, reasoned decision: block 3 is not required meanwhile (R. 4022-12, R. 4022-13).
create table registry.exemption (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    starts_on date not null,
    through date,
    reason text not null,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint exemption_is_unique primary key (council_id, physician_id, starts_on),
    constraint exemption_ends_after_it_starts check (through >= starts_on),
    constraint exemption_reason_is_known check (reason in ('sans_soins', 'formation_obligatoire'))
);
create index exemption_by_physician on registry.exemption (physician_id);
create index exemption_by_created_lot on registry.exemption (council_id, created_lot);

-- The council's choice where the specialty does not name one référentiel (rule R26-3).
create table registry.framework_choice (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    framework_id text not null,
    chosen_by text not null,
    chosen_at timestamptz not null,
    reason text not null,
    constraint framework_choice_is_unique primary key (council_id, physician_id),
    constraint framework_choice_has_a_reason check (reason <> '')
);
create index framework_choice_by_physician on registry.framework_choice (physician_id);

create table registry.declaration (
    council_id integer not null references access.council,
    source_id text not null,
    physician_id bigint not null references registry.physician,
    action_code text not null,
    origin text not null,
    is_deleted boolean not null default false,
    content text not null,
    organiser text,
    label text,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint declaration_is_unique primary key (council_id, source_id),
    constraint declaration_origin_is_known check (
        origin in ('medecin', 'employeur', 'organisme', 'andpc', 'cnp'))
);
create index declaration_by_physician on registry.declaration (council_id, physician_id, source_id);
create index declaration_by_physician_alone on registry.declaration (physician_id);
create index declaration_by_created_lot on registry.declaration (council_id, created_lot);

create table registry.account (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    status text not null,
    email text,
    cycle_start date,
    cycle_end date,
    framework_code text,
    updated_on date not null,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint account_is_unique primary key (council_id, physician_id),
    constraint account_status_is_known check (status in ('a_activer', 'active', 'sans_adresse', 'clos'))
);
create index account_by_physician on registry.account (physician_id);
create index account_by_created_lot on registry.account (council_id, created_lot);

-- Alerts that the platform itself sent.
create table registry.platform_alert (
    council_id integer not null references access.council,
    source_id text not null,
    physician_id bigint not null references registry.physician,
    type text not null,
    sent_on date not null,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint platform_alert_is_unique primary key (council_id, source_id)
);
create index platform_alert_by_physician on registry.platform_alert (council_id, physician_id);
create index platform_alert_by_physician_alone on registry.platform_alert (physician_id);
create index platform_alert_by_created_lot on registry.platform_alert (council_id, created_lot);

-- Physicians whom the platform cannot reach by e-mail (decree 2025-1335).
create table registry.missing_address (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    noted_on date not null,
    reason text,
    created_lot bigint not null,
    changed_lot bigint not null,
    constraint missing_address_is_unique primary key (council_id, physician_id, noted_on)
);
create index missing_address_by_physician on registry.missing_address (physician_id);
create index missing_address_by_created_lot on registry.missing_address (council_id, created_lot);

-- A discrepancy that somebody put aside until a day.
create table registry.discrepancy_hidden (
    council_id integer not null references access.council,
    physician_id bigint not null references registry.physician,
    kind text not null,
    until date not null,
    hidden_by text not null,
    constraint discrepancy_hidden_is_unique primary key (council_id, physician_id, kind)
);
create index discrepancy_hidden_by_physician on registry.discrepancy_hidden (physician_id);
