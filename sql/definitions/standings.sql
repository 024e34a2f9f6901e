-- Rights and row-level security of the Standings room. Re-applied whole at each migration.
grant usage on schema standings to sextant_council;
do $$
declare
    name text;
begin
    foreach name in array array['cycle', 'standing', 'run']
    loop
        execute format('alter table standings.%I enable row level security', name);
        execute format('alter table standings.%I force row level security', name);
        execute format('drop policy if exists tenant on standings.%I', name);
        execute format(
            'create policy tenant on standings.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert, update, delete on standings.%I to sextant_council', name);
    end loop;
end
$$;
