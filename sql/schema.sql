
CREATE ROLE sextant_access;
ALTER ROLE sextant_access WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_audit;
ALTER ROLE sextant_audit WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_cncp;
ALTER ROLE sextant_cncp WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_cnp;
ALTER ROLE sextant_cnp WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_council;
ALTER ROLE sextant_council WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_council_reader;
ALTER ROLE sextant_council_reader WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_impact;
ALTER ROLE sextant_impact WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_login;
ALTER ROLE sextant_login WITH NOSUPERUSER NOINHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_national;
ALTER ROLE sextant_national WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_owner;
ALTER ROLE sextant_owner WITH NOSUPERUSER INHERIT CREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_purge;
ALTER ROLE sextant_purge WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_queue;
ALTER ROLE sextant_queue WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_region;
ALTER ROLE sextant_region WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE sextant_report;
ALTER ROLE sextant_report WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;

GRANT sextant_access TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_audit TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_cncp TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_cnp TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_council TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_council_reader TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_impact TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_national TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_purge TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_queue TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_region TO sextant_login GRANTED BY sextant_owner;
GRANT sextant_report TO sextant_login GRANTED BY sextant_owner;

CREATE SCHEMA access;

ALTER SCHEMA access OWNER TO sextant_owner;

CREATE SCHEMA alerts;

ALTER SCHEMA alerts OWNER TO sextant_owner;

CREATE SCHEMA frameworks;

ALTER SCHEMA frameworks OWNER TO sextant_owner;

CREATE SCHEMA intake;

ALTER SCHEMA intake OWNER TO sextant_owner;

CREATE SCHEMA jobs;

ALTER SCHEMA jobs OWNER TO sextant_owner;

CREATE SCHEMA letters;

ALTER SCHEMA letters OWNER TO sextant_owner;

CREATE SCHEMA migration;

ALTER SCHEMA migration OWNER TO sextant_owner;

CREATE SCHEMA registry;

ALTER SCHEMA registry OWNER TO sextant_owner;

CREATE SCHEMA standings;

ALTER SCHEMA standings OWNER TO sextant_owner;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE FUNCTION access.check_seal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION access.check_seal() OWNER TO sextant_owner;

CREATE FUNCTION access.guard_purge() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION access.guard_purge() OWNER TO sextant_owner;

CREATE FUNCTION access.guard_purge_item() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION access.guard_purge_item() OWNER TO sextant_owner;

CREATE FUNCTION access.reading_council() RETURNS integer
    LANGUAGE sql STABLE
    AS $$
    select council_id from access.exceptional_reading
    where council_id = nullif(current_setting('sextant.council', true), '')::int
        and reading_id = nullif(current_setting('sextant.reading', true), '')::bigint
        and ended_at is null
        and opened_at <= coalesce(nullif(current_setting('sextant.moment', true), '')::timestamptz, now())
        and expires_at > coalesce(nullif(current_setting('sextant.moment', true), '')::timestamptz, now())
$$;

ALTER FUNCTION access.reading_council() OWNER TO sextant_owner;

CREATE FUNCTION access.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception using errcode = '23514', constraint = tg_table_name || '_is_never_changed',
        message = format('%s is added to, never changed', tg_table_name);
end
$$;

ALTER FUNCTION access.refuse_change() OWNER TO sextant_owner;

CREATE FUNCTION alerts.check_approval() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (
        select from alerts.campaign c
        where (c.council_id, c.campaign_id) in (
                select council_id, campaign_id from changed where state = 'approved')
            and (c.approved_by is null or c.state in ('proposed', 'second_wanted')
                or c.second_by is null and coalesce((c.policy ->> 'mostForOnePerson')::integer, 50) < (
                    select count(distinct e.physician_id) from alerts.entry e
                    where (e.council_id, e.campaign_id) = (c.council_id, c.campaign_id)
                        and e.state in ('approved', 'retracted'))))
    then
        raise exception using errcode = '23514', constraint = 'entry_is_sent_by_who_may_approve',
            message = 'nobody, or only one person, approved the campaign of an approved entry';
    end if;
    return null;
end
$$;

ALTER FUNCTION alerts.check_approval() OWNER TO sextant_owner;

CREATE FUNCTION alerts.check_employer_alert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state not in ('proposed', 'approved') then
        return null;
    end if;
    if not coalesce((select c.is_on from alerts.employer_choice c where c.council_id = new.council_id
            order by c.employer_choice_id desc limit 1), false)
    then
        raise exception using errcode = '23514', constraint = 'employer_alert_is_of_a_council_that_chose_it',
            message = 'the council does not tell employers';
    end if;
    if not coalesce((
        select bool_or(e.state = 'approved' and d.state = 'sent') and not bool_or(e.state = 'retracted')
            and bool_or(e.entry_id = new.entry_id)
        from alerts.entry e left join letters.published_delivery d
            on d.council_id = e.council_id and d.notice_id = e.notice_id
        where (e.council_id, e.physician_id, e.cycle_start, e.milestone_on, e.addressee)
            = (new.council_id, new.physician_id, new.cycle_start, new.milestone_on, 'physician')), false)
    then
        raise exception using errcode = '23514', constraint = 'employer_alert_follows_an_alert_that_left',
            message = 'no alert to this physician for this milestone has left, or it was taken back';
    end if;
    perform from standings.published_standing s
    where (s.council_id, s.physician_id) = (new.council_id, new.physician_id) and s.state = 'in_cycle'
        and s.cycle_start = new.cycle_start and s.is_late and not s.is_complete
        and (s.counted_total, s.required_total) = (new.counted, new.required)
    for share;
    if not found then
        raise exception using errcode = '23514', constraint = 'employer_alert_is_never_of_a_complete',
            message = 'the standing of this physician is not late, or has other numbers';
    end if;
    return null;
end
$$;

ALTER FUNCTION alerts.check_employer_alert() OWNER TO sextant_owner;

CREATE FUNCTION alerts.check_recipient() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state in ('excluded', 'retracted') then
        return null;
    end if;
    perform from standings.published_standing s
    where (s.council_id, s.physician_id) = (new.council_id, new.physician_id) and s.state = 'in_cycle'
        and s.cycle_start = new.cycle_start and s.is_late and not s.is_complete
        and (s.counted_total, s.required_total) = (new.counted, new.required)
    for share;
    if not found then
        raise exception using errcode = '23514', constraint = 'entry_is_never_of_a_complete',
            message = 'the standing of this recipient is not late, or has other numbers';
    end if;
    return null;
end
$$;

ALTER FUNCTION alerts.check_recipient() OWNER TO sextant_owner;

CREATE FUNCTION alerts.move_campaign() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
            ('proposed', 'second_wanted'), ('proposed', 'approved'), ('proposed', 'abandoned'),
            ('second_wanted', 'proposed'), ('second_wanted', 'approved'), ('second_wanted', 'abandoned'),
            ('approved', 'canary'), ('approved', 'sending'), ('approved', 'stopped'), ('canary', 'sending'),
            ('canary', 'stopped'), ('sending', 'done'), ('sending', 'stopped'), ('done', 'sending'),
            ('stopped', 'approved'), ('stopped', 'sending'), ('stopped', 'abandoned'))
        or (new.approved_by, new.approved_name) is distinct from (old.approved_by, old.approved_name)
            and old.state <> 'proposed' and new.state <> 'proposed'
        or (new.second_by, new.second_name) is distinct from (old.second_by, old.second_name)
            and (old.state, new.state) <> ('second_wanted', 'approved')
        or new.policy is distinct from old.policy
        -- What was approved is what leaves.
        or new.words is distinct from old.words and old.state <> 'proposed' and new.state <> 'proposed'
    then
        raise exception using errcode = '23514', constraint = 'campaign_goes_forward',
            message = format('campaign %s is %s', old.campaign_id, old.state);
    end if;
    return new;
end
$$;

ALTER FUNCTION alerts.move_campaign() OWNER TO sextant_owner;

CREATE FUNCTION alerts.move_digest() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (new.council_id, new.person_id, new.monday) is distinct from (old.council_id, old.person_id, old.monday)
        or (old.state, new.state) not in (('waiting', 'begun'), ('waiting', 'empty'), ('waiting', 'unwanted'),
            ('waiting', 'late'), ('waiting', 'refused'), ('begun', 'sent'), ('begun', 'unknown'),
            ('begun', 'refused'), ('begun', 'waiting'))
    then
        raise exception using errcode = '23514', constraint = 'digest_goes_forward',
            message = format('the digest of %s is %s', old.monday, old.state);
    end if;
    return new;
end
$$;

ALTER FUNCTION alerts.move_digest() OWNER TO sextant_owner;

CREATE FUNCTION alerts.move_employer_alert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
            ('proposed', 'approved'), ('proposed', 'sent_back'), ('proposed', 'withdrawn'),
            ('approved', 'withdrawn'), ('approved', 'retracted'))
        or old.state not in ('proposed', 'approved')
        or (new.approved_by, new.approved_name, new.approved_on)
                is distinct from (old.approved_by, old.approved_name, old.approved_on)
            and (old.state, new.state) <> ('proposed', 'approved')
        or old.notice_id is not null and new.notice_id is distinct from old.notice_id
        or old.told_notice_id is not null and new.told_notice_id is distinct from old.told_notice_id
    then
        raise exception using errcode = '23514', constraint = 'employer_alert_goes_forward',
            message = format('employer alert %s is %s', old.employer_alert_id, old.state);
    end if;
    return new;
end
$$;

ALTER FUNCTION alerts.move_employer_alert() OWNER TO sextant_owner;

CREATE FUNCTION alerts.move_entry() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
            ('proposed', 'approved'), ('proposed', 'excluded'), ('approved', 'excluded'), ('approved', 'retracted'),
            ('excluded', 'proposed'), ('excluded', 'retracted'))
        or new.campaign_id <> old.campaign_id and new.state not in ('proposed', 'excluded')
        or old.notice_id is not null and new.notice_id is distinct from old.notice_id
            and (old.state, new.state) <> ('excluded', 'proposed')
            -- A letter on paper that is no longer true is withdrawn and takes the next round.
            and not (old.state = 'approved' and new.state = 'approved' and new.round = old.round + 1 and exists (
                select from letters.published_delivery d
                where d.council_id = old.council_id and d.notice_id = old.notice_id and d.state = 'withdrawn'))
    then
        raise exception using errcode = '23514', constraint = 'entry_goes_forward',
            message = format('entry %s is %s', old.entry_id, old.state);
    end if;
    return new;
end
$$;

ALTER FUNCTION alerts.move_entry() OWNER TO sextant_owner;

CREATE FUNCTION frameworks.check_approval() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION frameworks.check_approval() OWNER TO sextant_owner;

CREATE FUNCTION frameworks.first_day(framework text, number text) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
select v.effective_from from frameworks.version v where v.framework_id = framework and v.version = number
$$;

ALTER FUNCTION frameworks.first_day(framework text, number text) OWNER TO sextant_owner;

CREATE FUNCTION frameworks.keep_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.revoked_on is not null then
        raise exception using errcode = '23514', constraint = 'signing_key_stays_revoked',
            message = format('key %s is revoked for good', old.key_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION frameworks.keep_key() OWNER TO sextant_owner;

CREATE FUNCTION frameworks.keep_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION frameworks.keep_version() OWNER TO sextant_owner;

CREATE FUNCTION frameworks.keep_version_hash() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.fingerprint <> encode(sha256(convert_to(new.content, 'UTF8')), 'hex') then
        raise exception using errcode = '23514', constraint = 'version_fingerprint_is_its_hash',
            message = format('the fingerprint of version %s of %s is not its hash', new.version, new.framework_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION frameworks.keep_version_hash() OWNER TO sextant_owner;

CREATE FUNCTION frameworks.move_alert_override() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION frameworks.move_alert_override() OWNER TO sextant_owner;

CREATE FUNCTION frameworks.version_state(day date) RETURNS TABLE(framework_id text, version text, state text)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
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

ALTER FUNCTION frameworks.version_state(day date) OWNER TO sextant_owner;

CREATE FUNCTION letters.check_consent() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    latest record;
begin
    select c.consent_id, c.since into latest from letters.consent c
    where c.council_id = new.council_id and c.physician_id = new.physician_id and c.consent_id < new.consent_id
    order by c.consent_id desc limit 1;
    if latest.consent_id is distinct from new.follows then
        raise exception using errcode = '23514', constraint = 'consent_follows_the_last',
            message = format('consent %s does not follow %s', new.follows, latest.consent_id);
    end if;
    if new.state = 'given' and new.since < latest.since then
        raise exception using errcode = '23514', constraint = 'consent_is_the_last_word',
            message = format('consent %s is of %s', latest.consent_id, latest.since);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.check_consent() OWNER TO sextant_owner;

CREATE FUNCTION letters.check_electronic() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    latest record;
    is_told constant text[] := array['reason', 'tries'];
begin
    if tg_op = 'UPDATE' and (new.delivery_id <> old.delivery_id
        or old.state = 'handed' and to_jsonb(new) - is_told <> to_jsonb(old) - is_told
        or (old.state, new.state) not in (('asked', 'asked'), ('asked', 'uncertain'), ('asked', 'handed'),
            ('asked', 'failed'), ('uncertain', 'asked'), ('uncertain', 'uncertain'), ('uncertain', 'handed'),
            ('uncertain', 'failed'), ('failed', 'asked'), ('failed', 'handed'), ('handed', 'handed'))
        -- What a person gave back to paper was at the carrier after all: only what was offered to it can be.
        or (old.state, new.state) = ('failed', 'handed') and old.started_at is null)
        or tg_op = 'INSERT' and new.state <> 'asked'
    then
        raise exception using errcode = '23514', constraint = 'electronic_goes_forward',
            message = format('electronic letter %s', new.delivery_id);
    end if;
    -- A letter that may have left is only told about: the consent was looked at before it went.
    if new.state <> 'asked' or tg_op = 'UPDATE' and old.state = 'asked'
        and (new.consent_id, new.email, new.asked_on) = (old.consent_id, old.email, old.asked_on)
        and (new.started_at is null or old.started_at is not null)
    then
        return new;
    end if;
    select c.consent_id, c.state, c.email, c.since into latest
    from letters.consent c
    join letters.notice n on n.council_id = c.council_id and n.physician_id = c.physician_id
    join letters.delivery d on d.council_id = n.council_id and d.notice_id = n.notice_id
    where d.council_id = new.council_id and d.delivery_id = new.delivery_id and d.channel = 'post'
        and n.addressee = 'physician'
    order by c.consent_id desc limit 1;
    if not found or latest.state <> 'given' or latest.consent_id <> new.consent_id or latest.email <> new.email
        or latest.since > new.asked_on
    then
        raise exception using errcode = '23514', constraint = 'delivery_electronic_needs_consent',
            message = format('no consent holds for delivery %s', new.delivery_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.check_electronic() OWNER TO sextant_owner;

CREATE FUNCTION letters.check_post_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    left_on date;
begin
    select d.sent_on into left_on from letters.delivery d
    where d.council_id = new.council_id and d.delivery_id = new.delivery_id for no key update;
    if left_on is null or new.happened_on < left_on then
        raise exception using errcode = '23514', constraint = 'post_event_follows_the_deposit',
            message = format('delivery %s left on %s', new.delivery_id, left_on);
    end if;
    if new.corrects is not null and not exists (
        select from letters.post_event e where e.council_id = new.council_id and e.post_event_id = new.corrects
            and e.delivery_id = new.delivery_id and e.kind <> 'void'
            and (new.kind = 'void' or (e.kind = 'presented') = (new.kind = 'presented')))
    then
        raise exception using errcode = '23514', constraint = 'post_event_corrects_its_like',
            message = format('%s is not of delivery %s', new.corrects, new.delivery_id);
    end if;
    if new.kind = 'void' then
        return new;
    end if;
    if exists (
        select from letters.post_event e where e.council_id = new.council_id and e.delivery_id = new.delivery_id
            and e.post_event_id is distinct from new.corrects and e.post_event_id <> new.post_event_id and e.kind <> 'void'
            and not exists (select from letters.post_event c
                where c.council_id = e.council_id and c.corrects = e.post_event_id)
            and (e.kind = new.kind or e.kind <> 'presented' and new.kind <> 'presented'))
    then
        raise exception using errcode = '23514', constraint = 'post_event_is_one',
            message = format('delivery %s has such an event', new.delivery_id);
    end if;
    if exists (
        select from letters.post_event e where e.council_id = new.council_id and e.delivery_id = new.delivery_id
            and e.kind <> 'void' and not exists (select from letters.post_event c
                where c.council_id = e.council_id and c.corrects = e.post_event_id)
            and (new.kind = 'presented' and e.kind <> 'presented' and e.happened_on < new.happened_on
                or new.kind <> 'presented' and e.kind = 'presented' and e.happened_on > new.happened_on))
    then
        raise exception using errcode = '23514', constraint = 'post_event_dates_follow',
            message = format('delivery %s: the days do not follow', new.delivery_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.check_post_event() OWNER TO sextant_owner;

CREATE FUNCTION letters.check_registered() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    letter bigint := case when tg_op = 'DELETE' then old.delivery_id else new.delivery_id end;
    tenant integer := case when tg_op = 'DELETE' then old.council_id else new.council_id end;
begin
    if tg_op = 'UPDATE' and new.delivery_id <> old.delivery_id
        or current_user <> 'sextant_purge' and exists (
            select from letters.post_event e where e.council_id = tenant and e.delivery_id = letter
                and e.kind <> 'void' and not exists (select from letters.post_event c
                    where c.council_id = e.council_id and c.corrects = e.post_event_id))
    then
        raise exception using errcode = '23514', constraint = 'registered_number_stands',
            message = format('the post has spoken of delivery %s', letter);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if not exists (
        select from letters.delivery d where d.council_id = tenant and d.delivery_id = letter and d.channel = 'post')
        or exists (
        select from letters.electronic e where e.council_id = tenant and e.delivery_id = letter
            and e.state in ('asked', 'uncertain', 'handed') and not e.is_apart)
    then
        raise exception using errcode = '23514', constraint = 'registered_is_on_paper',
            message = format('delivery %s is not on paper', letter);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.check_registered() OWNER TO sextant_owner;

CREATE FUNCTION letters.check_template_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.template_id = new.kind then
        if current_user = 'sextant_national' then
            raise exception using errcode = '23514', constraint = 'template_version_comes_with_the_program',
                message = format('%s comes with the program', new.template_id);
        end if;
    elsif not exists (
        select from letters.template_draft d where d.kind = new.kind and d.version = new.version
            and d.state = 'published' and d.in_force_from = new.in_force_from
            and (d.content::jsonb -> 'subject', d.content::jsonb -> 'mail', d.content::jsonb -> 'letter')
                = (new.content::jsonb -> 'subject', new.content::jsonb -> 'mail', new.content::jsonb -> 'letter'))
    then
        raise exception using errcode = '23514', constraint = 'template_version_is_of_two_people',
            message = format('%s %s was published by nobody', new.template_id, new.version);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.check_template_version() OWNER TO sextant_owner;

CREATE FUNCTION letters.columns_of_a_revocation() RETURNS text[]
    LANGUAGE sql IMMUTABLE
    RETURN ARRAY['state'::text, 'revocation_asked_by'::text, 'revocation_asker_id'::text, 'revocation_asked_at'::text, 'revocation_reason'::text, 'revoked_by'::text, 'revoked_person_id'::text, 'revoked_at'::text];

ALTER FUNCTION letters.columns_of_a_revocation() OWNER TO sextant_owner;

CREATE FUNCTION letters.end_attempt() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.ended_at is not null or (new.council_id, new.delivery_id, new.number, new.started_at)
        is distinct from (old.council_id, old.delivery_id, old.number, old.started_at)
    then
        raise exception using errcode = '23514', constraint = 'attempt_ends_once',
            message = format('attempt %s of delivery %s has ended', old.number, old.delivery_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.end_attempt() OWNER TO sextant_owner;

CREATE FUNCTION letters.keep_document() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    stays boolean := tg_op = 'UPDATE';
begin
    -- The role of a purge may not read lots, and the order in which one expression is evaluated is nobody's promise.
    if not stays and current_user <> 'sextant_purge' and old.delivery_id is not null then
        stays := exists (
            select from letters.lot l join letters.lot_line i using (council_id, lot_id)
            where l.council_id = old.council_id and l.lot_id = old.lot_id and l.state = 'deposited'
                and i.delivery_id = old.delivery_id and i.state = 'set');
    end if;
    if stays then
        raise exception using errcode = '23514', constraint = 'document_stays',
            message = format('document %s was deposited', old.document_id);
    end if;
    return old;
end
$$;

ALTER FUNCTION letters.keep_document() OWNER TO sextant_owner;

CREATE FUNCTION letters.keep_proof() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if current_user <> 'sextant_purge' and (old.kind <> 'letter' or not exists (
        select from letters.electronic e where e.council_id = old.council_id and e.delivery_id = old.delivery_id
            and e.state = 'asked' and e.started_at is null))
    then
        raise exception using errcode = '23514', constraint = 'proof_stays',
            message = format('proof %s of delivery %s', old.proof_id, old.delivery_id);
    end if;
    return old;
end
$$;

ALTER FUNCTION letters.keep_proof() OWNER TO sextant_owner;

CREATE FUNCTION letters.keep_template_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'UPDATE' and new.revoked and to_jsonb(new) - 'revoked' = to_jsonb(old) - 'revoked' and exists (
        select from letters.template_draft d where d.kind = new.kind and d.version = new.version and d.state = 'revoked'
            and new.template_id = new.kind || '.national')
    then
        return new;
    end if;
    raise exception using errcode = '23514', constraint = 'template_version_is_never_changed',
        message = format('%s %s is never changed', old.template_id, old.version);
end
$$;

ALTER FUNCTION letters.keep_template_version() OWNER TO sextant_owner;

CREATE FUNCTION letters.move_council_block() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    is_mine constant text[] := letters.columns_of_a_revocation();
    ends constant text[] := is_mine || array['published_by', 'published_person_id', 'published_at', 'in_force_from',
        'ended_by', 'ended_at', 'reason'];
begin
    if tg_op = 'INSERT' then
        if new.state = 'proposed' then
            return new;
        end if;
        raise exception using errcode = '23514', constraint = tg_table_name || '_begins_as_a_proposal',
            message = format('a %s begins as %s', tg_table_name, new.state);
    end if;
    if not (old.state = 'proposed' and new.state <> 'revoked' and to_jsonb(new) - ends = to_jsonb(old) - ends
        or old.state = 'published' and new.state in ('published', 'revoked')
            and to_jsonb(new) - is_mine = to_jsonb(old) - is_mine)
    then
        raise exception using errcode = '23514', constraint = tg_table_name || '_goes_forward',
            message = format('%s %s is %s', tg_table_name, old.version, old.state);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.move_council_block() OWNER TO sextant_owner;

CREATE FUNCTION letters.move_delivery() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (new.council_id, new.delivery_id, new.notice_id, new.channel, new.message_id, new.bounce_token)
            is distinct from (old.council_id, old.delivery_id, old.notice_id, old.channel, old.message_id,
                old.bounce_token)
        -- The address of a letter that is not on paper yet may be mended.
        or new.address is distinct from old.address and old.state <> 'held'
        or new.words_wanted and not old.words_wanted and old.state <> 'held'
        -- A letter on paper that was recorded as returned by mistake, or for another reason, is set right.
        or old.state = 'withdrawn' or old.state = 'bounced' and (old.channel <> 'post' or old.sent_on is null
            or new.state not in ('sent', 'bounced') or (new.sent_on, new.sent_at)
            is distinct from (old.sent_on, old.sent_at))
        or old.state = 'sent' and (new.state <> 'bounced' or (new.sent_on, new.sent_at)
            is distinct from (old.sent_on, old.sent_at))
    then
        raise exception using errcode = '23514', constraint = 'delivery_goes_forward',
            message = format('delivery %s is %s', old.delivery_id, old.state);
    end if;
    -- A letter of a lot that was checked may be in the hands of the post: it is taken out of the pile first.
    if old.state = 'held' and new.state = 'withdrawn' and exists (
        select from letters.lot_line i join letters.lot l using (council_id, lot_id)
        where i.council_id = old.council_id and i.delivery_id = old.delivery_id and i.is_open and i.state = 'set'
            and l.checked_on is not null)
    then
        raise exception using errcode = '23514', constraint = 'delivery_may_be_at_the_post',
            message = format('delivery %s was checked for the post', old.delivery_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.move_delivery() OWNER TO sextant_owner;

CREATE FUNCTION letters.move_lot() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (new.council_id, new.lot_id, new.made_on, new.made_by, new.person_id, new.made_at)
            is distinct from (old.council_id, old.lot_id, old.made_on, old.made_by, old.person_id, old.made_at)
        or (old.state, new.state) not in (('making', 'making'), ('making', 'ready'), ('making', 'cancelled'),
            ('ready', 'deposited'), ('ready', 'cancelled'), ('ready', 'ready'))
    then
        raise exception using errcode = '23514', constraint = 'lot_goes_forward',
            message = format('lot %s is %s', old.lot_id, old.state);
    end if;
    if new.state = 'deposited' and (new.deposited_on, new.checked_on, new.checked_at)
        is distinct from (old.checked_on, old.checked_on, old.checked_at)
    then
        raise exception using errcode = '23514', constraint = 'lot_is_checked_before_its_deposit',
            message = format('lot %s was checked on %s', old.lot_id, old.checked_on);
    end if;
    if new.state in ('deposited', 'cancelled') then
        update letters.lot_line set is_open = false
        where council_id = new.council_id and lot_id = new.lot_id and is_open;
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.move_lot() OWNER TO sextant_owner;

CREATE FUNCTION letters.move_lot_line() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (new.council_id, new.lot_id, new.delivery_id) is distinct from (old.council_id, old.lot_id, old.delivery_id)
        or (old.state, new.state) not in (('waiting', 'waiting'), ('waiting', 'set'), ('waiting', 'left_out'),
            ('set', 'set'), ('set', 'removed'), ('set', 'left_out'))
        or new.is_open and not old.is_open
        or exists (select from letters.lot l where l.council_id = old.council_id and l.lot_id = old.lot_id
            and l.state in ('deposited', 'cancelled'))
    then
        raise exception using errcode = '23514', constraint = 'lot_line_goes_forward',
            message = format('a line of lot %s is %s', old.lot_id, old.state);
    end if;
    return new;
end
$$;

ALTER FUNCTION letters.move_lot_line() OWNER TO sextant_owner;

CREATE FUNCTION letters.move_template_draft() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'INSERT' then
        if new.state = 'draft' then
            return new;
        end if;
        raise exception using errcode = '23514', constraint = 'template_draft_begins_as_a_draft',
            message = format('a draft begins as %s', new.state);
    end if;
    -- What was published stays as it is; that it be revoked may be asked for, and agreed to.
    if old.state = 'published' then
        if new.state in ('published', 'revoked')
            and to_jsonb(new) - letters.columns_of_a_revocation() = to_jsonb(old) - letters.columns_of_a_revocation()
        then
            return new;
        end if;
    elsif old.state in ('draft', 'proposed')
        and (new.council_id, new.template_draft_id, new.kind)
            is not distinct from (old.council_id, old.template_draft_id, old.kind)
        and ((new.content, new.base_id, new.base_version) = (old.content, old.base_id, old.base_version)
            or old.state = 'draft' and new.state = 'draft')
        and (new.state <> 'published' or old.state = 'proposed'
            and new.proposed_person_id is not distinct from old.proposed_person_id
            and new.written_person_id is not distinct from old.written_person_id)
        and (new.state <> 'discarded' or old.state = 'draft')
        and new.state <> 'revoked'
    then
        return new;
    end if;
    raise exception using errcode = '23514', constraint = 'template_draft_goes_forward',
        message = format('draft %s is %s', old.template_draft_id, old.state);
end
$$;

ALTER FUNCTION letters.move_template_draft() OWNER TO sextant_owner;

CREATE FUNCTION letters.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception using errcode = '23514', constraint = tg_table_name || '_is_never_changed',
        message = format('%s is added to, never changed', tg_table_name);
end
$$;

ALTER FUNCTION letters.refuse_change() OWNER TO sextant_owner;

CREATE FUNCTION registry.fold(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN TRIM(BOTH ' '::text FROM regexp_replace(translate(replace(replace(replace(replace(lower(name), 'œ'::text, 'oe'::text), 'Œ'::text, 'oe'::text), 'æ'::text, 'ae'::text), 'Æ'::text, 'ae'::text), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ'::text, 'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy'::text), '[^a-z0-9]+'::text, ' '::text, 'g'::text));

ALTER FUNCTION registry.fold(name text) OWNER TO sextant_owner;

CREATE FUNCTION registry.keep_past() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    execute format(
        'insert into registry.%1$I (%2$s, known_in, superseded_in) select %2$s, known_in, pg_current_xact_id() '
        || 'from old_rows where known_in <> pg_current_xact_id()', tg_table_name || '_past', tg_argv[0]);
    return null;
end
$_$;

ALTER FUNCTION registry.keep_past() OWNER TO sextant_owner;

CREATE FUNCTION registry.mark_known() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.known_in := pg_current_xact_id();
    return new;
end
$$;

ALTER FUNCTION registry.mark_known() OWNER TO sextant_owner;

CREATE FUNCTION registry.note_knowledge() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into registry.knowledge (known_in, known_at) values (pg_current_xact_id(), clock_timestamp())
    on conflict (known_in) do update set known_at = excluded.known_at;
    return null;
end
$$;

ALTER FUNCTION registry.note_knowledge() OWNER TO sextant_owner;

CREATE FUNCTION standings.check_report() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (
        select from standings.impact i
        where i.impact_id = new.impact_id and i.state = 'done' and i.report_hash = new.report_hash
            and (i.framework_id, i.version, i.version_fingerprint, i.law_fingerprint, i.as_of) = (
                new.framework_id, new.version, new.content_fingerprint, new.law_fingerprint, new.impact_as_of))
    then
        raise exception using errcode = '23514', constraint = 'version_approval_rests_on_a_report',
            message = format('no such report on version %s of %s', new.version, new.framework_id);
    end if;
    return new;
end
$$;

ALTER FUNCTION standings.check_report() OWNER TO sextant_owner;

CREATE FUNCTION standings.keep_report_day() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.as_of < frameworks.first_day(new.framework_id, new.version) then
        raise exception using errcode = '23514', constraint = 'impact_begins_with_its_version',
            message = format('version %s of %s begins after %s', new.version, new.framework_id, new.as_of);
    end if;
    perform pg_advisory_xact_lock(hashtextextended('standings.impact ' || new.version_fingerprint, 0));
    if exists (
        select from standings.impact i
        where (i.framework_id, i.version, i.version_fingerprint) = (
                new.framework_id, new.version, new.version_fingerprint)
            and i.state in ('queued', 'running', 'done') and i.as_of <> new.as_of)
    then
        raise exception using errcode = '23514', constraint = 'impact_of_a_text_has_one_day',
            message = format('version %s of %s has another report day than %s', new.version, new.framework_id,
                new.as_of);
    end if;
    return new;
end
$$;

ALTER FUNCTION standings.keep_report_day() OWNER TO sextant_owner;

CREATE TABLE access.absence (
    council_id integer NOT NULL,
    absence_id bigint NOT NULL,
    person_id bigint NOT NULL,
    during daterange NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT absence_has_an_end CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during))))
);

ALTER TABLE ONLY access.absence FORCE ROW LEVEL SECURITY;

ALTER TABLE access.absence OWNER TO sextant_owner;

ALTER TABLE access.absence ALTER COLUMN absence_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.absence_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.account_message (
    person_id bigint NOT NULL,
    message_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    other text DEFAULT ''::text NOT NULL
);

ALTER TABLE access.account_message OWNER TO sextant_owner;

ALTER TABLE access.account_message ALTER COLUMN message_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.account_message_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.address_failure (
    subject bytea NOT NULL,
    failed_attempts integer NOT NULL,
    last_failure_at timestamp with time zone NOT NULL
);

ALTER TABLE access.address_failure OWNER TO sextant_owner;

CREATE TABLE access.api_call (
    council_id integer NOT NULL,
    token_id bigint NOT NULL,
    minute timestamp with time zone NOT NULL,
    number integer NOT NULL
);

ALTER TABLE ONLY access.api_call FORCE ROW LEVEL SECURITY;

ALTER TABLE access.api_call OWNER TO sextant_owner;

CREATE TABLE access.api_token (
    council_id integer NOT NULL,
    token_id bigint NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_by text,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT api_token_has_a_name CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT api_token_lives_a_year_at_most CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '366 days'::interval)))),
    CONSTRAINT api_token_revocation_is_whole CHECK (((revoked_by IS NULL) = (revoked_at IS NULL))),
    CONSTRAINT api_token_scope_is_known CHECK (((scopes <@ ARRAY['register'::text, 'imports'::text, 'frameworks'::text, 'figures'::text, 'region'::text]) AND (cardinality(scopes) > 0)))
);

ALTER TABLE ONLY access.api_token FORCE ROW LEVEL SECURITY;

ALTER TABLE access.api_token OWNER TO sextant_owner;

ALTER TABLE access.api_token ALTER COLUMN token_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.api_token_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.assignment (
    council_id integer NOT NULL,
    assignment_id bigint NOT NULL,
    person_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    during daterange NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT assignment_has_a_beginning CHECK ((NOT lower_inf(during)))
);

ALTER TABLE ONLY access.assignment FORCE ROW LEVEL SECURITY;

ALTER TABLE access.assignment OWNER TO sextant_owner;

ALTER TABLE access.assignment ALTER COLUMN assignment_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.assignment_assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.attempt (
    subject bytea NOT NULL,
    minute timestamp with time zone NOT NULL,
    number integer NOT NULL
);

ALTER TABLE access.attempt OWNER TO sextant_owner;

CREATE TABLE access.council (
    council_id integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    region_code text,
    kind text NOT NULL,
    certainty text NOT NULL,
    order_code text,
    CONSTRAINT council_key_tells_its_kind CHECK (
CASE kind
    WHEN 'departmental'::text THEN (council_id > 0)
    WHEN 'national'::text THEN (council_id = 0)
    WHEN 'cncp'::text THEN (council_id = '-1'::integer)
    WHEN 'ministry'::text THEN (council_id = '-2'::integer)
    WHEN 'platform'::text THEN (council_id = '-3'::integer)
    WHEN 'regional'::text THEN ((council_id >= '-199'::integer) AND (council_id <= '-101'::integer))
    ELSE (council_id < '-1000'::integer)
END),
    CONSTRAINT council_kind_is_known CHECK ((kind = ANY (ARRAY['departmental'::text, 'national'::text, 'cncp'::text, 'ministry'::text, 'platform'::text, 'regional'::text, 'college'::text])))
);

ALTER TABLE access.council OWNER TO sextant_owner;

CREATE TABLE access.delegation (
    council_id integer NOT NULL,
    delegation_id bigint NOT NULL,
    from_person_id bigint NOT NULL,
    to_person_id bigint NOT NULL,
    role text NOT NULL,
    during daterange NOT NULL,
    reason text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT delegation_has_a_reason CHECK ((reason <> ''::text)),
    CONSTRAINT delegation_has_an_end CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)))),
    CONSTRAINT delegation_is_to_another_person CHECK ((from_person_id <> to_person_id))
);

