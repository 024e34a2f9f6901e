-- A version of a référentiel has a life: draft, proposed, approved; its history, its approval by a second person, the
-- keys that sign it. The link from a specialty code to its référentiel becomes data that a person may correct.
-- Lock: access exclusive on frameworks.version and frameworks.college, a few rows, for an instant.
-- Undo: a later migration that drops the new tables and columns, once no draft and no proposal is left.
alter table frameworks.college add column profession_code text not null default '10';

-- The keys of the colleges: one signs only what is its own.
create table frameworks.signing_key (
    key_id text primary key,
    framework_code text not null references frameworks.college,
    public_key text not null,
    valid_from date not null,
    added_by text not null,
    added_at timestamptz not null default now(),
    revoked_on date,
    revoked_by text,
    revocation_reason text,
    constraint signing_key_has_thirty_two_bytes check (length(decode(public_key, 'base64')) = 32),
    constraint signing_key_is_not_shared unique (public_key),
    constraint signing_key_revocation_has_a_reason check (
        (revoked_on is null) = (revoked_by is null) and (revoked_on is null) = (revocation_reason is null)
        and revocation_reason <> '')
);
create index signing_key_by_college on frameworks.signing_key (framework_code);

alter table frameworks.version
    add column stage text,
    add column effective_from date,
    add column source text not null default '',
    add column manifest text,
    add column signature text,
    add column key_id text references frameworks.signing_key;
update frameworks.version
set stage = 'approved', effective_from = coalesce((content::json ->> 'effectiveFrom')::date, published_on);
alter table frameworks.version
    alter column stage set not null,
    add constraint version_stage_is_known check (stage in ('draft', 'proposed', 'approved')),
    add constraint version_approved_has_a_start check (stage = 'draft' or effective_from is not null),
    add constraint version_signature_is_whole check (
        (manifest is null) = (signature is null) and (manifest is null) = (key_id is null));
create index version_by_key on frameworks.version (key_id);
create unique index version_approved_starts_once on frameworks.version (framework_id, effective_from)
    where stage = 'approved';

-- What happened to a version, in order; it outlives a draft that is discarded.
create table frameworks.version_event (
    event_id bigint generated always as identity primary key,
    framework_id text not null,
    version text not null,
    stage text not null,
    fingerprint text not null,
    at timestamptz not null default now(),
    by text not null,
    reason text not null,
    constraint version_event_stage_is_known check (stage in ('draft', 'proposed', 'approved', 'discarded')),
    constraint version_event_has_an_author check (by <> '')
);
create index version_event_by_version on frameworks.version_event (framework_id, version, event_id);
insert into frameworks.version_event (framework_id, version, stage, fingerprint, by, reason)
select framework_id, version, stage, fingerprint, 'sextant migrate', 'livré avec le programme'
from frameworks.version order by framework_id, version;

-- Who approved what, after reading which report on its effects.
create table frameworks.version_approval (
    framework_id text not null,
    version text not null,
    proposed_by text not null,
    approved_by text not null,
    approved_at timestamptz not null default now(),
    impact_id bigint not null,
    impact_as_of date not null,
    content_fingerprint text not null,
    law_fingerprint text not null,
    report_hash text not null,
    constraint version_approval_is_unique primary key (framework_id, version),
    constraint version_approval_is_of_a_version foreign key (framework_id, version) references frameworks.version,
    constraint version_approval_takes_two_persons check (lower(proposed_by) <> lower(approved_by))
);

-- A correction of the link from a specialty code to its référentiels, from a day on. Rows are only added: the latest
-- of those that have begun holds, and all of them are the history.
create table registry.specialty_override (
    override_id bigint generated always as identity primary key,
    specialty_code text not null references registry.specialty,
    candidates text[] not null,
    certainty text not null,
    source text not null,
    starts_on date not null,
    set_by text not null,
    set_at timestamptz not null default now(),
    constraint specialty_override_certainty_is_known check (certainty in ('deduit', 'a_confirmer', 'ambigu')),
    constraint specialty_override_deduced_names_one check (certainty <> 'deduit' or cardinality(candidates) = 1),
    constraint specialty_override_has_a_source check (source <> '' and set_by <> '')
);
create index specialty_override_by_code on registry.specialty_override (specialty_code, starts_on);
