-- Rights and row-level security of the Alerts room. Re-applied whole at each migration.
grant usage on schema alerts to sextant_council;
do $$
declare
    name text;
begin
    foreach name in array array['campaign', 'entry', 'event']
    loop
        execute format('alter table alerts.%I enable row level security', name);
        execute format('alter table alerts.%I force row level security', name);
        execute format('drop policy if exists tenant on alerts.%I', name);
        execute format(
            'create policy tenant on alerts.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on alerts.%I to sextant_council', name);
    end loop;
end
$$;
-- Who it is about, for which milestone, and by which numbers it is led, is written once.
revoke update on alerts.campaign, alerts.entry from sextant_council;
grant update (state, approved_by, approved_name, approved_on, second_by, second_name, canary_until, stop_reason,
    stopped_by, stopped_from, resumed, checked, compliant, bounced) on alerts.campaign to sextant_council;
grant update (campaign_id, channel, state, exclusion, reason, person_id, author, counted, expected, required,
    checked_at, is_added, is_canary, is_checked, is_past, notice_id, record_id, round) on alerts.entry to sextant_council;
revoke update, delete on alerts.event from sextant_council;

-- A campaign goes its way: what was approved keeps its names, what is given up stays so, and what is done is opened
-- again by nothing but a message that came back.
create or replace function alerts.move_campaign() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
            ('proposed', 'second_wanted'), ('proposed', 'approved'), ('proposed', 'abandoned'),
            ('second_wanted', 'proposed'), ('second_wanted', 'approved'), ('second_wanted', 'abandoned'),
            ('approved', 'canary'), ('approved', 'sending'), ('approved', 'stopped'), ('canary', 'sending'),
            ('canary', 'stopped'), ('sending', 'done'), ('sending', 'stopped'), ('done', 'sending'),
            ('stopped', 'approved'), ('stopped', 'sending'), ('stopped', 'abandoned'))
        or (new.approved_by, new.approved_name) is distinct from (old.approved_by, old.approved_name)
            and old.state <> 'proposed' and new.state <> 'proposed'
        or (new.second_by, new.second_name) is distinct from (old.second_by, old.second_name)
            and (old.state, new.state) <> ('second_wanted', 'approved')
        or new.policy is distinct from old.policy
    then
        raise exception using errcode = '23514', constraint = 'campaign_goes_forward',
            message = format('campaign %s is %s', old.campaign_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on alerts.campaign
    for each row execute function alerts.move_campaign();

-- So does an entry: what was taken back stays so, what was written to keeps its notice and its campaign, and whoever was
-- excluded is proposed again before anything is sent to them.
create or replace function alerts.move_entry() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
            ('proposed', 'approved'), ('proposed', 'excluded'), ('approved', 'excluded'), ('approved', 'retracted'),
            ('excluded', 'proposed'), ('excluded', 'retracted'))
        or new.campaign_id <> old.campaign_id and new.state not in ('proposed', 'excluded')
        or old.notice_id is not null and new.notice_id is distinct from old.notice_id
            and (old.state, new.state) <> ('excluded', 'proposed')
    then
        raise exception using errcode = '23514', constraint = 'entry_goes_forward',
            message = format('entry %s is %s', old.entry_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on alerts.entry
    for each row execute function alerts.move_entry();

-- « A large campaign takes two people »: whatever writes it, an entry is sent only by a campaign that somebody approved,
-- and above its number by one that two people approved. A letter that replaces a mail is to the same physician.
create or replace function alerts.check_approval() returns trigger language plpgsql as $$
begin
    if exists (
        select from alerts.campaign c
        where (c.council_id, c.campaign_id) in (
                select council_id, campaign_id from changed where state = 'approved')
            and (c.approved_by is null or c.state in ('proposed', 'second_wanted')
                or c.second_by is null and coalesce((c.policy ->> 'mostForOnePerson')::integer, 50) < (
                    select count(distinct e.physician_id) from alerts.entry e
                    where (e.council_id, e.campaign_id) = (c.council_id, c.campaign_id)
                        and e.state in ('approved', 'retracted'))))
    then
        raise exception using errcode = '23514', constraint = 'entry_is_sent_by_who_may_approve',
            message = 'nobody, or only one person, approved the campaign of an approved entry';
    end if;
    return null;
end
$$;
create or replace trigger check_approval_added after insert on alerts.entry
    referencing new table as changed for each statement execute function alerts.check_approval();
create or replace trigger check_approval_changed after update on alerts.entry
    referencing new table as changed for each statement execute function alerts.check_approval();

-- « A complete physician can never be a recipient »: an entry that is to be sent has a standing of that very moment,
-- late and with these numbers, and whoever changes that standing waits for the end of the transaction. The check of the
-- same name holds for the row's own numbers, and a complete standing is never late (standings.standing).
create or replace function alerts.check_recipient() returns trigger language plpgsql as $$
begin
    if new.state in ('excluded', 'retracted') then
        return null;
    end if;
    perform from standings.published_standing s
    where (s.council_id, s.physician_id) = (new.council_id, new.physician_id) and s.state = 'in_cycle'
        and s.cycle_start = new.cycle_start and s.is_late and not s.is_complete
        and (s.counted_total, s.required_total) = (new.counted, new.required)
    for share;
    if not found then
        raise exception using errcode = '23514', constraint = 'entry_is_never_of_a_complete',
            message = 'the standing of this recipient is not late, or has other numbers';
    end if;
    return null;
end
$$;
create or replace trigger check_recipient
    after insert or update of state, checked_at, counted, expected, required, physician_id, cycle_start on alerts.entry
    for each row execute function alerts.check_recipient();

-- Marks carry no council: whoever has a physician on its roll sees that an alert was written, never by whom. A council
-- writes and takes back those of its own entries only.
alter table alerts.mark enable row level security;
alter table alerts.mark force row level security;
drop policy if exists own_roll on alerts.mark;
create policy own_roll on alerts.mark for select to sextant_council using (
    exists (select from registry.stay s where s.physician_id = mark.physician_id));
drop policy if exists own_entry_added on alerts.mark;
create policy own_entry_added on alerts.mark for insert to sextant_council with check (
    (entry_id, physician_id, cycle_start, milestone_on) in (
        select e.entry_id, e.physician_id, e.cycle_start, e.milestone_on from alerts.entry e));
drop policy if exists own_entry_removed on alerts.mark;
create policy own_entry_removed on alerts.mark for delete to sextant_council using (
    entry_id in (select e.entry_id from alerts.entry e));
grant select, insert, delete on alerts.mark to sextant_council;

-- A purge that two people reviewed: its role sees, and removes, the alerts to the physicians on the list.
grant usage on schema alerts to sextant_purge;
do $$
declare
    name text;
begin
    foreach name in array array['entry', 'event']
    loop
        execute format('drop policy if exists purged on alerts.%I', name);
        execute format(
            'create policy purged on alerts.%I to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int) and physician_id '
            || 'in (select item_id from access.purge_ready where kind = ''physician''))', name);
        execute format('grant select, delete on alerts.%I to sextant_purge', name);
    end loop;
    drop policy if exists purged on alerts.mark;
    create policy purged on alerts.mark to sextant_purge using (
        physician_id in (select item_id from access.purge_ready where kind = 'physician')
        and entry_id in (select e.entry_id from alerts.entry e));
    grant select, delete on alerts.mark to sextant_purge;
end
$$;