ALTER TABLE ONLY access.delegation FORCE ROW LEVEL SECURITY;

ALTER TABLE access.delegation OWNER TO sextant_owner;

ALTER TABLE access.delegation ALTER COLUMN delegation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.delegation_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.draft (
    person_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    address text NOT NULL,
    content bytea NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    council_code text NOT NULL
);

ALTER TABLE access.draft OWNER TO sextant_owner;

ALTER TABLE access.draft ALTER COLUMN draft_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.draft_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.event (
    council_id integer NOT NULL,
    event_id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text,
    detail jsonb,
    kind text DEFAULT 'change'::text NOT NULL,
    person_id bigint,
    role text,
    origin text,
    reason text,
    old_values jsonb,
    new_values jsonb,
    recorded_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT event_kind_is_known CHECK ((kind = ANY (ARRAY['read'::text, 'change'::text, 'sign_in'::text, 'exceptional'::text]))),
    CONSTRAINT event_names_no_physician CHECK ((concat_ws(' '::text, subject, (detail)::text, (old_values)::text, (new_values)::text) !~ '\m[0-9]{11}\M'::text))
);

ALTER TABLE ONLY access.event FORCE ROW LEVEL SECURITY;

ALTER TABLE access.event OWNER TO sextant_owner;

ALTER TABLE access.event ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.event_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.exceptional_reading (
    council_id integer NOT NULL,
    reading_id bigint NOT NULL,
    kind text NOT NULL,
    session_id bigint NOT NULL,
    person_id bigint NOT NULL,
    own_council_id integer NOT NULL,
    own_role text NOT NULL,
    seen_role text NOT NULL,
    seen_person_id bigint,
    reason text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by text,
    CONSTRAINT exceptional_reading_as_another_stays_at_home CHECK (((kind = 'view_as'::text) = (own_council_id = council_id))),
    CONSTRAINT exceptional_reading_end_has_an_author CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
    CONSTRAINT exceptional_reading_has_a_reason CHECK (((length(reason) >=
CASE kind
    WHEN 'break_glass'::text THEN 20
    ELSE 10
END) AND (length(reason) <= 500))),
    CONSTRAINT exceptional_reading_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT exceptional_reading_is_short CHECK (((expires_at > opened_at) AND (expires_at <= (opened_at +
CASE kind
    WHEN 'break_glass'::text THEN '01:00:00'::interval
    ELSE '00:30:00'::interval
END)))),
    CONSTRAINT exceptional_reading_kind_is_known CHECK ((kind = ANY (ARRAY['view_as'::text, 'break_glass'::text])))
);

ALTER TABLE ONLY access.exceptional_reading FORCE ROW LEVEL SECURITY;

ALTER TABLE access.exceptional_reading OWNER TO sextant_owner;

ALTER TABLE access.exceptional_reading ALTER COLUMN reading_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.exceptional_reading_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.legal_hold (
    council_id integer NOT NULL,
    hold_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    reason text NOT NULL,
    placed_by text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    ends_on date,
    lifted_by text,
    lifted_at timestamp with time zone,
    lift_reason text,
    CONSTRAINT legal_hold_has_a_reason CHECK ((btrim(reason) <> ''::text)),
    CONSTRAINT legal_hold_lifting_is_whole CHECK ((((lifted_by IS NULL) = (lifted_at IS NULL)) AND ((lifted_by IS NULL) = (lift_reason IS NULL)) AND (btrim(lift_reason) <> ''::text)))
);

ALTER TABLE ONLY access.legal_hold FORCE ROW LEVEL SECURITY;

ALTER TABLE access.legal_hold OWNER TO sextant_owner;

CREATE VIEW access.held_physician WITH (security_invoker='true') AS
 SELECT legal_hold.council_id,
    legal_hold.physician_id,
    legal_hold.hold_id,
    legal_hold.ends_on
   FROM access.legal_hold
  WHERE (legal_hold.lifted_at IS NULL);

ALTER TABLE access.held_physician OWNER TO sextant_owner;

CREATE TABLE access.identity (
    provider_id text NOT NULL,
    subject text NOT NULL,
    person_id bigint NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    linked_by text NOT NULL
);

ALTER TABLE access.identity OWNER TO sextant_owner;

CREATE TABLE access.identity_provider (
    provider_id text NOT NULL,
    name text NOT NULL,
    issuer text NOT NULL,
    discovery text NOT NULL,
    client_id text NOT NULL,
    authentication text NOT NULL,
    matching text NOT NULL,
    identifier_claim text NOT NULL,
    levels text[] NOT NULL,
    scopes text[] NOT NULL,
    parameters jsonb NOT NULL,
    answer text NOT NULL,
    kinds text[] NOT NULL,
    council_code text,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    logout_tokens text DEFAULT 'typed'::text NOT NULL,
    CONSTRAINT identity_provider_answer_is_known CHECK ((answer = ANY (ARRAY['none'::text, 'plain'::text, 'signed'::text]))),
    CONSTRAINT identity_provider_authentication_is_known CHECK ((authentication = ANY (ARRAY['basic'::text, 'post'::text, 'none'::text]))),
    CONSTRAINT identity_provider_id_is_a_word CHECK ((provider_id ~ '^[a-z][a-z0-9-]{1,31}$'::text)),
    CONSTRAINT identity_provider_logout_tokens_are_known CHECK ((logout_tokens = ANY (ARRAY['typed'::text, 'untyped'::text]))),
    CONSTRAINT identity_provider_matching_is_known CHECK ((matching = ANY (ARRAY['subject'::text, 'national_identifier'::text]))),
    CONSTRAINT identity_provider_serves_somebody CHECK (((cardinality(kinds) > 0) OR (council_code IS NOT NULL)))
);

ALTER TABLE access.identity_provider OWNER TO sextant_owner;

CREATE TABLE access.invitation (
    council_id integer NOT NULL,
    token_hash bytea NOT NULL,
    person_id bigint NOT NULL,
    purpose text NOT NULL,
    invited_by text NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    role text,
    first_day date,
    given_name text DEFAULT ''::text NOT NULL,
    voided_at timestamp with time zone,
    is_operators boolean DEFAULT false NOT NULL,
    CONSTRAINT invitation_ends_after_it_begins CHECK ((expires_at > invited_at)),
    CONSTRAINT invitation_offer_is_whole CHECK (((role IS NULL) = (first_day IS NULL))),
    CONSTRAINT invitation_purpose_is_known CHECK ((purpose = ANY (ARRAY['welcome'::text, 'new_password'::text])))
);

ALTER TABLE ONLY access.invitation FORCE ROW LEVEL SECURITY;

ALTER TABLE access.invitation OWNER TO sextant_owner;

ALTER TABLE access.legal_hold ALTER COLUMN hold_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.legal_hold_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.logout_demand (
    provider_id text NOT NULL,
    number_hash bytea NOT NULL,
    obeyed_at timestamp with time zone NOT NULL
);

ALTER TABLE access.logout_demand OWNER TO sextant_owner;

CREATE TABLE access.membership (
    council_id integer NOT NULL,
    person_id bigint NOT NULL,
    role text NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT membership_during_is_bounded_below CHECK ((NOT lower_inf(during))),
    CONSTRAINT membership_role_fits_its_organisation CHECK (
CASE
    WHEN (council_id > 0) THEN (role = ANY (ARRAY['agent'::text, 'instructing_agent'::text, 'elected_member'::text, 'president'::text, 'committee_secretary'::text, 'council_administrator'::text, 'auditor'::text]))
    WHEN (council_id = 0) THEN (role = 'national_administrator'::text)
    WHEN (council_id = '-1'::integer) THEN (role = ANY (ARRAY['cncp_officer'::text, 'cncp_analyst'::text]))
    WHEN (council_id = '-2'::integer) THEN (role = 'dgos_analyst'::text)
    WHEN (council_id = '-3'::integer) THEN (role = 'operator'::text)
    WHEN ((council_id >= '-199'::integer) AND (council_id <= '-101'::integer)) THEN (role = 'regional_officer'::text)
    WHEN (council_id < '-1000'::integer) THEN (role = ANY (ARRAY['cnp_officer'::text, 'cnp_expert'::text]))
    ELSE false
END)
);

ALTER TABLE ONLY access.membership FORCE ROW LEVEL SECURITY;

ALTER TABLE access.membership OWNER TO sextant_owner;

CREATE TABLE access.national_identifier (
    person_id bigint NOT NULL,
    identifier text NOT NULL,
    CONSTRAINT national_identifier_is_of_the_rpps CHECK ((identifier ~ '^8[0-9]{11}$'::text))
);

ALTER TABLE access.national_identifier OWNER TO sextant_owner;

CREATE TABLE access.notice (
    council_id integer NOT NULL,
    notice_id bigint NOT NULL,
    kind text NOT NULL,
    reading_id bigint NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT notice_kind_is_known CHECK ((kind = 'exceptional_reading'::text))
);

ALTER TABLE ONLY access.notice FORCE ROW LEVEL SECURITY;

ALTER TABLE access.notice OWNER TO sextant_owner;

CREATE TABLE access.notice_acknowledgement (
    council_id integer NOT NULL,
    notice_id bigint NOT NULL,
    person_id bigint NOT NULL,
    acknowledged_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY access.notice_acknowledgement FORCE ROW LEVEL SECURITY;

ALTER TABLE access.notice_acknowledgement OWNER TO sextant_owner;

ALTER TABLE access.notice ALTER COLUMN notice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.notice_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.person (
    person_id bigint NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text,
    CONSTRAINT person_email_is_lower_case CHECK ((email = lower(email)))
);

ALTER TABLE access.person OWNER TO sextant_owner;

ALTER TABLE access.person ALTER COLUMN person_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.person_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE access.profession_order (
    order_code text NOT NULL,
    name text NOT NULL,
    profession_code text NOT NULL
);

ALTER TABLE access.profession_order OWNER TO sextant_owner;

CREATE TABLE access.provider_request (
    state_hash bytea NOT NULL,
    provider_id text NOT NULL,
    browser_hash bytea NOT NULL,
    next text,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    link_session_id bigint
);

ALTER TABLE access.provider_request OWNER TO sextant_owner;

CREATE TABLE access.provider_session (
    handle_hash bytea NOT NULL,
    provider_id text NOT NULL,
    subject text NOT NULL,
    provider_session text,
    id_token bytea NOT NULL,
    session_id bigint,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE access.provider_session OWNER TO sextant_owner;

CREATE VIEW access.published_council WITH (security_invoker='true') AS
 SELECT council.council_id,
    council.code,
    council.name,
    council.short_name,
    council.region_code,
    council.kind
   FROM access.council;

ALTER TABLE access.published_council OWNER TO sextant_owner;

CREATE TABLE access.purge (
    council_id integer NOT NULL,
    purge_id bigint NOT NULL,
    as_of date NOT NULL,
    rule_version integer NOT NULL,
    not_due bigint NOT NULL,
    proposed_by text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    first_person bigint,
    first_reviewer text,
    first_review_at timestamp with time zone,
    second_person bigint,
    second_reviewer text,
    second_review_at timestamp with time zone,
    refused_by text,
    refused_at timestamp with time zone,
    refusal_reason text,
    executed_by text,
    executed_at timestamp with time zone,
    CONSTRAINT purge_is_executed_after_two_reviews CHECK (((executed_at IS NULL) OR ((second_person IS NOT NULL) AND (refused_at IS NULL) AND (executed_by IS NOT NULL)))),
    CONSTRAINT purge_refusal_has_a_reason CHECK ((((refused_by IS NULL) = (refused_at IS NULL)) AND ((refused_by IS NULL) = (refusal_reason IS NULL)) AND (btrim(refusal_reason) <> ''::text))),
    CONSTRAINT purge_reviews_are_whole CHECK ((((first_person IS NULL) = (first_review_at IS NULL)) AND ((first_person IS NULL) = (first_reviewer IS NULL)) AND ((second_person IS NULL) = (second_review_at IS NULL)) AND ((second_person IS NULL) = (second_reviewer IS NULL)) AND ((second_person IS NULL) OR (first_person IS NOT NULL)))),
    CONSTRAINT purge_takes_two_persons CHECK (((second_person <> first_person) AND (lower(second_reviewer) <> lower(first_reviewer))))
);

ALTER TABLE ONLY access.purge FORCE ROW LEVEL SECURITY;

ALTER TABLE access.purge OWNER TO sextant_owner;

CREATE TABLE access.purge_certificate (
    council_id integer NOT NULL,
    purge_id bigint NOT NULL,
    content text NOT NULL,
    issued_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY access.purge_certificate FORCE ROW LEVEL SECURITY;

ALTER TABLE access.purge_certificate OWNER TO sextant_owner;

CREATE TABLE access.purge_item (
    council_id integer NOT NULL,
    purge_id bigint NOT NULL,
    kind text NOT NULL,
    item_id bigint NOT NULL,
    due_on date NOT NULL,
    held text,
    CONSTRAINT purge_item_held_is_known CHECK ((held = ANY (ARRAY['legal_hold'::text, 'undecided_lot'::text, 'registered'::text, 'cycle_open'::text, 'not_due'::text, 'gone'::text]))),
    CONSTRAINT purge_item_kind_is_known CHECK ((kind = ANY (ARRAY['physician'::text, 'lot'::text])))
);

ALTER TABLE ONLY access.purge_item FORCE ROW LEVEL SECURITY;

ALTER TABLE access.purge_item OWNER TO sextant_owner;

ALTER TABLE access.purge ALTER COLUMN purge_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.purge_purge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW access.purge_ready WITH (security_invoker='true') AS
 SELECT i.council_id,
    i.purge_id,
    i.kind,
    i.item_id
   FROM (access.purge_item i
     JOIN access.purge p ON (((p.council_id = i.council_id) AND (p.purge_id = i.purge_id))))
  WHERE ((i.held IS NULL) AND (p.second_person IS NOT NULL) AND (p.refused_at IS NULL) AND (p.executed_at IS NULL));

ALTER TABLE access.purge_ready OWNER TO sextant_owner;

CREATE TABLE access.recovery_code (
    person_id bigint NOT NULL,
    code_hash bytea NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE access.recovery_code OWNER TO sextant_owner;

CREATE TABLE access.region (
    region_code text NOT NULL,
    name text NOT NULL
);

ALTER TABLE access.region OWNER TO sextant_owner;

CREATE TABLE access.retention_version (
    version integer NOT NULL,
    effective_from date NOT NULL,
    content text NOT NULL,
    installed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT retention_version_begins_at_one CHECK ((version >= 1))
);

ALTER TABLE access.retention_version OWNER TO sextant_owner;

CREATE TABLE access.seal (
    council_id integer NOT NULL,
    seal_number bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    seen pg_snapshot NOT NULL,
    first_event bigint NOT NULL,
    last_event bigint NOT NULL,
    event_count bigint NOT NULL,
    event_ids bigint[] NOT NULL,
    event_hashes bytea NOT NULL,
    root bytea NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT seal_holds_a_hash_for_each_event CHECK (((event_count = cardinality(event_ids)) AND (octet_length(event_hashes) = (32 * event_count)))),
    CONSTRAINT seal_number_begins_at_one CHECK ((seal_number >= 1))
);

ALTER TABLE ONLY access.seal FORCE ROW LEVEL SECURITY;

ALTER TABLE access.seal OWNER TO sextant_owner;

CREATE TABLE access.search (
    search_key bytea NOT NULL,
    session_id bigint NOT NULL,
    council_code text NOT NULL,
    content bytea NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT search_key_is_128_bits CHECK ((octet_length(search_key) = 16))
);

ALTER TABLE access.search OWNER TO sextant_owner;

CREATE TABLE access.second_factor (
    person_id bigint NOT NULL,
    secret bytea,
    confirmed_at timestamp with time zone,
    last_step bigint DEFAULT 0 NOT NULL,
    failed_attempts integer DEFAULT 0 NOT NULL,
    last_failure_at timestamp with time zone,
    fresh_codes bytea,
    fresh_until timestamp with time zone,
    CONSTRAINT second_factor_is_whole CHECK (((secret IS NULL) = (confirmed_at IS NULL)))
);

ALTER TABLE access.second_factor OWNER TO sextant_owner;

CREATE TABLE access.session (
    token_hash bytea NOT NULL,
    person_id bigint NOT NULL,
    council_id integer NOT NULL,
    role text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    session_id bigint NOT NULL,
    stage text DEFAULT 'open'::text NOT NULL,
    device text DEFAULT ''::text NOT NULL,
    last_seen_at timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    link_provider text,
    link_until timestamp with time zone,
    next_secret bytea,
    CONSTRAINT session_ends_after_it_opens CHECK ((expires_at > opened_at)),
    CONSTRAINT session_link_is_whole CHECK (((link_provider IS NULL) = (link_until IS NULL))),
    CONSTRAINT session_stage_is_known CHECK ((stage = ANY (ARRAY['open'::text, 'second_factor'::text, 'enrolment'::text])))
);

ALTER TABLE ONLY access.session FORCE ROW LEVEL SECURITY;

ALTER TABLE access.session OWNER TO sextant_owner;

ALTER TABLE access.session ALTER COLUMN session_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME access.session_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.calendar_count (
    council_id integer NOT NULL,
    week_on date NOT NULL,
    alerts integer NOT NULL,
    openings integer NOT NULL,
    deadlines integer NOT NULL,
    counted_on date NOT NULL,
    CONSTRAINT calendar_count_begins_on_a_monday CHECK ((EXTRACT(isodow FROM week_on) = (1)::numeric)),
    CONSTRAINT calendar_count_is_not_negative CHECK (((alerts >= 0) AND (openings >= 0) AND (deadlines >= 0))),
    CONSTRAINT calendar_count_is_of_a_council CHECK ((council_id > 0))
);

ALTER TABLE ONLY alerts.calendar_count FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.calendar_count OWNER TO sextant_owner;

CREATE TABLE alerts.calendar_sum (
    week_on date NOT NULL,
    alerts bigint,
    openings bigint,
    deadlines bigint,
    councils integer NOT NULL,
    counted_since date NOT NULL,
    CONSTRAINT calendar_sum_begins_on_a_monday CHECK ((EXTRACT(isodow FROM week_on) = (1)::numeric)),
    CONSTRAINT calendar_sum_tells_no_small_number CHECK ((((alerts IS NULL) OR ((alerts < 1) OR (alerts > 10))) AND ((openings IS NULL) OR ((openings < 1) OR (openings > 10))) AND ((deadlines IS NULL) OR ((deadlines < 1) OR (deadlines > 10)))))
);

ALTER TABLE alerts.calendar_sum OWNER TO sextant_owner;

CREATE TABLE alerts.campaign (
    council_id integer NOT NULL,
    campaign_id bigint NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    opened_on date NOT NULL,
    policy jsonb NOT NULL,
    approved_by bigint,
    approved_name text,
    second_by bigint,
    second_name text,
    canary_until timestamp with time zone,
    stop_reason text,
    stopped_by text,
    checked integer DEFAULT 0 NOT NULL,
    compliant integer DEFAULT 0 NOT NULL,
    approved_on date,
    stopped_from text,
    resumed integer DEFAULT 0 NOT NULL,
    bounced integer DEFAULT 0 NOT NULL,
    words jsonb,
    CONSTRAINT campaign_counts_are_true CHECK (((compliant >= 0) AND (checked >= compliant))),
    CONSTRAINT campaign_counts_from_zero CHECK (((resumed >= 0) AND (bounced >= 0))),
    CONSTRAINT campaign_is_approved_by_somebody CHECK ((((state = ANY (ARRAY['proposed'::text, 'abandoned'::text])) OR (approved_by IS NOT NULL)) AND ((approved_by IS NULL) = (approved_name IS NULL)) AND ((second_by IS NULL) = (second_name IS NULL)))),
    CONSTRAINT campaign_policy_is_an_object CHECK ((jsonb_typeof(policy) = 'object'::text)),
    CONSTRAINT campaign_second_is_another CHECK (((second_by IS NULL) OR ((approved_by IS NOT NULL) AND (second_by <> approved_by) AND (lower(second_name) <> lower(approved_name))))),
    CONSTRAINT campaign_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'second_wanted'::text, 'approved'::text, 'canary'::text, 'sending'::text, 'done'::text, 'stopped'::text, 'abandoned'::text]))),
    CONSTRAINT campaign_stop_says_why CHECK (((state <> ALL (ARRAY['stopped'::text, 'abandoned'::text])) OR (btrim(COALESCE(stop_reason, ''::text)) <> ''::text))),
    CONSTRAINT campaign_was_under_way CHECK ((stopped_from = ANY (ARRAY['approved'::text, 'canary'::text, 'sending'::text]))),
    CONSTRAINT campaign_words_are_an_object CHECK ((jsonb_typeof(words) = 'object'::text))
);

ALTER TABLE ONLY alerts.campaign FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.campaign OWNER TO sextant_owner;

ALTER TABLE alerts.campaign ALTER COLUMN campaign_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.campaign_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.contact_round (
    council_id integer NOT NULL,
    contact_round_id bigint NOT NULL,
    channel text NOT NULL,
    asked integer NOT NULL,
    made_on date NOT NULL,
    made_by text NOT NULL,
    person_id bigint NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT contact_round_asks_somebody CHECK (((asked >= 1) AND (asked <= 500))),
    CONSTRAINT contact_round_channel_is_known CHECK ((channel = ANY (ARRAY['email'::text, 'post'::text]))),
    CONSTRAINT contact_round_is_of_a_council CHECK ((council_id > 0))
);

ALTER TABLE ONLY alerts.contact_round FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.contact_round OWNER TO sextant_owner;

ALTER TABLE alerts.contact_round ALTER COLUMN contact_round_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.contact_round_contact_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.digest (
    council_id integer NOT NULL,
    person_id bigint NOT NULL,
    monday date NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    lines integer DEFAULT 0 NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT digest_is_never_empty CHECK (((lines > 0) OR (state <> ALL (ARRAY['begun'::text, 'sent'::text, 'unknown'::text, 'refused'::text])))),
    CONSTRAINT digest_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT digest_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'begun'::text, 'sent'::text, 'unknown'::text, 'refused'::text, 'empty'::text, 'unwanted'::text, 'late'::text]))),
    CONSTRAINT digest_week_begins_on_monday CHECK ((EXTRACT(isodow FROM monday) = (1)::numeric))
);

ALTER TABLE ONLY alerts.digest FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.digest OWNER TO sextant_owner;

CREATE TABLE alerts.digest_setting (
    council_id integer NOT NULL,
    person_id bigint NOT NULL,
    is_wanted boolean NOT NULL,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT digest_setting_is_of_a_council CHECK ((council_id > 0))
);

ALTER TABLE ONLY alerts.digest_setting FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.digest_setting OWNER TO sextant_owner;

CREATE TABLE alerts.employer_alert (
    council_id integer NOT NULL,
    employer_alert_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    cycle_start date NOT NULL,
    milestone_on date NOT NULL,
    channel text NOT NULL,
    round smallint NOT NULL,
    employer text NOT NULL,
    address text[] NOT NULL,
    wait_days smallint NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    reason text NOT NULL,
    counted smallint NOT NULL,
    expected smallint NOT NULL,
    required smallint NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    proposed_by bigint NOT NULL,
    proposed_name text NOT NULL,
    proposed_on date NOT NULL,
    approved_by bigint,
    approved_name text,
    approved_on date,
    ended_by bigint,
    ended_name text,
    ended_on date,
    end_reason text,
    record_id bigint,
    told_notice_id bigint,
    notice_id bigint,
    CONSTRAINT employer_alert_address_fits_its_channel CHECK (((array_position(address, NULL::text) IS NULL) AND
CASE channel
    WHEN 'email'::text THEN (cardinality(address) = 1)
    ELSE ((cardinality(address) >= 3) AND (cardinality(address) <= 6))
END)),
    CONSTRAINT employer_alert_channel_is_known CHECK ((channel = ANY (ARRAY['email'::text, 'post'::text]))),
    CONSTRAINT employer_alert_end_says_why CHECK ((((state = ANY (ARRAY['sent_back'::text, 'withdrawn'::text, 'retracted'::text])) = (ended_on IS NOT NULL)) AND ((ended_on IS NULL) = (end_reason IS NULL)) AND ((ended_by IS NULL) = (ended_name IS NULL)) AND ((ended_by IS NULL) OR (ended_on IS NOT NULL)) AND (length(end_reason) <= 500))),
    CONSTRAINT employer_alert_is_approved_by_another CHECK ((((state <> ALL (ARRAY['approved'::text, 'retracted'::text])) OR (approved_by IS NOT NULL)) AND ((approved_by IS NULL) = (approved_name IS NULL)) AND ((approved_by IS NULL) = (approved_on IS NULL)) AND ((approved_by IS NULL) OR ((approved_by <> proposed_by) AND (lower(approved_name) <> lower(proposed_name)))))),
    CONSTRAINT employer_alert_is_never_of_a_complete CHECK (((counted < expected) AND (expected <= required))),
    CONSTRAINT employer_alert_is_prepared_once_approved CHECK (((told_notice_id IS NULL) OR (approved_by IS NOT NULL))),
    CONSTRAINT employer_alert_leaves_time CHECK (((wait_days >= 3) AND (wait_days <= 60))),
    CONSTRAINT employer_alert_milestone_lies_in_its_cycle CHECK ((milestone_on > cycle_start)),
    CONSTRAINT employer_alert_names_an_employer CHECK (((btrim(employer) <> ''::text) AND (length(employer) <= 100) AND (employer !~ '[[:cntrl:]]'::text))),
    CONSTRAINT employer_alert_physician_is_told_first CHECK (((notice_id IS NULL) OR (told_notice_id IS NOT NULL))),
    CONSTRAINT employer_alert_retracted_was_prepared CHECK (((state <> 'retracted'::text) OR (notice_id IS NOT NULL))),
    CONSTRAINT employer_alert_round_begins_at_one CHECK ((round >= 1)),
    CONSTRAINT employer_alert_says_why CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 500))),
    CONSTRAINT employer_alert_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'sent_back'::text, 'withdrawn'::text, 'retracted'::text])))
);

ALTER TABLE ONLY alerts.employer_alert FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.employer_alert OWNER TO sextant_owner;

ALTER TABLE alerts.employer_alert ALTER COLUMN employer_alert_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.employer_alert_employer_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.employer_choice (
    council_id integer NOT NULL,
    employer_choice_id bigint NOT NULL,
    is_on boolean NOT NULL,
    wait_days smallint NOT NULL,
    reason text NOT NULL,
    person_id bigint NOT NULL,
    author text NOT NULL,
    chosen_on date NOT NULL,
    chosen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT employer_choice_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT employer_choice_leaves_time CHECK (((wait_days >= 3) AND (wait_days <= 60))),
    CONSTRAINT employer_choice_says_why CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 500)))
);

ALTER TABLE ONLY alerts.employer_choice FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.employer_choice OWNER TO sextant_owner;

ALTER TABLE alerts.employer_choice ALTER COLUMN employer_choice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.employer_choice_employer_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.entry (
    council_id integer NOT NULL,
    entry_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    cycle_start date NOT NULL,
    milestone_on date NOT NULL,
    addressee text DEFAULT 'physician'::text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    exclusion text,
    reason text,
    person_id bigint,
    author text,
    counted smallint NOT NULL,
    expected smallint NOT NULL,
    required smallint NOT NULL,
    proposed_on date NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    is_added boolean DEFAULT false NOT NULL,
    is_canary boolean DEFAULT false NOT NULL,
    is_checked boolean DEFAULT false NOT NULL,
    notice_id bigint,
    record_id bigint,
    round smallint DEFAULT 1 NOT NULL,
    is_past boolean DEFAULT false NOT NULL,
    CONSTRAINT entry_addressee_is_known CHECK ((addressee = ANY (ARRAY['physician'::text, 'employer'::text]))),
    CONSTRAINT entry_channel_is_known CHECK ((channel = ANY (ARRAY['email'::text, 'post'::text]))),
    CONSTRAINT entry_excluded_says_why CHECK ((((state = 'excluded'::text) = (exclusion IS NOT NULL)) AND ((state <> 'excluded'::text) OR (btrim(COALESCE(reason, ''::text)) <> ''::text)) AND ((exclusion IS DISTINCT FROM 'agent'::text) OR (author IS NOT NULL)) AND (length(reason) <= 500))),
    CONSTRAINT entry_exclusion_is_known CHECK ((exclusion = ANY (ARRAY['no_address'::text, 'address_returned'::text, 'address_too_long'::text, 'became_compliant'::text, 'not_subject'::text, 'framework_to_confirm'::text, 'recently_alerted'::text, 'superseded'::text, 'alerted_elsewhere'::text, 'not_prepared'::text, 'agent'::text]))),
    CONSTRAINT entry_is_never_of_a_complete CHECK (((counted < expected) AND (expected <= required))),
    CONSTRAINT entry_milestone_lies_in_its_cycle CHECK ((milestone_on > cycle_start)),
    CONSTRAINT entry_retracted_was_prepared CHECK (((state <> 'retracted'::text) OR (notice_id IS NOT NULL))),
    CONSTRAINT entry_round_begins_at_one CHECK ((round >= 1)),
    CONSTRAINT entry_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'excluded'::text, 'retracted'::text])))
);

ALTER TABLE ONLY alerts.entry FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.entry OWNER TO sextant_owner;

ALTER TABLE alerts.entry ALTER COLUMN entry_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.entry_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.event (
    council_id integer NOT NULL,
    event_id bigint NOT NULL,
    campaign_id bigint NOT NULL,
    physician_id bigint,
    entry_id bigint,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    act text NOT NULL,
    person_id bigint,
    author text,
    reason text,
    told text,
    CONSTRAINT event_act_is_known CHECK ((act = ANY (ARRAY['approved'::text, 'approved_second'::text, 'sent_back'::text, 'released'::text, 'stopped'::text, 'resumed'::text, 'abandoned'::text, 'excluded'::text, 'added'::text, 'became_compliant'::text, 'excluded_by_rule'::text, 'may_have_arrived'::text, 'put_back'::text, 'turned_to_post'::text, 'stays_unsent'::text, 'retracted'::text, 'retraction_unsent'::text, 'written_again'::text, 'letter_returned'::text, 'return_corrected'::text]))),
    CONSTRAINT event_of_an_entry_names_its_physician CHECK (((entry_id IS NULL) = (physician_id IS NULL))),
    CONSTRAINT event_reason_is_short CHECK ((length(reason) <= 500)),
    CONSTRAINT event_told_is_of_a_retraction CHECK (((told IS NULL) OR ((act = 'retracted'::text) AND (length(told) <= 500))))
);

