-- The ledger of alerts and the campaigns that send them: who is written to, for which milestone, or why not.
-- Lock: none, the tables are new. Undo: a later migration that drops the schema, once no campaign is under way.
create schema alerts;

create table alerts.campaign (
    council_id integer not null references access.council,
    campaign_id bigint generated always as identity,
    state text not null default 'proposed',
    opened_on date not null,
    -- The numbers by which it is led, as they were when it was opened.
    policy jsonb not null,
    approved_by bigint references access.person,
    approved_name text,
    second_by bigint references access.person,
    second_name text,
    canary_until timestamptz,
    stop_reason text,
    stopped_by text,
    -- Recipients checked just before sending, and those of them who were no longer late.
    checked integer not null default 0,
    compliant integer not null default 0,
    constraint campaign_is_unique primary key (council_id, campaign_id),
    constraint campaign_state_is_known check (state in (
        'proposed', 'second_wanted', 'approved', 'canary', 'sending', 'done', 'stopped', 'abandoned')),
    constraint campaign_policy_is_an_object check (jsonb_typeof(policy) = 'object'),
    constraint campaign_is_approved_by_somebody check (
        (state in ('proposed', 'abandoned') or approved_by is not null)
        and (approved_by is null) = (approved_name is null) and (second_by is null) = (second_name is null)),
    constraint campaign_second_is_another check (
        second_by is null or approved_by is not null and second_by <> approved_by
            and lower(second_name) <> lower(approved_name)),
    constraint campaign_stop_says_why check (
        state not in ('stopped', 'abandoned') or btrim(coalesce(stop_reason, '')) <> ''),
    constraint campaign_counts_are_true check (compliant >= 0 and checked >= compliant)
);
create unique index campaign_proposed_is_one on alerts.campaign (council_id) where state = 'proposed';
create index campaign_by_approver on alerts.campaign (approved_by);
create index campaign_by_second on alerts.campaign (second_by);

-- One alert to one addressee for one milestone, by one way: proposed, sent, excluded or taken back. Whether it left is
-- what its delivery says, never this row.
create table alerts.entry (
    council_id integer not null references access.council,
    entry_id bigint generated always as identity,
    campaign_id bigint not null,
    physician_id bigint not null references registry.physician,
    cycle_start date not null,
    milestone_on date not null,
    addressee text not null default 'physician',
    channel text not null,
    state text not null,
    exclusion text,
    reason text,
    person_id bigint references access.person,
    author text,
    counted smallint not null,
    expected smallint not null,
    required smallint not null,
    proposed_on date not null,
    checked_at timestamptz not null,
    is_added boolean not null default false,
    is_canary boolean not null default false,
    is_checked boolean not null default false,
    notice_id bigint,
    record_id bigint,
    constraint entry_is_unique primary key (council_id, entry_id),
    constraint entry_is_written_once unique (
        council_id, physician_id, cycle_start, milestone_on, addressee, channel),
    constraint entry_is_of_a_campaign foreign key (council_id, campaign_id) references alerts.campaign,
    constraint entry_addressee_is_known check (addressee in ('physician', 'employer')),
    constraint entry_channel_is_known check (channel in ('email', 'post')),
    constraint entry_state_is_known check (state in ('proposed', 'approved', 'excluded', 'retracted')),
    constraint entry_exclusion_is_known check (exclusion in (
        'no_address', 'became_compliant', 'not_subject', 'framework_to_confirm', 'recently_alerted', 'superseded',
        'agent')),
    constraint entry_excluded_says_why check (
        (state = 'excluded') = (exclusion is not null)
        and (state <> 'excluded' or btrim(coalesce(reason, '')) <> '')
        and (exclusion is distinct from 'agent' or author is not null)
        and length(reason) <= 500),
    constraint entry_milestone_lies_in_its_cycle check (milestone_on > cycle_start),
    constraint entry_retracted_was_prepared check (state <> 'retracted' or notice_id is not null),
    -- Who has what is expected is not late, and nobody can be asked for more than the whole programme.
    constraint entry_is_never_of_a_complete check (counted < expected and expected <= required)
);
create index entry_of_a_campaign on alerts.entry (council_id, campaign_id, state, entry_id);
create index entry_by_physician on alerts.entry (physician_id);
create index entry_by_person on alerts.entry (person_id);
create unique index entry_by_notice on alerts.entry (council_id, notice_id) where notice_id is not null;
create index entry_by_day on alerts.entry (council_id, proposed_on);

-- Who did what to a campaign or to an entry of it: added to, never changed.
create table alerts.event (
    council_id integer not null references access.council,
    event_id bigint generated always as identity,
    campaign_id bigint not null,
    physician_id bigint references registry.physician,
    entry_id bigint,
    at timestamptz not null default clock_timestamp(),
    act text not null,
    person_id bigint references access.person,
    author text,
    reason text,
    constraint event_is_unique primary key (council_id, event_id),
    constraint event_is_of_a_campaign foreign key (council_id, campaign_id) references alerts.campaign,
    constraint event_is_of_an_entry foreign key (council_id, entry_id) references alerts.entry,
    constraint event_of_an_entry_names_its_physician check ((entry_id is null) = (physician_id is null)),
    constraint event_act_is_known check (act in (
        'approved', 'approved_second', 'released', 'stopped', 'resumed', 'abandoned', 'excluded', 'added',
        'became_compliant', 'turned_to_post', 'retracted')),
    constraint event_reason_is_short check (length(reason) <= 500)
);
create index event_of_a_campaign on alerts.event (council_id, campaign_id, event_id);
create index event_of_an_entry on alerts.event (council_id, entry_id);
create index event_by_physician on alerts.event (physician_id);
create index event_by_person on alerts.event (person_id);
