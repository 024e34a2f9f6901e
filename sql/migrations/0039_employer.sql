-- An employer may be told that an alert was sent (R. 4022-18): a council chooses to, with a reason; then, for one alert
-- that left, one person proposes and another decides; the physician is told first. Three more kinds of letters.
-- Lock: access exclusive on letters.template_version, letters.template_draft and letters.notice for the change of four
-- constraints, which reads their rows once; share row exclusive on registry.physician and alerts.entry for the foreign
-- keys of a new table.
-- Undo: a later migration that drops the two tables and gives the constraints their former text, once no letter of the
-- three kinds is kept.
alter table letters.template_version drop constraint template_version_kind_is_known;
alter table letters.template_version add constraint template_version_kind_is_known check (
    kind in ('alert', 'retraction', 'contact', 'employer', 'employer_told', 'employer_retraction'));
alter table letters.template_draft drop constraint template_draft_kind_is_known;
alter table letters.template_draft add constraint template_draft_kind_is_known check (
    kind in ('alert', 'retraction', 'contact', 'employer', 'employer_told', 'employer_retraction'));
alter table letters.notice drop constraint notice_kind_is_known;
alter table letters.notice add constraint notice_kind_is_known check (
    kind in ('alert', 'retraction', 'contact', 'employer', 'employer_told', 'employer_retraction'));
alter table letters.notice drop constraint notice_retraction_says_of_what;
alter table letters.notice add constraint notice_retraction_says_of_what check (
    (kind in ('retraction', 'employer_retraction')) = (retracts is not null));
-- What is for an employer goes to one, and nothing else does.
alter table letters.notice add constraint notice_to_an_employer_is_of_its_kind check (
    case kind when 'employer' then addressee = 'employer' when 'employer_retraction' then true
        else addressee = 'physician' end);

-- Whether a council tells employers: the last line holds; without any it does not.
create table alerts.employer_choice (
    council_id integer not null references access.council,
    employer_choice_id bigint generated always as identity,
    is_on boolean not null,
    -- How many days a physician has, after being told, before the employer is.
    wait_days smallint not null,
    reason text not null,
    person_id bigint not null references access.person,
    author text not null,
    chosen_on date not null,
    chosen_at timestamptz not null default clock_timestamp(),
    constraint employer_choice_is_unique primary key (council_id, employer_choice_id),
    constraint employer_choice_is_of_a_council check (council_id > 0),
    constraint employer_choice_leaves_time check (wait_days between 3 and 60),
    constraint employer_choice_says_why check (btrim(reason) <> '' and length(reason) <= 500)
);
create index employer_choice_by_person on alerts.employer_choice (person_id);

-- One employer to be told of one alert, by one way. Whether the letter left is what its delivery says, never this row.
create table alerts.employer_alert (
    council_id integer not null references access.council,
    employer_alert_id bigint generated always as identity,
    entry_id bigint not null,
    physician_id bigint not null references registry.physician,
    cycle_start date not null,
    milestone_on date not null,
    channel text not null,
    -- How often it was proposed for this milestone: a later round is another letter.
    round smallint not null,
    employer text not null,
    address text[] not null,
    wait_days smallint not null,
    state text not null default 'proposed',
    reason text not null,
    counted smallint not null,
    expected smallint not null,
    required smallint not null,
    checked_at timestamptz not null,
    proposed_by bigint not null references access.person,
    proposed_name text not null,
    proposed_on date not null,
    approved_by bigint references access.person,
    approved_name text,
    approved_on date,
    -- Null for what the rule ended.
    ended_by bigint references access.person,
    ended_name text,
    ended_on date,
    end_reason text,
    record_id bigint,
    told_notice_id bigint,
    notice_id bigint,
    constraint employer_alert_is_unique primary key (council_id, employer_alert_id),
    constraint employer_alert_is_written_once unique (
        council_id, physician_id, cycle_start, milestone_on, channel, round),
    constraint employer_alert_is_of_an_entry foreign key (council_id, entry_id) references alerts.entry,
    constraint employer_alert_channel_is_known check (channel in ('email', 'post')),
    constraint employer_alert_address_fits_its_channel check (
        array_position(address, null) is null
        and case channel when 'email' then cardinality(address) = 1 else cardinality(address) between 3 and 6 end),
    constraint employer_alert_names_an_employer check (
        btrim(employer) <> '' and length(employer) <= 100 and employer !~ '[[:cntrl:]]'),
    constraint employer_alert_round_begins_at_one check (round >= 1),
    constraint employer_alert_leaves_time check (wait_days between 3 and 60),
    constraint employer_alert_state_is_known check (
        state in ('proposed', 'approved', 'sent_back', 'withdrawn', 'retracted')),
    constraint employer_alert_says_why check (btrim(reason) <> '' and length(reason) <= 500),
    constraint employer_alert_milestone_lies_in_its_cycle check (milestone_on > cycle_start),
    constraint employer_alert_is_approved_by_another check (
        (state not in ('approved', 'retracted') or approved_by is not null)
        and (approved_by is null) = (approved_name is null) and (approved_by is null) = (approved_on is null)
        and (approved_by is null or approved_by <> proposed_by and lower(approved_name) <> lower(proposed_name))),
    constraint employer_alert_end_says_why check (
        (state in ('sent_back', 'withdrawn', 'retracted')) = (ended_on is not null)
        and (ended_on is null) = (end_reason is null) and (ended_by is null) = (ended_name is null)
        and (ended_by is null or ended_on is not null) and length(end_reason) <= 500),
    constraint employer_alert_physician_is_told_first check (notice_id is null or told_notice_id is not null),
    constraint employer_alert_is_prepared_once_approved check (told_notice_id is null or approved_by is not null),
    constraint employer_alert_retracted_was_prepared check (state <> 'retracted' or notice_id is not null),
    -- Who has what is expected is not late, and nobody can be asked for more than the whole programme.
    constraint employer_alert_is_never_of_a_complete check (counted < expected and expected <= required)
);
create unique index employer_alert_is_open_once on alerts.employer_alert (
    council_id, physician_id, cycle_start, milestone_on) where state in ('proposed', 'approved');
create index employer_alert_of_an_entry on alerts.employer_alert (council_id, entry_id);
create index employer_alert_by_physician on alerts.employer_alert (physician_id);
create index employer_alert_by_proposer on alerts.employer_alert (proposed_by);
create index employer_alert_by_approver on alerts.employer_alert (approved_by);
create index employer_alert_by_ender on alerts.employer_alert (ended_by);
create unique index employer_alert_by_notice on alerts.employer_alert (council_id, notice_id)
    where notice_id is not null;
create unique index employer_alert_by_told_notice on alerts.employer_alert (council_id, told_notice_id)
    where told_notice_id is not null;