ALTER TABLE ONLY alerts.event FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.event OWNER TO sextant_owner;

ALTER TABLE alerts.event ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME alerts.event_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE alerts.mark (
    physician_id bigint NOT NULL,
    cycle_start date NOT NULL,
    milestone_on date NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT mark_milestone_lies_in_its_cycle CHECK ((milestone_on > cycle_start))
);

ALTER TABLE ONLY alerts.mark FORCE ROW LEVEL SECURITY;

ALTER TABLE alerts.mark OWNER TO sextant_owner;

CREATE TABLE frameworks.alert_override (
    council_id integer NOT NULL,
    alert_override_id bigint NOT NULL,
    starts_on date NOT NULL,
    first_milestone_years smallint,
    every_years smallint,
    catch_up_days smallint,
    reason text NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    proposed_by text NOT NULL,
    proposed_person_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    published_by text,
    published_person_id bigint,
    published_at timestamp with time zone,
    published_on date,
    ended_by text,
    ended_at timestamp with time zone,
    ended_reason text,
    CONSTRAINT alert_override_begins_after_it_is_published CHECK ((starts_on > published_on)),
    CONSTRAINT alert_override_begins_within_two_years CHECK ((starts_on <= (published_on + '2 years'::interval))),
    CONSTRAINT alert_override_ended_reason_is_short CHECK (((length(ended_reason) >= 1) AND (length(ended_reason) <= 500))),
    CONSTRAINT alert_override_ended_says_by_whom CHECK ((((state = ANY (ARRAY['superseded'::text, 'sent_back'::text, 'withdrawn'::text])) = (ended_by IS NOT NULL)) AND ((ended_by IS NULL) = (ended_at IS NULL)) AND ((ended_reason IS NULL) OR (ended_by IS NOT NULL)))),
    CONSTRAINT alert_override_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT alert_override_is_published_by_another CHECK ((published_person_id <> proposed_person_id)),
    CONSTRAINT alert_override_published_says_by_whom CHECK ((((state = ANY (ARRAY['published'::text, 'superseded'::text])) = (published_person_id IS NOT NULL)) AND ((published_person_id IS NULL) = (published_by IS NULL)) AND ((published_by IS NULL) = (published_at IS NULL)) AND ((published_by IS NULL) = (published_on IS NULL)))),
    CONSTRAINT alert_override_reason_is_short CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT alert_override_sent_back_says_why CHECK (((state <> 'sent_back'::text) OR (ended_reason IS NOT NULL))),
    CONSTRAINT alert_override_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'published'::text, 'superseded'::text, 'sent_back'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY frameworks.alert_override FORCE ROW LEVEL SECURITY;

ALTER TABLE frameworks.alert_override OWNER TO sextant_owner;

ALTER TABLE frameworks.alert_override ALTER COLUMN alert_override_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME frameworks.alert_override_alert_override_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE frameworks.college (
    framework_code text NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    profession_code text DEFAULT '10'::text NOT NULL
);

ALTER TABLE frameworks.college OWNER TO sextant_owner;

CREATE TABLE frameworks.rule_set (
    effective_from date NOT NULL,
    fingerprint text NOT NULL,
    content text NOT NULL
);

ALTER TABLE frameworks.rule_set OWNER TO sextant_owner;

CREATE TABLE frameworks.signing_key (
    key_id text NOT NULL,
    framework_code text NOT NULL,
    public_key text NOT NULL,
    valid_from date NOT NULL,
    added_by text NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_on date,
    revoked_by text,
    revocation_reason text,
    CONSTRAINT signing_key_has_thirty_two_bytes CHECK ((length(decode(public_key, 'base64'::text)) = 32)),
    CONSTRAINT signing_key_revocation_has_a_reason CHECK ((((revoked_on IS NULL) = (revoked_by IS NULL)) AND ((revoked_on IS NULL) = (revocation_reason IS NULL)) AND (revocation_reason <> ''::text)))
);

ALTER TABLE frameworks.signing_key OWNER TO sextant_owner;

CREATE TABLE frameworks.version (
    framework_id text NOT NULL,
    version text NOT NULL,
    title text NOT NULL,
    official_code text NOT NULL,
    is_partial boolean NOT NULL,
    is_fictitious boolean NOT NULL,
    published_on date NOT NULL,
    fingerprint text NOT NULL,
    content text NOT NULL,
    stage text NOT NULL,
    effective_from date,
    source text DEFAULT ''::text NOT NULL,
    manifest text,
    signature text,
    key_id text,
    CONSTRAINT version_approved_has_a_start CHECK (((stage = 'draft'::text) OR (effective_from IS NOT NULL))),
    CONSTRAINT version_signature_is_whole CHECK ((((manifest IS NULL) = (signature IS NULL)) AND ((manifest IS NULL) = (key_id IS NULL)))),
    CONSTRAINT version_stage_is_known CHECK ((stage = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text])))
);

ALTER TABLE frameworks.version OWNER TO sextant_owner;

CREATE TABLE frameworks.version_approval (
    framework_id text NOT NULL,
    version text NOT NULL,
    proposed_by text NOT NULL,
    approved_by text NOT NULL,
    approved_at timestamp with time zone DEFAULT now() NOT NULL,
    impact_id bigint NOT NULL,
    impact_as_of date NOT NULL,
    content_fingerprint text NOT NULL,
    law_fingerprint text NOT NULL,
    report_hash text NOT NULL,
    CONSTRAINT version_approval_takes_two_persons CHECK ((lower(proposed_by) <> lower(approved_by)))
);

ALTER TABLE frameworks.version_approval OWNER TO sextant_owner;

CREATE TABLE frameworks.version_event (
    event_id bigint NOT NULL,
    framework_id text NOT NULL,
    version text NOT NULL,
    stage text NOT NULL,
    fingerprint text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    by text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT version_event_has_an_author CHECK ((by <> ''::text)),
    CONSTRAINT version_event_stage_is_known CHECK ((stage = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'discarded'::text])))
);

ALTER TABLE frameworks.version_event OWNER TO sextant_owner;

ALTER TABLE frameworks.version_event ALTER COLUMN event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME frameworks.version_event_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE intake.before_image (
    council_id integer NOT NULL,
    lot_id bigint NOT NULL,
    relation text NOT NULL,
    image jsonb NOT NULL
);

ALTER TABLE ONLY intake.before_image FORCE ROW LEVEL SECURITY;

ALTER TABLE intake.before_image OWNER TO sextant_owner;

CREATE TABLE intake.lot (
    council_id integer NOT NULL,
    lot_id bigint NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    as_of date NOT NULL,
    actor text NOT NULL,
    approved_by text,
    state text NOT NULL,
    new_count bigint DEFAULT 0 NOT NULL,
    changed_count bigint DEFAULT 0 NOT NULL,
    unchanged_count bigint DEFAULT 0 NOT NULL,
    rejected_count bigint DEFAULT 0 NOT NULL,
    ignored_count bigint DEFAULT 0 NOT NULL,
    report jsonb DEFAULT '{}'::jsonb NOT NULL,
    seconds double precision DEFAULT 0 NOT NULL,
    read_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_at timestamp with time zone,
    undone_at timestamp with time zone,
    undone_by text,
    CONSTRAINT lot_kind_is_known CHECK ((kind = ANY (ARRAY['rpps'::text, 'roll'::text, 'accounts'::text]))),
    CONSTRAINT lot_state_is_known CHECK ((state = ANY (ARRAY['previewed'::text, 'applied'::text, 'undone'::text])))
);

ALTER TABLE ONLY intake.lot FORCE ROW LEVEL SECURITY;

ALTER TABLE intake.lot OWNER TO sextant_owner;

CREATE TABLE intake.lot_file (
    council_id integer NOT NULL,
    lot_id bigint NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    content bytea NOT NULL
);

ALTER TABLE ONLY intake.lot_file FORCE ROW LEVEL SECURITY;

ALTER TABLE intake.lot_file OWNER TO sextant_owner;

CREATE SEQUENCE intake.lot_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE intake.lot_number OWNER TO sextant_owner;

CREATE VIEW intake.published_lot WITH (security_invoker='true') AS
 SELECT lot.council_id,
    lot.lot_id,
    lot.kind,
    lot.state
   FROM intake.lot;

ALTER TABLE intake.published_lot OWNER TO sextant_owner;

CREATE TABLE intake.rejected_line (
    council_id integer NOT NULL,
    lot_id bigint NOT NULL,
    file_name text NOT NULL,
    line_number bigint NOT NULL,
    line text NOT NULL,
    code text NOT NULL,
    reason text NOT NULL
);

ALTER TABLE ONLY intake.rejected_line FORCE ROW LEVEL SECURITY;

ALTER TABLE intake.rejected_line OWNER TO sextant_owner;

CREATE TABLE jobs.job (
    council_id integer NOT NULL,
    job_id bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    payload jsonb NOT NULL,
    state text DEFAULT 'ready'::text NOT NULL,
    run_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    lease uuid,
    leased_until timestamp with time zone,
    last_fault text,
    enqueued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT job_fault_is_short CHECK ((length(last_fault) <= 200)),
    CONSTRAINT job_is_of_a_council CHECK ((council_id >= 0)),
    CONSTRAINT job_key_is_short CHECK (((length(key) >= 1) AND (length(key) <= 200))),
    CONSTRAINT job_kind_is_a_word CHECK ((kind ~ '^[a-z][a-z0-9._-]{0,63}$'::text)),
    CONSTRAINT job_lease_has_an_end CHECK ((((lease IS NULL) = (leased_until IS NULL)) AND ((lease IS NOT NULL) = (state = 'leased'::text)))),
    CONSTRAINT job_payload_is_an_object CHECK ((jsonb_typeof(payload) = 'object'::text)),
    CONSTRAINT job_state_is_known CHECK ((state = ANY (ARRAY['ready'::text, 'leased'::text, 'poison'::text])))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_analyze_scale_factor='0.05');

ALTER TABLE ONLY jobs.job FORCE ROW LEVEL SECURITY;

ALTER TABLE jobs.job OWNER TO sextant_owner;

ALTER TABLE jobs.job ALTER COLUMN job_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs.job_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.attempt (
    council_id integer NOT NULL,
    delivery_id bigint NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    answer text,
    code text,
    detail text,
    CONSTRAINT attempt_answer_is_known CHECK ((answer = ANY (ARRAY['accepted'::text, 'refused'::text, 'postponed'::text, 'unusable'::text, 'unknown'::text]))),
    CONSTRAINT attempt_detail_is_short CHECK (((length(detail) <= 300) AND (length(code) <= 20))),
    CONSTRAINT attempt_end_has_an_answer CHECK (((ended_at IS NULL) = (answer IS NULL))),
    CONSTRAINT attempt_number_begins_at_one CHECK ((number >= 1))
);

ALTER TABLE ONLY letters.attempt FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.attempt OWNER TO sextant_owner;

CREATE TABLE letters.bounce (
    council_id integer NOT NULL,
    delivery_id bigint NOT NULL,
    report_hash text NOT NULL,
    status text NOT NULL,
    diagnostic text,
    seen_on date NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT bounce_diagnostic_is_short CHECK (((length(diagnostic) <= 300) AND (length(status) <= 20)))
);

ALTER TABLE ONLY letters.bounce FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.bounce OWNER TO sextant_owner;

CREATE TABLE letters.consent (
    council_id integer NOT NULL,
    consent_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    state text NOT NULL,
    email text NOT NULL,
    since date NOT NULL,
    words text NOT NULL,
    follows bigint,
    recorded_by text NOT NULL,
    person_id bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT consent_email_is_an_address CHECK (((email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text) AND (length(email) <= 254))),
    CONSTRAINT consent_says_how CHECK (((length(words) >= 1) AND (length(words) <= 500))),
    CONSTRAINT consent_state_is_known CHECK ((state = ANY (ARRAY['given'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY letters.consent FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.consent OWNER TO sextant_owner;

ALTER TABLE letters.consent ALTER COLUMN consent_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.consent_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.contact_check (
    council_id integer NOT NULL,
    contact_check_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    email text,
    state text NOT NULL,
    source text NOT NULL,
    since date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    address text,
    CONSTRAINT contact_check_is_of_one_address CHECK (((email IS NULL) <> (address IS NULL))),
    CONSTRAINT contact_check_source_is_known CHECK ((source = ANY (ARRAY['bounce'::text, 'agent'::text, 'physician'::text, 'verification'::text]))),
    CONSTRAINT contact_check_state_is_known CHECK ((state = ANY (ARRAY['valid'::text, 'to_check'::text, 'refused'::text])))
);

ALTER TABLE ONLY letters.contact_check FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.contact_check OWNER TO sextant_owner;

ALTER TABLE letters.contact_check ALTER COLUMN contact_check_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.contact_check_contact_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.council_block (
    council_id integer NOT NULL,
    block text NOT NULL,
    version integer NOT NULL,
    lines text[] NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    proposed_by text NOT NULL,
    proposed_person_id bigint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    published_by text,
    published_person_id bigint,
    published_at timestamp with time zone,
    in_force_from date,
    ended_by text,
    ended_at timestamp with time zone,
    reason text,
    revocation_asked_by text,
    revocation_asker_id bigint,
    revocation_asked_at timestamp with time zone,
    revocation_reason text,
    revoked_by text,
    revoked_person_id bigint,
    revoked_at timestamp with time zone,
    CONSTRAINT council_block_ended_says_by_whom CHECK ((((state = ANY (ARRAY['sent_back'::text, 'withdrawn'::text])) = (ended_by IS NOT NULL)) AND ((ended_by IS NULL) = (ended_at IS NULL)) AND ((reason IS NULL) OR (ended_by IS NOT NULL)))),
    CONSTRAINT council_block_is_known CHECK ((block = ANY (ARRAY['header'::text, 'paragraph'::text, 'delegation'::text, 'signature'::text]))),
    CONSTRAINT council_block_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT council_block_is_published_by_another CHECK ((published_person_id <> proposed_person_id)),
    CONSTRAINT council_block_is_revoked_by_another CHECK ((revoked_person_id <> revocation_asker_id)),
    CONSTRAINT council_block_lines_are_short CHECK (((array_position(lines, NULL::text) IS NULL) AND (cardinality(lines) <= 8) AND (array_position(lines, ''::text) IS NULL) AND (length(array_to_string(lines, ''::text)) <= 1500) AND (array_to_string(lines, ''::text) !~ '[[:cntrl:]]'::text))),
    CONSTRAINT council_block_published_says_by_whom CHECK ((((state = ANY (ARRAY['published'::text, 'revoked'::text])) = (published_person_id IS NOT NULL)) AND ((published_person_id IS NULL) = (published_by IS NULL)) AND ((published_by IS NULL) = (published_at IS NULL)) AND ((published_by IS NULL) = (in_force_from IS NULL)))),
    CONSTRAINT council_block_reason_is_short CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT council_block_revocation_says_why CHECK ((((revocation_asker_id IS NULL) = (revocation_asked_by IS NULL)) AND ((revocation_asker_id IS NULL) = (revocation_asked_at IS NULL)) AND ((revocation_asker_id IS NULL) = (revocation_reason IS NULL)) AND ((length(revocation_reason) >= 1) AND (length(revocation_reason) <= 500)))),
    CONSTRAINT council_block_revoked_says_by_whom CHECK ((((state = 'revoked'::text) = (revoked_person_id IS NOT NULL)) AND ((revoked_person_id IS NULL) = (revoked_by IS NULL)) AND ((revoked_by IS NULL) = (revoked_at IS NULL)) AND ((revoked_person_id IS NULL) OR (revocation_asker_id IS NOT NULL)))),
    CONSTRAINT council_block_sent_back_says_why CHECK (((state <> 'sent_back'::text) OR (reason IS NOT NULL))),
    CONSTRAINT council_block_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'published'::text, 'sent_back'::text, 'withdrawn'::text, 'revoked'::text]))),
    CONSTRAINT council_block_version_begins_at_one CHECK ((version >= 1))
);

ALTER TABLE ONLY letters.council_block FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.council_block OWNER TO sextant_owner;

CREATE TABLE letters.delivery (
    council_id integer NOT NULL,
    delivery_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    channel text NOT NULL,
    address text[] NOT NULL,
    message_id text NOT NULL,
    bounce_token text DEFAULT "left"(replace((gen_random_uuid())::text, '-'::text, ''::text), 16) NOT NULL,
    state text NOT NULL,
    sent_on date,
    sent_at timestamp with time zone,
    ended_on date,
    reason text,
    mended_on date,
    mended_by text,
    mended_after bigint,
    words_wanted boolean DEFAULT false NOT NULL,
    CONSTRAINT delivery_address_fits_its_channel CHECK (((array_position(address, NULL::text) IS NULL) AND
CASE channel
    WHEN 'email'::text THEN (cardinality(address) = 1)
    ELSE ((cardinality(address) >= 1) AND (cardinality(address) <= 7))
END)),
    CONSTRAINT delivery_channel_is_known CHECK ((channel = ANY (ARRAY['email'::text, 'post'::text]))),
    CONSTRAINT delivery_end_has_its_day CHECK (((ended_on IS NOT NULL) = (state = ANY (ARRAY['bounced'::text, 'withdrawn'::text])))),
    CONSTRAINT delivery_mended_says_by_whom CHECK (((mended_on IS NULL) = (mended_by IS NULL))),
    CONSTRAINT delivery_on_paper_is_held CHECK (((state <> 'held'::text) OR (channel = 'post'::text))),
    CONSTRAINT delivery_sent_has_its_moment CHECK ((((sent_on IS NULL) = (sent_at IS NULL)) AND
CASE state
    WHEN 'sent'::text THEN (sent_at IS NOT NULL)
    WHEN 'bounced'::text THEN true
    ELSE (sent_at IS NULL)
END)),
    CONSTRAINT delivery_state_is_known CHECK ((state = ANY (ARRAY['ready'::text, 'held'::text, 'sent'::text, 'bounced'::text, 'withdrawn'::text]))),
    CONSTRAINT delivery_token_is_random CHECK ((bounce_token ~ '^[0-9a-f]{16}$'::text)),
    CONSTRAINT delivery_withdrawn_says_why CHECK ((((state <> 'withdrawn'::text) OR (reason IS NOT NULL)) AND ((reason IS NULL) OR (state = ANY (ARRAY['withdrawn'::text, 'bounced'::text])))))
);

ALTER TABLE ONLY letters.delivery FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.delivery OWNER TO sextant_owner;

ALTER TABLE letters.delivery ALTER COLUMN delivery_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.delivery_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.document (
    council_id integer NOT NULL,
    document_id bigint NOT NULL,
    lot_id bigint NOT NULL,
    delivery_id bigint,
    engine text NOT NULL,
    pages integer NOT NULL,
    sha256 text NOT NULL,
    bytes bytea NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT document_has_its_hash CHECK ((sha256 = encode(sha256(bytes), 'hex'::text))),
    CONSTRAINT document_has_pages CHECK ((pages >= 1))
);
ALTER TABLE ONLY letters.document ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE ONLY letters.document FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.document OWNER TO sextant_owner;

ALTER TABLE letters.document ALTER COLUMN document_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.document_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.electronic (
    council_id integer NOT NULL,
    delivery_id bigint NOT NULL,
    consent_id bigint NOT NULL,
    email text NOT NULL,
    given_name text NOT NULL,
    family_name text NOT NULL,
    state text DEFAULT 'asked'::text NOT NULL,
    provider_id text,
    reason text,
    tries integer DEFAULT 0 NOT NULL,
    is_apart boolean DEFAULT false NOT NULL,
    asked_on date NOT NULL,
    asked_by text NOT NULL,
    person_id bigint NOT NULL,
    started_at timestamp with time zone,
    CONSTRAINT electronic_apart_is_handed CHECK (((state = 'handed'::text) OR (NOT is_apart))),
    CONSTRAINT electronic_handed_has_its_name CHECK (((provider_id IS NOT NULL) = (state = 'handed'::text))),
    CONSTRAINT electronic_says_why CHECK ((((reason IS NOT NULL) OR (state = ANY (ARRAY['asked'::text, 'handed'::text]))) AND (length(reason) <= 500))),
    CONSTRAINT electronic_state_is_known CHECK ((state = ANY (ARRAY['asked'::text, 'uncertain'::text, 'handed'::text, 'failed'::text]))),
    CONSTRAINT electronic_tries_are_counted CHECK ((tries >= 0))
);

ALTER TABLE ONLY letters.electronic FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.electronic OWNER TO sextant_owner;

CREATE TABLE letters.lot (
    council_id integer NOT NULL,
    lot_id bigint NOT NULL,
    state text DEFAULT 'making'::text NOT NULL,
    made_on date NOT NULL,
    made_by text NOT NULL,
    person_id bigint,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    fault text,
    deposited_on date,
    ended_by text,
    ended_at timestamp with time zone,
    checked_on date,
    checked_by text,
    checked_at timestamp with time zone,
    CONSTRAINT lot_check_has_its_author CHECK ((((checked_on IS NULL) = (checked_by IS NULL)) AND ((checked_on IS NULL) = (checked_at IS NULL)))),
    CONSTRAINT lot_deposit_has_its_day CHECK (((deposited_on IS NOT NULL) = (state = 'deposited'::text))),
    CONSTRAINT lot_end_has_its_author CHECK ((((ended_by IS NOT NULL) = (state = ANY (ARRAY['deposited'::text, 'cancelled'::text]))) AND ((ended_by IS NULL) = (ended_at IS NULL)))),
    CONSTRAINT lot_fault_is_short CHECK ((length(fault) <= 300)),
    CONSTRAINT lot_is_checked_after_it_was_made CHECK ((checked_on >= made_on)),
    CONSTRAINT lot_is_deposited_after_it_was_made CHECK ((deposited_on >= made_on)),
    CONSTRAINT lot_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT lot_state_is_known CHECK ((state = ANY (ARRAY['making'::text, 'ready'::text, 'deposited'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY letters.lot FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.lot OWNER TO sextant_owner;

CREATE TABLE letters.lot_line (
    council_id integer NOT NULL,
    lot_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    rank integer,
    reason text,
    is_open boolean DEFAULT true NOT NULL,
    fault text,
    doubt text,
    CONSTRAINT lot_line_doubt_is_of_a_letter_that_left CHECK (((doubt IS NULL) OR ((state = 'set'::text) AND ((length(doubt) >= 1) AND (length(doubt) <= 500))))),
    CONSTRAINT lot_line_fault_is_known CHECK (((fault IS NULL) OR ((state = 'left_out'::text) AND (fault = ANY (ARRAY['address'::text, 'words'::text, 'typesetter'::text]))))),
    CONSTRAINT lot_line_left_out_says_why CHECK (((reason IS NOT NULL) = (state = ANY (ARRAY['left_out'::text, 'removed'::text])))),
    CONSTRAINT lot_line_open_is_in_the_pile CHECK (((NOT is_open) OR (state = ANY (ARRAY['waiting'::text, 'set'::text])))),
    CONSTRAINT lot_line_rank_is_of_a_letter_set CHECK (((rank IS NULL) OR ((rank >= 1) AND (state = ANY (ARRAY['set'::text, 'removed'::text]))))),
    CONSTRAINT lot_line_reason_is_short CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT lot_line_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'set'::text, 'left_out'::text, 'removed'::text])))
);

ALTER TABLE ONLY letters.lot_line FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.lot_line OWNER TO sextant_owner;

ALTER TABLE letters.lot ALTER COLUMN lot_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.lot_lot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.notice (
    council_id integer NOT NULL,
    notice_id bigint NOT NULL,
    kind text NOT NULL,
    cause text NOT NULL,
    addressee text NOT NULL,
    channel text NOT NULL,
    physician_id bigint NOT NULL,
    due_on date,
    template_id text NOT NULL,
    template_version integer NOT NULL,
    law_mark text,
    record_id bigint,
    retracts bigint,
    content text NOT NULL,
    content_hash text NOT NULL,
    made_on date NOT NULL,
    made_by text NOT NULL,
    person_id bigint,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    replaces bigint,
    CONSTRAINT notice_addressee_is_known CHECK ((addressee = ANY (ARRAY['physician'::text, 'employer'::text]))),
    CONSTRAINT notice_cause_is_short CHECK (((length(cause) >= 1) AND (length(cause) <= 150))),
    CONSTRAINT notice_channel_is_known CHECK ((channel = ANY (ARRAY['email'::text, 'post'::text]))),
    CONSTRAINT notice_content_has_its_hash CHECK ((content_hash = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT notice_is_of_a_council CHECK ((council_id > 0)),
    CONSTRAINT notice_kind_is_known CHECK ((kind = ANY (ARRAY['alert'::text, 'retraction'::text, 'contact'::text, 'employer'::text, 'employer_told'::text, 'employer_retraction'::text]))),
    CONSTRAINT notice_replaces_an_earlier_one CHECK ((replaces < notice_id)),
    CONSTRAINT notice_retraction_says_of_what CHECK (((kind = ANY (ARRAY['retraction'::text, 'employer_retraction'::text])) = (retracts IS NOT NULL))),
    CONSTRAINT notice_to_an_employer_is_of_its_kind CHECK (
CASE kind
    WHEN 'employer'::text THEN (addressee = 'employer'::text)
    WHEN 'employer_retraction'::text THEN true
    ELSE (addressee = 'physician'::text)
END)
);

ALTER TABLE ONLY letters.notice FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.notice OWNER TO sextant_owner;

ALTER TABLE letters.notice ALTER COLUMN notice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.notice_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.post_event (
    council_id integer NOT NULL,
    post_event_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    source text NOT NULL,
    corrects bigint,
    recorded_by text NOT NULL,
    person_id bigint,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT post_event_by_hand_has_its_author CHECK (((source = 'manual'::text) = (person_id IS NOT NULL))),
    CONSTRAINT post_event_kind_is_known CHECK ((kind = ANY (ARRAY['presented'::text, 'signed'::text, 'refused'::text, 'unclaimed'::text, 'returned'::text, 'void'::text]))),
    CONSTRAINT post_event_source_is_known CHECK ((source = ANY (ARRAY['manual'::text, 'ar24'::text]))),
    CONSTRAINT post_event_void_takes_back CHECK (((kind <> 'void'::text) OR (corrects IS NOT NULL)))
);

ALTER TABLE ONLY letters.post_event FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.post_event OWNER TO sextant_owner;

ALTER TABLE letters.post_event ALTER COLUMN post_event_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.post_event_post_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.proof (
    council_id integer NOT NULL,
    proof_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    kind text NOT NULL,
    sha256 text NOT NULL,
    bytes bytea NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    CONSTRAINT proof_has_its_hash CHECK ((sha256 = encode(sha256(bytes), 'hex'::text))),
    CONSTRAINT proof_kind_is_known CHECK ((kind = ANY (ARRAY['letter'::text, 'deposit'::text, 'receipt'::text, 'refusal'::text, 'negligence'::text, 'bounce'::text])))
);
ALTER TABLE ONLY letters.proof ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE ONLY letters.proof FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.proof OWNER TO sextant_owner;

ALTER TABLE letters.proof ALTER COLUMN proof_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.proof_proof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW letters.published_contact_check WITH (security_invoker='true') AS
 SELECT DISTINCT ON (contact_check.council_id, contact_check.physician_id, contact_check.email) contact_check.council_id,
    contact_check.physician_id,
    contact_check.email,
    contact_check.state,
    contact_check.since,
    contact_check.source
   FROM letters.contact_check
  WHERE (contact_check.email IS NOT NULL)
  ORDER BY contact_check.council_id, contact_check.physician_id, contact_check.email, contact_check.contact_check_id DESC;

ALTER TABLE letters.published_contact_check OWNER TO sextant_owner;

CREATE VIEW letters.published_delivery WITH (security_invoker='true') AS
 SELECT n.council_id,
    n.notice_id,
    d.delivery_id,
    n.physician_id,
    n.kind,
    n.cause,
    n.addressee,
    n.channel,
    d.address,
    d.state,
    n.made_on,
    d.sent_on,
    d.ended_on,
    d.reason,
    (( SELECT count(*) AS count
           FROM letters.attempt a
          WHERE ((a.council_id = d.council_id) AND (a.delivery_id = d.delivery_id) AND (a.answer IS DISTINCT FROM 'unusable'::text))))::integer AS attempts,
    (EXISTS ( SELECT
           FROM letters.notice r
          WHERE ((r.council_id = n.council_id) AND (r.retracts = n.notice_id)))) AS is_retracted,
    COALESCE(d.sent_on, ( SELECT max(l.checked_on) AS max
           FROM (letters.lot_line i
             JOIN letters.lot l USING (council_id, lot_id))
          WHERE ((i.council_id = d.council_id) AND (i.delivery_id = d.delivery_id) AND i.is_open AND (i.state = 'set'::text))), ( SELECT (max((a.started_at AT TIME ZONE 'Europe/Paris'::text)))::date AS max
           FROM letters.attempt a
          WHERE ((a.council_id = d.council_id) AND (a.delivery_id = d.delivery_id) AND ((a.ended_at IS NULL) OR (a.answer = ANY (ARRAY['accepted'::text, 'unknown'::text]))))), ( SELECT ((e.started_at AT TIME ZONE 'Europe/Paris'::text))::date AS timezone
           FROM letters.electronic e
          WHERE ((e.council_id = d.council_id) AND (e.delivery_id = d.delivery_id) AND (e.state = ANY (ARRAY['asked'::text, 'uncertain'::text, 'handed'::text]))))) AS left_on,
    n.retracts
   FROM (letters.notice n
     JOIN letters.delivery d ON (((d.council_id = n.council_id) AND (d.notice_id = n.notice_id))));

ALTER TABLE letters.published_delivery OWNER TO sextant_owner;

CREATE VIEW letters.published_postal_check WITH (security_invoker='true') AS
 SELECT DISTINCT ON (contact_check.council_id, contact_check.physician_id, contact_check.address) contact_check.council_id,
    contact_check.physician_id,
    contact_check.address,
    contact_check.state,
    contact_check.since,
    contact_check.source
   FROM letters.contact_check
  WHERE (contact_check.address IS NOT NULL)
  ORDER BY contact_check.council_id, contact_check.physician_id, contact_check.address, contact_check.contact_check_id DESC;

ALTER TABLE letters.published_postal_check OWNER TO sextant_owner;

CREATE TABLE letters.registered (
    council_id integer NOT NULL,
    delivery_id bigint NOT NULL,
    number text NOT NULL,
    recorded_by text NOT NULL,
    person_id bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT registered_number_is_plain CHECK ((number ~ '^[0-9A-Z]{8,30}$'::text))
);

ALTER TABLE ONLY letters.registered FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.registered OWNER TO sextant_owner;

CREATE TABLE letters.sender (
    council_id integer NOT NULL,
    display_name text NOT NULL,
    reply_to text,
    phone text,
    proposed_by text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    postal text[] DEFAULT '{}'::text[] NOT NULL,
    state text DEFAULT 'proposed'::text NOT NULL,
    proposed_person_id bigint,
    published_by text,
    published_person_id bigint,
    published_at timestamp with time zone,
    in_force_from date,
    ended_by text,
    ended_at timestamp with time zone,
    reason text,
    revocation_asked_by text,
    revocation_asker_id bigint,
    revocation_asked_at timestamp with time zone,
    revocation_reason text,
    revoked_by text,
    revoked_person_id bigint,
    revoked_at timestamp with time zone,
    CONSTRAINT sender_ended_says_by_whom CHECK ((((state = ANY (ARRAY['sent_back'::text, 'withdrawn'::text])) = (ended_by IS NOT NULL)) AND ((ended_by IS NULL) = (ended_at IS NULL)) AND ((reason IS NULL) OR (ended_by IS NOT NULL)))),
    CONSTRAINT sender_has_no_line_break CHECK ((concat(display_name, reply_to, phone, array_to_string(postal, ''::text)) !~ '[[:cntrl:]]'::text)),
    CONSTRAINT sender_is_proposed_by_a_person CHECK (((proposed_person_id IS NOT NULL) OR ((state = 'published'::text) AND (version = 1)))),
    CONSTRAINT sender_is_published_by_another CHECK ((published_person_id <> proposed_person_id)),
    CONSTRAINT sender_is_revoked_by_another CHECK ((revoked_person_id <> revocation_asker_id)),
    CONSTRAINT sender_is_short CHECK ((((length(display_name) >= 1) AND (length(display_name) <= 120)) AND (length(reply_to) <= 254) AND (length(phone) <= 40))),
    CONSTRAINT sender_postal_lines_are_short CHECK (((array_position(postal, NULL::text) IS NULL) AND (array_position(postal, ''::text) IS NULL) AND (cardinality(postal) <= 6) AND (length(array_to_string(postal, ''::text)) <= 228))),
    CONSTRAINT sender_published_is_of_two_people CHECK (((published_by IS NULL) OR ((published_person_id IS NULL) = (proposed_person_id IS NULL)))),
    CONSTRAINT sender_published_says_by_whom CHECK ((((state = ANY (ARRAY['published'::text, 'revoked'::text])) = (published_by IS NOT NULL)) AND ((published_by IS NULL) = (published_at IS NULL)) AND ((published_by IS NULL) = (in_force_from IS NULL)) AND ((published_person_id IS NULL) OR (published_by IS NOT NULL)))),
    CONSTRAINT sender_reason_is_short CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT sender_reply_is_an_address CHECK ((reply_to ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text)),
    CONSTRAINT sender_revocation_says_why CHECK ((((revocation_asker_id IS NULL) = (revocation_asked_by IS NULL)) AND ((revocation_asker_id IS NULL) = (revocation_asked_at IS NULL)) AND ((revocation_asker_id IS NULL) = (revocation_reason IS NULL)) AND ((length(revocation_reason) >= 1) AND (length(revocation_reason) <= 500)))),
    CONSTRAINT sender_revoked_says_by_whom CHECK ((((state = 'revoked'::text) = (revoked_person_id IS NOT NULL)) AND ((revoked_person_id IS NULL) = (revoked_by IS NULL)) AND ((revoked_by IS NULL) = (revoked_at IS NULL)) AND ((revoked_person_id IS NULL) OR (revocation_asker_id IS NOT NULL)))),
    CONSTRAINT sender_sent_back_says_why CHECK (((state <> 'sent_back'::text) OR (reason IS NOT NULL))),
    CONSTRAINT sender_state_is_known CHECK ((state = ANY (ARRAY['proposed'::text, 'published'::text, 'sent_back'::text, 'withdrawn'::text, 'revoked'::text]))),
    CONSTRAINT sender_version_begins_at_one CHECK ((version >= 1))
);

ALTER TABLE ONLY letters.sender FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.sender OWNER TO sextant_owner;

CREATE TABLE letters.template_draft (
    council_id integer NOT NULL,
    template_draft_id bigint NOT NULL,
    kind text NOT NULL,
    base_id text NOT NULL,
    base_version integer NOT NULL,
    content text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    written_by text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    proposed_by text,
    proposed_person_id bigint,
    proposed_at timestamp with time zone,
    published_by text,
    published_person_id bigint,
    published_at timestamp with time zone,
    in_force_from date,
    version integer,
    reason text,
    reason_by text,
    written_person_id bigint,
    revocation_asked_by text,
    revocation_asker_id bigint,
    revocation_asked_at timestamp with time zone,
    revocation_reason text,
    revoked_by text,
    revoked_person_id bigint,
    revoked_at timestamp with time zone,
    CONSTRAINT template_draft_content_is_an_object CHECK ((jsonb_typeof((content)::jsonb) = 'object'::text)),
    CONSTRAINT template_draft_content_is_short CHECK ((length(content) <= 60000)),
    CONSTRAINT template_draft_is_of_the_national_council CHECK ((council_id = 0)),
    CONSTRAINT template_draft_is_published_by_another CHECK ((published_person_id <> proposed_person_id)),
    CONSTRAINT template_draft_is_published_by_another_writer CHECK ((published_person_id <> written_person_id)),
    CONSTRAINT template_draft_is_revoked_by_another CHECK ((revoked_person_id <> revocation_asker_id)),
    CONSTRAINT template_draft_kind_is_known CHECK ((kind = ANY (ARRAY['alert'::text, 'retraction'::text, 'contact'::text, 'employer'::text, 'employer_told'::text, 'employer_retraction'::text]))),
    CONSTRAINT template_draft_proposed_says_by_whom CHECK ((((state = ANY (ARRAY['proposed'::text, 'published'::text, 'revoked'::text])) = (proposed_person_id IS NOT NULL)) AND ((proposed_person_id IS NULL) = (proposed_by IS NULL)) AND ((proposed_by IS NULL) = (proposed_at IS NULL)))),
    CONSTRAINT template_draft_published_says_by_whom CHECK ((((state = ANY (ARRAY['published'::text, 'revoked'::text])) = (published_person_id IS NOT NULL)) AND ((published_person_id IS NULL) = (published_by IS NULL)) AND ((published_by IS NULL) = (published_at IS NULL)) AND ((published_by IS NULL) = (in_force_from IS NULL)) AND ((in_force_from IS NULL) = (version IS NULL)))),
    CONSTRAINT template_draft_reason_is_short CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT template_draft_revision_begins_at_one CHECK ((revision >= 1)),
    CONSTRAINT template_draft_revocation_says_why CHECK ((((revocation_asker_id IS NULL) = (revocation_asked_by IS NULL)) AND ((revocation_asker_id IS NULL) = (revocation_asked_at IS NULL)) AND ((revocation_asker_id IS NULL) = (revocation_reason IS NULL)) AND ((length(revocation_reason) >= 1) AND (length(revocation_reason) <= 500)))),
    CONSTRAINT template_draft_revoked_says_by_whom CHECK ((((state = 'revoked'::text) = (revoked_person_id IS NOT NULL)) AND ((revoked_person_id IS NULL) = (revoked_by IS NULL)) AND ((revoked_by IS NULL) = (revoked_at IS NULL)) AND ((revoked_person_id IS NULL) OR (revocation_asker_id IS NOT NULL)))),
    CONSTRAINT template_draft_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'published'::text, 'discarded'::text, 'revoked'::text])))
);

