-- The roles of the application (house plan). Run by the owner at each migration; creating them again is harmless.
--   sextant_login     the pool signs in as it; no right of its own, takes one of the others inside a transaction
--   sextant_council   one departmental council at a time, named by the setting sextant.council
--   sextant_council_reader  what a council reads, while an exceptional reading of it is open; writes its trace alone
--   sextant_national  directory, nomenclatures and national lots (tenant 0); no row of a council
--   sextant_cncp      the CNCP: référentiels and counts of impact; no row that names a person
--   sextant_impact    the worker that adds up the impact of a proposed version and the work to come of the country, and
--                     publishes them; no row of a person
--   sextant_access    sign-in and sessions; no case of anybody
--   sextant_audit     the journal of one organisation at a time: reads and seals it, changes nothing
--   sextant_cnp       one college (CNP): référentiels; no row that names a physician
--   sextant_purge     sees and removes what a purge that two people reviewed lists in one council; adds nothing
--   sextant_report    ministry and platform: référentiels and published figures; no row that names a person
--   sextant_queue     which councils have work in the queue, and what was set aside there; no content of a job
--   sextant_region    one regional council: référentiels and the published figures of its region; no name of anybody
do $$
declare
    name text;
begin
    if not exists (select from pg_roles where rolname = 'sextant_login') then
        create role sextant_login login noinherit;
    end if;
    foreach name in array array['sextant_council', 'sextant_council_reader', 'sextant_national', 'sextant_access',
        'sextant_cnp', 'sextant_cncp', 'sextant_impact', 'sextant_report', 'sextant_audit', 'sextant_region',
        'sextant_purge', 'sextant_queue']
    loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I nologin', name);
        end if;
        if not exists (
            select from pg_auth_members m
            join pg_roles granted on granted.oid = m.roleid
            join pg_roles member on member.oid = m.member
            where granted.rolname = name and member.rolname = 'sextant_login')
        then
            execute format('grant %I to sextant_login', name);
        end if;
    end loop;
end
$$;
