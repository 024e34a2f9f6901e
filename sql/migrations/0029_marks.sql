-- Who was written to for which milestone, in the whole country: a physician who changes council is alerted once. An
-- entry that was excluded by the rule may be proposed again, under a notice of its own. Two more reasons to exclude.
-- Lock: access exclusive on alerts.entry for an instant; share row exclusive on registry.physician for the foreign key
-- of a new table.
-- Undo: a later migration that drops the table and the column, once no entry has a second round or one of the new
-- reasons.
create table alerts.mark (
    physician_id bigint not null references registry.physician,
    cycle_start date not null,
    milestone_on date not null,
    -- Of whichever council wrote: keys of entries are the whole country's, and only that council can read the entry.
    entry_id bigint not null,
    constraint mark_is_unique primary key (physician_id, cycle_start, milestone_on),
    constraint mark_milestone_lies_in_its_cycle check (milestone_on > cycle_start)
);
create index mark_by_entry on alerts.mark (entry_id);

alter table alerts.entry
    -- How often it was proposed: a later round is another notice, since the first one was withdrawn.
    add column round smallint not null default 1,
    add constraint entry_round_begins_at_one check (round >= 1);

alter table alerts.entry drop constraint entry_exclusion_is_known;
alter table alerts.entry add constraint entry_exclusion_is_known check (exclusion in (
    'no_address', 'became_compliant', 'not_subject', 'framework_to_confirm', 'recently_alerted', 'superseded',
    'alerted_elsewhere', 'not_prepared', 'agent'));

-- What has left already, or is on its way, has its mark. The rows are hidden from their owner meanwhile.
alter table alerts.entry no force row level security;
insert into alerts.mark (physician_id, cycle_start, milestone_on, entry_id)
select physician_id, cycle_start, milestone_on, min(entry_id) from alerts.entry
where notice_id is not null and state in ('approved', 'retracted')
group by physician_id, cycle_start, milestone_on
on conflict do nothing;
alter table alerts.entry force row level security;
