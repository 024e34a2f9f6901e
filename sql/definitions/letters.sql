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
grant update (address, state, sent_on, sent_at, ended_on, reason) on letters.delivery to sextant_council;
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
    if (new.council_id, new.delivery_id, new.notice_id, new.channel, new.message_id, new.bounce_token)
            is distinct from (old.council_id, old.delivery_id, old.notice_id, old.channel, old.message_id,
                old.bounce_token)
        -- The address of a letter that is not on paper yet may be mended.
        or new.address is distinct from old.address and old.state <> 'held'
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

-- Templates: the national words are drafted under the national council alone, and published by another person; the
-- blocks of a council likewise within it. A council has no right to write a national word at all.
grant usage on schema letters to sextant_national;
do $$
declare
    name text;
begin
    foreach name in array array['template_draft', 'council_block']
    loop
        execute format('alter table letters.%I enable row level security', name);
        execute format('alter table letters.%I force row level security', name);
        execute format('drop policy if exists tenant on letters.%I', name);
        execute format(
            'create policy tenant on letters.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
    end loop;
end
$$;
grant select, insert on letters.template_draft to sextant_national;
grant update (content, revision, state, written_by, written_at, proposed_by, proposed_person_id, proposed_at,
    published_by, published_person_id, published_at, in_force_from, version, reason, reason_by)
    on letters.template_draft to sextant_national;
grant select, insert on letters.template_version to sextant_national;
grant select, insert on letters.council_block to sextant_council;
grant update (state, published_by, published_person_id, published_at, in_force_from, ended_by, ended_at, reason)
    on letters.council_block to sextant_council;

-- What was proposed is read as it was written, and what was published or given up stays so.
create or replace function letters.move_template_draft() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state = 'draft' then
            return new;
        end if;
        raise exception using errcode = '23514', constraint = 'template_draft_begins_as_a_draft',
            message = format('a draft begins as %s', new.state);
    end if;
    if old.state in ('published', 'discarded')
        or (new.council_id, new.template_draft_id, new.kind, new.base_id, new.base_version)
            is distinct from (old.council_id, old.template_draft_id, old.kind, old.base_id, old.base_version)
        or new.content <> old.content and not (old.state = 'draft' and new.state = 'draft')
        or new.state = 'published' and (old.state <> 'proposed'
            or new.proposed_person_id is distinct from old.proposed_person_id)
        or new.state = 'discarded' and old.state <> 'draft'
    then
        raise exception using errcode = '23514', constraint = 'template_draft_goes_forward',
            message = format('draft %s is %s', old.template_draft_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before insert or update on letters.template_draft
    for each row execute function letters.move_template_draft();

-- National words stand only as the draft that two people published; the others come with the program, at a migration.
create or replace function letters.check_template_version() returns trigger language plpgsql as $$
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
create or replace trigger is_of_two_people before insert on letters.template_version
    for each row execute function letters.check_template_version();

-- A block is proposed, then published or ended, once.
create or replace function letters.move_council_block() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state = 'proposed' then
            return new;
        end if;
        raise exception using errcode = '23514', constraint = 'council_block_begins_as_a_proposal',
            message = format('a block begins as %s', new.state);
    end if;
    if old.state <> 'proposed'
        or (new.council_id, new.block, new.version, new.lines, new.proposed_by, new.proposed_person_id,
            new.proposed_at) is distinct from (old.council_id, old.block, old.version, old.lines, old.proposed_by,
            old.proposed_person_id, old.proposed_at)
    then
        raise exception using errcode = '23514', constraint = 'council_block_goes_forward',
            message = format('%s %s is %s', old.block, old.version, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before insert or update on letters.council_block
    for each row execute function letters.move_council_block();
-- End of templates.

-- Lots of letters on paper ------------------------------------------------------------------------------------------
do $$
declare
    name text;
begin
    foreach name in array array['lot', 'lot_line', 'document']
    loop
        execute format('alter table letters.%I enable row level security', name);
        execute format('alter table letters.%I force row level security', name);
        execute format('drop policy if exists tenant on letters.%I', name);
        execute format(
            'create policy tenant on letters.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on letters.%I to sextant_council', name);
    end loop;
    foreach name in array array['lot_line', 'document']
    loop
        execute format('drop policy if exists purged on letters.%I', name);
    end loop;
end
$$;
grant update (state, fault, deposited_on, ended_by, ended_at) on letters.lot to sextant_council;
grant update (state, rank, reason) on letters.lot_line to sextant_council;
grant delete on letters.document to sextant_council;

-- A purge removes the letters of the physicians on its list, and every print of a whole lot that holds one of them.
create policy purged on letters.lot_line to sextant_purge using (
    council_id = (select nullif(current_setting('sextant.council', true), '')::int)
    and delivery_id in (select d.delivery_id from letters.delivery d join letters.notice n using (council_id, notice_id)
        where n.physician_id in (select item_id from access.purge_ready where kind = 'physician')));
create policy purged on letters.document to sextant_purge using (
    council_id = (select nullif(current_setting('sextant.council', true), '')::int)
    and (delivery_id in (select d.delivery_id from letters.delivery d join letters.notice n using (council_id, notice_id)
            where n.physician_id in (select item_id from access.purge_ready where kind = 'physician'))
        or delivery_id is null and lot_id in (select l.lot_id from letters.lot_line l)));
grant select, delete on letters.lot_line, letters.document to sextant_purge;

-- A lot goes forward only: what was deposited or cancelled stays so, and a lot is deposited once it could be printed.
create or replace function letters.move_lot() returns trigger language plpgsql as $$
begin
    if (new.council_id, new.lot_id, new.made_on, new.made_by, new.person_id, new.made_at)
            is distinct from (old.council_id, old.lot_id, old.made_on, old.made_by, old.person_id, old.made_at)
        or (old.state, new.state) not in (('making', 'making'), ('making', 'ready'), ('making', 'cancelled'),
            ('ready', 'deposited'), ('ready', 'cancelled'), ('ready', 'ready'))
    then
        raise exception using errcode = '23514', constraint = 'lot_goes_forward',
            message = format('lot %s is %s', old.lot_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on letters.lot
    for each row execute function letters.move_lot();

-- A line is changed while its lot is open only.
create or replace function letters.move_lot_line() returns trigger language plpgsql as $$
begin
    if (new.council_id, new.lot_id, new.delivery_id) is distinct from (old.council_id, old.lot_id, old.delivery_id)
        or (old.state, new.state) not in (('waiting', 'set'), ('waiting', 'left_out'), ('set', 'set'),
            ('set', 'removed'), ('set', 'left_out'))
        or exists (select from letters.lot l where l.council_id = old.council_id and l.lot_id = old.lot_id
            and l.state in ('deposited', 'cancelled'))
    then
        raise exception using errcode = '23514', constraint = 'lot_line_goes_forward',
            message = format('a line of lot %s is %s', old.lot_id, old.state);
    end if;
    return new;
end
$$;
create or replace trigger goes_forward before update on letters.lot_line
    for each row execute function letters.move_lot_line();

-- A letter that was deposited stays as it was set; only a purge that two people reviewed removes it.
create or replace function letters.keep_document() returns trigger language plpgsql as $$
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
create or replace trigger stays before update or delete on letters.document
    for each row execute function letters.keep_document();
-- End of lots -------------------------------------------------------------------------------------------------------
