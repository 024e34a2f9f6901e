-- A postal address from which a letter came back is kept as such, beside the e-mail addresses that do not work; an alert is
-- excluded for it, or because its address has too many lines for an envelope. A letter recorded as returned by mistake
-- has left again. What a physician is told when an alert is taken back stands apart from the council's own reason.
-- Lock: access exclusive on letters.contact_check, alerts.entry and alerts.event for an instant each, with one reading of
-- their rows.
-- Undo: a later migration that drops the columns and gives the constraints their former text, once no such row is kept.
alter table letters.contact_check
    alter column email drop not null,
    -- A postal address without the name, as it is compared: its letters and digits alone, in capitals.
    add column address text,
    add constraint contact_check_is_of_one_address check ((email is null) <> (address is null));

alter table alerts.entry drop constraint entry_exclusion_is_known;
alter table alerts.entry add constraint entry_exclusion_is_known check (exclusion in (
    'no_address', 'address_returned', 'address_too_long', 'became_compliant', 'not_subject', 'framework_to_confirm',
    'recently_alerted', 'superseded', 'alerted_elsewhere', 'not_prepared', 'agent'));

alter table alerts.event
    -- The sentence for the physician, in the letter that takes an alert back.
    add column told text,
    add constraint event_told_is_of_a_retraction check (told is null or act = 'retracted' and length(told) <= 500);

alter table alerts.event drop constraint event_act_is_known;
alter table alerts.event add constraint event_act_is_known check (act in (
    'approved', 'approved_second', 'sent_back', 'released', 'stopped', 'resumed', 'abandoned', 'excluded', 'added',
    'became_compliant', 'excluded_by_rule', 'may_have_arrived', 'put_back', 'turned_to_post', 'stays_unsent', 'retracted',
    'retraction_unsent', 'written_again', 'letter_returned', 'return_corrected'));