ALTER TABLE ONLY letters.template_draft FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.template_draft OWNER TO sextant_owner;

ALTER TABLE letters.template_draft ALTER COLUMN template_draft_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.template_draft_template_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters.template_version (
    template_id text NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    in_force_from date NOT NULL,
    content text NOT NULL,
    revoked boolean DEFAULT false NOT NULL,
    CONSTRAINT template_version_content_is_an_object CHECK ((jsonb_typeof((content)::jsonb) = 'object'::text)),
    CONSTRAINT template_version_id_tells_its_kind CHECK (((template_id = kind) OR (template_id = (kind || '.national'::text)))),
    CONSTRAINT template_version_kind_is_known CHECK ((kind = ANY (ARRAY['alert'::text, 'retraction'::text, 'contact'::text, 'employer'::text, 'employer_told'::text, 'employer_retraction'::text])))
);

ALTER TABLE letters.template_version OWNER TO sextant_owner;

CREATE TABLE letters.thread_entry (
    council_id integer NOT NULL,
    thread_entry_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    words text NOT NULL,
    person_id bigint NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT thread_entry_is_short CHECK (((length(words) >= 1) AND (length(words) <= 2000))),
    CONSTRAINT thread_entry_kind_is_known CHECK ((kind = ANY (ARRAY['call'::text, 'reply'::text, 'returned'::text, 'note'::text])))
);

ALTER TABLE ONLY letters.thread_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE letters.thread_entry OWNER TO sextant_owner;

