-- Rights and row-level security of the Access room. Re-applied whole at each migration.
revoke create on schema public from public;
grant usage on schema access
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
grant select on access.region, access.council, access.profession_order
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
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
create policy tenant on access.event for select to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists tenant_added on access.event;
create policy tenant_added on access.event for insert to sextant_council, sextant_national
    with check (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sign_in on access.event;
-- Before anybody has signed in there is no organisation yet; once there is one, no line goes to another's journal.
create policy sign_in on access.event for insert to sextant_access with check (
    (select nullif(current_setting('sextant.council', true), '') is null)
    or council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists office on access.event;
create policy office on access.event for select to sextant_cncp, sextant_cnp, sextant_report, sextant_region
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int) and council_id < 0);
drop policy if exists office_added on access.event;
create policy office_added on access.event
    for insert to sextant_cncp, sextant_cnp, sextant_report, sextant_region, sextant_queue
    with check (council_id = (select nullif(current_setting('sextant.council', true), '')::int) and council_id < 0);
-- Written and read, never changed.
grant select on access.event to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report,
    sextant_region;

-- Published: the councils by code; a nomenclature, of no tenant.
create or replace view access.published_council with (security_invoker = true) as
select council_id, code, name, short_name, region_code, kind from access.council;
grant select on access.published_council
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report, sextant_region;

-- Local accounts: sign-in alone reads and writes them; a council's administrator acts through its commands.
alter table access.invitation enable row level security;
alter table access.invitation force row level security;
drop policy if exists tenant on access.invitation;
create policy tenant on access.invitation to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sign_in on access.invitation;
create policy sign_in on access.invitation to sextant_access using (
    (select nullif(current_setting('sextant.council', true), '') is null)
    or council_id = (select nullif(current_setting('sextant.council', true), '')::int));
grant select, insert, update, delete on access.invitation, access.second_factor, access.recovery_code, access.draft,
    access.search, access.attempt, access.address_failure to sextant_access;
grant select, insert on access.account_message to sextant_access;

-- The journal and its seals. Number, moment and transaction of an event are the database's own: no role may give them.
-- Seals are made by a role that reads and seals the journal of one organisation at a time, and nothing else.
revoke insert on access.event from sextant_council, sextant_national, sextant_cncp, sextant_access;
grant insert (council_id, kind, actor, person_id, role, origin, action, subject, reason, detail, old_values, new_values)
    on access.event to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region,
    sextant_access, sextant_queue;
-- Whoever puts a job back in the queue leaves the trace of it in the journal of the platform.
grant usage on schema access to sextant_queue;
grant usage on schema access to sextant_audit;
grant select on access.council to sextant_audit;
grant select on access.event to sextant_audit;
drop policy if exists sealing on access.event;
create policy sealing on access.event for select to sextant_audit
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
alter table access.seal enable row level security;
alter table access.seal force row level security;
drop policy if exists tenant on access.seal;
create policy tenant on access.seal for select to sextant_council, sextant_national
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sealing on access.seal;
create policy sealing on access.seal for select to sextant_audit
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists sealing_added on access.seal;
create policy sealing_added on access.seal for insert to sextant_audit
    with check (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
drop policy if exists office on access.seal;
create policy office on access.seal for select to sextant_cncp, sextant_cnp, sextant_region
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int) and council_id < 0);
grant select on access.seal to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_region;
grant select, insert on access.seal to sextant_audit;
-- A seal is the next one of its chain, and has seen nothing that has not happened yet.
create or replace function access.check_seal() returns trigger language plpgsql as $$
declare
    last record;
begin
    select seal_number, hash into last from access.seal
    where council_id = new.council_id order by seal_number desc limit 1;
    if new.seal_number <> coalesce(last.seal_number, 0) + 1
        or new.previous <> coalesce(last.hash, decode(repeat('00', 32), 'hex'))
        or pg_snapshot_xmax(new.seen) > pg_snapshot_xmax(pg_current_snapshot())
        or new.sealed_at > clock_timestamp()
    then
        raise exception using errcode = '23514', constraint = 'seal_follows_the_last',
            message = 'a seal is the next one of its chain';
    end if;
    return new;
end
$$;
create or replace trigger check_seal before insert on access.seal
    for each row execute function access.check_seal();

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

-- Personal data. The rules are everybody's; a version that stands is never changed.
grant select on access.retention_version
    to sextant_council, sextant_national, sextant_access, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
create or replace function access.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '23514', constraint = tg_table_name || '_is_never_changed',
        message = format('%s is added to, never changed', tg_table_name);
end
$$;
create or replace trigger is_never_changed before update or delete on access.retention_version
    for each row execute function access.refuse_change();
create or replace trigger is_never_changed before update or delete on access.purge_certificate
    for each row execute function access.refuse_change();
do $$
declare
    name text;
