-- Rights, triggers and published views of the Frameworks room. Re-applied whole at each migration.
grant usage on schema frameworks
    to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
grant select on frameworks.college, frameworks.version, frameworks.rule_set, frameworks.version_event,
    frameworks.version_approval, frameworks.signing_key
    to sextant_council, sextant_national, sextant_cncp, sextant_cnp, sextant_report, sextant_region;
grant insert, update, delete on frameworks.version to sextant_national, sextant_cncp;
grant insert on frameworks.version_event, frameworks.version_approval to sextant_national, sextant_cncp;
-- The national council trusts and revokes keys; the rest of a key never changes, and a revocation stays.
revoke insert, update on frameworks.signing_key from sextant_national, sextant_cncp;
grant insert on frameworks.signing_key to sextant_national;
grant update (revoked_on, revoked_by, revocation_reason) on frameworks.signing_key to sextant_national;
create or replace function frameworks.keep_key() returns trigger language plpgsql as $$
begin
    if old.revoked_on is not null then
        raise exception using errcode = '23514', constraint = 'signing_key_stays_revoked',
            message = format('key %s is revoked for good', old.key_id);
    end if;
    return new;
end
$$;
create or replace trigger keep_key before update on frameworks.signing_key
    for each row execute function frameworks.keep_key();

-- A council reads what judges or is proposed, not what the offices still write.
alter table frameworks.version enable row level security;
alter table frameworks.version_event enable row level security;
drop policy if exists offices on frameworks.version;
create policy offices on frameworks.version to sextant_national, sextant_cncp using (true);
drop policy if exists no_draft on frameworks.version;
create policy no_draft on frameworks.version for select to sextant_council using (stage <> 'draft');
drop policy if exists approved on frameworks.version;
create policy approved on frameworks.version for select to sextant_cnp, sextant_report, sextant_region
    using (stage = 'approved');
drop policy if exists offices on frameworks.version_event;
create policy offices on frameworks.version_event to sextant_national, sextant_cncp using (true);
drop policy if exists no_draft on frameworks.version_event;
create policy no_draft on frameworks.version_event for select to sextant_council
    using ((framework_id, version) in (select framework_id, version from frameworks.version));
drop policy if exists approved on frameworks.version_event;
create policy approved on frameworks.version_event for select to sextant_cnp, sextant_report, sextant_region
    using ((framework_id, version) in (select framework_id, version from frameworks.version));

-- A text that judges people is never edited: neither by the program nor by hand. What was proposed keeps its text
-- until it is withdrawn, so that the report which was read is about the text that is approved.
create or replace function frameworks.keep_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        -- What comes in is a draft; only the owner of the table, who migrates, brings law that ships with the program.
        if new.stage <> 'draft' and not pg_has_role(
            current_user, (select c.relowner from pg_class c where c.oid = tg_relid), 'usage')
        then
            raise exception using errcode = '23514', constraint = 'version_comes_in_as_a_draft',
                message = format('version %s of %s comes in as a draft', new.version, new.framework_id);
        end if;
        return new;
    end if;
    if old.stage = 'approved' then
        raise exception using errcode = '23514', constraint = 'version_approved_is_never_edited',
            message = format('version %s of %s is approved: it is never edited nor removed', old.version,
                old.framework_id);
    end if;
    if tg_op = 'DELETE' then
        if old.stage <> 'draft' then
            raise exception using errcode = '23514', constraint = 'version_proposed_is_withdrawn_first',
                message = format('version %s of %s is proposed: withdraw it first', old.version, old.framework_id);
        end if;
        return old;
    end if;
    if (new.framework_id, new.version) <> (old.framework_id, old.version)
        or old.stage = 'draft' and new.stage = 'approved'
        or (old.stage = 'proposed' or old.stage <> new.stage)
            and to_jsonb(new) - 'stage' is distinct from to_jsonb(old) - 'stage'
    then
        raise exception using errcode = '23514', constraint = 'version_proposed_keeps_its_text',
            message = format('version %s of %s cannot change this way', old.version, old.framework_id);
    end if;
    if new.stage <> 'draft' and new.stage <> old.stage and not exists (
        select from frameworks.signing_key k
        where k.key_id = new.key_id and k.framework_code = new.official_code and k.revoked_on is null)
    then
        raise exception using errcode = '23514', constraint = 'version_is_signed_by_a_trusted_key',
            message = format('version %s of %s is not signed by a key in force', new.version, new.framework_id);
    end if;
    if new.stage = 'approved' and not exists (
        select from frameworks.version_approval a
        where a.framework_id = new.framework_id and a.version = new.version
            and a.content_fingerprint = new.fingerprint)
    then
        raise exception using errcode = '23514', constraint = 'version_is_approved_by_a_second_person',
            message = format('version %s of %s has no approval by a second person', new.version, new.framework_id);
    end if;
    return new;
end
$$;
-- Fires after keep_version: triggers fire in the order of their names.
create or replace function frameworks.keep_version_hash() returns trigger language plpgsql as $$
begin
    if new.fingerprint <> encode(sha256(convert_to(new.content, 'UTF8')), 'hex') then
        raise exception using errcode = '23514', constraint = 'version_fingerprint_is_its_hash',
            message = format('the fingerprint of version %s of %s is not its hash', new.version, new.framework_id);
    end if;
    return new;