ALTER TABLE letters.thread_entry ALTER COLUMN thread_entry_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters.thread_entry_thread_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE migration.applied (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE migration.applied OWNER TO sextant_owner;

CREATE TABLE registry.account (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    status text NOT NULL,
    email text,
    cycle_start date,
    cycle_end date,
    framework_code text,
    updated_on date NOT NULL,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    CONSTRAINT account_status_is_known CHECK ((status = ANY (ARRAY['a_activer'::text, 'active'::text, 'sans_adresse'::text, 'clos'::text])))
);

ALTER TABLE ONLY registry.account FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.account OWNER TO sextant_owner;

CREATE TABLE registry.care_status (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    starts_on date NOT NULL,
    gives_direct_care boolean NOT NULL,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL
);

ALTER TABLE ONLY registry.care_status FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.care_status OWNER TO sextant_owner;

CREATE TABLE registry.care_status_past (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    starts_on date NOT NULL,
    gives_direct_care boolean NOT NULL,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.care_status_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.care_status_past OWNER TO sextant_owner;

CREATE TABLE registry.exemption (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    starts_on date NOT NULL,
    through date,
    reason text NOT NULL,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT exemption_ends_after_it_starts CHECK ((through >= starts_on)),
    CONSTRAINT exemption_reason_is_known CHECK ((reason = ANY (ARRAY['sans_soins'::text, 'formation_obligatoire'::text])))
);

ALTER TABLE ONLY registry.exemption FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.exemption OWNER TO sextant_owner;

CREATE TABLE registry.framework_choice (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    framework_id text NOT NULL,
    chosen_by text NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT framework_choice_has_a_reason CHECK ((reason <> ''::text))
);

ALTER TABLE ONLY registry.framework_choice FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.framework_choice OWNER TO sextant_owner;

CREATE TABLE registry.physician (
    physician_id bigint NOT NULL,
    rpps_number text NOT NULL COLLATE pg_catalog."C",
    family_name text,
    given_name text,
    search_name text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    civility text,
    title text,
    category text,
    practice_mode text,
    specialty_codes text[] DEFAULT '{}'::text[] NOT NULL,
    site_department text,
    site_commune text,
    sector text,
    authority text,
    left_extraction_on date,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    CONSTRAINT physician_family_name_is_not_empty CHECK ((family_name <> ''::text)),
    CONSTRAINT physician_rpps_number_has_eleven_digits CHECK ((rpps_number ~ '^[0-9]{11}$'::text))
);

ALTER TABLE ONLY registry.physician FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.physician OWNER TO sextant_owner;

CREATE TABLE registry.practice (
    registration_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL
);

ALTER TABLE ONLY registry.practice FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.practice OWNER TO sextant_owner;

CREATE TABLE registry.qualification (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    specialty_code text NOT NULL,
    held_from date NOT NULL,
    held_until date,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT qualification_ends_after_it_starts CHECK ((held_until >= held_from))
);

ALTER TABLE ONLY registry.qualification FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.qualification OWNER TO sextant_owner;

CREATE TABLE registry.registration (
    council_id integer NOT NULL,
    registration_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    registered_on date NOT NULL,
    ended_on date,
    end_reason text,
    diploma_on date,
    birth_year smallint,
    email text,
    email_checked_on date,
    is_military boolean DEFAULT false NOT NULL,
    address text[] DEFAULT '{}'::text[] NOT NULL,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT registration_end_reason_is_known CHECK ((end_reason = ANY (ARRAY['retraite'::text, 'deces'::text, 'transfert'::text, 'radiation'::text, 'omission'::text]))),
    CONSTRAINT registration_ends_after_it_starts CHECK ((ended_on >= registered_on))
);

ALTER TABLE ONLY registry.registration FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.registration OWNER TO sextant_owner;

CREATE VIEW registry.case_file WITH (security_invoker='true') AS
 SELECT r.council_id,
    r.physician_id,
    p.rpps_number,
    p.family_name,
    p.given_name,
        CASE
            WHEN (p.search_name = ''::text) THEN p.rpps_number
            ELSE p.search_name
        END AS search_name,
    r.registrations,
    r.diploma_on,
    (r.email IS NOT NULL) AS has_email,
    ( SELECT string_agg(((s.started_on || ':'::text) || COALESCE((s.ended_on)::text, ''::text)), ';'::text ORDER BY s.started_on, s.ended_on) AS string_agg
           FROM registry.practice s
          WHERE (s.physician_id = r.physician_id)) AS spells,
    ( SELECT string_agg(((c.starts_on || ':'::text) || c.gives_direct_care), ';'::text ORDER BY c.starts_on) AS string_agg
           FROM registry.care_status c
          WHERE ((c.council_id = r.council_id) AND (c.physician_id = r.physician_id))) AS care,
    ( SELECT string_agg(((((e.starts_on || ':'::text) || COALESCE((e.through)::text, ''::text)) || ':'::text) || e.reason), ';'::text ORDER BY e.starts_on) AS string_agg
           FROM registry.exemption e
          WHERE ((e.council_id = r.council_id) AND (e.physician_id = r.physician_id))) AS exemptions,
    ( SELECT string_agg(((((q.specialty_code || ':'::text) || q.held_from) || ':'::text) || COALESCE((q.held_until)::text, ''::text)), ';'::text ORDER BY q.held_from, q.specialty_code) AS string_agg
           FROM registry.qualification q
          WHERE ((q.council_id = r.council_id) AND (q.physician_id = r.physician_id))) AS qualifications,
    ( SELECT f.framework_id
           FROM registry.framework_choice f
          WHERE ((f.council_id = r.council_id) AND (f.physician_id = r.physician_id))) AS framework_choice
   FROM (( SELECT registration.council_id,
            registration.physician_id,
            max(registration.diploma_on) AS diploma_on,
            string_agg(((((registration.registered_on || ':'::text) || COALESCE((registration.ended_on)::text, ''::text)) || ':'::text) || registration.is_military), ';'::text ORDER BY registration.registered_on) AS registrations,
            (array_agg(registration.email ORDER BY registration.registered_on DESC))[1] AS email
           FROM registry.registration
          GROUP BY registration.council_id, registration.physician_id) r
     JOIN registry.physician p ON ((p.physician_id = r.physician_id)));

ALTER TABLE registry.case_file OWNER TO sextant_owner;

CREATE TABLE registry.declaration (
    council_id integer NOT NULL,
    source_id text NOT NULL,
    physician_id bigint NOT NULL,
    action_code text NOT NULL,
    origin text NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL,
    content text NOT NULL,
    organiser text,
    label text,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL,
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT declaration_origin_is_known CHECK ((origin = ANY (ARRAY['medecin'::text, 'employeur'::text, 'organisme'::text, 'andpc'::text, 'cnp'::text])))
);

ALTER TABLE ONLY registry.declaration FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.declaration OWNER TO sextant_owner;

CREATE TABLE registry.declaration_past (
    council_id integer NOT NULL,
    source_id text NOT NULL,
    physician_id bigint NOT NULL,
    is_deleted boolean NOT NULL,
    content text NOT NULL,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.declaration_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.declaration_past OWNER TO sextant_owner;

CREATE TABLE registry.directory_change (
    physician_id bigint NOT NULL,
    changed_in xid8 DEFAULT pg_current_xact_id() NOT NULL
);

ALTER TABLE registry.directory_change OWNER TO sextant_owner;

CREATE TABLE registry.discrepancy_hidden (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    kind text NOT NULL,
    until date NOT NULL,
    hidden_by text NOT NULL
);

ALTER TABLE ONLY registry.discrepancy_hidden FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.discrepancy_hidden OWNER TO sextant_owner;

CREATE TABLE registry.exemption_past (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    starts_on date NOT NULL,
    through date,
    reason text NOT NULL,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.exemption_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.exemption_past OWNER TO sextant_owner;

CREATE TABLE registry.fact_change (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    changed_in xid8 DEFAULT pg_current_xact_id() NOT NULL
);

ALTER TABLE ONLY registry.fact_change FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.fact_change OWNER TO sextant_owner;

CREATE TABLE registry.framework_choice_past (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    framework_id text NOT NULL,
    chosen_by text NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.framework_choice_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.framework_choice_past OWNER TO sextant_owner;

CREATE TABLE registry.knowledge (
    known_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    known_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE registry.knowledge OWNER TO sextant_owner;

CREATE VIEW registry.knowledge_now WITH (security_invoker='true') AS
 SELECT
        CASE
            WHEN COALESCE((counted.own < counted.top), true) THEN (counted.snapshot)::text
            ELSE concat(
            CASE
                WHEN (counted.held = ''::text) THEN (counted.own + 1)
                ELSE ((pg_snapshot_xmin(counted.snapshot))::text)::bigint
            END, ':', (counted.own + 1), ':', counted.held)
        END AS known
   FROM ( SELECT read.snapshot,
            read.own,
            read.top,
            concat_ws(','::text, NULLIF(split_part((read.snapshot)::text, ':'::text, 3), ''::text), ( SELECT string_agg((number.number)::text, ','::text ORDER BY number.number) AS string_agg
                   FROM generate_series(read.top, (read.own - 1)) number(number))) AS held
           FROM ( SELECT pg_current_snapshot() AS snapshot,
                    ((pg_current_xact_id_if_assigned())::text)::bigint AS own,
                    ((pg_snapshot_xmax(pg_current_snapshot()))::text)::bigint AS top) read) counted;

ALTER TABLE registry.knowledge_now OWNER TO sextant_owner;

CREATE VIEW registry.known_care_status WITH (security_invoker='true') AS
 SELECT care_status.council_id,
    care_status.physician_id,
    care_status.starts_on,
    care_status.gives_direct_care
   FROM registry.care_status
  WHERE pg_visible_in_snapshot(care_status.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))
UNION ALL
 SELECT care_status_past.council_id,
    care_status_past.physician_id,
    care_status_past.starts_on,
    care_status_past.gives_direct_care
   FROM registry.care_status_past
  WHERE (pg_visible_in_snapshot(care_status_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(care_status_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_care_status OWNER TO sextant_owner;

CREATE VIEW registry.known_exemption WITH (security_invoker='true') AS
 SELECT exemption.council_id,
    exemption.physician_id,
    exemption.starts_on,
    exemption.through,
    exemption.reason
   FROM registry.exemption
  WHERE pg_visible_in_snapshot(exemption.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))
UNION ALL
 SELECT exemption_past.council_id,
    exemption_past.physician_id,
    exemption_past.starts_on,
    exemption_past.through,
    exemption_past.reason
   FROM registry.exemption_past
  WHERE (pg_visible_in_snapshot(exemption_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(exemption_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_exemption OWNER TO sextant_owner;

CREATE VIEW registry.known_framework_choice WITH (security_invoker='true') AS
 SELECT framework_choice.council_id,
    framework_choice.physician_id,
    framework_choice.framework_id
   FROM registry.framework_choice
  WHERE pg_visible_in_snapshot(framework_choice.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))
UNION ALL
 SELECT framework_choice_past.council_id,
    framework_choice_past.physician_id,
    framework_choice_past.framework_id
   FROM registry.framework_choice_past
  WHERE (pg_visible_in_snapshot(framework_choice_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(framework_choice_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_framework_choice OWNER TO sextant_owner;

CREATE TABLE registry.practice_past (
    registration_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.practice_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.practice_past OWNER TO sextant_owner;

CREATE VIEW registry.known_practice WITH (security_invoker='true') AS
 SELECT practice.physician_id,
    practice.started_on,
    practice.ended_on
   FROM registry.practice
  WHERE pg_visible_in_snapshot(practice.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))
UNION ALL
 SELECT practice_past.physician_id,
    practice_past.started_on,
    practice_past.ended_on
   FROM registry.practice_past
  WHERE (pg_visible_in_snapshot(practice_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(practice_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_practice OWNER TO sextant_owner;

CREATE TABLE registry.qualification_past (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    specialty_code text NOT NULL,
    held_from date NOT NULL,
    held_until date,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.qualification_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.qualification_past OWNER TO sextant_owner;

CREATE VIEW registry.known_qualification WITH (security_invoker='true') AS
 SELECT qualification.council_id,
    qualification.physician_id,
    qualification.specialty_code,
    qualification.held_from,
    qualification.held_until
   FROM registry.qualification
  WHERE pg_visible_in_snapshot(qualification.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))
UNION ALL
 SELECT qualification_past.council_id,
    qualification_past.physician_id,
    qualification_past.specialty_code,
    qualification_past.held_from,
    qualification_past.held_until
   FROM registry.qualification_past
  WHERE (pg_visible_in_snapshot(qualification_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(qualification_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_qualification OWNER TO sextant_owner;

CREATE TABLE registry.registration_past (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    registered_on date NOT NULL,
    ended_on date,
    diploma_on date,
    is_military boolean NOT NULL,
    known_in xid8 NOT NULL,
    superseded_in xid8 NOT NULL
);

ALTER TABLE ONLY registry.registration_past FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.registration_past OWNER TO sextant_owner;

CREATE VIEW registry.known_registration WITH (security_invoker='true') AS
 SELECT registration.council_id,
    registration.physician_id,
    registration.registered_on,
    registration.ended_on,
    registration.diploma_on,
    registration.is_military
   FROM registry.registration
  WHERE pg_visible_in_snapshot(registration.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))
UNION ALL
 SELECT registration_past.council_id,
    registration_past.physician_id,
    registration_past.registered_on,
    registration_past.ended_on,
    registration_past.diploma_on,
    registration_past.is_military
   FROM registry.registration_past
  WHERE (pg_visible_in_snapshot(registration_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(registration_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_registration OWNER TO sextant_owner;

CREATE VIEW registry.known_case_file WITH (security_invoker='true') AS
 SELECT r.council_id,
    r.physician_id,
    COALESCE(p.rpps_number, ''::text) AS rpps_number,
    p.family_name,
    p.given_name,
    COALESCE(NULLIF(p.search_name, ''::text), p.rpps_number, ''::text) AS search_name,
    r.registrations,
    r.diploma_on,
    (EXISTS ( SELECT
           FROM registry.registration t
          WHERE ((t.council_id = r.council_id) AND (t.physician_id = r.physician_id) AND (t.email IS NOT NULL)))) AS has_email,
    ( SELECT string_agg(((s.started_on || ':'::text) || COALESCE((s.ended_on)::text, ''::text)), ';'::text ORDER BY s.started_on, s.ended_on) AS string_agg
           FROM registry.known_practice s
          WHERE (s.physician_id = r.physician_id)) AS spells,
    ( SELECT string_agg(((c.starts_on || ':'::text) || c.gives_direct_care), ';'::text ORDER BY c.starts_on) AS string_agg
           FROM registry.known_care_status c
          WHERE ((c.council_id = r.council_id) AND (c.physician_id = r.physician_id))) AS care,
    ( SELECT string_agg(((((e.starts_on || ':'::text) || COALESCE((e.through)::text, ''::text)) || ':'::text) || e.reason), ';'::text ORDER BY e.starts_on) AS string_agg
           FROM registry.known_exemption e
          WHERE ((e.council_id = r.council_id) AND (e.physician_id = r.physician_id))) AS exemptions,
    ( SELECT string_agg(((((q.specialty_code || ':'::text) || q.held_from) || ':'::text) || COALESCE((q.held_until)::text, ''::text)), ';'::text ORDER BY q.held_from, q.specialty_code) AS string_agg
           FROM registry.known_qualification q
          WHERE ((q.council_id = r.council_id) AND (q.physician_id = r.physician_id))) AS qualifications,
    ( SELECT f.framework_id
           FROM registry.known_framework_choice f
          WHERE ((f.council_id = r.council_id) AND (f.physician_id = r.physician_id))) AS framework_choice
   FROM (( SELECT known_registration.council_id,
            known_registration.physician_id,
            max(known_registration.diploma_on) AS diploma_on,
            string_agg(((((known_registration.registered_on || ':'::text) || COALESCE((known_registration.ended_on)::text, ''::text)) || ':'::text) || known_registration.is_military), ';'::text ORDER BY known_registration.registered_on) AS registrations
           FROM registry.known_registration
          GROUP BY known_registration.council_id, known_registration.physician_id) r
     LEFT JOIN registry.physician p ON ((p.physician_id = r.physician_id)));

ALTER TABLE registry.known_case_file OWNER TO sextant_owner;

CREATE VIEW registry.known_declaration WITH (security_invoker='true') AS
 SELECT declaration.council_id,
    declaration.physician_id,
    declaration.source_id,
    declaration.content
   FROM registry.declaration
  WHERE ((NOT declaration.is_deleted) AND pg_visible_in_snapshot(declaration.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)))
UNION ALL
 SELECT declaration_past.council_id,
    declaration_past.physician_id,
    declaration_past.source_id,
    declaration_past.content
   FROM registry.declaration_past
  WHERE ((NOT declaration_past.is_deleted) AND pg_visible_in_snapshot(declaration_past.known_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting)) AND (NOT pg_visible_in_snapshot(declaration_past.superseded_in, ( SELECT (current_setting('sextant.known'::text))::pg_snapshot AS current_setting))));

ALTER TABLE registry.known_declaration OWNER TO sextant_owner;

CREATE TABLE registry.missing_address (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    noted_on date NOT NULL,
    reason text,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL
);

ALTER TABLE ONLY registry.missing_address FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.missing_address OWNER TO sextant_owner;

CREATE VIEW registry.newer_roll WITH (security_invoker='true') AS
 SELECT r.council_id,
    r.physician_id
   FROM ( SELECT DISTINCT ON (registration.council_id, registration.physician_id) registration.council_id,
            registration.physician_id,
            registration.registered_on,
            registration.registration_id
           FROM registry.registration
          WHERE (registration.ended_on IS NULL)
          ORDER BY registration.council_id, registration.physician_id, registration.registered_on DESC, registration.registration_id DESC) r
  WHERE (EXISTS ( SELECT
           FROM registry.practice p
          WHERE ((p.physician_id = r.physician_id) AND (p.ended_on IS NULL) AND (ROW(p.started_on, p.registration_id) > ROW(r.registered_on, r.registration_id)) AND (NOT (p.registration_id IN ( SELECT registration.registration_id
                   FROM registry.registration))))));

ALTER TABLE registry.newer_roll OWNER TO sextant_owner;

ALTER TABLE registry.physician ALTER COLUMN physician_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registry.physician_physician_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE registry.platform_alert (
    council_id integer NOT NULL,
    source_id text NOT NULL,
    physician_id bigint NOT NULL,
    type text NOT NULL,
    sent_on date NOT NULL,
    created_lot bigint NOT NULL,
    changed_lot bigint NOT NULL
);

ALTER TABLE ONLY registry.platform_alert FORCE ROW LEVEL SECURITY;

ALTER TABLE registry.platform_alert OWNER TO sextant_owner;

CREATE TABLE registry.profession (
    code text NOT NULL,
    label text NOT NULL
);

ALTER TABLE registry.profession OWNER TO sextant_owner;

CREATE VIEW registry.published_contact WITH (security_invoker='true') AS
 SELECT r.council_id,
    r.physician_id,
    p.title,
    p.family_name,
    p.given_name,
    COALESCE(r.email, a.email) AS email,
        CASE
            WHEN (r.email IS NOT NULL) THEN r.email_checked_on
            ELSE NULL::date
        END AS email_checked_on,
    r.address
   FROM ((( SELECT DISTINCT ON (registration.council_id, registration.physician_id) registration.council_id,
            registration.physician_id,
            registration.email,
            registration.email_checked_on,
            registration.address
           FROM registry.registration
          ORDER BY registration.council_id, registration.physician_id, (registration.ended_on IS NOT NULL), registration.registered_on DESC, registration.registration_id DESC) r
     JOIN registry.physician p ON ((p.physician_id = r.physician_id)))
     LEFT JOIN registry.account a ON (((a.council_id = r.council_id) AND (a.physician_id = r.physician_id))));

ALTER TABLE registry.published_contact OWNER TO sextant_owner;

CREATE VIEW registry.published_platform_alert WITH (security_invoker='true') AS
 SELECT platform_alert.council_id,
    platform_alert.physician_id,
    platform_alert.type,
    platform_alert.sent_on
   FROM registry.platform_alert;

ALTER TABLE registry.published_platform_alert OWNER TO sextant_owner;

ALTER TABLE registry.registration ALTER COLUMN registration_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registry.registration_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE registry.specialty (
    code text NOT NULL,
    label text NOT NULL,
    candidates text[] NOT NULL,
    certainty text NOT NULL,
    note text,
    CONSTRAINT specialty_certainty_is_known CHECK ((certainty = ANY (ARRAY['deduit'::text, 'a_confirmer'::text, 'ambigu'::text])))
);

ALTER TABLE registry.specialty OWNER TO sextant_owner;

CREATE TABLE registry.specialty_override (
    override_id bigint NOT NULL,
    specialty_code text NOT NULL,
    candidates text[] NOT NULL,
    certainty text NOT NULL,
    source text NOT NULL,
    starts_on date NOT NULL,
    set_by text NOT NULL,
    set_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT specialty_override_certainty_is_known CHECK ((certainty = ANY (ARRAY['deduit'::text, 'a_confirmer'::text, 'ambigu'::text]))),
    CONSTRAINT specialty_override_deduced_names_one CHECK (((certainty <> 'deduit'::text) OR (cardinality(candidates) = 1))),
    CONSTRAINT specialty_override_has_a_source CHECK (((source <> ''::text) AND (set_by <> ''::text)))
);

ALTER TABLE registry.specialty_override OWNER TO sextant_owner;

CREATE VIEW registry.specialty_link WITH (security_invoker='true') AS
 SELECT specialty.code,
    specialty.label,
    specialty.candidates,
    specialty.certainty,
    COALESCE(specialty.note, ''::text) AS source,
    NULL::date AS starts_on,
    NULL::bigint AS override_id,
    NULL::text AS set_by,
    NULL::timestamp with time zone AS set_at
   FROM registry.specialty
UNION ALL
 SELECT o.specialty_code AS code,
    s.label,
    o.candidates,
    o.certainty,
    o.source,
    o.starts_on,
    o.override_id,
    o.set_by,
    o.set_at
   FROM (registry.specialty_override o
     JOIN registry.specialty s ON ((s.code = o.specialty_code)));

ALTER TABLE registry.specialty_link OWNER TO sextant_owner;

ALTER TABLE registry.specialty_override ALTER COLUMN override_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME registry.specialty_override_override_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW registry.standing_declaration WITH (security_invoker='true') AS
 SELECT declaration.council_id,
    declaration.physician_id,
    declaration.source_id,
    declaration.content
   FROM registry.declaration
  WHERE (NOT declaration.is_deleted);

ALTER TABLE registry.standing_declaration OWNER TO sextant_owner;

CREATE VIEW registry.stay WITH (security_invoker='true') AS
 SELECT r.council_id,
    r.physician_id,
    (bool_or((r.ended_on IS NULL)) OR (EXISTS ( SELECT
           FROM registry.practice p
          WHERE ((p.physician_id = r.physician_id) AND (p.ended_on IS NULL))))) AS is_registered,
    GREATEST(max(r.ended_on), ( SELECT max(p.ended_on) AS max
           FROM registry.practice p
          WHERE (p.physician_id = r.physician_id))) AS left_on
   FROM registry.registration r
  GROUP BY r.council_id, r.physician_id;

ALTER TABLE registry.stay OWNER TO sextant_owner;

CREATE TABLE standings.cycle (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    during daterange NOT NULL,
    ordinal smallint NOT NULL,
    control_deadline date NOT NULL
);

ALTER TABLE ONLY standings.cycle FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.cycle OWNER TO sextant_owner;

CREATE TABLE standings.figure_count (
    council_code text NOT NULL,
    framework_id text NOT NULL,
    as_of date NOT NULL,
    physicians integer NOT NULL,
    complete integer NOT NULL,
    late integer NOT NULL,
    to_verify integer NOT NULL
);

ALTER TABLE ONLY standings.figure_count FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.figure_count OWNER TO sextant_owner;

CREATE TABLE standings.impact (
    impact_id bigint NOT NULL,
    framework_id text NOT NULL,
    version text NOT NULL,
    version_fingerprint text NOT NULL,
    law_fingerprint text NOT NULL,
    as_of date NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    ended_by text,
    report_hash text,
    CONSTRAINT impact_done_has_its_hash CHECK (((state = 'done'::text) = (report_hash IS NOT NULL))),
    CONSTRAINT impact_over_has_its_day CHECK (((state = ANY (ARRAY['queued'::text, 'running'::text])) = (finished_at IS NULL))),
    CONSTRAINT impact_state_is_known CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'stale'::text])))
);

ALTER TABLE standings.impact OWNER TO sextant_owner;

CREATE TABLE standings.impact_council (
    impact_id bigint NOT NULL,
    council_code text NOT NULL,
    is_done boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY standings.impact_council FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.impact_council OWNER TO sextant_owner;

ALTER TABLE standings.impact ALTER COLUMN impact_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME standings.impact_impact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE standings.impact_line (
    impact_id bigint NOT NULL,
    council_code text NOT NULL,
    specialty_code text NOT NULL,
    framework_code text NOT NULL,
    examined integer NOT NULL,
    changed integer NOT NULL,
    losing integer NOT NULL,
    gaining integer NOT NULL,
    actions_lost integer NOT NULL,
    actions_gained integer NOT NULL,
    becoming_complete integer NOT NULL,
    ceasing_complete integer NOT NULL,
    becoming_late integer NOT NULL,
    ceasing_late integer NOT NULL,
    changing_state integer NOT NULL,
    changing_required integer NOT NULL,
    changing_alert integer NOT NULL,
    straddling integer NOT NULL,
    complete_before integer NOT NULL,
    complete_after integer NOT NULL,
    late_before integer NOT NULL,
    late_after integer NOT NULL
);

ALTER TABLE ONLY standings.impact_line FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.impact_line OWNER TO sextant_owner;

CREATE TABLE standings.impact_published (
    impact_id bigint NOT NULL,
    content text NOT NULL
);

ALTER TABLE standings.impact_published OWNER TO sextant_owner;

CREATE TABLE standings.impact_sample (
    council_id integer NOT NULL,
    impact_id bigint NOT NULL,
    measure text NOT NULL,
    place smallint NOT NULL,
    physician_id bigint NOT NULL,
    before jsonb,
    after jsonb,
    actions jsonb NOT NULL
);

ALTER TABLE ONLY standings.impact_sample FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.impact_sample OWNER TO sextant_owner;

CREATE TABLE standings.impact_seal (
    impact_id bigint NOT NULL,
    nonce bytea NOT NULL,
    CONSTRAINT impact_seal_has_thirty_two_bytes CHECK ((length(nonce) = 32))
);

ALTER TABLE standings.impact_seal OWNER TO sextant_owner;

CREATE TABLE standings.law_used (
    law_mark text NOT NULL,
    content text NOT NULL,
    CONSTRAINT law_used_mark_is_its_hash CHECK ((law_mark = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
);

ALTER TABLE standings.law_used OWNER TO sextant_owner;

CREATE TABLE standings.night (
    night_on date NOT NULL,
    as_of date NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    councils integer NOT NULL,
    examined integer NOT NULL,
    written integer NOT NULL,
    removed integer NOT NULL
);

ALTER TABLE standings.night OWNER TO sextant_owner;

CREATE TABLE standings.published_figure (
    axis text NOT NULL,
    key text NOT NULL,
    measure text NOT NULL,
    value integer,
    as_of date NOT NULL,
    CONSTRAINT published_figure_axis_is_known CHECK ((axis = ANY (ARRAY['nation'::text, 'framework'::text, 'region'::text]))),
    CONSTRAINT published_figure_hides_small_numbers CHECK (((value = 0) OR (value >= 11))),
    CONSTRAINT published_figure_measure_is_known CHECK ((measure = ANY (ARRAY['physicians'::text, 'complete'::text, 'late'::text, 'to_verify'::text])))
);

ALTER TABLE standings.published_figure OWNER TO sextant_owner;

CREATE TABLE standings.standing (
    council_id integer NOT NULL,
    physician_id bigint NOT NULL,
    rpps_number text NOT NULL,
    family_name text,
    given_name text,
    search_name text NOT NULL COLLATE pg_catalog."C",
    specialty_code text,
    framework_id text,
    framework_certainty text NOT NULL,
    state text NOT NULL,
    cycle_start date,
    cycle_end date,
    control_deadline date,
    required smallint[],
    counts smallint[],
    counted_total smallint,
    required_total smallint,
    is_complete boolean,
    is_late boolean,
    next_alert_on date,
    next_change_on date,
    has_email boolean NOT NULL,
    computed_for date NOT NULL,
    CONSTRAINT standing_complete_is_never_late CHECK ((NOT (is_complete AND is_late))),
    CONSTRAINT standing_state_is_known CHECK ((state = ANY (ARRAY['in_cycle'::text, 'to_verify'::text, 'framework_to_confirm'::text, 'framework_missing'::text]))),
    CONSTRAINT standing_without_framework_has_no_count CHECK ((((state = ANY (ARRAY['framework_to_confirm'::text, 'framework_missing'::text])) = (is_complete IS NULL)) AND ((is_complete IS NULL) = (is_late IS NULL))))
);

ALTER TABLE ONLY standings.standing FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.standing OWNER TO sextant_owner;

CREATE VIEW standings.published_standing WITH (security_invoker='true') AS
 SELECT standing.council_id,
    standing.physician_id,
    standing.rpps_number,
    standing.family_name,
    standing.given_name,
    standing.search_name,
    standing.state,
    standing.cycle_start,
    standing.cycle_end,
    standing.counted_total,
    standing.required_total,
    standing.is_complete,
    standing.is_late,
    standing.computed_for
   FROM standings.standing;

ALTER TABLE standings.published_standing OWNER TO sextant_owner;

CREATE TABLE standings.record (
    council_id integer NOT NULL,
    record_id bigint NOT NULL,
    run_id bigint NOT NULL,
    physician_id bigint NOT NULL,
    content text NOT NULL,
    proof_hash text NOT NULL,
    proof text
);

ALTER TABLE ONLY standings.record FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.record OWNER TO sextant_owner;

ALTER TABLE standings.record ALTER COLUMN record_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME standings.record_record_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE standings.regional_figure (
    council_id integer NOT NULL,
    council_code text NOT NULL,
    measure text NOT NULL,
    value integer,
    as_of date NOT NULL,
    CONSTRAINT regional_figure_hides_small_numbers CHECK (((value = 0) OR (value >= 11))),
    CONSTRAINT regional_figure_measure_is_known CHECK ((measure = ANY (ARRAY['physicians'::text, 'complete'::text, 'late'::text, 'to_verify'::text])))
);

ALTER TABLE ONLY standings.regional_figure FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.regional_figure OWNER TO sextant_owner;

CREATE TABLE standings.run (
    council_id integer NOT NULL,
    run_id bigint NOT NULL,
    as_of date NOT NULL,
    rules_fingerprint text NOT NULL,
    examined bigint NOT NULL,
    written bigint NOT NULL,
    removed bigint NOT NULL,
    finished_at timestamp with time zone DEFAULT now() NOT NULL,
    seen pg_snapshot,
    knowledge text,
    kind text DEFAULT 'refresh'::text NOT NULL,
    CONSTRAINT run_kind_is_known CHECK ((kind = ANY (ARRAY['refresh'::text, 'decision'::text])))
);

ALTER TABLE ONLY standings.run FORCE ROW LEVEL SECURITY;

ALTER TABLE standings.run OWNER TO sextant_owner;

ALTER TABLE standings.run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME standings.run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY access.absence
    ADD CONSTRAINT absence_is_unique PRIMARY KEY (council_id, absence_id);

ALTER TABLE ONLY access.absence
    ADD CONSTRAINT absence_never_overlaps EXCLUDE USING gist (council_id WITH =, person_id WITH =, during WITH &&);

ALTER TABLE ONLY access.account_message
    ADD CONSTRAINT account_message_is_unique PRIMARY KEY (person_id, message_id);

ALTER TABLE ONLY access.address_failure
    ADD CONSTRAINT address_failure_pkey PRIMARY KEY (subject);

ALTER TABLE ONLY access.api_call
    ADD CONSTRAINT api_call_is_unique PRIMARY KEY (council_id, token_id, minute);

ALTER TABLE ONLY access.api_token
    ADD CONSTRAINT api_token_is_unique PRIMARY KEY (council_id, token_id);

ALTER TABLE ONLY access.assignment
    ADD CONSTRAINT assignment_is_unique PRIMARY KEY (council_id, assignment_id);

ALTER TABLE ONLY access.assignment
    ADD CONSTRAINT assignment_never_overlaps EXCLUDE USING gist (council_id WITH =, person_id WITH =, physician_id WITH =, during WITH &&);

ALTER TABLE ONLY access.attempt
    ADD CONSTRAINT attempt_is_one_a_minute PRIMARY KEY (subject, minute);

ALTER TABLE ONLY access.council
    ADD CONSTRAINT council_code_is_unique UNIQUE (code);

ALTER TABLE ONLY access.council
    ADD CONSTRAINT council_pkey PRIMARY KEY (council_id);

ALTER TABLE ONLY access.delegation
    ADD CONSTRAINT delegation_is_unique PRIMARY KEY (council_id, delegation_id);

ALTER TABLE ONLY access.delegation
    ADD CONSTRAINT delegation_of_a_role_never_overlaps EXCLUDE USING gist (council_id WITH =, to_person_id WITH =, role WITH =, during WITH &&);

ALTER TABLE ONLY access.draft
    ADD CONSTRAINT draft_is_one_an_address UNIQUE (person_id, address);

ALTER TABLE ONLY access.draft
    ADD CONSTRAINT draft_is_unique PRIMARY KEY (person_id, draft_id);

ALTER TABLE ONLY access.event
    ADD CONSTRAINT event_is_unique PRIMARY KEY (council_id, event_id);

ALTER TABLE access.event
    ADD CONSTRAINT event_reason_names_no_physician CHECK ((reason !~ '(^|[^0-9])8?[0-9]([ .\u00a0\u202f-]?[0-9]){10}($|[^0-9])'::text)) NOT VALID;

ALTER TABLE ONLY access.exceptional_reading
    ADD CONSTRAINT exceptional_reading_is_unique PRIMARY KEY (council_id, reading_id);

ALTER TABLE ONLY access.identity
    ADD CONSTRAINT identity_is_unique PRIMARY KEY (provider_id, subject);

ALTER TABLE ONLY access.identity_provider
    ADD CONSTRAINT identity_provider_issuer_is_unique UNIQUE (issuer);

ALTER TABLE ONLY access.identity_provider
    ADD CONSTRAINT identity_provider_pkey PRIMARY KEY (provider_id);

ALTER TABLE ONLY access.invitation
    ADD CONSTRAINT invitation_is_unique PRIMARY KEY (council_id, token_hash);

ALTER TABLE ONLY access.legal_hold
    ADD CONSTRAINT legal_hold_is_unique PRIMARY KEY (council_id, hold_id);

ALTER TABLE ONLY access.logout_demand
    ADD CONSTRAINT logout_demand_is_unique PRIMARY KEY (provider_id, number_hash);

ALTER TABLE ONLY access.membership
    ADD CONSTRAINT membership_is_unique PRIMARY KEY (council_id, person_id, role);

ALTER TABLE ONLY access.national_identifier
    ADD CONSTRAINT national_identifier_is_unique UNIQUE (identifier);

ALTER TABLE ONLY access.national_identifier
    ADD CONSTRAINT national_identifier_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY access.notice_acknowledgement
    ADD CONSTRAINT notice_acknowledgement_is_unique PRIMARY KEY (council_id, notice_id, person_id);

ALTER TABLE ONLY access.notice
    ADD CONSTRAINT notice_is_unique PRIMARY KEY (council_id, notice_id);

ALTER TABLE ONLY access.person
    ADD CONSTRAINT person_email_is_unique UNIQUE (email);

ALTER TABLE ONLY access.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY access.profession_order
    ADD CONSTRAINT profession_order_pkey PRIMARY KEY (order_code);

ALTER TABLE ONLY access.profession_order
    ADD CONSTRAINT profession_order_profession_is_unique UNIQUE (profession_code);

ALTER TABLE ONLY access.provider_request
    ADD CONSTRAINT provider_request_pkey PRIMARY KEY (state_hash);

ALTER TABLE ONLY access.provider_session
    ADD CONSTRAINT provider_session_pkey PRIMARY KEY (handle_hash);

ALTER TABLE ONLY access.purge_certificate
    ADD CONSTRAINT purge_certificate_is_unique PRIMARY KEY (council_id, purge_id);

ALTER TABLE ONLY access.purge
    ADD CONSTRAINT purge_is_unique PRIMARY KEY (council_id, purge_id);

ALTER TABLE ONLY access.purge_item
    ADD CONSTRAINT purge_item_is_unique PRIMARY KEY (council_id, purge_id, kind, item_id);

ALTER TABLE ONLY access.recovery_code
    ADD CONSTRAINT recovery_code_is_unique PRIMARY KEY (person_id, code_hash);

ALTER TABLE ONLY access.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (region_code);

ALTER TABLE ONLY access.retention_version
    ADD CONSTRAINT retention_version_pkey PRIMARY KEY (version);

ALTER TABLE ONLY access.retention_version
    ADD CONSTRAINT retention_version_starts_once UNIQUE (effective_from);

ALTER TABLE ONLY access.seal
    ADD CONSTRAINT seal_is_unique PRIMARY KEY (council_id, seal_number);

ALTER TABLE ONLY access.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (search_key);

ALTER TABLE ONLY access.second_factor
    ADD CONSTRAINT second_factor_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY access.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY alerts.calendar_count
    ADD CONSTRAINT calendar_count_is_unique PRIMARY KEY (council_id, week_on);

ALTER TABLE ONLY alerts.calendar_sum
    ADD CONSTRAINT calendar_sum_is_unique PRIMARY KEY (week_on);

ALTER TABLE ONLY alerts.campaign
    ADD CONSTRAINT campaign_is_unique PRIMARY KEY (council_id, campaign_id);

ALTER TABLE ONLY alerts.contact_round
    ADD CONSTRAINT contact_round_is_unique PRIMARY KEY (council_id, contact_round_id);

ALTER TABLE ONLY alerts.digest
    ADD CONSTRAINT digest_is_one_a_week PRIMARY KEY (council_id, person_id, monday);

ALTER TABLE ONLY alerts.digest_setting
    ADD CONSTRAINT digest_setting_is_one_a_person PRIMARY KEY (council_id, person_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_is_unique PRIMARY KEY (council_id, employer_alert_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_is_written_once UNIQUE (council_id, physician_id, cycle_start, milestone_on, channel, round);

ALTER TABLE ONLY alerts.employer_choice
    ADD CONSTRAINT employer_choice_is_unique PRIMARY KEY (council_id, employer_choice_id);

ALTER TABLE ONLY alerts.entry
    ADD CONSTRAINT entry_is_unique PRIMARY KEY (council_id, entry_id);

ALTER TABLE ONLY alerts.entry
    ADD CONSTRAINT entry_is_written_once UNIQUE (council_id, physician_id, cycle_start, milestone_on, addressee, channel);

ALTER TABLE ONLY alerts.event
    ADD CONSTRAINT event_is_unique PRIMARY KEY (council_id, event_id);

ALTER TABLE ONLY alerts.mark
    ADD CONSTRAINT mark_is_unique PRIMARY KEY (physician_id, cycle_start, milestone_on);

ALTER TABLE ONLY frameworks.alert_override
    ADD CONSTRAINT alert_override_is_unique PRIMARY KEY (council_id, alert_override_id);

ALTER TABLE ONLY frameworks.college
    ADD CONSTRAINT college_pkey PRIMARY KEY (framework_code);

ALTER TABLE ONLY frameworks.college
    ADD CONSTRAINT college_slug_is_unique UNIQUE (slug);

ALTER TABLE ONLY frameworks.rule_set
    ADD CONSTRAINT rule_set_pkey PRIMARY KEY (effective_from);

ALTER TABLE ONLY frameworks.signing_key
    ADD CONSTRAINT signing_key_is_not_shared UNIQUE (public_key);

ALTER TABLE ONLY frameworks.signing_key
    ADD CONSTRAINT signing_key_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY frameworks.version_approval
    ADD CONSTRAINT version_approval_is_unique PRIMARY KEY (framework_id, version);

ALTER TABLE ONLY frameworks.version
    ADD CONSTRAINT version_code_has_one_framework EXCLUDE USING gist (official_code WITH =, framework_id WITH <>) WHERE ((NOT is_partial));

ALTER TABLE ONLY frameworks.version_event
    ADD CONSTRAINT version_event_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY frameworks.version
    ADD CONSTRAINT version_is_unique PRIMARY KEY (framework_id, version);

ALTER TABLE ONLY intake.lot_file
    ADD CONSTRAINT lot_file_is_unique PRIMARY KEY (council_id, lot_id, "position");

ALTER TABLE ONLY intake.lot
    ADD CONSTRAINT lot_is_unique PRIMARY KEY (council_id, lot_id);

ALTER TABLE ONLY intake.rejected_line
    ADD CONSTRAINT rejected_line_is_unique PRIMARY KEY (council_id, lot_id, file_name, line_number, code);

ALTER TABLE ONLY jobs.job
    ADD CONSTRAINT job_is_unique PRIMARY KEY (council_id, job_id);

ALTER TABLE ONLY jobs.job
    ADD CONSTRAINT job_key_is_unique UNIQUE (council_id, kind, key);

ALTER TABLE ONLY letters.attempt
    ADD CONSTRAINT attempt_is_unique PRIMARY KEY (council_id, delivery_id, number);

ALTER TABLE ONLY letters.bounce
    ADD CONSTRAINT bounce_is_unique PRIMARY KEY (council_id, delivery_id, report_hash);

ALTER TABLE ONLY letters.consent
    ADD CONSTRAINT consent_is_followed_once UNIQUE NULLS NOT DISTINCT (council_id, physician_id, follows);

ALTER TABLE ONLY letters.consent
    ADD CONSTRAINT consent_is_unique PRIMARY KEY (council_id, consent_id);

ALTER TABLE ONLY letters.contact_check
    ADD CONSTRAINT contact_check_is_unique PRIMARY KEY (council_id, contact_check_id);

ALTER TABLE ONLY letters.council_block
    ADD CONSTRAINT council_block_is_unique PRIMARY KEY (council_id, block, version);

ALTER TABLE ONLY letters.delivery
    ADD CONSTRAINT delivery_is_one_a_notice UNIQUE (council_id, notice_id);

ALTER TABLE ONLY letters.delivery
    ADD CONSTRAINT delivery_is_unique PRIMARY KEY (council_id, delivery_id);

ALTER TABLE ONLY letters.delivery
    ADD CONSTRAINT delivery_message_is_unique UNIQUE (council_id, message_id);

ALTER TABLE ONLY letters.document
    ADD CONSTRAINT document_is_one_a_line UNIQUE NULLS NOT DISTINCT (council_id, lot_id, delivery_id);

ALTER TABLE ONLY letters.document
    ADD CONSTRAINT document_is_unique PRIMARY KEY (council_id, document_id);

ALTER TABLE ONLY letters.electronic
    ADD CONSTRAINT electronic_is_unique PRIMARY KEY (council_id, delivery_id);

ALTER TABLE ONLY letters.electronic
    ADD CONSTRAINT electronic_provider_knows_it_once UNIQUE (council_id, provider_id);

ALTER TABLE ONLY letters.lot
    ADD CONSTRAINT lot_is_unique PRIMARY KEY (council_id, lot_id);

ALTER TABLE ONLY letters.lot_line
    ADD CONSTRAINT lot_line_is_unique PRIMARY KEY (council_id, lot_id, delivery_id);

ALTER TABLE ONLY letters.lot_line
    ADD CONSTRAINT lot_line_rank_is_one UNIQUE (council_id, lot_id, rank);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_is_made_once UNIQUE (council_id, kind, cause, addressee, channel);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_is_unique PRIMARY KEY (council_id, notice_id);

ALTER TABLE ONLY letters.post_event
    ADD CONSTRAINT post_event_is_corrected_once UNIQUE (council_id, corrects);

ALTER TABLE ONLY letters.post_event
    ADD CONSTRAINT post_event_is_unique PRIMARY KEY (council_id, post_event_id);

ALTER TABLE ONLY letters.proof
    ADD CONSTRAINT proof_is_one_a_kind UNIQUE (council_id, delivery_id, kind);

ALTER TABLE ONLY letters.proof
    ADD CONSTRAINT proof_is_unique PRIMARY KEY (council_id, proof_id);

ALTER TABLE ONLY letters.registered
    ADD CONSTRAINT registered_is_unique PRIMARY KEY (council_id, delivery_id);

ALTER TABLE ONLY letters.registered
    ADD CONSTRAINT registered_number_is_of_one_letter UNIQUE (council_id, number);

ALTER TABLE ONLY letters.sender
    ADD CONSTRAINT sender_is_unique PRIMARY KEY (council_id, version);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_is_unique PRIMARY KEY (council_id, template_draft_id);

ALTER TABLE ONLY letters.template_version
    ADD CONSTRAINT template_version_is_unique PRIMARY KEY (template_id, version);

ALTER TABLE ONLY letters.thread_entry
    ADD CONSTRAINT thread_entry_is_unique PRIMARY KEY (council_id, thread_entry_id);

ALTER TABLE ONLY migration.applied
    ADD CONSTRAINT applied_pkey PRIMARY KEY (name);

ALTER TABLE ONLY registry.account
    ADD CONSTRAINT account_is_unique PRIMARY KEY (council_id, physician_id);

ALTER TABLE registry.care_status
    ADD CONSTRAINT care_status_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.care_status
    ADD CONSTRAINT care_status_is_unique PRIMARY KEY (council_id, physician_id, starts_on);

ALTER TABLE registry.declaration
    ADD CONSTRAINT declaration_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.declaration
    ADD CONSTRAINT declaration_is_unique PRIMARY KEY (council_id, source_id);

ALTER TABLE ONLY registry.discrepancy_hidden
    ADD CONSTRAINT discrepancy_hidden_is_unique PRIMARY KEY (council_id, physician_id, kind);

ALTER TABLE registry.exemption
    ADD CONSTRAINT exemption_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.exemption
    ADD CONSTRAINT exemption_is_unique PRIMARY KEY (council_id, physician_id, starts_on);

ALTER TABLE registry.framework_choice
    ADD CONSTRAINT framework_choice_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.framework_choice
    ADD CONSTRAINT framework_choice_is_unique PRIMARY KEY (council_id, physician_id);

ALTER TABLE ONLY registry.knowledge
    ADD CONSTRAINT knowledge_pkey PRIMARY KEY (known_in);

ALTER TABLE ONLY registry.missing_address
    ADD CONSTRAINT missing_address_is_unique PRIMARY KEY (council_id, physician_id, noted_on);

ALTER TABLE ONLY registry.physician
    ADD CONSTRAINT physician_pkey PRIMARY KEY (physician_id);

ALTER TABLE ONLY registry.physician
    ADD CONSTRAINT physician_rpps_number_is_unique UNIQUE (rpps_number);

ALTER TABLE ONLY registry.platform_alert
    ADD CONSTRAINT platform_alert_is_unique PRIMARY KEY (council_id, source_id);

ALTER TABLE registry.practice
    ADD CONSTRAINT practice_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.practice
    ADD CONSTRAINT practice_pkey PRIMARY KEY (registration_id);

ALTER TABLE ONLY registry.profession
    ADD CONSTRAINT profession_pkey PRIMARY KEY (code);

ALTER TABLE registry.qualification
    ADD CONSTRAINT qualification_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.qualification
    ADD CONSTRAINT qualification_is_unique PRIMARY KEY (council_id, physician_id, specialty_code, held_from);

ALTER TABLE registry.registration
    ADD CONSTRAINT registration_is_known_from_now CHECK ((known_in = pg_current_xact_id())) NOT VALID;

ALTER TABLE ONLY registry.registration
    ADD CONSTRAINT registration_is_unique PRIMARY KEY (council_id, registration_id);

ALTER TABLE ONLY registry.registration
    ADD CONSTRAINT registration_starts_once UNIQUE (council_id, physician_id, registered_on);

ALTER TABLE ONLY registry.specialty_override
    ADD CONSTRAINT specialty_override_pkey PRIMARY KEY (override_id);

ALTER TABLE ONLY registry.specialty
    ADD CONSTRAINT specialty_pkey PRIMARY KEY (code);

ALTER TABLE ONLY standings.cycle
    ADD CONSTRAINT cycle_is_unique PRIMARY KEY (council_id, physician_id, ordinal);

ALTER TABLE ONLY standings.cycle
    ADD CONSTRAINT cycle_of_a_physician_never_overlaps EXCLUDE USING gist (council_id WITH =, physician_id WITH =, during WITH &&);

ALTER TABLE ONLY standings.figure_count
    ADD CONSTRAINT figure_count_is_unique PRIMARY KEY (council_code, framework_id);

ALTER TABLE ONLY standings.impact_council
    ADD CONSTRAINT impact_council_is_unique PRIMARY KEY (impact_id, council_code);

ALTER TABLE ONLY standings.impact_line
    ADD CONSTRAINT impact_line_is_unique PRIMARY KEY (impact_id, council_code, specialty_code, framework_code);

ALTER TABLE ONLY standings.impact
    ADD CONSTRAINT impact_pkey PRIMARY KEY (impact_id);

ALTER TABLE ONLY standings.impact_published
    ADD CONSTRAINT impact_published_pkey PRIMARY KEY (impact_id);

ALTER TABLE ONLY standings.impact_sample
    ADD CONSTRAINT impact_sample_is_unique PRIMARY KEY (council_id, impact_id, measure, place);

ALTER TABLE ONLY standings.impact_seal
    ADD CONSTRAINT impact_seal_pkey PRIMARY KEY (impact_id);

ALTER TABLE ONLY standings.law_used
    ADD CONSTRAINT law_used_pkey PRIMARY KEY (law_mark);

ALTER TABLE ONLY standings.night
    ADD CONSTRAINT night_pkey PRIMARY KEY (night_on);

ALTER TABLE ONLY standings.published_figure
    ADD CONSTRAINT published_figure_is_unique PRIMARY KEY (axis, key, measure);

ALTER TABLE ONLY standings.record
    ADD CONSTRAINT record_is_unique PRIMARY KEY (council_id, record_id);

ALTER TABLE ONLY standings.regional_figure
    ADD CONSTRAINT regional_figure_is_unique PRIMARY KEY (council_id, council_code, measure);

ALTER TABLE ONLY standings.run
    ADD CONSTRAINT run_is_unique PRIMARY KEY (council_id, run_id);

ALTER TABLE ONLY standings.standing
    ADD CONSTRAINT standing_is_unique PRIMARY KEY (council_id, physician_id);

CREATE INDEX absence_by_person ON access.absence USING btree (person_id);

CREATE INDEX account_message_by_time ON access.account_message USING btree (person_id, at);

CREATE INDEX address_failure_by_age ON access.address_failure USING btree (last_failure_at);

CREATE INDEX api_token_by_secret ON access.api_token USING btree (token_hash);

CREATE INDEX assignment_by_person ON access.assignment USING btree (person_id);

CREATE INDEX assignment_by_physician ON access.assignment USING btree (council_id, physician_id);

CREATE INDEX attempt_by_age ON access.attempt USING btree (minute);

CREATE INDEX council_by_order ON access.council USING btree (order_code);

CREATE INDEX council_by_region ON access.council USING btree (region_code);

CREATE INDEX delegation_by_delegate ON access.delegation USING btree (to_person_id);

CREATE INDEX delegation_by_holder ON access.delegation USING btree (council_id, from_person_id, role);

CREATE INDEX draft_by_age ON access.draft USING btree (kept_at);

CREATE INDEX draft_by_council ON access.draft USING btree (council_code);

CREATE INDEX event_by_subject ON access.event USING btree (council_id, subject, event_id) WHERE (subject IS NOT NULL);

CREATE INDEX event_by_time ON access.event USING btree (council_id, at);

CREATE INDEX event_by_transaction ON access.event USING btree (council_id, recorded_in);

CREATE INDEX exceptional_reading_by_own_council ON access.exceptional_reading USING btree (own_council_id);

CREATE INDEX exceptional_reading_by_person ON access.exceptional_reading USING btree (person_id);

CREATE INDEX exceptional_reading_by_seen_person ON access.exceptional_reading USING btree (seen_person_id);

CREATE UNIQUE INDEX exceptional_reading_is_one_a_session ON access.exceptional_reading USING btree (session_id) WHERE (ended_at IS NULL);

CREATE INDEX identity_by_person ON access.identity USING btree (person_id);

CREATE INDEX identity_provider_by_council ON access.identity_provider USING btree (council_code);

CREATE INDEX invitation_by_person ON access.invitation USING btree (person_id);

CREATE UNIQUE INDEX invitation_by_token ON access.invitation USING btree (token_hash);

CREATE INDEX legal_hold_by_physician ON access.legal_hold USING btree (council_id, physician_id);

CREATE INDEX logout_demand_by_age ON access.logout_demand USING btree (obeyed_at);

CREATE INDEX membership_by_person ON access.membership USING btree (person_id);

CREATE INDEX notice_acknowledgement_by_person ON access.notice_acknowledgement USING btree (person_id);

CREATE UNIQUE INDEX notice_is_one_a_reading ON access.notice USING btree (council_id, reading_id);

CREATE INDEX provider_request_by_age ON access.provider_request USING btree (expires_at);

CREATE INDEX provider_request_by_provider ON access.provider_request USING btree (provider_id);

CREATE INDEX provider_session_by_age ON access.provider_session USING btree (expires_at);

CREATE INDEX provider_session_by_session ON access.provider_session USING btree (session_id);

CREATE INDEX provider_session_by_subject ON access.provider_session USING btree (provider_id, subject);

CREATE INDEX purge_by_first_person ON access.purge USING btree (first_person);

CREATE INDEX purge_by_rule ON access.purge USING btree (rule_version);

CREATE INDEX purge_by_second_person ON access.purge USING btree (second_person);

CREATE UNIQUE INDEX purge_is_one_at_a_time ON access.purge USING btree (council_id) WHERE ((executed_at IS NULL) AND (refused_at IS NULL));

CREATE INDEX search_by_age ON access.search USING btree (kept_at);

CREATE INDEX search_by_council ON access.search USING btree (council_code);

CREATE INDEX search_by_session ON access.search USING btree (session_id, kept_at);

CREATE INDEX session_by_council ON access.session USING btree (council_id);

CREATE UNIQUE INDEX session_by_number ON access.session USING btree (session_id);

CREATE INDEX session_by_person ON access.session USING btree (person_id);

CREATE INDEX campaign_by_approver ON alerts.campaign USING btree (approved_by);

CREATE INDEX campaign_by_second ON alerts.campaign USING btree (second_by);

CREATE UNIQUE INDEX campaign_proposed_is_one ON alerts.campaign USING btree (council_id) WHERE (state = 'proposed'::text);

CREATE INDEX contact_round_by_person ON alerts.contact_round USING btree (person_id);

CREATE INDEX digest_by_person ON alerts.digest USING btree (person_id);

CREATE INDEX digest_setting_by_person ON alerts.digest_setting USING btree (person_id);

CREATE INDEX employer_alert_by_approver ON alerts.employer_alert USING btree (approved_by);

CREATE INDEX employer_alert_by_ender ON alerts.employer_alert USING btree (ended_by);

CREATE UNIQUE INDEX employer_alert_by_notice ON alerts.employer_alert USING btree (council_id, notice_id) WHERE (notice_id IS NOT NULL);

CREATE INDEX employer_alert_by_physician ON alerts.employer_alert USING btree (physician_id);

CREATE INDEX employer_alert_by_proposer ON alerts.employer_alert USING btree (proposed_by);

CREATE UNIQUE INDEX employer_alert_by_told_notice ON alerts.employer_alert USING btree (council_id, told_notice_id) WHERE (told_notice_id IS NOT NULL);

CREATE UNIQUE INDEX employer_alert_is_open_once ON alerts.employer_alert USING btree (council_id, physician_id, cycle_start, milestone_on) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]));

CREATE INDEX employer_alert_of_an_entry ON alerts.employer_alert USING btree (council_id, entry_id);

CREATE INDEX employer_choice_by_person ON alerts.employer_choice USING btree (person_id);

CREATE INDEX entry_by_day ON alerts.entry USING btree (council_id, proposed_on);

CREATE UNIQUE INDEX entry_by_notice ON alerts.entry USING btree (council_id, notice_id) WHERE (notice_id IS NOT NULL);

CREATE INDEX entry_by_person ON alerts.entry USING btree (person_id);

CREATE INDEX entry_by_physician ON alerts.entry USING btree (physician_id);

CREATE INDEX entry_of_a_campaign ON alerts.entry USING btree (council_id, campaign_id, state, entry_id);

CREATE INDEX event_by_person ON alerts.event USING btree (person_id);

CREATE INDEX event_by_physician ON alerts.event USING btree (physician_id);

CREATE INDEX event_of_a_campaign ON alerts.event USING btree (council_id, campaign_id, event_id);

CREATE INDEX event_of_an_entry ON alerts.event USING btree (council_id, entry_id);

CREATE INDEX mark_by_entry ON alerts.mark USING btree (entry_id);

CREATE UNIQUE INDEX alert_override_begins_once ON frameworks.alert_override USING btree (council_id, starts_on) WHERE (state = 'published'::text);

CREATE INDEX alert_override_by_proposer ON frameworks.alert_override USING btree (proposed_person_id);

CREATE INDEX alert_override_by_publisher ON frameworks.alert_override USING btree (published_person_id);

CREATE UNIQUE INDEX alert_override_is_proposed_once ON frameworks.alert_override USING btree (council_id) WHERE (state = 'proposed'::text);

CREATE INDEX signing_key_by_college ON frameworks.signing_key USING btree (framework_code);

CREATE UNIQUE INDEX version_approved_starts_once ON frameworks.version USING btree (framework_id, effective_from) WHERE (stage = 'approved'::text);

CREATE INDEX version_by_key ON frameworks.version USING btree (key_id);

CREATE INDEX version_by_official_code ON frameworks.version USING btree (official_code);

CREATE INDEX version_event_by_version ON frameworks.version_event USING btree (framework_id, version, event_id);

CREATE INDEX before_image_by_lot ON intake.before_image USING btree (council_id, lot_id);

CREATE INDEX job_by_lease ON jobs.job USING btree (lease) WHERE (state = 'leased'::text);

CREATE INDEX job_leased ON jobs.job USING btree (council_id, kind, leased_until) WHERE (state = 'leased'::text);

CREATE INDEX job_poison ON jobs.job USING btree (job_id) WHERE (state = 'poison'::text);

CREATE INDEX job_ready ON jobs.job USING btree (council_id, kind, run_at, job_id) WHERE (state = 'ready'::text);

CREATE INDEX consent_by_person ON letters.consent USING btree (person_id);

CREATE INDEX consent_by_physician ON letters.consent USING btree (council_id, physician_id, consent_id);

CREATE INDEX contact_check_by_physician ON letters.contact_check USING btree (council_id, physician_id, contact_check_id);

CREATE INDEX council_block_by_proposer ON letters.council_block USING btree (proposed_person_id);

CREATE INDEX council_block_by_publisher ON letters.council_block USING btree (published_person_id);

CREATE INDEX council_block_by_revocation_asker ON letters.council_block USING btree (revocation_asker_id);

CREATE INDEX council_block_by_revoker ON letters.council_block USING btree (revoked_person_id);

CREATE UNIQUE INDEX council_block_is_proposed_once ON letters.council_block USING btree (council_id, block) WHERE (state = 'proposed'::text);

CREATE INDEX delivery_waiting ON letters.delivery USING btree (council_id, channel) WHERE (state = ANY (ARRAY['ready'::text, 'held'::text]));

CREATE INDEX electronic_by_consent ON letters.electronic USING btree (council_id, consent_id);

CREATE INDEX electronic_by_person ON letters.electronic USING btree (person_id);

CREATE INDEX electronic_open ON letters.electronic USING btree (council_id, state) WHERE (state <> 'handed'::text);

CREATE INDEX lot_by_person ON letters.lot USING btree (person_id);

CREATE INDEX lot_line_by_delivery ON letters.lot_line USING btree (council_id, delivery_id);

CREATE UNIQUE INDEX lot_line_is_in_one_open_lot ON letters.lot_line USING btree (council_id, delivery_id) WHERE is_open;

CREATE INDEX lot_open ON letters.lot USING btree (council_id) WHERE (state = ANY (ARRAY['making'::text, 'ready'::text]));

CREATE INDEX notice_by_person ON letters.notice USING btree (person_id);

CREATE INDEX notice_by_physician ON letters.notice USING btree (council_id, physician_id, made_on);

CREATE INDEX notice_by_retracted ON letters.notice USING btree (council_id, retracts);

CREATE INDEX notice_by_template ON letters.notice USING btree (template_id, template_version);

CREATE UNIQUE INDEX notice_is_replaced_once ON letters.notice USING btree (council_id, replaces);

CREATE INDEX post_event_by_delivery ON letters.post_event USING btree (council_id, delivery_id);

CREATE INDEX post_event_by_person ON letters.post_event USING btree (person_id);

CREATE INDEX registered_by_person ON letters.registered USING btree (person_id);

CREATE INDEX sender_by_proposer ON letters.sender USING btree (proposed_person_id);

CREATE INDEX sender_by_publisher ON letters.sender USING btree (published_person_id);

CREATE INDEX sender_by_revocation_asker ON letters.sender USING btree (revocation_asker_id);

CREATE INDEX sender_by_revoker ON letters.sender USING btree (revoked_person_id);

CREATE UNIQUE INDEX sender_is_proposed_once ON letters.sender USING btree (council_id) WHERE (state = 'proposed'::text);

CREATE INDEX template_draft_by_base ON letters.template_draft USING btree (base_id, base_version);

CREATE INDEX template_draft_by_proposer ON letters.template_draft USING btree (proposed_person_id);

CREATE INDEX template_draft_by_publisher ON letters.template_draft USING btree (published_person_id);

CREATE INDEX template_draft_by_revocation_asker ON letters.template_draft USING btree (revocation_asker_id);

CREATE INDEX template_draft_by_revoker ON letters.template_draft USING btree (revoked_person_id);

CREATE INDEX template_draft_by_writer ON letters.template_draft USING btree (written_person_id);

CREATE UNIQUE INDEX template_draft_is_one_a_kind ON letters.template_draft USING btree (council_id, kind) WHERE (state = ANY (ARRAY['draft'::text, 'proposed'::text]));

CREATE UNIQUE INDEX template_draft_version_is_its_own ON letters.template_draft USING btree (council_id, kind, version);

CREATE INDEX thread_entry_by_person ON letters.thread_entry USING btree (person_id);

CREATE INDEX thread_entry_by_physician ON letters.thread_entry USING btree (council_id, physician_id, happened_on);

CREATE INDEX account_by_created_lot ON registry.account USING btree (council_id, created_lot);

CREATE INDEX account_by_physician ON registry.account USING btree (physician_id);

CREATE INDEX care_status_by_created_lot ON registry.care_status USING btree (council_id, created_lot);

CREATE INDEX care_status_by_physician ON registry.care_status USING btree (physician_id);

CREATE INDEX care_status_past_by_physician ON registry.care_status_past USING btree (council_id, physician_id);

CREATE INDEX declaration_by_created_lot ON registry.declaration USING btree (council_id, created_lot);

CREATE INDEX declaration_by_physician ON registry.declaration USING btree (council_id, physician_id, source_id);

CREATE INDEX declaration_by_physician_alone ON registry.declaration USING btree (physician_id);

CREATE INDEX declaration_past_by_physician ON registry.declaration_past USING btree (council_id, physician_id);

CREATE INDEX directory_change_by_transaction ON registry.directory_change USING btree (changed_in);

CREATE INDEX discrepancy_hidden_by_physician ON registry.discrepancy_hidden USING btree (physician_id);

CREATE INDEX exemption_by_created_lot ON registry.exemption USING btree (council_id, created_lot);

CREATE INDEX exemption_by_physician ON registry.exemption USING btree (physician_id);

CREATE INDEX exemption_past_by_physician ON registry.exemption_past USING btree (council_id, physician_id);

CREATE INDEX fact_change_by_transaction ON registry.fact_change USING btree (council_id, changed_in);

CREATE INDEX framework_choice_by_physician ON registry.framework_choice USING btree (physician_id);

CREATE INDEX framework_choice_past_by_physician ON registry.framework_choice_past USING btree (council_id, physician_id);

CREATE INDEX knowledge_by_time ON registry.knowledge USING btree (known_at);

CREATE INDEX missing_address_by_created_lot ON registry.missing_address USING btree (council_id, created_lot);

CREATE INDEX missing_address_by_physician ON registry.missing_address USING btree (physician_id);

CREATE INDEX physician_by_created_lot ON registry.physician USING btree (created_lot);

CREATE INDEX physician_by_search_name ON registry.physician USING btree (search_name, physician_id);

CREATE INDEX platform_alert_by_created_lot ON registry.platform_alert USING btree (council_id, created_lot);

CREATE INDEX platform_alert_by_physician ON registry.platform_alert USING btree (council_id, physician_id);

CREATE INDEX platform_alert_by_physician_alone ON registry.platform_alert USING btree (physician_id);

CREATE INDEX practice_by_physician ON registry.practice USING btree (physician_id);

CREATE INDEX practice_past_by_physician ON registry.practice_past USING btree (physician_id);

CREATE INDEX qualification_by_created_lot ON registry.qualification USING btree (council_id, created_lot);

CREATE INDEX qualification_by_physician ON registry.qualification USING btree (physician_id);

CREATE INDEX qualification_by_specialty ON registry.qualification USING btree (specialty_code);

CREATE INDEX qualification_past_by_physician ON registry.qualification_past USING btree (council_id, physician_id);

CREATE INDEX registration_by_created_lot ON registry.registration USING btree (council_id, created_lot);

CREATE INDEX registration_by_end ON registry.registration USING btree (council_id, ended_on) WHERE (ended_on IS NOT NULL);

CREATE INDEX registration_by_physician ON registry.registration USING btree (physician_id);

CREATE INDEX registration_by_start ON registry.registration USING btree (council_id, registered_on);

CREATE INDEX registration_past_by_physician ON registry.registration_past USING btree (council_id, physician_id);

CREATE INDEX specialty_override_by_code ON registry.specialty_override USING btree (specialty_code, starts_on);

CREATE INDEX cycle_by_physician ON standings.cycle USING btree (physician_id);

CREATE INDEX impact_by_version ON standings.impact USING btree (framework_id, version, impact_id);

CREATE INDEX impact_council_by_code ON standings.impact_council USING btree (council_code);

CREATE INDEX impact_sample_by_impact ON standings.impact_sample USING btree (impact_id);

CREATE UNIQUE INDEX impact_waits_once ON standings.impact USING btree (framework_id, version, version_fingerprint, law_fingerprint, as_of) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX record_by_physician ON standings.record USING btree (council_id, physician_id, record_id);

CREATE INDEX record_by_run ON standings.record USING btree (council_id, run_id);

CREATE INDEX regional_figure_by_council ON standings.regional_figure USING btree (council_code);

CREATE INDEX standing_by_deadline ON standings.standing USING btree (council_id, cycle_end, search_name, physician_id);

CREATE INDEX standing_by_name ON standings.standing USING btree (council_id, search_name, physician_id);

CREATE INDEX standing_by_next_change ON standings.standing USING btree (council_id, next_change_on);

CREATE INDEX standing_by_physician ON standings.standing USING btree (physician_id);

CREATE INDEX standing_late_by_deadline ON standings.standing USING btree (council_id, cycle_end, search_name, physician_id) WHERE is_late;

CREATE TRIGGER check_seal BEFORE INSERT ON access.seal FOR EACH ROW EXECUTE FUNCTION access.check_seal();

CREATE TRIGGER is_never_changed BEFORE DELETE OR UPDATE ON access.purge_certificate FOR EACH ROW EXECUTE FUNCTION access.refuse_change();

CREATE TRIGGER is_never_changed BEFORE DELETE OR UPDATE ON access.retention_version FOR EACH ROW EXECUTE FUNCTION access.refuse_change();

CREATE TRIGGER is_reviewed BEFORE INSERT OR UPDATE ON access.purge_item FOR EACH ROW EXECUTE FUNCTION access.guard_purge_item();

CREATE TRIGGER review_stands BEFORE UPDATE ON access.purge FOR EACH ROW EXECUTE FUNCTION access.guard_purge();

CREATE TRIGGER check_approval_added AFTER INSERT ON alerts.entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION alerts.check_approval();

CREATE TRIGGER check_approval_changed AFTER UPDATE ON alerts.entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION alerts.check_approval();

CREATE TRIGGER check_employer_alert AFTER INSERT OR UPDATE OF state, checked_at, counted, expected, required ON alerts.employer_alert FOR EACH ROW EXECUTE FUNCTION alerts.check_employer_alert();

CREATE TRIGGER check_recipient AFTER INSERT OR UPDATE OF state, checked_at, counted, expected, required, physician_id, cycle_start ON alerts.entry FOR EACH ROW EXECUTE FUNCTION alerts.check_recipient();

CREATE TRIGGER goes_forward BEFORE UPDATE ON alerts.campaign FOR EACH ROW EXECUTE FUNCTION alerts.move_campaign();

CREATE TRIGGER goes_forward BEFORE UPDATE ON alerts.digest FOR EACH ROW EXECUTE FUNCTION alerts.move_digest();

CREATE TRIGGER goes_forward BEFORE UPDATE ON alerts.employer_alert FOR EACH ROW EXECUTE FUNCTION alerts.move_employer_alert();

CREATE TRIGGER goes_forward BEFORE UPDATE ON alerts.entry FOR EACH ROW EXECUTE FUNCTION alerts.move_entry();

CREATE TRIGGER check_approval BEFORE INSERT ON frameworks.version_approval FOR EACH ROW EXECUTE FUNCTION frameworks.check_approval();

CREATE TRIGGER check_report BEFORE INSERT ON frameworks.version_approval FOR EACH ROW EXECUTE FUNCTION standings.check_report();

CREATE TRIGGER goes_forward BEFORE INSERT OR UPDATE ON frameworks.alert_override FOR EACH ROW EXECUTE FUNCTION frameworks.move_alert_override();

CREATE TRIGGER keep_key BEFORE UPDATE ON frameworks.signing_key FOR EACH ROW EXECUTE FUNCTION frameworks.keep_key();

CREATE TRIGGER keep_version BEFORE INSERT OR DELETE OR UPDATE ON frameworks.version FOR EACH ROW EXECUTE FUNCTION frameworks.keep_version();

CREATE TRIGGER keep_version_hash BEFORE INSERT OR UPDATE ON frameworks.version FOR EACH ROW EXECUTE FUNCTION frameworks.keep_version_hash();

CREATE TRIGGER delivery_electronic_needs_consent BEFORE UPDATE ON letters.electronic FOR EACH ROW EXECUTE FUNCTION letters.check_electronic();

CREATE TRIGGER delivery_electronic_needs_consent_when_added AFTER INSERT ON letters.electronic FOR EACH ROW EXECUTE FUNCTION letters.check_electronic();

CREATE TRIGGER ends_once BEFORE UPDATE ON letters.attempt FOR EACH ROW EXECUTE FUNCTION letters.end_attempt();

CREATE TRIGGER follows AFTER INSERT ON letters.post_event FOR EACH ROW EXECUTE FUNCTION letters.check_post_event();

CREATE TRIGGER goes_forward BEFORE INSERT OR UPDATE ON letters.council_block FOR EACH ROW EXECUTE FUNCTION letters.move_council_block();

CREATE TRIGGER goes_forward BEFORE UPDATE ON letters.delivery FOR EACH ROW EXECUTE FUNCTION letters.move_delivery();

CREATE TRIGGER goes_forward BEFORE UPDATE ON letters.lot FOR EACH ROW EXECUTE FUNCTION letters.move_lot();

CREATE TRIGGER goes_forward BEFORE UPDATE ON letters.lot_line FOR EACH ROW EXECUTE FUNCTION letters.move_lot_line();

CREATE TRIGGER goes_forward BEFORE INSERT OR UPDATE ON letters.sender FOR EACH ROW EXECUTE FUNCTION letters.move_council_block();

CREATE TRIGGER goes_forward BEFORE INSERT OR UPDATE ON letters.template_draft FOR EACH ROW EXECUTE FUNCTION letters.move_template_draft();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.bounce FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.consent FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.contact_check FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.notice FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.post_event FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.proof FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_never_changed BEFORE DELETE OR UPDATE ON letters.template_version FOR EACH ROW EXECUTE FUNCTION letters.keep_template_version();

CREATE TRIGGER is_never_changed BEFORE UPDATE ON letters.thread_entry FOR EACH ROW EXECUTE FUNCTION letters.refuse_change();

CREATE TRIGGER is_of_two_people BEFORE INSERT ON letters.template_version FOR EACH ROW EXECUTE FUNCTION letters.check_template_version();

CREATE TRIGGER is_on_paper BEFORE DELETE OR UPDATE ON letters.registered FOR EACH ROW EXECUTE FUNCTION letters.check_registered();

CREATE TRIGGER is_on_paper_when_added AFTER INSERT ON letters.registered FOR EACH ROW EXECUTE FUNCTION letters.check_registered();

CREATE TRIGGER is_the_last_word AFTER INSERT ON letters.consent FOR EACH ROW EXECUTE FUNCTION letters.check_consent();

CREATE TRIGGER stays BEFORE DELETE OR UPDATE ON letters.document FOR EACH ROW EXECUTE FUNCTION letters.keep_document();

CREATE TRIGGER stays BEFORE DELETE ON letters.proof FOR EACH ROW EXECUTE FUNCTION letters.keep_proof();

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.care_status REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, starts_on, gives_direct_care');

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.declaration REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, source_id, physician_id, is_deleted, content');

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.exemption REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, starts_on, through, reason');

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.framework_choice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, framework_id, chosen_by, chosen_at, reason');

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.practice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('registration_id, physician_id, started_on, ended_on');

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.qualification REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, specialty_code, held_from, held_until');

CREATE TRIGGER keep_past_deleted AFTER DELETE ON registry.registration REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, registered_on, ended_on, diploma_on, is_military');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.care_status REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, starts_on, gives_direct_care');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.declaration REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, source_id, physician_id, is_deleted, content');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.exemption REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, starts_on, through, reason');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.framework_choice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, framework_id, chosen_by, chosen_at, reason');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.practice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('registration_id, physician_id, started_on, ended_on');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.qualification REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, specialty_code, held_from, held_until');

CREATE TRIGGER keep_past_updated AFTER UPDATE ON registry.registration REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_past('council_id, physician_id, registered_on, ended_on, diploma_on, is_military');

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.care_status FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.declaration FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.exemption FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.framework_choice FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.practice FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.qualification FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER mark_known BEFORE UPDATE ON registry.registration FOR EACH ROW EXECUTE FUNCTION registry.mark_known();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.care_status FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.declaration FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.exemption FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.framework_choice FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.practice FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.qualification FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER note_knowledge AFTER INSERT OR DELETE OR UPDATE ON registry.registration FOR EACH STATEMENT EXECUTE FUNCTION registry.note_knowledge();

CREATE TRIGGER keep_report_day BEFORE INSERT ON standings.impact FOR EACH ROW EXECUTE FUNCTION standings.keep_report_day();

ALTER TABLE ONLY access.absence
    ADD CONSTRAINT absence_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.absence
    ADD CONSTRAINT absence_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.account_message
    ADD CONSTRAINT account_message_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.api_call
    ADD CONSTRAINT api_call_is_of_a_token FOREIGN KEY (council_id, token_id) REFERENCES access.api_token(council_id, token_id) ON DELETE CASCADE;

ALTER TABLE ONLY access.api_token
    ADD CONSTRAINT api_token_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.assignment
    ADD CONSTRAINT assignment_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.assignment
    ADD CONSTRAINT assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.council
    ADD CONSTRAINT council_order_code_fkey FOREIGN KEY (order_code) REFERENCES access.profession_order(order_code);

ALTER TABLE ONLY access.council
    ADD CONSTRAINT council_region_code_fkey FOREIGN KEY (region_code) REFERENCES access.region(region_code);

ALTER TABLE ONLY access.delegation
    ADD CONSTRAINT delegation_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.delegation
    ADD CONSTRAINT delegation_is_of_an_own_role FOREIGN KEY (council_id, from_person_id, role) REFERENCES access.membership(council_id, person_id, role);

ALTER TABLE ONLY access.delegation
    ADD CONSTRAINT delegation_to_person_id_fkey FOREIGN KEY (to_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.draft
    ADD CONSTRAINT draft_council_code_fkey FOREIGN KEY (council_code) REFERENCES access.council(code);

ALTER TABLE ONLY access.draft
    ADD CONSTRAINT draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.event
    ADD CONSTRAINT event_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.exceptional_reading
    ADD CONSTRAINT exceptional_reading_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.exceptional_reading
    ADD CONSTRAINT exceptional_reading_own_council_id_fkey FOREIGN KEY (own_council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.exceptional_reading
    ADD CONSTRAINT exceptional_reading_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.exceptional_reading
    ADD CONSTRAINT exceptional_reading_seen_person_id_fkey FOREIGN KEY (seen_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.identity
    ADD CONSTRAINT identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.identity_provider
    ADD CONSTRAINT identity_provider_council_code_fkey FOREIGN KEY (council_code) REFERENCES access.council(code);

ALTER TABLE ONLY access.identity
    ADD CONSTRAINT identity_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES access.identity_provider(provider_id) ON DELETE CASCADE;

ALTER TABLE ONLY access.invitation
    ADD CONSTRAINT invitation_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.invitation
    ADD CONSTRAINT invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.legal_hold
    ADD CONSTRAINT legal_hold_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.logout_demand
    ADD CONSTRAINT logout_demand_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES access.identity_provider(provider_id) ON DELETE CASCADE;

ALTER TABLE ONLY access.membership
    ADD CONSTRAINT membership_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.membership
    ADD CONSTRAINT membership_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.national_identifier
    ADD CONSTRAINT national_identifier_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.notice_acknowledgement
    ADD CONSTRAINT notice_acknowledgement_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.notice_acknowledgement
    ADD CONSTRAINT notice_acknowledgement_is_of_a_notice FOREIGN KEY (council_id, notice_id) REFERENCES access.notice(council_id, notice_id);

ALTER TABLE ONLY access.notice_acknowledgement
    ADD CONSTRAINT notice_acknowledgement_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.notice
    ADD CONSTRAINT notice_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.notice
    ADD CONSTRAINT notice_is_of_a_reading FOREIGN KEY (council_id, reading_id) REFERENCES access.exceptional_reading(council_id, reading_id);

ALTER TABLE ONLY access.provider_request
    ADD CONSTRAINT provider_request_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES access.identity_provider(provider_id) ON DELETE CASCADE;

ALTER TABLE ONLY access.provider_session
    ADD CONSTRAINT provider_session_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES access.identity_provider(provider_id) ON DELETE CASCADE;

ALTER TABLE ONLY access.provider_session
    ADD CONSTRAINT provider_session_session_id_fkey FOREIGN KEY (session_id) REFERENCES access.session(session_id) ON DELETE SET NULL;

ALTER TABLE ONLY access.purge_certificate
    ADD CONSTRAINT purge_certificate_is_of_a_purge FOREIGN KEY (council_id, purge_id) REFERENCES access.purge(council_id, purge_id);

ALTER TABLE ONLY access.purge
    ADD CONSTRAINT purge_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.purge
    ADD CONSTRAINT purge_first_person_fkey FOREIGN KEY (first_person) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.purge_item
    ADD CONSTRAINT purge_item_belongs_to_its_purge FOREIGN KEY (council_id, purge_id) REFERENCES access.purge(council_id, purge_id);

ALTER TABLE ONLY access.purge
    ADD CONSTRAINT purge_rule_version_fkey FOREIGN KEY (rule_version) REFERENCES access.retention_version(version);

ALTER TABLE ONLY access.purge
    ADD CONSTRAINT purge_second_person_fkey FOREIGN KEY (second_person) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.recovery_code
    ADD CONSTRAINT recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.seal
    ADD CONSTRAINT seal_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.search
    ADD CONSTRAINT search_council_code_fkey FOREIGN KEY (council_code) REFERENCES access.council(code);

ALTER TABLE ONLY access.search
    ADD CONSTRAINT search_session_id_fkey FOREIGN KEY (session_id) REFERENCES access.session(session_id) ON DELETE CASCADE;

ALTER TABLE ONLY access.second_factor
    ADD CONSTRAINT second_factor_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY access.session
    ADD CONSTRAINT session_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY access.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.calendar_count
    ADD CONSTRAINT calendar_count_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.campaign
    ADD CONSTRAINT campaign_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.campaign
    ADD CONSTRAINT campaign_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.campaign
    ADD CONSTRAINT campaign_second_by_fkey FOREIGN KEY (second_by) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.contact_round
    ADD CONSTRAINT contact_round_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.contact_round
    ADD CONSTRAINT contact_round_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.digest
    ADD CONSTRAINT digest_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.digest
    ADD CONSTRAINT digest_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.digest_setting
    ADD CONSTRAINT digest_setting_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.digest_setting
    ADD CONSTRAINT digest_setting_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_is_of_an_entry FOREIGN KEY (council_id, entry_id) REFERENCES alerts.entry(council_id, entry_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY alerts.employer_alert
    ADD CONSTRAINT employer_alert_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.employer_choice
    ADD CONSTRAINT employer_choice_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.employer_choice
    ADD CONSTRAINT employer_choice_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.entry
    ADD CONSTRAINT entry_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.entry
    ADD CONSTRAINT entry_is_of_a_campaign FOREIGN KEY (council_id, campaign_id) REFERENCES alerts.campaign(council_id, campaign_id);

ALTER TABLE ONLY alerts.entry
    ADD CONSTRAINT entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.entry
    ADD CONSTRAINT entry_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY alerts.event
    ADD CONSTRAINT event_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY alerts.event
    ADD CONSTRAINT event_is_of_a_campaign FOREIGN KEY (council_id, campaign_id) REFERENCES alerts.campaign(council_id, campaign_id);

ALTER TABLE ONLY alerts.event
    ADD CONSTRAINT event_is_of_an_entry FOREIGN KEY (council_id, entry_id) REFERENCES alerts.entry(council_id, entry_id);

ALTER TABLE ONLY alerts.event
    ADD CONSTRAINT event_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY alerts.event
    ADD CONSTRAINT event_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY alerts.mark
    ADD CONSTRAINT mark_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY frameworks.alert_override
    ADD CONSTRAINT alert_override_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY frameworks.alert_override
    ADD CONSTRAINT alert_override_proposed_person_id_fkey FOREIGN KEY (proposed_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY frameworks.alert_override
    ADD CONSTRAINT alert_override_published_person_id_fkey FOREIGN KEY (published_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY frameworks.signing_key
    ADD CONSTRAINT signing_key_framework_code_fkey FOREIGN KEY (framework_code) REFERENCES frameworks.college(framework_code);

ALTER TABLE ONLY frameworks.version_approval
    ADD CONSTRAINT version_approval_is_of_a_version FOREIGN KEY (framework_id, version) REFERENCES frameworks.version(framework_id, version);

ALTER TABLE ONLY frameworks.version
    ADD CONSTRAINT version_key_id_fkey FOREIGN KEY (key_id) REFERENCES frameworks.signing_key(key_id);

ALTER TABLE ONLY intake.before_image
    ADD CONSTRAINT before_image_belongs_to_its_lot FOREIGN KEY (council_id, lot_id) REFERENCES intake.lot(council_id, lot_id) ON DELETE CASCADE;

ALTER TABLE ONLY intake.lot
    ADD CONSTRAINT lot_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY intake.lot_file
    ADD CONSTRAINT lot_file_belongs_to_its_lot FOREIGN KEY (council_id, lot_id) REFERENCES intake.lot(council_id, lot_id) ON DELETE CASCADE;

ALTER TABLE ONLY intake.rejected_line
    ADD CONSTRAINT rejected_line_belongs_to_its_lot FOREIGN KEY (council_id, lot_id) REFERENCES intake.lot(council_id, lot_id) ON DELETE CASCADE;

ALTER TABLE ONLY jobs.job
    ADD CONSTRAINT job_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.attempt
    ADD CONSTRAINT attempt_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.attempt
    ADD CONSTRAINT attempt_is_of_a_delivery FOREIGN KEY (council_id, delivery_id) REFERENCES letters.delivery(council_id, delivery_id);

ALTER TABLE ONLY letters.bounce
    ADD CONSTRAINT bounce_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.bounce
    ADD CONSTRAINT bounce_is_of_a_delivery FOREIGN KEY (council_id, delivery_id) REFERENCES letters.delivery(council_id, delivery_id);

ALTER TABLE ONLY letters.consent
    ADD CONSTRAINT consent_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.consent
    ADD CONSTRAINT consent_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.contact_check
    ADD CONSTRAINT contact_check_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.council_block
    ADD CONSTRAINT council_block_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.council_block
    ADD CONSTRAINT council_block_proposed_person_id_fkey FOREIGN KEY (proposed_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.council_block
    ADD CONSTRAINT council_block_published_person_id_fkey FOREIGN KEY (published_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.council_block
    ADD CONSTRAINT council_block_revocation_asker_id_fkey FOREIGN KEY (revocation_asker_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.council_block
    ADD CONSTRAINT council_block_revoked_person_id_fkey FOREIGN KEY (revoked_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.delivery
    ADD CONSTRAINT delivery_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.delivery
    ADD CONSTRAINT delivery_is_of_a_notice FOREIGN KEY (council_id, notice_id) REFERENCES letters.notice(council_id, notice_id);

ALTER TABLE ONLY letters.document
    ADD CONSTRAINT document_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.document
    ADD CONSTRAINT document_is_of_a_line FOREIGN KEY (council_id, lot_id, delivery_id) REFERENCES letters.lot_line(council_id, lot_id, delivery_id);

ALTER TABLE ONLY letters.document
    ADD CONSTRAINT document_is_of_a_lot FOREIGN KEY (council_id, lot_id) REFERENCES letters.lot(council_id, lot_id);

ALTER TABLE ONLY letters.electronic
    ADD CONSTRAINT electronic_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.electronic
    ADD CONSTRAINT electronic_is_of_a_delivery FOREIGN KEY (council_id, delivery_id) REFERENCES letters.delivery(council_id, delivery_id);

ALTER TABLE ONLY letters.electronic
    ADD CONSTRAINT electronic_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.electronic
    ADD CONSTRAINT electronic_rests_on_a_consent FOREIGN KEY (council_id, consent_id) REFERENCES letters.consent(council_id, consent_id);

ALTER TABLE ONLY letters.lot
    ADD CONSTRAINT lot_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.lot_line
    ADD CONSTRAINT lot_line_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.lot_line
    ADD CONSTRAINT lot_line_is_of_a_delivery FOREIGN KEY (council_id, delivery_id) REFERENCES letters.delivery(council_id, delivery_id);

ALTER TABLE ONLY letters.lot_line
    ADD CONSTRAINT lot_line_is_of_a_lot FOREIGN KEY (council_id, lot_id) REFERENCES letters.lot(council_id, lot_id);

ALTER TABLE ONLY letters.lot
    ADD CONSTRAINT lot_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_replaces_another FOREIGN KEY (council_id, replaces) REFERENCES letters.notice(council_id, notice_id);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_retracts_another FOREIGN KEY (council_id, retracts) REFERENCES letters.notice(council_id, notice_id);

ALTER TABLE ONLY letters.notice
    ADD CONSTRAINT notice_words_are_of_a_template FOREIGN KEY (template_id, template_version) REFERENCES letters.template_version(template_id, version);

ALTER TABLE ONLY letters.post_event
    ADD CONSTRAINT post_event_corrects_another FOREIGN KEY (council_id, corrects) REFERENCES letters.post_event(council_id, post_event_id);

ALTER TABLE ONLY letters.post_event
    ADD CONSTRAINT post_event_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.post_event
    ADD CONSTRAINT post_event_is_of_a_delivery FOREIGN KEY (council_id, delivery_id) REFERENCES letters.delivery(council_id, delivery_id);

ALTER TABLE ONLY letters.post_event
    ADD CONSTRAINT post_event_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.proof
    ADD CONSTRAINT proof_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.proof
    ADD CONSTRAINT proof_is_of_an_electronic_letter FOREIGN KEY (council_id, delivery_id) REFERENCES letters.electronic(council_id, delivery_id);

ALTER TABLE ONLY letters.registered
    ADD CONSTRAINT registered_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.registered
    ADD CONSTRAINT registered_is_of_a_delivery FOREIGN KEY (council_id, delivery_id) REFERENCES letters.delivery(council_id, delivery_id);

ALTER TABLE ONLY letters.registered
    ADD CONSTRAINT registered_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.sender
    ADD CONSTRAINT sender_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.sender
    ADD CONSTRAINT sender_proposed_person_id_fkey FOREIGN KEY (proposed_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.sender
    ADD CONSTRAINT sender_published_person_id_fkey FOREIGN KEY (published_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.sender
    ADD CONSTRAINT sender_revocation_asker_id_fkey FOREIGN KEY (revocation_asker_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.sender
    ADD CONSTRAINT sender_revoked_person_id_fkey FOREIGN KEY (revoked_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_begins_from_a_version FOREIGN KEY (base_id, base_version) REFERENCES letters.template_version(template_id, version);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_proposed_person_id_fkey FOREIGN KEY (proposed_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_published_person_id_fkey FOREIGN KEY (published_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_revocation_asker_id_fkey FOREIGN KEY (revocation_asker_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_revoked_person_id_fkey FOREIGN KEY (revoked_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.template_draft
    ADD CONSTRAINT template_draft_written_person_id_fkey FOREIGN KEY (written_person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY letters.thread_entry
    ADD CONSTRAINT thread_entry_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY letters.thread_entry
    ADD CONSTRAINT thread_entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES access.person(person_id);

ALTER TABLE ONLY registry.account
    ADD CONSTRAINT account_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.account
    ADD CONSTRAINT account_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.care_status
    ADD CONSTRAINT care_status_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.care_status
    ADD CONSTRAINT care_status_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.declaration
    ADD CONSTRAINT declaration_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.declaration
    ADD CONSTRAINT declaration_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.discrepancy_hidden
    ADD CONSTRAINT discrepancy_hidden_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.discrepancy_hidden
    ADD CONSTRAINT discrepancy_hidden_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.exemption
    ADD CONSTRAINT exemption_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.exemption
    ADD CONSTRAINT exemption_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.framework_choice
    ADD CONSTRAINT framework_choice_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.framework_choice
    ADD CONSTRAINT framework_choice_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.missing_address
    ADD CONSTRAINT missing_address_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.missing_address
    ADD CONSTRAINT missing_address_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.platform_alert
    ADD CONSTRAINT platform_alert_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.platform_alert
    ADD CONSTRAINT platform_alert_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.practice
    ADD CONSTRAINT practice_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.qualification
    ADD CONSTRAINT qualification_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.qualification
    ADD CONSTRAINT qualification_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.qualification
    ADD CONSTRAINT qualification_specialty_code_fkey FOREIGN KEY (specialty_code) REFERENCES registry.specialty(code);

ALTER TABLE ONLY registry.registration
    ADD CONSTRAINT registration_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY registry.registration
    ADD CONSTRAINT registration_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY registry.specialty_override
    ADD CONSTRAINT specialty_override_specialty_code_fkey FOREIGN KEY (specialty_code) REFERENCES registry.specialty(code);

ALTER TABLE ONLY standings.cycle
    ADD CONSTRAINT cycle_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY standings.cycle
    ADD CONSTRAINT cycle_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE ONLY standings.figure_count
    ADD CONSTRAINT figure_count_council_code_fkey FOREIGN KEY (council_code) REFERENCES access.council(code);

ALTER TABLE ONLY standings.impact_council
    ADD CONSTRAINT impact_council_council_code_fkey FOREIGN KEY (council_code) REFERENCES access.council(code);

ALTER TABLE ONLY standings.impact_council
    ADD CONSTRAINT impact_council_impact_id_fkey FOREIGN KEY (impact_id) REFERENCES standings.impact(impact_id);

ALTER TABLE ONLY standings.impact_line
    ADD CONSTRAINT impact_line_is_of_a_council FOREIGN KEY (impact_id, council_code) REFERENCES standings.impact_council(impact_id, council_code);

ALTER TABLE ONLY standings.impact_published
    ADD CONSTRAINT impact_published_impact_id_fkey FOREIGN KEY (impact_id) REFERENCES standings.impact(impact_id);

ALTER TABLE ONLY standings.impact_sample
    ADD CONSTRAINT impact_sample_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY standings.impact_sample
    ADD CONSTRAINT impact_sample_impact_id_fkey FOREIGN KEY (impact_id) REFERENCES standings.impact(impact_id);

ALTER TABLE ONLY standings.impact_seal
    ADD CONSTRAINT impact_seal_impact_id_fkey FOREIGN KEY (impact_id) REFERENCES standings.impact(impact_id);

ALTER TABLE ONLY standings.regional_figure
    ADD CONSTRAINT regional_figure_council_code_fkey FOREIGN KEY (council_code) REFERENCES access.council(code);

ALTER TABLE ONLY standings.regional_figure
    ADD CONSTRAINT regional_figure_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY standings.run
    ADD CONSTRAINT run_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY standings.standing
    ADD CONSTRAINT standing_council_id_fkey FOREIGN KEY (council_id) REFERENCES access.council(council_id);

ALTER TABLE ONLY standings.standing
    ADD CONSTRAINT standing_physician_id_fkey FOREIGN KEY (physician_id) REFERENCES registry.physician(physician_id);

ALTER TABLE access.absence ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.api_call ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.api_token ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.assignment ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.delegation ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.event ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.exceptional_reading ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.legal_hold ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.notice_acknowledgement ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON access.event FOR SELECT TO sextant_cnp, sextant_cncp, sextant_report, sextant_region USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (council_id < 0)));

CREATE POLICY office ON access.seal FOR SELECT TO sextant_cnp, sextant_cncp, sextant_region USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (council_id < 0)));

CREATE POLICY office_added ON access.event FOR INSERT TO sextant_cnp, sextant_cncp, sextant_report, sextant_region, sextant_queue WITH CHECK (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (council_id < 0)));

CREATE POLICY permission ON access.exceptional_reading FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE access.purge ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.purge_certificate ENABLE ROW LEVEL SECURITY;

ALTER TABLE access.purge_item ENABLE ROW LEVEL SECURITY;

CREATE POLICY purged ON access.assignment TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purging ON access.purge FOR SELECT TO sextant_purge USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY purging ON access.purge_item FOR SELECT TO sextant_purge USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY reading ON access.absence FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.assignment FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.delegation FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.event FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.legal_hold FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.membership FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.notice FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.notice_acknowledgement FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.purge FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.purge_certificate FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.purge_item FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON access.seal FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading_trace ON access.event FOR INSERT TO sextant_council_reader WITH CHECK (((council_id = ( SELECT access.reading_council() AS reading_council)) AND (kind = 'exceptional'::text)));

ALTER TABLE access.seal ENABLE ROW LEVEL SECURITY;

CREATE POLICY sealing ON access.event FOR SELECT TO sextant_audit USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY sealing ON access.seal FOR SELECT TO sextant_audit USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY sealing_added ON access.seal FOR INSERT TO sextant_audit WITH CHECK ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE access.session ENABLE ROW LEVEL SECURITY;

CREATE POLICY sign_in ON access.absence TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.api_call TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.api_token TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.assignment TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.delegation TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.event FOR INSERT TO sextant_access WITH CHECK ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.exceptional_reading TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.invitation TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.membership TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.notice TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.notice_acknowledgement TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY sign_in ON access.session TO sextant_access USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text) IS NULL)) OR (council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))));

CREATE POLICY tenant ON access.absence TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.assignment TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.delegation TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.event FOR SELECT TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.exceptional_reading TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.invitation TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.legal_hold TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.membership TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.notice TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.notice_acknowledgement TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.purge TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.purge_certificate FOR SELECT TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.purge_item TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.seal FOR SELECT TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON access.session TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant_added ON access.event FOR INSERT TO sextant_council, sextant_national WITH CHECK ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant_added ON access.purge_certificate FOR INSERT TO sextant_council, sextant_national WITH CHECK ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY adding_up ON alerts.calendar_count FOR SELECT TO sextant_impact USING (true);

ALTER TABLE alerts.calendar_count ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.campaign ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.contact_round ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.digest ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.digest_setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.employer_alert ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.employer_choice ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.event ENABLE ROW LEVEL SECURITY;

ALTER TABLE alerts.mark ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_entry_added ON alerts.mark FOR INSERT TO sextant_council WITH CHECK (((entry_id, physician_id, cycle_start, milestone_on) IN ( SELECT e.entry_id,
    e.physician_id,
    e.cycle_start,
    e.milestone_on
   FROM alerts.entry e)));

CREATE POLICY own_entry_removed ON alerts.mark FOR DELETE TO sextant_council USING ((entry_id IN ( SELECT e.entry_id
   FROM alerts.entry e)));

CREATE POLICY own_roll ON alerts.mark FOR SELECT TO sextant_council USING ((EXISTS ( SELECT
   FROM registry.stay s
  WHERE (s.physician_id = mark.physician_id))));

CREATE POLICY purged ON alerts.employer_alert TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON alerts.entry TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON alerts.event TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON alerts.mark TO sextant_purge USING (((physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text))) AND (entry_id IN ( SELECT e.entry_id
   FROM alerts.entry e))));

CREATE POLICY reading ON alerts.calendar_count FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.campaign FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.contact_round FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.digest FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.digest_setting FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.employer_alert FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.employer_choice FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.entry FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.event FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON alerts.mark FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND (EXISTS ( SELECT
   FROM registry.stay s
  WHERE (s.physician_id = mark.physician_id)))));

CREATE POLICY tenant ON alerts.calendar_count TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.campaign TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.contact_round TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.digest TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.digest_setting TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.employer_alert TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.employer_choice TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.entry TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON alerts.event TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE frameworks.alert_override ENABLE ROW LEVEL SECURITY;

CREATE POLICY approved ON frameworks.version FOR SELECT TO sextant_cnp, sextant_report, sextant_region USING ((stage = 'approved'::text));

CREATE POLICY approved ON frameworks.version_event FOR SELECT TO sextant_cnp, sextant_report, sextant_region USING (((framework_id, version) IN ( SELECT version.framework_id,
    version.version
   FROM frameworks.version)));

CREATE POLICY no_draft ON frameworks.version FOR SELECT TO sextant_council USING ((stage <> 'draft'::text));

CREATE POLICY no_draft ON frameworks.version_event FOR SELECT TO sextant_council USING (((framework_id, version) IN ( SELECT version.framework_id,
    version.version
   FROM frameworks.version)));

CREATE POLICY offices ON frameworks.version TO sextant_national, sextant_cncp USING (true);

CREATE POLICY offices ON frameworks.version_event TO sextant_national, sextant_cncp USING (true);

CREATE POLICY reading ON frameworks.alert_override FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON frameworks.version FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND (stage <> 'draft'::text)));

CREATE POLICY reading ON frameworks.version_event FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND ((framework_id, version) IN ( SELECT version.framework_id,
    version.version
   FROM frameworks.version))));

CREATE POLICY tenant ON frameworks.alert_override TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE frameworks.version ENABLE ROW LEVEL SECURITY;

ALTER TABLE frameworks.version_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE intake.before_image ENABLE ROW LEVEL SECURITY;

ALTER TABLE intake.lot ENABLE ROW LEVEL SECURITY;

ALTER TABLE intake.lot_file ENABLE ROW LEVEL SECURITY;

CREATE POLICY purged ON intake.before_image TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (((image ->> 'physician_id'::text))::bigint IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON intake.rejected_line TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (lot_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'lot'::text)))));

CREATE POLICY reading ON intake.before_image FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON intake.lot FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON intake.lot_file FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON intake.rejected_line FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

ALTER TABLE intake.rejected_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON intake.before_image TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON intake.lot TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON intake.lot_file TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON intake.rejected_line TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE jobs.job ENABLE ROW LEVEL SECURITY;

CREATE POLICY queue ON jobs.job FOR SELECT TO sextant_queue USING (true);

CREATE POLICY queue_revival ON jobs.job FOR UPDATE TO sextant_queue USING ((state = 'poison'::text)) WITH CHECK ((state = 'ready'::text));

CREATE POLICY reading ON jobs.job FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY tenant ON jobs.job TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE letters.attempt ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.bounce ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.contact_check ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.council_block ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.delivery ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.document ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.electronic ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.lot ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.lot_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.post_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.proof ENABLE ROW LEVEL SECURITY;

CREATE POLICY purged ON letters.attempt TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.bounce TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.consent TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON letters.contact_check TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON letters.delivery TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (notice_id IN ( SELECT notice.notice_id
   FROM letters.notice
  WHERE (notice.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.document TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND ((delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text))))) OR ((delivery_id IS NULL) AND (lot_id IN ( SELECT l.lot_id
   FROM letters.lot_line l))))));

CREATE POLICY purged ON letters.electronic TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.lot_line TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.notice TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON letters.post_event TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.proof TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.registered TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (delivery_id IN ( SELECT d.delivery_id
   FROM (letters.delivery d
     JOIN letters.notice n USING (council_id, notice_id))
  WHERE (n.physician_id IN ( SELECT purge_ready.item_id
           FROM access.purge_ready
          WHERE (purge_ready.kind = 'physician'::text)))))));

CREATE POLICY purged ON letters.thread_entry TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY reading ON letters.attempt FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.bounce FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.consent FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.contact_check FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.council_block FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.delivery FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.document FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.electronic FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.lot FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.lot_line FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.notice FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.post_event FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.proof FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.registered FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.sender FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON letters.thread_entry FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

ALTER TABLE letters.registered ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.sender ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters.template_draft ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON letters.attempt TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.bounce TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.consent TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.contact_check TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.council_block TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.delivery TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.document TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.electronic TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.lot TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.lot_line TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.notice TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.post_event TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.proof TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.registered TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.sender TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.template_draft TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON letters.thread_entry TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

ALTER TABLE letters.thread_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.care_status ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.care_status_past ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.declaration ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.declaration_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY directory ON registry.physician FOR SELECT TO sextant_council, sextant_national USING (true);

ALTER TABLE registry.discrepancy_hidden ENABLE ROW LEVEL SECURITY;

CREATE POLICY everybody ON registry.practice FOR SELECT TO sextant_council USING (true);

CREATE POLICY everybody ON registry.practice_past FOR SELECT TO sextant_council USING (true);

ALTER TABLE registry.exemption ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.exemption_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY extraction ON registry.physician TO sextant_national USING (true);

ALTER TABLE registry.fact_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.framework_choice ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.framework_choice_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY kept ON registry.care_status_past FOR INSERT TO sextant_owner WITH CHECK (true);

CREATE POLICY kept ON registry.declaration_past FOR INSERT TO sextant_owner WITH CHECK (true);

CREATE POLICY kept ON registry.exemption_past FOR INSERT TO sextant_owner WITH CHECK (true);

CREATE POLICY kept ON registry.framework_choice_past FOR INSERT TO sextant_owner WITH CHECK (true);

CREATE POLICY kept ON registry.practice_past FOR INSERT TO sextant_owner WITH CHECK (true);

CREATE POLICY kept ON registry.qualification_past FOR INSERT TO sextant_owner WITH CHECK (true);

CREATE POLICY kept ON registry.registration_past FOR INSERT TO sextant_owner WITH CHECK (true);

ALTER TABLE registry.missing_address ENABLE ROW LEVEL SECURITY;

CREATE POLICY number_from_a_roll ON registry.physician FOR INSERT TO sextant_council WITH CHECK (((family_name IS NULL) AND (given_name IS NULL)));

CREATE POLICY own_registration_added ON registry.practice FOR INSERT TO sextant_council WITH CHECK (((registration_id, physician_id) IN ( SELECT registration.registration_id,
    registration.physician_id
   FROM registry.registration)));

CREATE POLICY own_registration_changed ON registry.practice FOR UPDATE TO sextant_council USING ((registration_id IN ( SELECT registration.registration_id
   FROM registry.registration))) WITH CHECK (((registration_id, physician_id) IN ( SELECT registration.registration_id,
    registration.physician_id
   FROM registry.registration)));

CREATE POLICY own_registration_removed ON registry.practice FOR DELETE TO sextant_council USING ((registration_id IN ( SELECT registration.registration_id
   FROM registry.registration)));

ALTER TABLE registry.physician ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.platform_alert ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.practice ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.practice_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY purged ON registry.account TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.care_status TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.care_status_past TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.declaration TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.declaration_past TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.discrepancy_hidden TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.exemption TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.exemption_past TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.fact_change TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.framework_choice TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.framework_choice_past TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.missing_address TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.platform_alert TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.practice TO sextant_purge USING ((registration_id IN ( SELECT registration.registration_id
   FROM registry.registration)));

CREATE POLICY purged ON registry.practice_past TO sextant_purge USING ((physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text))));

CREATE POLICY purged ON registry.qualification TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.qualification_past TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.registration TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON registry.registration_past TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

ALTER TABLE registry.qualification ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.qualification_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY reading ON registry.account FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.care_status FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.care_status_past FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.declaration FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.declaration_past FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.discrepancy_hidden FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.exemption FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.exemption_past FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.fact_change FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.framework_choice FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.framework_choice_past FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.missing_address FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.physician FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND true));

CREATE POLICY reading ON registry.platform_alert FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.practice FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND true));

