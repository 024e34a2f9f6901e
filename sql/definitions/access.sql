-- Rights and row-level security of the Access room. Re-applied whole at each migration.
revoke create on schema public from public;
grant usage on schema access
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report;
grant select on access.region, access.council, access.profession_order
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report;
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
    -- Sign-in comes before any tenant is known: its role sees memberships and sessions, and no case of anybody. Once
    -- a tenant is set, to manage its members, the role is confined to it.
    foreach name in array array['membership', 'session']
    loop
        execute format('drop policy if exists sign_in on access.%I', name);
        execute format(
            'create policy sign_in on access.%I to sextant_access using '
            || '((select nullif(current_setting(''sextant.council'', true), '''') is null) '
            || 'or council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
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
create policy office on access.event to sextant_cncp, sextant_cnp, sextant_report
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int) and council_id < 0);
-- Written and read, never changed.
grant select on access.event to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report;

-- Published: the councils by code; a nomenclature, of no tenant.
create or replace view access.published_council with (security_invoker = true) as
select council_id, code, name, short_name, region_code, kind from access.council;
grant select on access.published_council
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report;

-- Local accounts: sign-in alone reads and writes them; a council's administrator acts through its commands.
alter table access.invitation enable row level security;
alter table access.invitation force row level security;
drop policy if exists tenant on access.invitation;
create policy tenant on access.invitation to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sign_in on access.invitation;
create policy sign_in on access.invitation to sextant_access using (true);
grant select, insert, update, delete on access.invitation, access.second_factor, access.recovery_code, access.draft,
    access.attempt to sextant_access;
grant select, insert on access.account_message to sextant_access;

-- The journal and its seals. Number, moment and transaction of an event are the database's own: no role may give them.
-- Seals are made by a role that reads and seals the journal of one organisation at a time, and nothing else.
revoke insert on access.event from sextant_council, sextant_national, sextant_cncp, sextant_access;
grant insert (council_id, kind, actor, person_id, role, origin, action, subject, reason, detail, old_values, new_values)
    on access.event to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_access;
grant usage on schema access to sextant_audit;
grant select on access.council to sextant_audit;
grant select on access.event to sextant_audit;
drop policy if exists sealing on access.event;
create policy sealing on access.event for select to sextant_audit
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
alter table access.seal enable row level security;
alter table access.seal force row level security;
drop policy if exists tenant on access.seal;
create policy tenant on access.seal to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sealing on access.seal;
create policy sealing on access.seal to sextant_audit
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
grant select on access.seal to sextant_council, sextant_national;
grant select, insert on access.seal to sextant_audit;

-- Who stands in for whom, who is away, which file is assigned to whom: managed by the role of sign-in, confined to one
-- tenant; read by the council itself.
do $$
declare
    name text;
begin
    foreach name in array array['delegation', 'absence', 'assignment']
    loop
        execute format('alter table access.%I enable row level security', name);
        execute format('alter table access.%I force row level security', name);
        execute format('drop policy if exists tenant on access.%I', name);
        execute format(
            'create policy tenant on access.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('drop policy if exists sign_in on access.%I', name);
        execute format(
            'create policy sign_in on access.%I to sextant_access using '
            || '((select nullif(current_setting(''sextant.council'', true), '''') is null) '
            || 'or council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert, update, delete on access.%I to sextant_access', name);
        execute format('grant select on access.%I to sextant_council', name);
    end loop;
end
$$;

-- Sign-in at identity providers: the role of sign-in alone. None of these rows belongs to a council or holds a case.
grant select, insert, delete on access.identity_provider to sextant_access;
grant select, insert, update, delete on access.identity, access.national_identifier, access.provider_request,
    access.provider_session, access.logout_demand to sextant_access;

-- Keys of the API: the role of sign-in finds a key by its hash before any tenant is known; an organisation manages its
-- own through the same role, confined to its tenant.
do $$
declare
    name text;
begin
    foreach name in array array['api_token', 'api_call']
    loop
        execute format('alter table access.%I enable row level security', name);
        execute format('alter table access.%I force row level security', name);
        execute format('drop policy if exists sign_in on access.%I', name);
        execute format(
            'create policy sign_in on access.%I to sextant_access using '
            || '((select nullif(current_setting(''sextant.council'', true), '''') is null) '
            || 'or council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
    end loop;
end
$$;
grant select, insert on access.api_token to sextant_access;
grant update (revoked_by, revoked_at, last_used_at) on access.api_token to sextant_access;
grant select, insert, update, delete on access.api_call to sextant_access;
