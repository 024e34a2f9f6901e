-- What leaves is what was approved, and is true on the day on which it leaves: a campaign keeps the words that its
-- approval was of; a letter on paper that is no longer true, or whose words no sheet bears, is written again as another
-- notice, which says whose place it takes.
-- Lock: access exclusive on alerts.campaign, alerts.event, letters.notice and letters.delivery for an instant each;
-- alerts.event is read once.
-- Undo: a later migration that drops the columns, and sets event_act_is_known back once no such act is kept.
alter table alerts.campaign
    -- Template and version, versions of the council's blocks, and the sender; null until somebody approves.
    add column words jsonb,
    add constraint campaign_words_are_an_object check (jsonb_typeof(words) = 'object');

alter table alerts.event drop constraint event_act_is_known;
alter table alerts.event add constraint event_act_is_known check (act in (
    'approved', 'approved_second', 'sent_back', 'released', 'stopped', 'resumed', 'abandoned', 'excluded', 'added',
    'became_compliant', 'excluded_by_rule', 'may_have_arrived', 'put_back', 'turned_to_post', 'stays_unsent', 'retracted',
    'retraction_unsent', 'written_again'));

alter table letters.notice
    -- The notice whose place this one takes: it was withdrawn, and is kept.
    add column replaces bigint,
    add constraint notice_replaces_another foreign key (council_id, replaces) references letters.notice,
    add constraint notice_replaces_an_earlier_one check (replaces < notice_id);
create unique index notice_is_replaced_once on letters.notice (council_id, replaces);

alter table letters.delivery
    -- The letter is to be written with the words in force before it is set again.
    add column words_wanted boolean not null default false;
