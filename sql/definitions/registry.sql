-- Rights, row-level security and published views of the Registry room. Re-applied whole at each migration.
grant usage on schema registry
    to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
grant select on registry.profession, registry.specialty
    to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
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
    with check ((registration_id, physician_id) in (
        select registration_id, physician_id from registry.registration));
create policy own_registration_changed on registry.practice for update to sextant_council
    using (registration_id in (select registration_id from registry.registration))
    with check ((registration_id, physician_id) in (
        select registration_id, physician_id from registry.registration));
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
    (select string_agg(s.started_on || ':' || coalesce(s.ended_on::text, ''), ';' order by s.started_on, s.ended_on)
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

-- What is known. A fact that changes or goes leaves its version behind, with the transaction that superseded it; a
-- version that its own transaction replaces was never known to anybody. Transition tables: an import pays per
-- statement, and what it only adds costs nothing here. What was known is written by these two triggers alone: they run
-- with the rights of the owner, and since no role may execute them, no role can hang them on a table of its own.
create or replace function registry.keep_past() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
    execute format(
        'insert into registry.%1$I (%2$s, known_in, superseded_in) select %2$s, known_in, pg_current_xact_id() '
        || 'from old_rows where known_in <> pg_current_xact_id()', tg_table_name || '_past', tg_argv[0]);
    return null;
end
$$;
create or replace function registry.mark_known() returns trigger language plpgsql as $$
begin
    new.known_in := pg_current_xact_id();
    return new;
end
$$;
create or replace function registry.note_knowledge() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into registry.knowledge (known_in, known_at) values (pg_current_xact_id(), clock_timestamp())
    on conflict (known_in) do update set known_at = excluded.known_at;
    return null;
end
$$;
revoke execute on function registry.keep_past(), registry.note_knowledge() from public;
do $$
declare
    fact text[];
begin
    foreach fact slice 1 in array array[
        ['registration', 'council_id, physician_id, registered_on, ended_on, diploma_on, is_military'],
        ['practice', 'registration_id, physician_id, started_on, ended_on'],
        ['qualification', 'council_id, physician_id, specialty_code, held_from, held_until'],
        ['care_status', 'council_id, physician_id, starts_on, gives_direct_care'],
        ['exemption', 'council_id, physician_id, starts_on, through, reason'],
        ['framework_choice', 'council_id, physician_id, framework_id, chosen_by, chosen_at, reason'],
        ['declaration', 'council_id, source_id, physician_id, is_deleted, content']]
    loop
        execute format('create or replace trigger mark_known before update on registry.%I '
            || 'for each row execute function registry.mark_known()', fact[1]);
        execute format('create or replace trigger keep_past_updated after update on registry.%I '
            || 'referencing old table as old_rows for each statement execute function registry.keep_past(%L)',
            fact[1], fact[2]);
        execute format('create or replace trigger keep_past_deleted after delete on registry.%I '
            || 'referencing old table as old_rows for each statement execute function registry.keep_past(%L)',
            fact[1], fact[2]);
        execute format('create or replace trigger note_knowledge after insert or update or delete on registry.%I '
            || 'for each statement execute function registry.note_knowledge()', fact[1]);
        execute format('alter table registry.%I enable row level security', fact[1] || '_past');
        execute format('alter table registry.%I force row level security', fact[1] || '_past');
        execute format('revoke insert on registry.%I from sextant_council', fact[1] || '_past');
        execute format('grant select on registry.%I to sextant_council', fact[1] || '_past');
        execute format('drop policy if exists kept on registry.%I', fact[1] || '_past');
        execute format('create policy kept on registry.%I for insert to current_user with check (true)',
            fact[1] || '_past');
        continue when fact[1] = 'practice';
        execute format('drop policy if exists tenant on registry.%I', fact[1] || '_past');
        execute format(
            'create policy tenant on registry.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))',
            fact[1] || '_past');
    end loop;
end
$$;
drop policy if exists everybody on registry.practice_past;
create policy everybody on registry.practice_past for select to sextant_council using (true);
drop policy if exists own_registration on registry.practice_past;
revoke insert, update (known_at) on registry.knowledge from sextant_council, sextant_national;
grant select on registry.knowledge to sextant_council, sextant_national;

-- The order of knowledge is that of the cluster's transactions; a logical restore into another cluster starts them
-- anew, and then what is old would seem to come later. Refused rather than believed.
do $$
begin
    if exists (select from registry.knowledge where known_in >= pg_snapshot_xmax(pg_current_snapshot())
        and known_in <> pg_current_xact_id())
    then
        raise exception 'the transaction counter of this cluster is behind the facts it holds'
            using hint = 'advance it with pg_resetwal --epoch before the database is used';
    end if;
end
$$;

-- Published: what the statement that reads it knows, as the text of a snapshot that counts what its own transaction
-- has written.
create or replace view registry.knowledge_now with (security_invoker = true) as
select case when coalesce(own < top, true) then snapshot::text
    else concat(case when held = '' then own + 1 else pg_snapshot_xmin(snapshot)::text::bigint end, ':', own + 1, ':',
        held)
    end as known
from (
    select snapshot, own, top, concat_ws(',', nullif(split_part(snapshot::text, ':', 3), ''), (
        select string_agg(number::text, ',' order by number) from generate_series(top, own - 1) number)) as held
    from (
        select pg_current_snapshot() as snapshot, pg_current_xact_id_if_assigned()::text::bigint as own,
            pg_snapshot_xmax(pg_current_snapshot())::text::bigint as top) read) counted;
grant select on registry.knowledge_now to sextant_council, sextant_national;

-- Published: the same facts as `registry.case_file` and `registry.standing_declaration`, as they were known to the
-- snapshot in the setting `sextant.known`.
create or replace view registry.known_registration with (security_invoker = true) as
select council_id, physician_id, registered_on, ended_on, diploma_on, is_military from registry.registration
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select council_id, physician_id, registered_on, ended_on, diploma_on, is_military from registry.registration_past
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

create or replace view registry.known_practice with (security_invoker = true) as
select physician_id, started_on, ended_on from registry.practice
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select physician_id, started_on, ended_on from registry.practice_past
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

create or replace view registry.known_qualification with (security_invoker = true) as
select council_id, physician_id, specialty_code, held_from, held_until from registry.qualification
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select council_id, physician_id, specialty_code, held_from, held_until from registry.qualification_past
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

create or replace view registry.known_care_status with (security_invoker = true) as
select council_id, physician_id, starts_on, gives_direct_care from registry.care_status
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select council_id, physician_id, starts_on, gives_direct_care from registry.care_status_past
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

create or replace view registry.known_exemption with (security_invoker = true) as
select council_id, physician_id, starts_on, through, reason from registry.exemption
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select council_id, physician_id, starts_on, through, reason from registry.exemption_past
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

create or replace view registry.known_framework_choice with (security_invoker = true) as
select council_id, physician_id, framework_id from registry.framework_choice
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select council_id, physician_id, framework_id from registry.framework_choice_past
where pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

create or replace view registry.known_declaration with (security_invoker = true) as
select council_id, physician_id, source_id, content from registry.declaration
where not is_deleted and pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
union all
select council_id, physician_id, source_id, content from registry.declaration_past
where not is_deleted and pg_visible_in_snapshot(known_in, (select current_setting('sextant.known')::pg_snapshot))
    and not pg_visible_in_snapshot(superseded_in, (select current_setting('sextant.known')::pg_snapshot));

-- Names and addresses are those of today: no standing depends on them, and a number that an undone lot alone had
-- made known has none left.
create or replace view registry.known_case_file with (security_invoker = true) as
select r.council_id, r.physician_id, coalesce(p.rpps_number, '') as rpps_number, p.family_name, p.given_name,
    coalesce(nullif(p.search_name, ''), p.rpps_number, '') as search_name,
    r.registrations, r.diploma_on, exists (
        select from registry.registration t where t.council_id = r.council_id and t.physician_id = r.physician_id
        and t.email is not null) as has_email,
    (select string_agg(s.started_on || ':' || coalesce(s.ended_on::text, ''), ';' order by s.started_on, s.ended_on)
        from registry.known_practice s where s.physician_id = r.physician_id) as spells,
    (select string_agg(c.starts_on || ':' || c.gives_direct_care, ';' order by c.starts_on)
        from registry.known_care_status c where c.council_id = r.council_id and c.physician_id = r.physician_id)
        as care,
    (select string_agg(e.starts_on || ':' || coalesce(e.through::text, '') || ':' || e.reason, ';' order by e.starts_on)
        from registry.known_exemption e where e.council_id = r.council_id and e.physician_id = r.physician_id)
        as exemptions,
    (select string_agg(q.specialty_code || ':' || q.held_from || ':' || coalesce(q.held_until::text, ''), ';'
            order by q.held_from, q.specialty_code)
        from registry.known_qualification q where q.council_id = r.council_id and q.physician_id = r.physician_id)
        as qualifications,
    (select f.framework_id from registry.known_framework_choice f
        where f.council_id = r.council_id and f.physician_id = r.physician_id) as framework_choice
from (
    select council_id, physician_id, max(diploma_on) as diploma_on,
        string_agg(registered_on || ':' || coalesce(ended_on::text, '') || ':' || is_military, ';'
            order by registered_on) as registrations
    from registry.known_registration group by council_id, physician_id) r
left join registry.physician p on p.physician_id = r.physician_id;
grant select on registry.known_registration, registry.known_practice, registry.known_qualification,
    registry.known_care_status, registry.known_exemption, registry.known_framework_choice,
    registry.known_declaration, registry.known_case_file to sextant_council;

-- Published: the link of each specialty code to référentiels, as delivered (no start) and as corrected since. On a day
-- the latest of those that have begun holds. The national council adds corrections; nobody changes or removes one.
create or replace view registry.specialty_link with (security_invoker = true) as
select code, label, candidates, certainty, coalesce(note, '') as source, null::date as starts_on,
    null::bigint as override_id, null::text as set_by, null::timestamptz as set_at
from registry.specialty
union all
select o.specialty_code, s.label, o.candidates, o.certainty, o.source, o.starts_on, o.override_id, o.set_by, o.set_at
from registry.specialty_override o join registry.specialty s on s.code = o.specialty_code;
grant select on registry.specialty_link
    to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
grant select on registry.specialty_override
    to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
grant insert on registry.specialty_override to sextant_national;

-- A purge that two people reviewed: its role sees, and removes, the rows of the physicians on the list and no other.
-- The spells of practice are everybody's: of those it reaches the council's own alone, and their past by the list.
grant usage on schema registry to sextant_purge;
do $$
declare
    name text;
begin
    foreach name in array array['registration', 'qualification', 'care_status', 'exemption', 'framework_choice',
        'declaration', 'account', 'platform_alert', 'missing_address', 'discrepancy_hidden', 'fact_change',
        'registration_past', 'qualification_past', 'care_status_past', 'exemption_past', 'framework_choice_past',
        'declaration_past']
    loop
        execute format('drop policy if exists purged on registry.%I', name);
        execute format(
            'create policy purged on registry.%I to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int) and physician_id '
            || 'in (select item_id from access.purge_ready where kind = ''physician''))', name);
        execute format('grant select, delete on registry.%I to sextant_purge', name);
    end loop;
    drop policy if exists purged on registry.practice;
    create policy purged on registry.practice to sextant_purge using (
        registration_id in (select registration_id from registry.registration));
    drop policy if exists purged on registry.practice_past;
    create policy purged on registry.practice_past to sextant_purge using (
        physician_id in (select item_id from access.purge_ready where kind = 'physician'));
    grant select, delete on registry.practice, registry.practice_past to sextant_purge;
end
$$;

-- Published: whoever was on the council's roll, until when on any roll of the country, and whether still.
create or replace view registry.stay with (security_invoker = true) as
select r.council_id, r.physician_id,
    bool_or(r.ended_on is null) or exists (
        select from registry.practice p where p.physician_id = r.physician_id and p.ended_on is null) as is_registered,
    greatest(max(r.ended_on), (select max(p.ended_on) from registry.practice p where p.physician_id = r.physician_id))
        as left_on
from registry.registration r group by r.council_id, r.physician_id;
grant select on registry.stay to sextant_council;
-- Published: how a council reaches each physician: the e-mail and postal address of the newest stay on its roll, an open
-- one before an ended one; where the roll has no e-mail address, that of the account feed.
create or replace view registry.published_contact with (security_invoker = true) as
select r.council_id, r.physician_id, p.title, p.family_name, p.given_name, coalesce(r.email, a.email) as email,
    case when r.email is not null then r.email_checked_on end as email_checked_on, r.address
from (
    select distinct on (council_id, physician_id) council_id, physician_id, email, email_checked_on, address
    from registry.registration
    order by council_id, physician_id, ended_on is not null, registered_on desc, registration_id desc) r
join registry.physician p on p.physician_id = r.physician_id
left join registry.account a on a.council_id = r.council_id and a.physician_id = r.physician_id;
grant select on registry.published_contact to sextant_council;
-- The night forgets changes of the directory that every council's refresh has read long ago.
grant delete on registry.directory_change to sextant_national;

-- Published: whoever is on the council's roll and on one of another council since a later day; that one writes. Of
-- two rolls of one day it is the one that was recorded last: never both, never none.
create or replace view registry.newer_roll with (security_invoker = true) as
select r.council_id, r.physician_id from (
    select distinct on (council_id, physician_id) council_id, physician_id, registered_on, registration_id
    from registry.registration where ended_on is null
    order by council_id, physician_id, registered_on desc, registration_id desc) r
where exists (
    select from registry.practice p
    where p.physician_id = r.physician_id and p.ended_on is null
        and (p.started_on, p.registration_id) > (r.registered_on, r.registration_id)
        and p.registration_id not in (select registration_id from registry.registration));
grant select on registry.newer_roll to sextant_council;

-- Published: the alerts that the platform itself has sent.
create or replace view registry.published_platform_alert with (security_invoker = true) as
select council_id, physician_id, type, sent_on from registry.platform_alert;
grant select on registry.published_platform_alert to sextant_council;
