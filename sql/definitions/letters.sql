-- Rights, row-level security and published views of the Letters room. Re-applied whole at each migration.
grant usage on schema letters to sextant_council;
do $$
declare
    name text;
begin
    foreach name in array array['sender', 'notice', 'delivery', 'attempt', 'bounce', 'contact_check', 'thread_entry']
    loop
        execute format('alter table letters.%I enable row level security', name);
        execute format('alter table letters.%I force row level security', name);
        execute format('drop policy if exists tenant on letters.%I', name);
        execute format(
            'create policy tenant on letters.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on letters.%I to sextant_council', name);
    end loop;
end
$$;
grant update on letters.sender to sextant_council;
grant update (state, sent_on, sent_at, ended_on, reason) on letters.delivery to sextant_council;
grant update (ended_at, answer, code, detail) on letters.attempt to sextant_council;
-- The words of letters are the whole country's and name nobody; they come with the program.
grant select on letters.template_version to sextant_council;

-- What was said stays as it was said, whoever tries; a purge that two people reviewed removes it whole.
create or replace function letters.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '23514', constraint = tg_table_name || '_is_never_changed',
        message = format('%s is added to, never changed', tg_table_name);
end
$$;
create or replace trigger is_never_changed before update or delete on letters.template_version
    for each row execute function letters.refuse_change();
create or replace trigger is_never_changed before update on letters.notice
    for each row execute function letters.refuse_change();
create or replace trigger is_never_changed before update on letters.bounce
    for each row execute function letters.refuse_change();
create or replace trigger is_never_changed before update on letters.contact_check
    for each row execute function letters.refuse_change();
create or replace trigger is_never_changed before update on letters.thread_entry
    for each row execute function letters.refuse_change();

-- An attempt ends once, and what it was is not told otherwise later.
create or replace function letters.end_attempt() returns trigger language plpgsql as $$
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
create or replace trigger ends_once before update on letters.attempt
    for each row execute function letters.end_attempt();

-- A delivery goes forward only: what was sent is not unsent, what failed or was withdrawn stays so.
create or replace function letters.move_delivery() returns trigger language plpgsql as $$
begin
    if (new.council_id, new.delivery_id, new.notice_id, new.channel, new.address, new.message_id, new.bounce_token)
            is distinct from (old.council_id, old.delivery_id, old.notice_id, old.channel, old.address,
                old.message_id, old.bounce_token)
        or old.state in ('bounced', 'withdrawn')
        or old.state = 'sent' and (new.state <> 'bounced' or (new.sent_on, new.sent_at)
            is distinct from (old.sent_on, old.sent_at))
    then
        raise exception using errcode = '23514', constraint = 'delivery_goes_forward',
            message = format('delivery %s is %s', old.delivery_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on letters.delivery
    for each row execute function letters.move_delivery();

-- Published: how far each notice has come.
create or replace view letters.published_delivery with (security_invoker = true) as
select n.council_id, n.notice_id, d.delivery_id, n.physician_id, n.kind, n.cause, n.addressee, n.channel, d.address,
    d.state, n.made_on, d.sent_on, d.ended_on, d.reason,
    (select count(*) from letters.attempt a where a.council_id = d.council_id and a.delivery_id = d.delivery_id
        and a.answer is distinct from 'unusable')::integer as attempts,
    exists (select from letters.notice r where r.council_id = n.council_id and r.retracts = n.notice_id)
        as is_retracted,
    -- The day on which it left, or may have: an attempt without an answer counts, a refusal does not.
    coalesce(d.sent_on, (select max(a.started_at at time zone 'Europe/Paris')::date from letters.attempt a
        where a.council_id = d.council_id and a.delivery_id = d.delivery_id
            and (a.ended_at is null or a.answer in ('accepted', 'unknown')))) as left_on,
    n.retracts
from letters.notice n join letters.delivery d on d.council_id = n.council_id and d.notice_id = n.notice_id;
grant select on letters.published_delivery to sextant_council;

-- Published: what is known of each e-mail address, by physician.
create or replace view letters.published_contact_check with (security_invoker = true) as
select distinct on (council_id, physician_id, email) council_id, physician_id, email, state, since, source
from letters.contact_check order by council_id, physician_id, email, contact_check_id desc;
grant select on letters.published_contact_check to sextant_council;

-- A purge that two people reviewed: its role sees, and removes, what was written to and by the physicians on the list.
grant usage on schema letters to sextant_purge;
do $$
declare
    name text;
begin
    foreach name in array array['notice', 'contact_check', 'thread_entry']
    loop
        execute format('drop policy if exists purged on letters.%I', name);
        execute format(
            'create policy purged on letters.%I to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int) and physician_id '
            || 'in (select item_id from access.purge_ready where kind = ''physician''))', name);
        execute format('grant select, delete on letters.%I to sextant_purge', name);
    end loop;
    drop policy if exists purged on letters.delivery;
    create policy purged on letters.delivery to sextant_purge using (
        council_id = (select nullif(current_setting('sextant.council', true), '')::int)
        and notice_id in (select notice_id from letters.notice where physician_id in (
            select item_id from access.purge_ready where kind = 'physician')));
    foreach name in array array['attempt', 'bounce']
    loop
        execute format('drop policy if exists purged on letters.%I', name);
        execute format(
            'create policy purged on letters.%I to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int) and delivery_id '
            || 'in (select d.delivery_id from letters.delivery d join letters.notice n using (council_id, notice_id) '
            || 'where n.physician_id in (select item_id from access.purge_ready where kind = ''physician'')))', name);
        execute format('grant select, delete on letters.%I to sextant_purge', name);
    end loop;
    grant select, delete on letters.delivery to sextant_purge;
end
$$;