CREATE POLICY reading ON registry.practice_past FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND true));

CREATE POLICY reading ON registry.qualification FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.qualification_past FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.registration FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON registry.registration_past FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

ALTER TABLE registry.registration ENABLE ROW LEVEL SECURITY;

ALTER TABLE registry.registration_past ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON registry.account TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.care_status TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.care_status_past TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.declaration TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.declaration_past TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.discrepancy_hidden TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.exemption TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.exemption_past TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.fact_change TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.framework_choice TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.framework_choice_past TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.missing_address TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.platform_alert TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.qualification TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.qualification_past TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.registration TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON registry.registration_past TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY undone_roll ON registry.physician FOR DELETE TO sextant_council USING (((family_name IS NULL) AND (created_lot IN ( SELECT published_lot.lot_id
   FROM intake.published_lot))));

CREATE POLICY added_up ON standings.impact FOR UPDATE TO sextant_impact USING ((state = 'running'::text)) WITH CHECK ((state = 'done'::text));

CREATE POLICY adding_up ON standings.impact_council FOR SELECT TO sextant_impact USING (true);

CREATE POLICY adding_up ON standings.impact_line FOR SELECT TO sextant_impact USING (true);

CREATE POLICY asked ON standings.impact FOR INSERT TO sextant_national, sextant_cncp WITH CHECK (((state = 'queued'::text) AND (started_at IS NULL) AND (ended_by IS NULL)));

