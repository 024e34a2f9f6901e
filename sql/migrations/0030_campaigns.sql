-- A campaign remembers the day of its approval, from which state it was stopped and how often it was resumed, and counts
-- what came back since; an entry knows whether it left before the last resumption. New acts in the history.
-- Lock: access exclusive on alerts.campaign, alerts.entry and alerts.event for an instant.
-- Undo: a later migration that drops the columns, and sets event_act_is_known back once no such act is kept.
alter table alerts.campaign
    add column approved_on date,
    -- The state to which a resumption comes back; null for one that is not stopped.
    add column stopped_from text,
    add column resumed integer not null default 0,
    -- Messages that came back since the last resumption, of those that left since then.
    add column bounced integer not null default 0,
    add constraint campaign_was_under_way check (stopped_from in ('approved', 'canary', 'sending')),
    add constraint campaign_counts_from_zero check (resumed >= 0 and bounced >= 0);

-- What left before the last resumption counts no more against the campaign.
alter table alerts.entry add column is_past boolean not null default false;

alter table alerts.event drop constraint event_act_is_known;
alter table alerts.event add constraint event_act_is_known check (act in (
    'approved', 'approved_second', 'sent_back', 'released', 'stopped', 'resumed', 'abandoned', 'excluded', 'added',
    'became_compliant', 'excluded_by_rule', 'may_have_arrived', 'put_back', 'turned_to_post', 'stays_unsent', 'retracted',
    'retraction_unsent'));
