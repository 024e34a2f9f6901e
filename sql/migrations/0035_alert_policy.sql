-- Alert milestones that a council sets for itself within the bounds of the national rule set, proposed by one person
-- and published by another; the work to come of each council by week, and the national calendar that is summed from it.
-- Lock: share row exclusive on access.council and access.person for an instant, for the foreign keys of new tables.
-- Undo: a later migration that drops the three tables, once no run of standings names parameters of a council's own.
create table frameworks.alert_override (
    council_id integer not null references access.council,
    alert_override_id bigint generated always as identity,
    starts_on date not null,
    -- Null leaves the national value; without any the council goes back to the national rule.
    first_milestone_years smallint,
    every_years smallint,
    catch_up_days smallint,
    reason text not null,
    state text not null default 'proposed',
    proposed_by text not null,
    proposed_person_id bigint not null references access.person,
    proposed_at timestamptz not null,
    published_by text,
    published_person_id bigint references access.person,
    published_at timestamptz,
    published_on date,
    ended_by text,
    ended_at timestamptz,
    ended_reason text,
    constraint alert_override_is_unique primary key (council_id, alert_override_id),
    constraint alert_override_is_of_a_council check (council_id > 0),
    constraint alert_override_state_is_known check (
        state in ('proposed', 'published', 'superseded', 'sent_back', 'withdrawn')),
    constraint alert_override_reason_is_short check (length(reason) between 1 and 500),
    constraint alert_override_published_says_by_whom check (
        (state in ('published', 'superseded')) = (published_person_id is not null)
        and (published_person_id is null) = (published_by is null) and (published_by is null) = (published_at is null)
        and (published_by is null) = (published_on is null)),
    constraint alert_override_is_published_by_another check (published_person_id <> proposed_person_id),
    -- What was judged stays: parameters hold from the day after they are published at the earliest.
    constraint alert_override_begins_after_it_is_published check (starts_on > published_on),
    -- A year mistyped would stay for ever.
    constraint alert_override_begins_within_two_years check (starts_on <= published_on + interval '2 years'),
    constraint alert_override_ended_says_by_whom check (
        (state in ('superseded', 'sent_back', 'withdrawn')) = (ended_by is not null)
        and (ended_by is null) = (ended_at is null) and (ended_reason is null or ended_by is not null)),
    constraint alert_override_sent_back_says_why check (state <> 'sent_back' or ended_reason is not null),
    constraint alert_override_ended_reason_is_short check (length(ended_reason) between 1 and 500)
);
create unique index alert_override_is_proposed_once on frameworks.alert_override (council_id)
    where state = 'proposed';
create unique index alert_override_begins_once on frameworks.alert_override (council_id, starts_on)
    where state = 'published';
create index alert_override_by_proposer on frameworks.alert_override (proposed_person_id);
create index alert_override_by_publisher on frameworks.alert_override (published_person_id);

-- How much work falls on a council in a week: numbers only, found again each week by the night.
create table alerts.calendar_count (
    council_id integer not null references access.council,
    week_on date not null,
    alerts integer not null,
    openings integer not null,
    deadlines integer not null,
    -- The legal date of the night that counted.
    counted_on date not null,
    constraint calendar_count_is_unique primary key (council_id, week_on),
    constraint calendar_count_begins_on_a_monday check (extract(isodow from week_on) = 1),
    constraint calendar_count_is_of_a_council check (council_id > 0),
    constraint calendar_count_is_not_negative check (alerts >= 0 and openings >= 0 and deadlines >= 0)
);

-- The national calendar as it may be told: the sums of all councils, null where a number is hidden. The night adds
-- them up anew.
create table alerts.calendar_sum (
    week_on date not null,
    alerts bigint,
    openings bigint,
    deadlines bigint,
    councils integer not null,
    -- The legal date of the oldest count in the sum.
    counted_since date not null,
    constraint calendar_sum_is_unique primary key (week_on),
    constraint calendar_sum_begins_on_a_monday check (extract(isodow from week_on) = 1),
    constraint calendar_sum_tells_no_small_number check (
        (alerts is null or alerts not between 1 and 10) and (openings is null or openings not between 1 and 10)
        and (deadlines is null or deadlines not between 1 and 10))
);