CREATE POLICY conducted ON standings.impact FOR UPDATE TO sextant_national USING ((state = ANY (ARRAY['queued'::text, 'running'::text]))) WITH CHECK ((state <> 'done'::text));

ALTER TABLE standings.cycle ENABLE ROW LEVEL SECURITY;

CREATE POLICY everybody ON standings.impact FOR SELECT TO sextant_council, sextant_national, sextant_cncp, sextant_impact USING (true);

ALTER TABLE standings.figure_count ENABLE ROW LEVEL SECURITY;

CREATE POLICY given_up ON standings.impact FOR UPDATE TO sextant_cncp USING ((state = ANY (ARRAY['queued'::text, 'running'::text]))) WITH CHECK ((state = 'cancelled'::text));

ALTER TABLE standings.impact ENABLE ROW LEVEL SECURITY;

ALTER TABLE standings.impact_council ENABLE ROW LEVEL SECURITY;

ALTER TABLE standings.impact_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE standings.impact_sample ENABLE ROW LEVEL SECURITY;

CREATE POLICY offices ON standings.figure_count FOR SELECT TO sextant_national USING (true);

CREATE POLICY offices ON standings.impact_council TO sextant_national, sextant_cncp USING (true);

CREATE POLICY offices ON standings.regional_figure TO sextant_national USING ((( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif") = 0));

CREATE POLICY own_part ON standings.figure_count TO sextant_council USING ((council_code IN ( SELECT published_council.code
   FROM access.published_council
  WHERE (published_council.council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")))));

CREATE POLICY own_part ON standings.impact_council TO sextant_council USING ((council_code IN ( SELECT published_council.code
   FROM access.published_council
  WHERE (published_council.council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")))));

CREATE POLICY own_part ON standings.impact_line TO sextant_council USING ((council_code IN ( SELECT published_council.code
   FROM access.published_council
  WHERE (published_council.council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")))));

CREATE POLICY purged ON standings.cycle TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON standings.impact_sample TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON standings.record TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY purged ON standings.standing TO sextant_purge USING (((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")) AND (physician_id IN ( SELECT purge_ready.item_id
   FROM access.purge_ready
  WHERE (purge_ready.kind = 'physician'::text)))));

CREATE POLICY reading ON standings.cycle FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON standings.figure_count FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND (council_code IN ( SELECT published_council.code
   FROM access.published_council
  WHERE (published_council.council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))))));

CREATE POLICY reading ON standings.impact FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND true));

CREATE POLICY reading ON standings.impact_council FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND (council_code IN ( SELECT published_council.code
   FROM access.published_council
  WHERE (published_council.council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))))));

CREATE POLICY reading ON standings.impact_line FOR SELECT TO sextant_council_reader USING (((( SELECT access.reading_council() AS reading_council) IS NOT NULL) AND (council_code IN ( SELECT published_council.code
   FROM access.published_council
  WHERE (published_council.council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif"))))));

CREATE POLICY reading ON standings.impact_sample FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON standings.record FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON standings.run FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

CREATE POLICY reading ON standings.standing FOR SELECT TO sextant_council_reader USING ((council_id = ( SELECT access.reading_council() AS reading_council)));

ALTER TABLE standings.record ENABLE ROW LEVEL SECURITY;

ALTER TABLE standings.regional_figure ENABLE ROW LEVEL SECURITY;

ALTER TABLE standings.run ENABLE ROW LEVEL SECURITY;

ALTER TABLE standings.standing ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON standings.cycle TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON standings.impact_sample TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON standings.record TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON standings.regional_figure TO sextant_region USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON standings.run TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

CREATE POLICY tenant ON standings.standing TO sextant_council, sextant_national USING ((council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer AS "nullif")));

GRANT USAGE ON SCHEMA access TO sextant_council;
GRANT USAGE ON SCHEMA access TO sextant_national;
GRANT USAGE ON SCHEMA access TO sextant_access;
GRANT USAGE ON SCHEMA access TO sextant_cncp;
GRANT USAGE ON SCHEMA access TO sextant_cnp;
GRANT USAGE ON SCHEMA access TO sextant_report;
GRANT USAGE ON SCHEMA access TO sextant_region;
GRANT USAGE ON SCHEMA access TO sextant_queue;
GRANT USAGE ON SCHEMA access TO sextant_audit;
GRANT USAGE ON SCHEMA access TO sextant_purge;
GRANT USAGE ON SCHEMA access TO sextant_council_reader;

GRANT USAGE ON SCHEMA alerts TO sextant_council;
GRANT USAGE ON SCHEMA alerts TO sextant_purge;
GRANT USAGE ON SCHEMA alerts TO sextant_national;
GRANT USAGE ON SCHEMA alerts TO sextant_impact;
GRANT USAGE ON SCHEMA alerts TO sextant_council_reader;

GRANT USAGE ON SCHEMA frameworks TO sextant_council;
GRANT USAGE ON SCHEMA frameworks TO sextant_national;
GRANT USAGE ON SCHEMA frameworks TO sextant_cncp;
GRANT USAGE ON SCHEMA frameworks TO sextant_cnp;
GRANT USAGE ON SCHEMA frameworks TO sextant_report;
GRANT USAGE ON SCHEMA frameworks TO sextant_region;
GRANT USAGE ON SCHEMA frameworks TO sextant_council_reader;

GRANT USAGE ON SCHEMA intake TO sextant_council;
GRANT USAGE ON SCHEMA intake TO sextant_national;
GRANT USAGE ON SCHEMA intake TO sextant_purge;
GRANT USAGE ON SCHEMA intake TO sextant_council_reader;

GRANT USAGE ON SCHEMA jobs TO sextant_council;
GRANT USAGE ON SCHEMA jobs TO sextant_national;
GRANT USAGE ON SCHEMA jobs TO sextant_queue;
GRANT USAGE ON SCHEMA jobs TO sextant_council_reader;

GRANT USAGE ON SCHEMA letters TO sextant_council;
GRANT USAGE ON SCHEMA letters TO sextant_purge;
GRANT USAGE ON SCHEMA letters TO sextant_national;
GRANT USAGE ON SCHEMA letters TO sextant_council_reader;

GRANT USAGE ON SCHEMA registry TO sextant_council;
GRANT USAGE ON SCHEMA registry TO sextant_national;
GRANT USAGE ON SCHEMA registry TO sextant_cncp;
GRANT USAGE ON SCHEMA registry TO sextant_cnp;
GRANT USAGE ON SCHEMA registry TO sextant_report;
GRANT USAGE ON SCHEMA registry TO sextant_region;
GRANT USAGE ON SCHEMA registry TO sextant_purge;
GRANT USAGE ON SCHEMA registry TO sextant_council_reader;

GRANT USAGE ON SCHEMA standings TO sextant_council;
GRANT USAGE ON SCHEMA standings TO sextant_national;
GRANT USAGE ON SCHEMA standings TO sextant_cncp;
GRANT USAGE ON SCHEMA standings TO sextant_impact;
GRANT USAGE ON SCHEMA standings TO sextant_report;
GRANT USAGE ON SCHEMA standings TO sextant_region;
GRANT USAGE ON SCHEMA standings TO sextant_purge;
GRANT USAGE ON SCHEMA standings TO sextant_council_reader;

REVOKE ALL ON FUNCTION registry.keep_past() FROM PUBLIC;

REVOKE ALL ON FUNCTION registry.note_knowledge() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.absence TO sextant_access;
GRANT SELECT ON TABLE access.absence TO sextant_council;
GRANT SELECT ON TABLE access.absence TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE access.account_message TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.address_failure TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.api_call TO sextant_access;

GRANT SELECT,INSERT,DELETE ON TABLE access.api_token TO sextant_access;

GRANT UPDATE(revoked_by) ON TABLE access.api_token TO sextant_access;

GRANT UPDATE(revoked_at) ON TABLE access.api_token TO sextant_access;

GRANT UPDATE(last_used_at) ON TABLE access.api_token TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.assignment TO sextant_access;
GRANT SELECT ON TABLE access.assignment TO sextant_council;
GRANT SELECT,DELETE ON TABLE access.assignment TO sextant_purge;
GRANT SELECT ON TABLE access.assignment TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.attempt TO sextant_access;

GRANT SELECT ON TABLE access.council TO sextant_council;
GRANT SELECT ON TABLE access.council TO sextant_national;
GRANT SELECT ON TABLE access.council TO sextant_access;
GRANT SELECT ON TABLE access.council TO sextant_cncp;
GRANT SELECT ON TABLE access.council TO sextant_cnp;
GRANT SELECT ON TABLE access.council TO sextant_report;
GRANT SELECT ON TABLE access.council TO sextant_region;
GRANT SELECT ON TABLE access.council TO sextant_audit;
GRANT SELECT ON TABLE access.council TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.delegation TO sextant_access;
GRANT SELECT ON TABLE access.delegation TO sextant_council;
GRANT SELECT ON TABLE access.delegation TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.draft TO sextant_access;

GRANT SELECT ON TABLE access.event TO sextant_council;
GRANT SELECT ON TABLE access.event TO sextant_national;
GRANT SELECT ON TABLE access.event TO sextant_cncp;
GRANT SELECT ON TABLE access.event TO sextant_cnp;
GRANT SELECT ON TABLE access.event TO sextant_report;
GRANT SELECT ON TABLE access.event TO sextant_region;
GRANT SELECT ON TABLE access.event TO sextant_audit;
GRANT SELECT ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(council_id) ON TABLE access.event TO sextant_council;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_national;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_report;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_region;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_access;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_queue;
GRANT INSERT(council_id) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(actor) ON TABLE access.event TO sextant_council;
GRANT INSERT(actor) ON TABLE access.event TO sextant_national;
GRANT INSERT(actor) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(actor) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(actor) ON TABLE access.event TO sextant_report;
GRANT INSERT(actor) ON TABLE access.event TO sextant_region;
GRANT INSERT(actor) ON TABLE access.event TO sextant_access;
GRANT INSERT(actor) ON TABLE access.event TO sextant_queue;
GRANT INSERT(actor) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(action) ON TABLE access.event TO sextant_council;
GRANT INSERT(action) ON TABLE access.event TO sextant_national;
GRANT INSERT(action) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(action) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(action) ON TABLE access.event TO sextant_report;
GRANT INSERT(action) ON TABLE access.event TO sextant_region;
GRANT INSERT(action) ON TABLE access.event TO sextant_access;
GRANT INSERT(action) ON TABLE access.event TO sextant_queue;
GRANT INSERT(action) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(subject) ON TABLE access.event TO sextant_council;
GRANT INSERT(subject) ON TABLE access.event TO sextant_national;
GRANT INSERT(subject) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(subject) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(subject) ON TABLE access.event TO sextant_report;
GRANT INSERT(subject) ON TABLE access.event TO sextant_region;
GRANT INSERT(subject) ON TABLE access.event TO sextant_access;
GRANT INSERT(subject) ON TABLE access.event TO sextant_queue;
GRANT INSERT(subject) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(detail) ON TABLE access.event TO sextant_council;
GRANT INSERT(detail) ON TABLE access.event TO sextant_national;
GRANT INSERT(detail) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(detail) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(detail) ON TABLE access.event TO sextant_report;
GRANT INSERT(detail) ON TABLE access.event TO sextant_region;
GRANT INSERT(detail) ON TABLE access.event TO sextant_access;
GRANT INSERT(detail) ON TABLE access.event TO sextant_queue;
GRANT INSERT(detail) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(kind) ON TABLE access.event TO sextant_council;
GRANT INSERT(kind) ON TABLE access.event TO sextant_national;
GRANT INSERT(kind) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(kind) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(kind) ON TABLE access.event TO sextant_report;
GRANT INSERT(kind) ON TABLE access.event TO sextant_region;
GRANT INSERT(kind) ON TABLE access.event TO sextant_access;
GRANT INSERT(kind) ON TABLE access.event TO sextant_queue;
GRANT INSERT(kind) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(person_id) ON TABLE access.event TO sextant_council;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_national;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_report;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_region;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_access;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_queue;
GRANT INSERT(person_id) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(role) ON TABLE access.event TO sextant_council;
GRANT INSERT(role) ON TABLE access.event TO sextant_national;
GRANT INSERT(role) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(role) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(role) ON TABLE access.event TO sextant_report;
GRANT INSERT(role) ON TABLE access.event TO sextant_region;
GRANT INSERT(role) ON TABLE access.event TO sextant_access;
GRANT INSERT(role) ON TABLE access.event TO sextant_queue;
GRANT INSERT(role) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(origin) ON TABLE access.event TO sextant_council;
GRANT INSERT(origin) ON TABLE access.event TO sextant_national;
GRANT INSERT(origin) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(origin) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(origin) ON TABLE access.event TO sextant_report;
GRANT INSERT(origin) ON TABLE access.event TO sextant_region;
GRANT INSERT(origin) ON TABLE access.event TO sextant_access;
GRANT INSERT(origin) ON TABLE access.event TO sextant_queue;
GRANT INSERT(origin) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(reason) ON TABLE access.event TO sextant_council;
GRANT INSERT(reason) ON TABLE access.event TO sextant_national;
GRANT INSERT(reason) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(reason) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(reason) ON TABLE access.event TO sextant_report;
GRANT INSERT(reason) ON TABLE access.event TO sextant_region;
GRANT INSERT(reason) ON TABLE access.event TO sextant_access;
GRANT INSERT(reason) ON TABLE access.event TO sextant_queue;
GRANT INSERT(reason) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(old_values) ON TABLE access.event TO sextant_council;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_national;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_report;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_region;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_access;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_queue;
GRANT INSERT(old_values) ON TABLE access.event TO sextant_council_reader;

GRANT INSERT(new_values) ON TABLE access.event TO sextant_council;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_national;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_cncp;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_cnp;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_report;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_region;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_access;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_queue;
GRANT INSERT(new_values) ON TABLE access.event TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE access.exceptional_reading TO sextant_access;
GRANT SELECT ON TABLE access.exceptional_reading TO sextant_council;
GRANT SELECT ON TABLE access.exceptional_reading TO sextant_council_reader;

GRANT UPDATE(ended_at) ON TABLE access.exceptional_reading TO sextant_access;

GRANT UPDATE(ended_by) ON TABLE access.exceptional_reading TO sextant_access;

GRANT SELECT,INSERT ON TABLE access.legal_hold TO sextant_council;
GRANT SELECT ON TABLE access.legal_hold TO sextant_council_reader;

GRANT UPDATE(lifted_by) ON TABLE access.legal_hold TO sextant_council;

GRANT UPDATE(lifted_at) ON TABLE access.legal_hold TO sextant_council;

GRANT UPDATE(lift_reason) ON TABLE access.legal_hold TO sextant_council;

GRANT SELECT ON TABLE access.held_physician TO sextant_council;
GRANT SELECT ON TABLE access.held_physician TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.identity TO sextant_access;

GRANT SELECT,INSERT,DELETE ON TABLE access.identity_provider TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.invitation TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.logout_demand TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.membership TO sextant_access;
GRANT SELECT ON TABLE access.membership TO sextant_council;
GRANT SELECT ON TABLE access.membership TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.national_identifier TO sextant_access;

GRANT SELECT,INSERT ON TABLE access.notice TO sextant_access;
GRANT SELECT ON TABLE access.notice TO sextant_council;
GRANT SELECT ON TABLE access.notice TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE access.notice_acknowledgement TO sextant_access;
GRANT SELECT ON TABLE access.notice_acknowledgement TO sextant_council;
GRANT SELECT ON TABLE access.notice_acknowledgement TO sextant_council_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE access.person TO sextant_access;

GRANT SELECT ON TABLE access.profession_order TO sextant_council;
GRANT SELECT ON TABLE access.profession_order TO sextant_national;
GRANT SELECT ON TABLE access.profession_order TO sextant_access;
GRANT SELECT ON TABLE access.profession_order TO sextant_cncp;
GRANT SELECT ON TABLE access.profession_order TO sextant_cnp;
GRANT SELECT ON TABLE access.profession_order TO sextant_report;
GRANT SELECT ON TABLE access.profession_order TO sextant_region;
GRANT SELECT ON TABLE access.profession_order TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.provider_request TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.provider_session TO sextant_access;

GRANT SELECT ON TABLE access.published_council TO sextant_council;
GRANT SELECT ON TABLE access.published_council TO sextant_national;
GRANT SELECT ON TABLE access.published_council TO sextant_access;
GRANT SELECT ON TABLE access.published_council TO sextant_cncp;
GRANT SELECT ON TABLE access.published_council TO sextant_cnp;
GRANT SELECT ON TABLE access.published_council TO sextant_report;
GRANT SELECT ON TABLE access.published_council TO sextant_region;
GRANT SELECT ON TABLE access.published_council TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE access.purge TO sextant_council;
GRANT SELECT ON TABLE access.purge TO sextant_purge;
GRANT SELECT ON TABLE access.purge TO sextant_council_reader;

GRANT UPDATE(first_person) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(first_reviewer) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(first_review_at) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(second_person) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(second_reviewer) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(second_review_at) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(refused_by) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(refused_at) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(refusal_reason) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(executed_by) ON TABLE access.purge TO sextant_council;

GRANT UPDATE(executed_at) ON TABLE access.purge TO sextant_council;

GRANT SELECT,INSERT ON TABLE access.purge_certificate TO sextant_council;
GRANT SELECT ON TABLE access.purge_certificate TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE access.purge_item TO sextant_council;
GRANT SELECT ON TABLE access.purge_item TO sextant_purge;
GRANT SELECT ON TABLE access.purge_item TO sextant_council_reader;

GRANT UPDATE(held) ON TABLE access.purge_item TO sextant_council;

GRANT SELECT ON TABLE access.purge_ready TO sextant_purge;
GRANT SELECT ON TABLE access.purge_ready TO sextant_council;
GRANT SELECT ON TABLE access.purge_ready TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.recovery_code TO sextant_access;

GRANT SELECT ON TABLE access.region TO sextant_council;
GRANT SELECT ON TABLE access.region TO sextant_national;
GRANT SELECT ON TABLE access.region TO sextant_access;
GRANT SELECT ON TABLE access.region TO sextant_cncp;
GRANT SELECT ON TABLE access.region TO sextant_cnp;
GRANT SELECT ON TABLE access.region TO sextant_report;
GRANT SELECT ON TABLE access.region TO sextant_region;
GRANT SELECT ON TABLE access.region TO sextant_council_reader;

GRANT SELECT ON TABLE access.retention_version TO sextant_council;
GRANT SELECT ON TABLE access.retention_version TO sextant_national;
GRANT SELECT ON TABLE access.retention_version TO sextant_access;
GRANT SELECT ON TABLE access.retention_version TO sextant_cncp;
GRANT SELECT ON TABLE access.retention_version TO sextant_cnp;
GRANT SELECT ON TABLE access.retention_version TO sextant_report;
GRANT SELECT ON TABLE access.retention_version TO sextant_region;
GRANT SELECT ON TABLE access.retention_version TO sextant_council_reader;

GRANT SELECT ON TABLE access.seal TO sextant_council;
GRANT SELECT ON TABLE access.seal TO sextant_national;
GRANT SELECT ON TABLE access.seal TO sextant_cncp;
GRANT SELECT ON TABLE access.seal TO sextant_cnp;
GRANT SELECT ON TABLE access.seal TO sextant_region;
GRANT SELECT,INSERT ON TABLE access.seal TO sextant_audit;
GRANT SELECT ON TABLE access.seal TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.search TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.second_factor TO sextant_access;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access.session TO sextant_access;

GRANT SELECT,INSERT,DELETE ON TABLE alerts.calendar_count TO sextant_council;
GRANT SELECT ON TABLE alerts.calendar_count TO sextant_council_reader;

GRANT SELECT(week_on) ON TABLE alerts.calendar_count TO sextant_impact;

GRANT SELECT(alerts) ON TABLE alerts.calendar_count TO sextant_impact;

GRANT SELECT(openings) ON TABLE alerts.calendar_count TO sextant_impact;

GRANT SELECT(deadlines) ON TABLE alerts.calendar_count TO sextant_impact;

GRANT SELECT(counted_on) ON TABLE alerts.calendar_count TO sextant_impact;

GRANT SELECT,INSERT,DELETE ON TABLE alerts.calendar_sum TO sextant_impact;
GRANT SELECT ON TABLE alerts.calendar_sum TO sextant_national;

GRANT SELECT,INSERT ON TABLE alerts.campaign TO sextant_council;
GRANT SELECT ON TABLE alerts.campaign TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(approved_by) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(approved_name) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(second_by) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(second_name) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(canary_until) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(stop_reason) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(stopped_by) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(checked) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(compliant) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(approved_on) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(stopped_from) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(resumed) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(bounced) ON TABLE alerts.campaign TO sextant_council;

GRANT UPDATE(words) ON TABLE alerts.campaign TO sextant_council;

GRANT SELECT,INSERT ON TABLE alerts.contact_round TO sextant_council;
GRANT SELECT ON TABLE alerts.contact_round TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE alerts.digest TO sextant_council;
GRANT SELECT ON TABLE alerts.digest TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE alerts.digest TO sextant_council;

GRANT UPDATE(lines) ON TABLE alerts.digest TO sextant_council;

GRANT SELECT,INSERT ON TABLE alerts.digest_setting TO sextant_council;
GRANT SELECT ON TABLE alerts.digest_setting TO sextant_council_reader;

GRANT UPDATE(is_wanted) ON TABLE alerts.digest_setting TO sextant_council;

GRANT UPDATE(set_at) ON TABLE alerts.digest_setting TO sextant_council;

GRANT SELECT,INSERT ON TABLE alerts.employer_alert TO sextant_council;
GRANT SELECT,DELETE ON TABLE alerts.employer_alert TO sextant_purge;
GRANT SELECT ON TABLE alerts.employer_alert TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(counted) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(expected) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(required) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(checked_at) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(approved_by) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(approved_name) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(approved_on) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(ended_by) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(ended_name) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(ended_on) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(end_reason) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(record_id) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(told_notice_id) ON TABLE alerts.employer_alert TO sextant_council;

GRANT UPDATE(notice_id) ON TABLE alerts.employer_alert TO sextant_council;

GRANT SELECT,INSERT ON TABLE alerts.employer_choice TO sextant_council;
GRANT SELECT ON TABLE alerts.employer_choice TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE alerts.entry TO sextant_council;
GRANT SELECT,DELETE ON TABLE alerts.entry TO sextant_purge;
GRANT SELECT ON TABLE alerts.entry TO sextant_council_reader;

GRANT UPDATE(campaign_id) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(channel) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(state) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(exclusion) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(reason) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(person_id) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(author) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(counted) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(expected) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(required) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(checked_at) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(is_added) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(is_canary) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(is_checked) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(notice_id) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(record_id) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(round) ON TABLE alerts.entry TO sextant_council;

GRANT UPDATE(is_past) ON TABLE alerts.entry TO sextant_council;

GRANT SELECT,INSERT ON TABLE alerts.event TO sextant_council;
GRANT SELECT,DELETE ON TABLE alerts.event TO sextant_purge;
GRANT SELECT ON TABLE alerts.event TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE alerts.mark TO sextant_council;
GRANT SELECT,DELETE ON TABLE alerts.mark TO sextant_purge;
GRANT SELECT ON TABLE alerts.mark TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE frameworks.alert_override TO sextant_council;
GRANT SELECT ON TABLE frameworks.alert_override TO sextant_national;
GRANT SELECT ON TABLE frameworks.alert_override TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(published_by) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(published_person_id) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(published_at) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(published_on) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(ended_by) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(ended_at) ON TABLE frameworks.alert_override TO sextant_council;

GRANT UPDATE(ended_reason) ON TABLE frameworks.alert_override TO sextant_council;

GRANT SELECT ON TABLE frameworks.college TO sextant_council;
GRANT SELECT ON TABLE frameworks.college TO sextant_national;
GRANT SELECT ON TABLE frameworks.college TO sextant_cncp;
GRANT SELECT ON TABLE frameworks.college TO sextant_cnp;
GRANT SELECT ON TABLE frameworks.college TO sextant_report;
GRANT SELECT ON TABLE frameworks.college TO sextant_region;
GRANT SELECT ON TABLE frameworks.college TO sextant_council_reader;

GRANT SELECT ON TABLE frameworks.rule_set TO sextant_council;
GRANT SELECT ON TABLE frameworks.rule_set TO sextant_national;
GRANT SELECT ON TABLE frameworks.rule_set TO sextant_cncp;
GRANT SELECT ON TABLE frameworks.rule_set TO sextant_cnp;
GRANT SELECT ON TABLE frameworks.rule_set TO sextant_report;
GRANT SELECT ON TABLE frameworks.rule_set TO sextant_region;
GRANT SELECT ON TABLE frameworks.rule_set TO sextant_council_reader;

GRANT SELECT ON TABLE frameworks.signing_key TO sextant_council;
GRANT SELECT,INSERT ON TABLE frameworks.signing_key TO sextant_national;
GRANT SELECT ON TABLE frameworks.signing_key TO sextant_cncp;
GRANT SELECT ON TABLE frameworks.signing_key TO sextant_cnp;
GRANT SELECT ON TABLE frameworks.signing_key TO sextant_report;
GRANT SELECT ON TABLE frameworks.signing_key TO sextant_region;
GRANT SELECT ON TABLE frameworks.signing_key TO sextant_council_reader;

GRANT UPDATE(revoked_on) ON TABLE frameworks.signing_key TO sextant_national;

GRANT UPDATE(revoked_by) ON TABLE frameworks.signing_key TO sextant_national;

GRANT UPDATE(revocation_reason) ON TABLE frameworks.signing_key TO sextant_national;

GRANT SELECT ON TABLE frameworks.version TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE frameworks.version TO sextant_national;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE frameworks.version TO sextant_cncp;
GRANT SELECT ON TABLE frameworks.version TO sextant_cnp;
GRANT SELECT ON TABLE frameworks.version TO sextant_report;
GRANT SELECT ON TABLE frameworks.version TO sextant_region;
GRANT SELECT ON TABLE frameworks.version TO sextant_council_reader;

GRANT SELECT ON TABLE frameworks.version_approval TO sextant_council;
GRANT SELECT,INSERT ON TABLE frameworks.version_approval TO sextant_national;
GRANT SELECT,INSERT ON TABLE frameworks.version_approval TO sextant_cncp;
GRANT SELECT ON TABLE frameworks.version_approval TO sextant_cnp;
GRANT SELECT ON TABLE frameworks.version_approval TO sextant_report;
GRANT SELECT ON TABLE frameworks.version_approval TO sextant_region;
GRANT SELECT ON TABLE frameworks.version_approval TO sextant_council_reader;

GRANT SELECT ON TABLE frameworks.version_event TO sextant_council;
GRANT SELECT,INSERT ON TABLE frameworks.version_event TO sextant_national;
GRANT SELECT,INSERT ON TABLE frameworks.version_event TO sextant_cncp;
GRANT SELECT ON TABLE frameworks.version_event TO sextant_cnp;
GRANT SELECT ON TABLE frameworks.version_event TO sextant_report;
GRANT SELECT ON TABLE frameworks.version_event TO sextant_region;
GRANT SELECT ON TABLE frameworks.version_event TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.before_image TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.before_image TO sextant_national;
GRANT SELECT,DELETE ON TABLE intake.before_image TO sextant_purge;
GRANT SELECT ON TABLE intake.before_image TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.lot TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.lot TO sextant_national;
GRANT SELECT ON TABLE intake.lot TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.lot_file TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.lot_file TO sextant_national;
GRANT SELECT ON TABLE intake.lot_file TO sextant_council_reader;

GRANT USAGE ON SEQUENCE intake.lot_number TO sextant_council;
GRANT USAGE ON SEQUENCE intake.lot_number TO sextant_national;

GRANT SELECT ON TABLE intake.published_lot TO sextant_council;
GRANT SELECT ON TABLE intake.published_lot TO sextant_national;
GRANT SELECT ON TABLE intake.published_lot TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.rejected_line TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE intake.rejected_line TO sextant_national;
GRANT SELECT,DELETE ON TABLE intake.rejected_line TO sextant_purge;
GRANT SELECT ON TABLE intake.rejected_line TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.job TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.job TO sextant_national;
GRANT SELECT ON TABLE jobs.job TO sextant_council_reader;

GRANT SELECT(council_id) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(job_id) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(kind) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(state),UPDATE(state) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(run_at),UPDATE(run_at) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(attempts),UPDATE(attempts) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(leased_until) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(last_fault) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT(enqueued_at) ON TABLE jobs.job TO sextant_queue;

GRANT SELECT,INSERT ON TABLE letters.attempt TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.attempt TO sextant_purge;
GRANT SELECT ON TABLE letters.attempt TO sextant_council_reader;

GRANT UPDATE(ended_at) ON TABLE letters.attempt TO sextant_council;

GRANT UPDATE(answer) ON TABLE letters.attempt TO sextant_council;

GRANT UPDATE(code) ON TABLE letters.attempt TO sextant_council;

GRANT UPDATE(detail) ON TABLE letters.attempt TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.bounce TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.bounce TO sextant_purge;
GRANT SELECT ON TABLE letters.bounce TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE letters.consent TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.consent TO sextant_purge;
GRANT SELECT ON TABLE letters.consent TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE letters.contact_check TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.contact_check TO sextant_purge;
GRANT SELECT ON TABLE letters.contact_check TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE letters.council_block TO sextant_council;
GRANT SELECT ON TABLE letters.council_block TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(published_by) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(published_person_id) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(published_at) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(in_force_from) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(ended_by) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(ended_at) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(reason) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revocation_asked_by) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revocation_asker_id) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revocation_asked_at) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revocation_reason) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revoked_by) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revoked_person_id) ON TABLE letters.council_block TO sextant_council;

GRANT UPDATE(revoked_at) ON TABLE letters.council_block TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.delivery TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.delivery TO sextant_purge;
GRANT SELECT ON TABLE letters.delivery TO sextant_council_reader;

GRANT UPDATE(address) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(state) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(sent_on) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(sent_at) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(ended_on) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(reason) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(mended_on) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(mended_by) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(mended_after) ON TABLE letters.delivery TO sextant_council;

GRANT UPDATE(words_wanted) ON TABLE letters.delivery TO sextant_council;

GRANT SELECT,INSERT,DELETE ON TABLE letters.document TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.document TO sextant_purge;
GRANT SELECT ON TABLE letters.document TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE letters.electronic TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.electronic TO sextant_purge;
GRANT SELECT ON TABLE letters.electronic TO sextant_council_reader;

GRANT UPDATE(consent_id) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(email) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(given_name) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(family_name) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(state) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(provider_id) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(reason) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(tries) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(is_apart) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(asked_on) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(asked_by) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(person_id) ON TABLE letters.electronic TO sextant_council;

GRANT UPDATE(started_at) ON TABLE letters.electronic TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.lot TO sextant_council;
GRANT SELECT ON TABLE letters.lot TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(fault) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(deposited_on) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(ended_by) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(ended_at) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(checked_on) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(checked_by) ON TABLE letters.lot TO sextant_council;

GRANT UPDATE(checked_at) ON TABLE letters.lot TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.lot_line TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.lot_line TO sextant_purge;
GRANT SELECT ON TABLE letters.lot_line TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE letters.lot_line TO sextant_council;

GRANT UPDATE(rank) ON TABLE letters.lot_line TO sextant_council;

GRANT UPDATE(reason) ON TABLE letters.lot_line TO sextant_council;

GRANT UPDATE(is_open) ON TABLE letters.lot_line TO sextant_council;

GRANT UPDATE(fault) ON TABLE letters.lot_line TO sextant_council;

GRANT UPDATE(doubt) ON TABLE letters.lot_line TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.notice TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.notice TO sextant_purge;
GRANT SELECT ON TABLE letters.notice TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE letters.post_event TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.post_event TO sextant_purge;
GRANT SELECT ON TABLE letters.post_event TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE letters.proof TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.proof TO sextant_purge;
GRANT SELECT ON TABLE letters.proof TO sextant_council_reader;

GRANT SELECT ON TABLE letters.published_contact_check TO sextant_council;
GRANT SELECT ON TABLE letters.published_contact_check TO sextant_council_reader;

GRANT SELECT ON TABLE letters.published_delivery TO sextant_council;
GRANT SELECT ON TABLE letters.published_delivery TO sextant_council_reader;

GRANT SELECT ON TABLE letters.published_postal_check TO sextant_council;
GRANT SELECT ON TABLE letters.published_postal_check TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE letters.registered TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.registered TO sextant_purge;
GRANT SELECT ON TABLE letters.registered TO sextant_council_reader;

GRANT UPDATE(number) ON TABLE letters.registered TO sextant_council;

GRANT UPDATE(recorded_by) ON TABLE letters.registered TO sextant_council;

GRANT UPDATE(person_id) ON TABLE letters.registered TO sextant_council;

GRANT UPDATE(recorded_at) ON TABLE letters.registered TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.sender TO sextant_council;
GRANT SELECT ON TABLE letters.sender TO sextant_council_reader;

GRANT UPDATE(state) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(published_by) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(published_person_id) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(published_at) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(in_force_from) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(ended_by) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(ended_at) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(reason) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revocation_asked_by) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revocation_asker_id) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revocation_asked_at) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revocation_reason) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revoked_by) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revoked_person_id) ON TABLE letters.sender TO sextant_council;

