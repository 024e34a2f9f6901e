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
grant update (address, state, sent_on, sent_at, ended_on, reason, mended_on, mended_by, mended_after, words_wanted)
    on letters.delivery to sextant_council;
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

-- A delivery goes forward only: what was sent is not unsent, what failed or was withdrawn stays so, but for a letter on
-- paper of which somebody recorded a return that was none.
create or replace function letters.move_delivery() returns trigger language plpgsql as $$
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
    -- The day on which it left, or may have: an attempt without an answer counts, a refusal does not; a letter on paper
    -- may be in the hands of the post from its check on.
    coalesce(d.sent_on, (select max(l.checked_on) from letters.lot_line i join letters.lot l using (council_id, lot_id)
        where i.council_id = d.council_id and i.delivery_id = d.delivery_id and i.is_open and i.state = 'set'), (select max(a.started_at at time zone 'Europe/Paris')::date from letters.attempt a
        where a.council_id = d.council_id and a.delivery_id = d.delivery_id
            and (a.ended_at is null or a.answer in ('accepted', 'unknown'))),
        -- An electronic letter that its carrier was offered, and that did not surely stay here.
        (select (e.started_at at time zone 'Europe/Paris')::date from letters.electronic e
        where e.council_id = d.council_id and e.delivery_id = d.delivery_id
            and e.state in ('asked', 'uncertain', 'handed'))) as left_on,
    n.retracts
from letters.notice n join letters.delivery d on d.council_id = n.council_id and d.notice_id = n.notice_id;
grant select on letters.published_delivery to sextant_council;

-- Published: what is known of each e-mail address, by physician.
create or replace view letters.published_contact_check with (security_invoker = true) as
select distinct on (council_id, physician_id, email) council_id, physician_id, email, state, since, source
from letters.contact_check where email is not null order by council_id, physician_id, email, contact_check_id desc;
grant select on letters.published_contact_check to sextant_council;

-- Published: what is known of each postal address, as it is compared, by physician.
create or replace view letters.published_postal_check with (security_invoker = true) as
select distinct on (council_id, physician_id, address) council_id, physician_id, address, state, since, source
from letters.contact_check where address is not null
order by council_id, physician_id, address, contact_check_id desc;
grant select on letters.published_postal_check to sextant_council;

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
grant update (content, revision, state, base_id, base_version, written_by, written_person_id, written_at, proposed_by,
    proposed_person_id, proposed_at, published_by, published_person_id, published_at, in_force_from, version, reason,
    reason_by, revocation_asked_by, revocation_asker_id, revocation_asked_at, revocation_reason, revoked_by,
    revoked_person_id, revoked_at)
    on letters.template_draft to sextant_national;
grant select, insert on letters.template_version to sextant_national;
grant update (revoked) on letters.template_version to sextant_national;
grant select, insert on letters.council_block to sextant_council;
-- Nothing of a version is changed but how far it has come.
revoke update on letters.sender from sextant_council;
grant update (state, published_by, published_person_id, published_at, in_force_from, ended_by, ended_at, reason,
    revocation_asked_by, revocation_asker_id, revocation_asked_at, revocation_reason, revoked_by, revoked_person_id,
    revoked_at)
    on letters.council_block, letters.sender to sextant_council;

-- What changes of a version when somebody asks that it be revoked, and when somebody else agrees.
create or replace function letters.columns_of_a_revocation() returns text[] language sql immutable
return array['state', 'revocation_asked_by', 'revocation_asker_id', 'revocation_asked_at', 'revocation_reason',
    'revoked_by', 'revoked_person_id', 'revoked_at'];

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

-- Words that stand are never changed; those of which two people said that they shall never hold are marked so.
create or replace function letters.keep_template_version() returns trigger language plpgsql as $$
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
create or replace trigger is_never_changed before update or delete on letters.template_version
    for each row execute function letters.keep_template_version();

-- A block, or a sender, is proposed by a person, then published or ended, once; what was published may be revoked.
create or replace function letters.move_council_block() returns trigger language plpgsql as $$
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
create or replace trigger goes_forward before insert or update on letters.council_block
    for each row execute function letters.move_council_block();
create or replace trigger goes_forward before insert or update on letters.sender
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
grant update (state, fault, checked_on, checked_by, checked_at, deposited_on, ended_by, ended_at) on letters.lot
    to sextant_council;
