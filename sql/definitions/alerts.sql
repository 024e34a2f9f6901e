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
grant update on alerts.campaign, alerts.entry to sextant_council;
revoke update, delete on alerts.event from sextant_council;

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
end
$$;
