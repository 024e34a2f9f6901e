-- Rights, row-level security and published views of the Registry room. Re-applied whole at each migration.
grant usage on schema registry to sextant_council, sextant_national;
grant select on registry.profession, registry.specialty to sextant_council, sextant_national;
do $$
declare
    name text;
begin
    foreach name in array array['registration', 'qualification', 'care_status', 'exemption',
        'framework_choice', 'declaration', 'account', 'platform_alert', 'missing_address', 'discrepancy_hidden',
        'fact_change']
    loop
        execute format('alter table registry.%I enable row level security', name);
        execute format('alter table registry.%I force row level security', name);
        execute format('drop policy if exists tenant on registry.%I', name);
        execute format(
            'create policy tenant on registry.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert, update, delete on registry.%I to sextant_council', name);
    end loop;
end
$$;

-- The directory belongs to no council. Everybody reads it; the national role writes it; a council may add a
-- number that its roll names first, and take that back by undoing its own lot.
alter table registry.physician enable row level security;
alter table registry.physician force row level security;
drop policy if exists directory on registry.physician;
create policy directory on registry.physician for select to sextant_council, sextant_national using (true);
drop policy if exists extraction on registry.physician;
create policy extraction on registry.physician to sextant_national using (true);
drop policy if exists number_from_a_roll on registry.physician;
create policy number_from_a_roll on registry.physician for insert to sextant_council
    with check (family_name is null and given_name is null);
drop policy if exists undone_roll on registry.physician;
create policy undone_roll on registry.physician for delete to sextant_council
    using (family_name is null and created_lot in (select lot_id from intake.lot));
grant select, insert, delete on registry.physician to sextant_council;
grant select, insert, update, delete on registry.physician to sextant_national;

-- Spells of practice carry no council: the whole country's, since a cycle follows the person.
grant select, insert, update, delete on registry.practice to sextant_council;
grant select, insert on registry.directory_change to sextant_council, sextant_national;