grant update (state, rank, reason, fault, doubt, is_open) on letters.lot_line to sextant_council;
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

-- A lot goes forward only: what was deposited or cancelled stays so, and a lot is deposited once it could be printed, on
-- the day on which it was checked. Its letters are in an open lot no more then.
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
create or replace trigger goes_forward before update on letters.lot
    for each row execute function letters.move_lot();

-- A line is changed while its lot is open only.
create or replace function letters.move_lot_line() returns trigger language plpgsql as $$
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

-- Registered letters ------------------------------------------------------------------------------------------------
do $$
declare
    name text;
begin
    foreach name in array array['registered', 'post_event', 'consent', 'electronic', 'proof']
    loop
        execute format('alter table letters.%I enable row level security', name);
        execute format('alter table letters.%I force row level security', name);
        execute format('drop policy if exists tenant on letters.%I', name);
        execute format(
            'create policy tenant on letters.%I to sextant_council, sextant_national using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int))', name);
        execute format('grant select, insert on letters.%I to sextant_council', name);
    end loop;
    foreach name in array array['registered', 'post_event', 'electronic', 'proof']
    loop
        execute format('drop policy if exists purged on letters.%I', name);
        execute format(
            'create policy purged on letters.%I to sextant_purge using '
            || '(council_id = (select nullif(current_setting(''sextant.council'', true), '''')::int) and delivery_id '
            || 'in (select d.delivery_id from letters.delivery d join letters.notice n using (council_id, notice_id) '
            || 'where n.physician_id in (select item_id from access.purge_ready where kind = ''physician'')))', name);
        execute format('grant select, delete on letters.%I to sextant_purge', name);
    end loop;
    drop policy if exists purged on letters.consent;
    create policy purged on letters.consent to sextant_purge using (
        council_id = (select nullif(current_setting('sextant.council', true), '')::int)
        and physician_id in (select item_id from access.purge_ready where kind = 'physician'));
    grant select, delete on letters.consent to sextant_purge;
end
$$;
grant update (number, recorded_by, person_id, recorded_at), delete on letters.registered to sextant_council;
grant update (consent_id, email, given_name, family_name, state, provider_id, reason, tries, is_apart, asked_on, asked_by,
    person_id, started_at) on letters.electronic to sextant_council;
create or replace trigger is_never_changed before update on letters.post_event
    for each row execute function letters.refuse_change();
create or replace trigger is_never_changed before update on letters.consent
    for each row execute function letters.refuse_change();
create or replace trigger is_never_changed before update on letters.proof
    for each row execute function letters.refuse_change();
grant delete on letters.proof to sextant_council;

-- What proves something stays; the letter of an attempt that nobody has heard of gives way to that of the next.
create or replace function letters.keep_proof() returns trigger language plpgsql as $$
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
create or replace trigger stays before delete on letters.proof
    for each row execute function letters.keep_proof();

-- A number belongs to a letter on paper, and stands once the post has said something under it.
create or replace function letters.check_registered() returns trigger language plpgsql as $$
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
-- What is added is looked at once it stands: row-level security speaks first.
create or replace trigger is_on_paper before update or delete on letters.registered
    for each row execute function letters.check_registered();
create or replace trigger is_on_paper_when_added after insert on letters.registered
    for each row execute function letters.check_registered();

-- Deposited, then presented, then one outcome; of each kind one line holds. A later line corrects the presentation by
-- another day of it, an outcome by another outcome or day, and either by taking it back.
create or replace function letters.check_post_event() returns trigger language plpgsql as $$
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
create or replace trigger follows after insert on letters.post_event
    for each row execute function letters.check_post_event();

-- An agreement never takes the place of a later word, and whoever writes one down has read the last one.
create or replace function letters.check_consent() returns trigger language plpgsql as $$
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
create or replace trigger is_the_last_word after insert on letters.consent
    for each row execute function letters.check_consent();

-- No letter leaves electronically without a consent that holds on that day, at that address (CRPA, L. 112-15); what was
-- handed over stays so.
create or replace function letters.check_electronic() returns trigger language plpgsql as $$
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
create or replace trigger delivery_electronic_needs_consent before update on letters.electronic
    for each row execute function letters.check_electronic();
create or replace trigger delivery_electronic_needs_consent_when_added after insert on letters.electronic
    for each row execute function letters.check_electronic();
-- End of registered letters ----------------------------------------------------------------------------------------
