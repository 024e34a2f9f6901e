-- Rights and row-level security of the Standings room. Re-applied whole at each migration.
grant usage on schema standings to sextant_council;
do $$
declare
    name text;
begin
    foreach name in array array['cycle', 'standing', 'run', 'record']
    loop
        execute format('alter table standings.%I enable row level security', name);
        execute format('alter table standings.%I force row level security', name);
        execute format('drop policy if exists tenant on standings.%I', name);
        execute format(
            'create policy tenant on standings.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on standings.%I to sextant_council', name);
    end loop;
end
$$;
grant update, delete on standings.cycle, standings.standing to sextant_council;

-- What was judged, when, and by which law: added to, never changed.
revoke update, delete on standings.run from sextant_council;
grant select, insert on standings.law_used to sextant_council;

-- Impact of a proposed version. A council writes and reads its own part; the national offices read numbers.
alter table standings.impact_sample enable row level security;
alter table standings.impact_sample force row level security;
drop policy if exists tenant on standings.impact_sample;
create policy tenant on standings.impact_sample to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
do $$
declare
    name text;
begin
    foreach name in array array['impact_council', 'impact_line']
    loop
        execute format('alter table standings.%I enable row level security', name);
        execute format('alter table standings.%I force row level security', name);
        execute format('drop policy if exists own_part on standings.%I', name);
        execute format(
            'create policy own_part on standings.%I to sextant_council using (council_code in (select code from '
            || 'access.published_council '
            || 'where council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int)))', name);
        execute format('drop policy if exists offices on standings.%I', name);
        execute format('create policy offices on standings.%I to sextant_national, sextant_cncp using (true)', name);
    end loop;
end
$$;
-- The CNCP asks for reports and reads their numbers; it has no right on a table that names a person.
grant usage on schema standings to sextant_national, sextant_cncp;
grant select on standings.impact to sextant_council;
grant select, insert, update on standings.impact to sextant_national, sextant_cncp;
grant select, insert on standings.impact_council to sextant_national;
grant select, update on standings.impact_council to sextant_council;
grant select on standings.impact_council to sextant_cncp;
grant select, insert on standings.impact_line, standings.impact_sample to sextant_council;
grant select on standings.impact_line to sextant_national, sextant_cncp;
