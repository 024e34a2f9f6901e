-- Rights and row-level security of the Intake room. Re-applied whole at each migration.
grant usage on schema intake to sextant_council, sextant_national;
grant usage on sequence intake.lot_number to sextant_council, sextant_national;
do $$
declare
    name text;
begin
    foreach name in array array['lot', 'lot_file', 'rejected_line', 'before_image']
    loop
        execute format('alter table intake.%I enable row level security', name);
        execute format('alter table intake.%I force row level security', name);
        execute format('drop policy if exists tenant on intake.%I', name);
        execute format(
            'create policy tenant on intake.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert, update, delete on intake.%I to sextant_council, sextant_national', name);
    end loop;
end
$$;

-- Published: the lots of the reader's tenant.
create or replace view intake.published_lot with (security_invoker = true) as
select council_id, lot_id, kind, state from intake.lot;
grant select on intake.published_lot to sextant_council, sextant_national;

-- A purge that two people reviewed removes the quarantined lines of the lots on its list, and what lots kept of the
-- physicians on it.
grant usage on schema intake to sextant_purge;
drop policy if exists purged on intake.rejected_line;
create policy purged on intake.rejected_line to sextant_purge using (
    council_id = (select nullif(current_setting('sextant.council', true), '')::int)
    and lot_id in (select item_id from access.purge_ready where kind = 'lot'));
drop policy if exists purged on intake.before_image;
create policy purged on intake.before_image to sextant_purge using (
    council_id = (select nullif(current_setting('sextant.council', true), '')::int)
    and (image ->> 'physician_id')::bigint in (select item_id from access.purge_ready where kind = 'physician'));
grant select, delete on intake.rejected_line, intake.before_image to sextant_purge;
