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

-- A name as it is searched and sorted: small letters, no accents, ligatures opened, anything else a single space.
create or replace function registry.fold(name text) returns text
language sql immutable strict parallel safe
return trim(both ' ' from regexp_replace(
    translate(
        replace(replace(replace(replace(lower(name), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
        'àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ',
        'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy'),
    '[^a-z0-9]+', ' ', 'g'));

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
    using (family_name is null and created_lot in (select lot_id from intake.published_lot));
grant select, insert, delete on registry.physician to sextant_council;
grant select, insert, update, delete on registry.physician to sextant_national;

-- Spells of practice carry no council: everybody reads the whole country's, since a cycle follows the person;
-- a council writes those of its own registrations only.
alter table registry.practice enable row level security;
alter table registry.practice force row level security;
drop policy if exists everybody on registry.practice;
create policy everybody on registry.practice for select to sextant_council using (true);
drop policy if exists own_registration on registry.practice;
drop policy if exists own_registration_added on registry.practice;
drop policy if exists own_registration_changed on registry.practice;
drop policy if exists own_registration_removed on registry.practice;
create policy own_registration_added on registry.practice for insert to sextant_council
    with check (registration_id in (select registration_id from registry.registration));
create policy own_registration_changed on registry.practice for update to sextant_council
    using (registration_id in (select registration_id from registry.registration));
create policy own_registration_removed on registry.practice for delete to sextant_council
    using (registration_id in (select registration_id from registry.registration));
grant select, insert, update, delete on registry.practice to sextant_council;
grant select, insert on registry.directory_change to sextant_council, sextant_national;

-- Published: everything the engine asks of a physician beside the declarations, one row a physician and council.
-- Lists are `;`-separated, fields `:`-separated, dates ISO; the reader is Standings' CaseFile.
create or replace view registry.case_file with (security_invoker = true) as
select r.council_id, r.physician_id, p.rpps_number, p.family_name, p.given_name,
    case when p.search_name = '' then p.rpps_number else p.search_name end as search_name,
    r.registrations, r.diploma_on, r.email is not null as has_email,
    (select string_agg(s.started_on || ':' || coalesce(s.ended_on::text, ''), ';' order by s.started_on)
        from registry.practice s where s.physician_id = r.physician_id) as spells,
    (select string_agg(c.starts_on || ':' || c.gives_direct_care, ';' order by c.starts_on)
        from registry.care_status c where c.council_id = r.council_id and c.physician_id = r.physician_id) as care,
    (select string_agg(e.starts_on || ':' || coalesce(e.through::text, '') || ':' || e.reason, ';' order by e.starts_on)
        from registry.exemption e where e.council_id = r.council_id and e.physician_id = r.physician_id) as exemptions,
    (select string_agg(q.specialty_code || ':' || q.held_from || ':' || coalesce(q.held_until::text, ''), ';'
            order by q.held_from, q.specialty_code)
        from registry.qualification q where q.council_id = r.council_id and q.physician_id = r.physician_id)
        as qualifications,
    (select f.framework_id from registry.framework_choice f
        where f.council_id = r.council_id and f.physician_id = r.physician_id) as framework_choice
from (
    select council_id, physician_id, max(diploma_on) as diploma_on,
        string_agg(registered_on || ':' || coalesce(ended_on::text, '') || ':' || is_military, ';'
            order by registered_on) as registrations,
        (array_agg(email order by registered_on desc))[1] as email
    from registry.registration group by council_id, physician_id) r
join registry.physician p on p.physician_id = r.physician_id;
grant select on registry.case_file to sextant_council;

-- Published: the declarations that stand.
create or replace view registry.standing_declaration with (security_invoker = true) as
select council_id, physician_id, source_id, content from registry.declaration where not is_deleted;
grant select on registry.standing_declaration to sextant_council;
