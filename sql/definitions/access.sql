-- Rights and row-level security of the Access room. Re-applied whole at each migration.
revoke create on schema public from public;
grant usage on schema access to sextant_council, sextant_national, sextant_access, sextant_cncp;
grant select on access.region, access.council
    to sextant_council, sextant_national, sextant_access, sextant_cncp;
do $$
declare
    name text;
begin
    foreach name in array array['membership', 'session']
    loop
        execute format('alter table access.%I enable row level security', name);
        execute format('alter table access.%I force row level security', name);
        execute format('drop policy if exists tenant on access.%I', name);
        execute format(
            'create policy tenant on access.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert, update, delete on access.%I to sextant_access', name);
    end loop;
end
$$;
do $$
declare
    name text;
begin
    -- Sign-in comes before any tenant is known: its role sees memberships and sessions, and no case of anybody.
    foreach name in array array['membership', 'session']
    loop
        execute format('drop policy if exists sign_in on access.%I', name);
        execute format('create policy sign_in on access.%I to sextant_access using (true)', name);
    end loop;
end
$$;
grant select on access.membership to sextant_council;
grant select, insert, update on access.person to sextant_access;

alter table access.event enable row level security;
alter table access.event force row level security;
drop policy if exists tenant on access.event;
create policy tenant on access.event to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sign_in on access.event;
create policy sign_in on access.event for insert to sextant_access with check (true);
drop policy if exists office on access.event;
create policy office on access.event to sextant_cncp using (council_id = -1);
-- Written and read, never changed.
grant select, insert on access.event to sextant_council, sextant_national, sextant_cncp;
grant insert on access.event to sextant_access;

-- Published: the councils by code; a nomenclature, of no tenant.
create or replace view access.published_council with (security_invoker = true) as
select council_id, code, name, short_name, region_code, kind from access.council;
grant select on access.published_council
    to sextant_council, sextant_national, sextant_access, sextant_cncp;