end
$$;
create or replace trigger keep_version_hash before insert or update on frameworks.version
    for each row execute function frameworks.keep_version_hash();
create or replace trigger keep_version before insert or update or delete on frameworks.version
    for each row execute function frameworks.keep_version();

-- Somebody else than the one who proposed the text as it stands approves it; letter case and outer spaces make nobody
-- another person. That the report is there is checked by Standings.
create or replace function frameworks.check_approval() returns trigger language plpgsql as $$
declare
    proposer text := (
        select e.by from frameworks.version_event e
        where e.framework_id = new.framework_id and e.version = new.version and e.stage = 'proposed'
            and e.fingerprint = new.content_fingerprint
        order by e.event_id desc limit 1);
begin
    if proposer is null or new.proposed_by <> proposer
        or btrim(lower(new.proposed_by)) = btrim(lower(new.approved_by)) or btrim(new.approved_by) = ''
    then
        raise exception using errcode = '23514', constraint = 'version_approval_takes_two_persons',
            message = format('version %s of %s needs a second person', new.version, new.framework_id);
    end if;
    return new;
end
$$;
create or replace trigger check_approval before insert on frameworks.version_approval
    for each row execute function frameworks.check_approval();

-- The first day of a version; null when there is none that the reader may see.
create or replace function frameworks.first_day(framework text, number text)
returns date language sql stable parallel safe as $$
select v.effective_from from frameworks.version v where v.framework_id = framework and v.version = number
$$;

-- Where each version stands on a day. The same rule is written in Swift (FrameworkVersion.states); one test runs both.
create or replace function frameworks.version_state(day date)
returns table (framework_id text, version text, state text) language sql stable parallel safe as $$
select v.framework_id, v.version,
    case
        when v.stage <> 'approved' then v.stage
        when v.effective_from > day then 'approved'
        when exists (
            select from frameworks.version later
            where later.framework_id = v.framework_id and later.stage = 'approved'
                and later.effective_from > v.effective_from and later.effective_from <= day)
        then 'superseded'
        else 'in_force'
    end
from frameworks.version v
$$;

-- Alert parameters of councils ----------------------------------------------------------------------------------------
alter table frameworks.alert_override enable row level security;
alter table frameworks.alert_override force row level security;
drop policy if exists tenant on frameworks.alert_override;
create policy tenant on frameworks.alert_override to sextant_council, sextant_national using
    (council_id = (select nullif(current_setting('sextant.council', true), '')::int));
-- The national council reads its own, that is none: the law is loaded in its name too.
grant select on frameworks.alert_override to sextant_council, sextant_national;
grant insert on frameworks.alert_override to sextant_council;
revoke update, delete on frameworks.alert_override from sextant_council;
grant update (state, published_by, published_person_id, published_at, published_on, ended_by, ended_at, ended_reason)
    on frameworks.alert_override to sextant_council;

-- They are proposed within the bounds of the national rule set of their first day, then published or ended, once; the
-- bounds hold on the day of the publication too. What is published and has not begun gives way to what two persons put
-- in its place from the same day on, and keeps who published it.
create or replace function frameworks.move_alert_override() returns trigger language plpgsql as $$
declare
    bounds jsonb;
    item record;
    published text[] := array['published_by', 'published_person_id', 'published_at', 'published_on'];
    ended text[] := array['state', 'ended_by', 'ended_at', 'ended_reason'];
begin
    if tg_op = 'INSERT' and new.state <> 'proposed' then
        raise exception using errcode = '23514', constraint = 'alert_override_begins_as_a_proposal',
            message = format('alert parameters begin as %s', new.state);
    end if;
    if tg_op = 'UPDATE' and not (
        old.state = 'proposed' and new.state <> 'superseded'
            and to_jsonb(new) - published - ended = to_jsonb(old) - published - ended
        or old.state = 'published' and new.state = 'superseded' and to_jsonb(new) - ended = to_jsonb(old) - ended
            and exists (
                select from frameworks.alert_override o
                where o.council_id = old.council_id and o.starts_on = old.starts_on and o.state = 'proposed'))
    then
        raise exception using errcode = '23514', constraint = 'alert_override_goes_forward',
            message = format('alert parameters %s are %s', old.alert_override_id, old.state);
    end if;
    if new.state not in ('proposed', 'published') then
        return new;
    end if;
    select r.content::jsonb -> 'alerts' into bounds from frameworks.rule_set r
    where r.effective_from <= new.starts_on order by r.effective_from desc limit 1;
    for item in
        select name, value from (values ('firstMilestoneYears', new.first_milestone_years),
            ('everyYears', new.every_years), ('catchUpDays', new.catch_up_days)) as v (name, value)
        where value is not null
    loop
        if (item.value between (bounds #>> array[item.name, 'councilMay', '0'])::int
            and (bounds #>> array[item.name, 'councilMay', '1'])::int) is not true
        then
            raise exception using errcode = '23514', constraint = 'alert_override_stays_within_bounds',
                message = format('%s of a council cannot be %s', item.name, item.value);
        end if;
    end loop;
    return new;
end
$$;
create or replace trigger goes_forward before insert or update on frameworks.alert_override
    for each row execute function frameworks.move_alert_override();
-- End of alert parameters.