GRANT UPDATE(revoked_at) ON TABLE letters.sender TO sextant_council;

GRANT SELECT,INSERT ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(base_id) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(base_version) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(content) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revision) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(state) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(written_by) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(written_at) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(proposed_by) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(proposed_person_id) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(proposed_at) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(published_by) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(published_person_id) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(published_at) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(in_force_from) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(version) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(reason) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(reason_by) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(written_person_id) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revocation_asked_by) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revocation_asker_id) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revocation_asked_at) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revocation_reason) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revoked_by) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revoked_person_id) ON TABLE letters.template_draft TO sextant_national;

GRANT UPDATE(revoked_at) ON TABLE letters.template_draft TO sextant_national;

GRANT SELECT ON TABLE letters.template_version TO sextant_council;
GRANT SELECT,INSERT ON TABLE letters.template_version TO sextant_national;
GRANT SELECT ON TABLE letters.template_version TO sextant_council_reader;

GRANT UPDATE(revoked) ON TABLE letters.template_version TO sextant_national;

GRANT SELECT,INSERT ON TABLE letters.thread_entry TO sextant_council;
GRANT SELECT,DELETE ON TABLE letters.thread_entry TO sextant_purge;
GRANT SELECT ON TABLE letters.thread_entry TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.account TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.account TO sextant_purge;
GRANT SELECT ON TABLE registry.account TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.care_status TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.care_status TO sextant_purge;
GRANT SELECT ON TABLE registry.care_status TO sextant_council_reader;

GRANT SELECT ON TABLE registry.care_status_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.care_status_past TO sextant_purge;
GRANT SELECT ON TABLE registry.care_status_past TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.exemption TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.exemption TO sextant_purge;
GRANT SELECT ON TABLE registry.exemption TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.framework_choice TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.framework_choice TO sextant_purge;
GRANT SELECT ON TABLE registry.framework_choice TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE registry.physician TO sextant_council;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.physician TO sextant_national;
GRANT SELECT ON TABLE registry.physician TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.practice TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.practice TO sextant_purge;
GRANT SELECT ON TABLE registry.practice TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.qualification TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.qualification TO sextant_purge;
GRANT SELECT ON TABLE registry.qualification TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.registration TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.registration TO sextant_purge;
GRANT SELECT ON TABLE registry.registration TO sextant_council_reader;

GRANT SELECT ON TABLE registry.case_file TO sextant_council;
GRANT SELECT ON TABLE registry.case_file TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.declaration TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.declaration TO sextant_purge;
GRANT SELECT ON TABLE registry.declaration TO sextant_council_reader;

GRANT SELECT ON TABLE registry.declaration_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.declaration_past TO sextant_purge;
GRANT SELECT ON TABLE registry.declaration_past TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE registry.directory_change TO sextant_council;
GRANT SELECT,INSERT,DELETE ON TABLE registry.directory_change TO sextant_national;
GRANT SELECT ON TABLE registry.directory_change TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.discrepancy_hidden TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.discrepancy_hidden TO sextant_purge;
GRANT SELECT ON TABLE registry.discrepancy_hidden TO sextant_council_reader;

GRANT SELECT ON TABLE registry.exemption_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.exemption_past TO sextant_purge;
GRANT SELECT ON TABLE registry.exemption_past TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.fact_change TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.fact_change TO sextant_purge;
GRANT SELECT ON TABLE registry.fact_change TO sextant_council_reader;

GRANT SELECT ON TABLE registry.framework_choice_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.framework_choice_past TO sextant_purge;
GRANT SELECT ON TABLE registry.framework_choice_past TO sextant_council_reader;

GRANT SELECT ON TABLE registry.knowledge TO sextant_council;
GRANT SELECT ON TABLE registry.knowledge TO sextant_national;
GRANT SELECT ON TABLE registry.knowledge TO sextant_council_reader;

GRANT SELECT ON TABLE registry.knowledge_now TO sextant_council;
GRANT SELECT ON TABLE registry.knowledge_now TO sextant_national;
GRANT SELECT ON TABLE registry.knowledge_now TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_care_status TO sextant_council;
GRANT SELECT ON TABLE registry.known_care_status TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_exemption TO sextant_council;
GRANT SELECT ON TABLE registry.known_exemption TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_framework_choice TO sextant_council;
GRANT SELECT ON TABLE registry.known_framework_choice TO sextant_council_reader;

GRANT SELECT ON TABLE registry.practice_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.practice_past TO sextant_purge;
GRANT SELECT ON TABLE registry.practice_past TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_practice TO sextant_council;
GRANT SELECT ON TABLE registry.known_practice TO sextant_council_reader;

GRANT SELECT ON TABLE registry.qualification_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.qualification_past TO sextant_purge;
GRANT SELECT ON TABLE registry.qualification_past TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_qualification TO sextant_council;
GRANT SELECT ON TABLE registry.known_qualification TO sextant_council_reader;

GRANT SELECT ON TABLE registry.registration_past TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.registration_past TO sextant_purge;
GRANT SELECT ON TABLE registry.registration_past TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_registration TO sextant_council;
GRANT SELECT ON TABLE registry.known_registration TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_case_file TO sextant_council;
GRANT SELECT ON TABLE registry.known_case_file TO sextant_council_reader;

GRANT SELECT ON TABLE registry.known_declaration TO sextant_council;
GRANT SELECT ON TABLE registry.known_declaration TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.missing_address TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.missing_address TO sextant_purge;
GRANT SELECT ON TABLE registry.missing_address TO sextant_council_reader;

GRANT SELECT ON TABLE registry.newer_roll TO sextant_council;
GRANT SELECT ON TABLE registry.newer_roll TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE registry.platform_alert TO sextant_council;
GRANT SELECT,DELETE ON TABLE registry.platform_alert TO sextant_purge;
GRANT SELECT ON TABLE registry.platform_alert TO sextant_council_reader;

GRANT SELECT ON TABLE registry.profession TO sextant_council;
GRANT SELECT ON TABLE registry.profession TO sextant_national;
GRANT SELECT ON TABLE registry.profession TO sextant_cncp;
GRANT SELECT ON TABLE registry.profession TO sextant_cnp;
GRANT SELECT ON TABLE registry.profession TO sextant_report;
GRANT SELECT ON TABLE registry.profession TO sextant_region;
GRANT SELECT ON TABLE registry.profession TO sextant_council_reader;

GRANT SELECT ON TABLE registry.published_contact TO sextant_council;
GRANT SELECT ON TABLE registry.published_contact TO sextant_council_reader;

GRANT SELECT ON TABLE registry.published_platform_alert TO sextant_council;
GRANT SELECT ON TABLE registry.published_platform_alert TO sextant_council_reader;

GRANT SELECT ON TABLE registry.specialty TO sextant_council;
GRANT SELECT ON TABLE registry.specialty TO sextant_national;
GRANT SELECT ON TABLE registry.specialty TO sextant_cncp;
GRANT SELECT ON TABLE registry.specialty TO sextant_cnp;
GRANT SELECT ON TABLE registry.specialty TO sextant_report;
GRANT SELECT ON TABLE registry.specialty TO sextant_region;
GRANT SELECT ON TABLE registry.specialty TO sextant_council_reader;

GRANT SELECT ON TABLE registry.specialty_override TO sextant_council;
GRANT SELECT,INSERT ON TABLE registry.specialty_override TO sextant_national;
GRANT SELECT ON TABLE registry.specialty_override TO sextant_cncp;
GRANT SELECT ON TABLE registry.specialty_override TO sextant_cnp;
GRANT SELECT ON TABLE registry.specialty_override TO sextant_report;
GRANT SELECT ON TABLE registry.specialty_override TO sextant_region;
GRANT SELECT ON TABLE registry.specialty_override TO sextant_council_reader;

GRANT SELECT ON TABLE registry.specialty_link TO sextant_council;
GRANT SELECT ON TABLE registry.specialty_link TO sextant_national;
GRANT SELECT ON TABLE registry.specialty_link TO sextant_cncp;
GRANT SELECT ON TABLE registry.specialty_link TO sextant_cnp;
GRANT SELECT ON TABLE registry.specialty_link TO sextant_report;
GRANT SELECT ON TABLE registry.specialty_link TO sextant_region;
GRANT SELECT ON TABLE registry.specialty_link TO sextant_council_reader;

GRANT SELECT ON TABLE registry.standing_declaration TO sextant_council;
GRANT SELECT ON TABLE registry.standing_declaration TO sextant_council_reader;

GRANT SELECT ON TABLE registry.stay TO sextant_council;
GRANT SELECT ON TABLE registry.stay TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE standings.cycle TO sextant_council;
GRANT SELECT,DELETE ON TABLE standings.cycle TO sextant_purge;
GRANT SELECT ON TABLE standings.cycle TO sextant_council_reader;

GRANT SELECT,INSERT,DELETE ON TABLE standings.figure_count TO sextant_council;
GRANT SELECT ON TABLE standings.figure_count TO sextant_national;
GRANT SELECT ON TABLE standings.figure_count TO sextant_council_reader;

GRANT SELECT ON TABLE standings.impact TO sextant_national;
GRANT SELECT ON TABLE standings.impact TO sextant_cncp;
GRANT SELECT ON TABLE standings.impact TO sextant_impact;

GRANT SELECT(impact_id) ON TABLE standings.impact TO sextant_council;
GRANT SELECT(impact_id) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(framework_id) ON TABLE standings.impact TO sextant_council;
GRANT INSERT(framework_id) ON TABLE standings.impact TO sextant_national;
GRANT INSERT(framework_id) ON TABLE standings.impact TO sextant_cncp;
GRANT SELECT(framework_id) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(version) ON TABLE standings.impact TO sextant_council;
GRANT INSERT(version) ON TABLE standings.impact TO sextant_national;
GRANT INSERT(version) ON TABLE standings.impact TO sextant_cncp;
GRANT SELECT(version) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(version_fingerprint) ON TABLE standings.impact TO sextant_council;
GRANT INSERT(version_fingerprint) ON TABLE standings.impact TO sextant_national;
GRANT INSERT(version_fingerprint) ON TABLE standings.impact TO sextant_cncp;
GRANT SELECT(version_fingerprint) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(law_fingerprint) ON TABLE standings.impact TO sextant_council;
GRANT INSERT(law_fingerprint) ON TABLE standings.impact TO sextant_national;
GRANT INSERT(law_fingerprint) ON TABLE standings.impact TO sextant_cncp;
GRANT SELECT(law_fingerprint) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(as_of) ON TABLE standings.impact TO sextant_council;
GRANT INSERT(as_of) ON TABLE standings.impact TO sextant_national;
GRANT INSERT(as_of) ON TABLE standings.impact TO sextant_cncp;
GRANT SELECT(as_of) ON TABLE standings.impact TO sextant_council_reader;

GRANT INSERT(requested_by) ON TABLE standings.impact TO sextant_national;
GRANT INSERT(requested_by) ON TABLE standings.impact TO sextant_cncp;

GRANT SELECT(requested_at) ON TABLE standings.impact TO sextant_council;
GRANT SELECT(requested_at) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(state) ON TABLE standings.impact TO sextant_council;
GRANT UPDATE(state) ON TABLE standings.impact TO sextant_national;
GRANT UPDATE(state) ON TABLE standings.impact TO sextant_cncp;
GRANT UPDATE(state) ON TABLE standings.impact TO sextant_impact;
GRANT SELECT(state) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(started_at) ON TABLE standings.impact TO sextant_council;
GRANT UPDATE(started_at) ON TABLE standings.impact TO sextant_national;
GRANT SELECT(started_at) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT(finished_at) ON TABLE standings.impact TO sextant_council;
GRANT UPDATE(finished_at) ON TABLE standings.impact TO sextant_national;
GRANT UPDATE(finished_at) ON TABLE standings.impact TO sextant_cncp;
GRANT UPDATE(finished_at) ON TABLE standings.impact TO sextant_impact;
GRANT SELECT(finished_at) ON TABLE standings.impact TO sextant_council_reader;

GRANT UPDATE(ended_by) ON TABLE standings.impact TO sextant_national;
GRANT UPDATE(ended_by) ON TABLE standings.impact TO sextant_cncp;

GRANT SELECT(report_hash) ON TABLE standings.impact TO sextant_council;
GRANT UPDATE(report_hash) ON TABLE standings.impact TO sextant_impact;
GRANT SELECT(report_hash) ON TABLE standings.impact TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE standings.impact_council TO sextant_national;
GRANT SELECT,UPDATE ON TABLE standings.impact_council TO sextant_council;
GRANT SELECT ON TABLE standings.impact_council TO sextant_cncp;
GRANT SELECT ON TABLE standings.impact_council TO sextant_impact;
GRANT SELECT ON TABLE standings.impact_council TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE standings.impact_line TO sextant_council;
GRANT SELECT ON TABLE standings.impact_line TO sextant_impact;
GRANT SELECT ON TABLE standings.impact_line TO sextant_council_reader;

GRANT SELECT ON TABLE standings.impact_published TO sextant_national;
GRANT SELECT ON TABLE standings.impact_published TO sextant_cncp;
GRANT INSERT ON TABLE standings.impact_published TO sextant_impact;

GRANT SELECT,INSERT ON TABLE standings.impact_sample TO sextant_council;
GRANT SELECT,DELETE ON TABLE standings.impact_sample TO sextant_purge;
GRANT SELECT ON TABLE standings.impact_sample TO sextant_council_reader;

GRANT INSERT ON TABLE standings.impact_seal TO sextant_impact;

GRANT SELECT,INSERT ON TABLE standings.law_used TO sextant_council;
GRANT SELECT ON TABLE standings.law_used TO sextant_council_reader;

GRANT SELECT,INSERT ON TABLE standings.night TO sextant_national;

GRANT SELECT ON TABLE standings.published_figure TO sextant_cncp;
GRANT SELECT ON TABLE standings.published_figure TO sextant_report;
GRANT SELECT,INSERT,DELETE ON TABLE standings.published_figure TO sextant_national;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE standings.standing TO sextant_council;
GRANT SELECT,DELETE ON TABLE standings.standing TO sextant_purge;
GRANT SELECT ON TABLE standings.standing TO sextant_council_reader;

GRANT SELECT ON TABLE standings.published_standing TO sextant_council;
GRANT SELECT ON TABLE standings.published_standing TO sextant_council_reader;

GRANT UPDATE(council_id) ON TABLE standings.published_standing TO sextant_council;

GRANT SELECT,INSERT ON TABLE standings.record TO sextant_council;
GRANT SELECT,DELETE ON TABLE standings.record TO sextant_purge;
GRANT SELECT ON TABLE standings.record TO sextant_council_reader;

GRANT SELECT ON TABLE standings.regional_figure TO sextant_region;
GRANT SELECT,INSERT,DELETE ON TABLE standings.regional_figure TO sextant_national;

GRANT SELECT,INSERT ON TABLE standings.run TO sextant_council;
GRANT SELECT ON TABLE standings.run TO sextant_council_reader;

