-- Rights and row-level security of the Alerts room. Re-applied whole at each migration.
grant usage on schema alerts to sextant_council;
do $$
declare
    name text;
begin
    foreach name in array array['campaign', 'entry', 'event', 'employer_choice', 'employer_alert']
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
    stopped_by, stopped_from, resumed, checked, compliant, bounced, words) on alerts.campaign to sextant_council;
grant update (campaign_id, channel, state, exclusion, reason, person_id, author, counted, expected, required,
    checked_at, is_added, is_canary, is_checked, is_past, notice_id, record_id, round) on alerts.entry to sextant_council;
revoke update, delete on alerts.event, alerts.employer_choice from sextant_council;
revoke update, delete on alerts.employer_alert from sextant_council;
grant update (state, counted, expected, required, checked_at, approved_by, approved_name, approved_on, ended_by,
    ended_name, ended_on, end_reason, record_id, told_notice_id, notice_id) on alerts.employer_alert to sextant_council;

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
        -- What was approved is what leaves.
        or new.words is distinct from old.words and old.state <> 'proposed' and new.state <> 'proposed'
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
            -- A letter on paper that is no longer true is withdrawn and takes the next round.
            and not (old.state = 'approved' and new.state = 'approved' and new.round = old.round + 1 and exists (
                select from letters.published_delivery d
                where d.council_id = old.council_id and d.notice_id = old.notice_id and d.state = 'withdrawn'))
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

-- An employer's alert goes its way: what was proposed keeps its words and its address, what was decided its names, and
-- what has ended stays so.
create or replace function alerts.move_employer_alert() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
            ('proposed', 'approved'), ('proposed', 'sent_back'), ('proposed', 'withdrawn'),
            ('approved', 'withdrawn'), ('approved', 'retracted'))
        or old.state not in ('proposed', 'approved')
        or (new.approved_by, new.approved_name, new.approved_on)
                is distinct from (old.approved_by, old.approved_name, old.approved_on)
            and (old.state, new.state) <> ('proposed', 'approved')
        or old.notice_id is not null and new.notice_id is distinct from old.notice_id
        or old.told_notice_id is not null and new.told_notice_id is distinct from old.told_notice_id
    then
        raise exception using errcode = '23514', constraint = 'employer_alert_goes_forward',
            message = format('employer alert %s is %s', old.employer_alert_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on alerts.employer_alert
    for each row execute function alerts.move_employer_alert();

-- Whatever writes it: no employer is told without the choice of the council, without an alert to the physician that left
-- and stands, or of somebody who is not late with these very numbers at that moment.
create or replace function alerts.check_employer_alert() returns trigger language plpgsql as $$
begin
    if new.state not in ('proposed', 'approved') then
        return null;
    end if;
    if not coalesce((select c.is_on from alerts.employer_choice c where c.council_id = new.council_id
            order by c.employer_choice_id desc limit 1), false)
    then
        raise exception using errcode = '23514', constraint = 'employer_alert_is_of_a_council_that_chose_it',
            message = 'the council does not tell employers';
    end if;
    if not coalesce((
        select bool_or(e.state = 'approved' and d.state = 'sent') and not bool_or(e.state = 'retracted')
            and bool_or(e.entry_id = new.entry_id)
        from alerts.entry e left join letters.published_delivery d
            on d.council_id = e.council_id and d.notice_id = e.notice_id
        where (e.council_id, e.physician_id, e.cycle_start, e.milestone_on, e.addressee)
            = (new.council_id, new.physician_id, new.cycle_start, new.milestone_on, 'physician')), false)
    then
        raise exception using errcode = '23514', constraint = 'employer_alert_follows_an_alert_that_left',
            message = 'no alert to this physician for this milestone has left, or it was taken back';
    end if;
    perform from standings.published_standing s
    where (s.council_id, s.physician_id) = (new.council_id, new.physician_id) and s.state = 'in_cycle'
        and s.cycle_start = new.cycle_start and s.is_late and not s.is_complete
        and (s.counted_total, s.required_total) = (new.counted, new.required)
    for share;
    if not found then
        raise exception using errcode = '23514', constraint = 'employer_alert_is_never_of_a_complete',
            message = 'the standing of this physician is not late, or has other numbers';
    end if;
    return null;
end
$$;
create or replace trigger check_employer_alert
    after insert or update of state, checked_at, counted, expected, required on alerts.employer_alert
    for each row execute function alerts.check_employer_alert();

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
    foreach name in array array['employer_alert', 'entry', 'event']
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

-- Addresses asked for or verified, and the summary of the week ------------------------------------------------------
do $$
declare
    name text;
begin
    foreach name in array array['contact_round', 'digest_setting', 'digest']
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
grant update (is_wanted, set_at) on alerts.digest_setting to sextant_council;
grant update (state, lines) on alerts.digest to sextant_council;
-- Those of more than a year ago are removed when those of a new week are made.
grant delete on alerts.digest to sextant_council;

-- A summary goes forward only: what was begun is never begun again, and what has ended stays so.
create or replace function alerts.move_digest() returns trigger language plpgsql as $$
begin
    if (new.council_id, new.person_id, new.monday) is distinct from (old.council_id, old.person_id, old.monday)
        or (old.state, new.state) not in (('waiting', 'begun'), ('waiting', 'empty'), ('waiting', 'unwanted'),
            ('waiting', 'late'), ('waiting', 'refused'), ('begun', 'sent'), ('begun', 'unknown'),
            ('begun', 'refused'), ('begun', 'waiting'))
    then
        raise exception using errcode = '23514', constraint = 'digest_goes_forward',
            message = format('the digest of %s is %s', old.monday, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on alerts.digest
    for each row execute function alerts.move_digest();
-- End of addresses and summaries ------------------------------------------------------------------------------------

-- The national calendar -----------------------------------------------------------------------------------------------
-- A council counts its own weeks. Only the role that adds up reads those of all, without the council, and it keeps sums
-- in which small numbers are hidden already: the national council reads these, and no council's own.
alter table alerts.calendar_count enable row level security;
alter table alerts.calendar_count force row level security;
drop policy if exists tenant on alerts.calendar_count;
create policy tenant on alerts.calendar_count to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists adding_up on alerts.calendar_count;
create policy adding_up on alerts.calendar_count for select to sextant_impact using (true);
grant select, insert, delete on alerts.calendar_count to sextant_council;
grant usage on schema alerts to sextant_national, sextant_impact;
grant select (week_on, alerts, openings, deadlines, counted_on) on alerts.calendar_count to sextant_impact;
grant select, insert, delete on alerts.calendar_sum to sextant_impact;
grant select on alerts.calendar_sum to sextant_national;
-- End of the national calendar.