begin
    foreach name in array array['legal_hold', 'purge', 'purge_item', 'purge_certificate']
    loop
        execute format('alter table access.%I enable row level security', name);
        execute format('alter table access.%I force row level security', name);
        execute format('drop policy if exists tenant on access.%I', name);
        execute format(
            'create policy tenant on access.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on access.%I to sextant_council', name);
    end loop;
    -- What was removed stays said: added and read, under no rule that changes it.
    drop policy tenant on access.purge_certificate;
    create policy tenant on access.purge_certificate for select to sextant_council, sextant_national
        using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
    drop policy if exists tenant_added on access.purge_certificate;
    create policy tenant_added on access.purge_certificate for insert to sextant_council, sextant_national
        with check (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
    foreach name in array array['purge', 'purge_item']
    loop
        execute format('drop policy if exists purging on access.%I', name);
        execute format(
            'create policy purging on access.%I for select to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
    end loop;
end
$$;
grant update (lifted_by, lifted_at, lift_reason) on access.legal_hold to sextant_council;
grant update (first_person, first_reviewer, first_review_at, second_person, second_reviewer, second_review_at,
    refused_by, refused_at, refusal_reason, executed_by, executed_at) on access.purge to sextant_council;
grant update (held), delete on access.purge_item to sextant_council;

-- What somebody has reviewed is not changed under them: a review stands, the list grows no more, and what is held back
-- is not let go again.
create or replace function access.guard_purge() returns trigger language plpgsql as $$
begin
    if (old.first_person is not null and (new.first_person, new.first_reviewer, new.first_review_at)
            is distinct from (old.first_person, old.first_reviewer, old.first_review_at))
        or (old.second_person is not null and (new.second_person, new.second_reviewer, new.second_review_at)
            is distinct from (old.second_person, old.second_reviewer, old.second_review_at))
        or old.refused_at is not null or old.executed_at is not null
    then
        raise exception using errcode = '23514', constraint = 'purge_review_stands',
            message = format('purge %s is decided', old.purge_id);
    end if;
    return new;
end
$$;
create or replace trigger review_stands before update on access.purge
    for each row execute function access.guard_purge();
create or replace function access.guard_purge_item() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.held is not null and new.held is null
        or tg_op = 'INSERT' and exists (
            select from access.purge p where p.council_id = new.council_id and p.purge_id = new.purge_id
            and (p.first_person is not null or p.refused_at is not null))
    then
        raise exception using errcode = '23514', constraint = 'purge_item_is_reviewed',
            message = format('the list of purge %s is under review', new.purge_id);
    end if;
    return new;
end
$$;
create or replace trigger is_reviewed before insert or update on access.purge_item
    for each row execute function access.guard_purge_item();

-- Published: what two people have let go and nobody has removed yet. The role that removes sees rows by it alone.
create or replace view access.purge_ready with (security_invoker = true) as
select i.council_id, i.purge_id, i.kind, i.item_id
from access.purge_item i join access.purge p on p.council_id = i.council_id and p.purge_id = i.purge_id
where i.held is null and p.second_person is not null and p.refused_at is null and p.executed_at is null;
-- Published: the holds that nobody has lifted, by physician, with the day on which they end by themselves.
create or replace view access.held_physician with (security_invoker = true) as
select council_id, physician_id, hold_id, ends_on from access.legal_hold where lifted_at is null;
grant usage on schema access to sextant_purge;
grant select on access.purge, access.purge_item, access.purge_ready to sextant_purge;
grant select on access.purge_ready, access.held_physician to sextant_council;
drop policy if exists purged on access.assignment;
create policy purged on access.assignment to sextant_purge using (
    council_id = (select nullif(current_setting('sextant.council', true), '')::int)
    and physician_id in (select item_id from access.purge_ready where kind = 'physician'));
grant select, delete on access.assignment to sextant_purge;
-- What ends by itself is removed by the night, each organisation's by the role confined to it.
grant delete on access.api_token to sextant_access;

-- Exceptional readings and the notices of them: opened, ended and acknowledged by the role of sign-in, which signs the
-- session's person in elsewhere for a while; read by the council. The role that reads in such a session finds its own
-- permission here (access.reading_council).
do $$
declare
    name text;
begin
    foreach name in array array['exceptional_reading', 'notice', 'notice_acknowledgement']
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
        execute format('grant select, insert on access.%I to sextant_access', name);
        execute format('grant select on access.%I to sextant_council', name);
    end loop;
end
$$;
grant update (ended_at, ended_by) on access.exceptional_reading to sextant_access;
drop policy if exists permission on access.exceptional_reading;
create policy permission on access.exceptional_reading for select to sextant_council_reader
    using (council_id = (select nullif(current_setting('sextant.council', true), '')::int));

-- The council that the transaction may read exceptionally now: null once the permission has expired or was ended, and
-- then every rule of the reading role opens nothing. The moment is the caller's, else the server's.
create or replace function access.reading_council() returns integer language sql stable as $$
    select council_id from access.exceptional_reading
    where council_id = nullif(current_setting('sextant.council', true), '')::int
        and reading_id = nullif(current_setting('sextant.reading', true), '')::bigint
        and ended_at is null
        and opened_at <= coalesce(nullif(current_setting('sextant.moment', true), '')::timestamptz, now())
        and expires_at > coalesce(nullif(current_setting('sextant.moment', true), '')::timestamptz, now())
$$;
