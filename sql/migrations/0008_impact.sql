-- What a proposed version of a référentiel would change, computed before anybody approves it; no standing is touched.
-- Lock: none, the tables are new. Undo: a later migration that drops the four tables.

-- A report asked for; it belongs to no council and names nobody.
create table standings.impact (
    impact_id bigint generated always as identity primary key,
    framework_id text not null,
    version text not null,
    version_fingerprint text not null,
    law_fingerprint text not null,
    as_of date not null,
    requested_by text not null,
    requested_at timestamptz not null default now(),
    state text not null default 'queued',
    started_at timestamptz,
    finished_at timestamptz,
    ended_by text,
    report_hash text,
    constraint impact_state_is_known check (
        state in ('queued', 'running', 'done', 'failed', 'cancelled', 'stale')),
    constraint impact_done_has_its_hash check ((state = 'done') = (report_hash is not null)),
    constraint impact_over_has_its_day check ((state in ('queued', 'running')) = (finished_at is null))
);
create index impact_by_version on standings.impact (framework_id, version, impact_id);
create unique index impact_waits_once
    on standings.impact (framework_id, version, version_fingerprint, law_fingerprint, as_of)
    where state in ('queued', 'running');

-- The councils of a report, each computed once: a row is locked while it is computed, so a worker that dies gives
-- its council back.
create table standings.impact_council (
    impact_id bigint not null references standings.impact,
    council_code text not null references access.council (code),
    is_done boolean not null default false,
    constraint impact_council_is_unique primary key (impact_id, council_code)
);
create index impact_council_by_code on standings.impact_council (council_code);

-- Numbers of physicians, except where the name says actions (ImpactMeasure); no person is in it. A council sees its
-- own part, the national offices see all.
create table standings.impact_line (
    impact_id bigint not null,
    council_code text not null,
    specialty_code text not null,
    framework_code text not null,
    examined integer not null,
    changed integer not null,
    losing integer not null,
    gaining integer not null,
    actions_lost integer not null,
    actions_gained integer not null,
    becoming_complete integer not null,
    ceasing_complete integer not null,
    becoming_late integer not null,
    ceasing_late integer not null,
    changing_state integer not null,
    changing_required integer not null,
    changing_alert integer not null,
    straddling integer not null,
    complete_before integer not null,
    complete_after integer not null,
    late_before integer not null,
    late_after integer not null,
    constraint impact_line_is_unique primary key (impact_id, council_code, specialty_code, framework_code),
    constraint impact_line_is_of_a_council foreign key (impact_id, council_code) references standings.impact_council
);

-- Examples for the council itself. The physician is no foreign key: an example does not keep a person in the
-- directory, and one who is gone is not shown.
create table standings.impact_sample (
    council_id integer not null references access.council,
    impact_id bigint not null references standings.impact,
    measure text not null,
    place smallint not null,
    physician_id bigint not null,
    before jsonb,
    after jsonb,
    actions jsonb not null,
    constraint impact_sample_is_unique primary key (council_id, impact_id, measure, place)
);
create index impact_sample_by_impact on standings.impact_sample (impact_id);
