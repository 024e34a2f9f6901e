-- How a council signs and where it is answered is proposed by one person and put into force by another, as its blocks
-- are: versions are kept, each with its postal lines. A version whose day has not come can be revoked, one person asking
-- and another agreeing; on one day the highest version wins; a draft of national words knows who wrote it last.
-- Lock: access exclusive on letters.sender, letters.council_block, letters.template_draft and letters.template_version
-- for an instant (a few rows). Undo: a later migration that drops the columns and gives the keys and indexes their former
-- text, once one version a council and one version a day are left.
alter table letters.sender rename column recorded_by to proposed_by;
alter table letters.sender rename column recorded_at to proposed_at;
alter table letters.sender
    add column version integer not null default 1,
    -- Where the post finds the council, line by line below its name.
    add column postal text[] not null default '{}',
    add column state text not null default 'proposed',
    -- Null for what one person alone set before two were asked for.
    add column proposed_person_id bigint references access.person,
    add column published_by text,
    add column published_person_id bigint references access.person,
    add column published_at timestamptz,
    add column in_force_from date,
    add column ended_by text,
    add column ended_at timestamptz,
    add column reason text;
-- What stands is the first version, in force since it was set. Row-level security binds the owner too, so it is lifted for
-- this statement alone.
alter table letters.sender no force row level security;
update letters.sender set state = 'published', published_by = proposed_by, published_at = proposed_at,
    in_force_from = (proposed_at at time zone 'Europe/Paris')::date;
alter table letters.sender force row level security;
alter table letters.sender
    alter column version drop default,
    drop constraint sender_is_unique,
    drop constraint sender_has_no_line_break,
    add constraint sender_is_unique primary key (council_id, version),
    add constraint sender_version_begins_at_one check (version >= 1),
    add constraint sender_has_no_line_break check (
        concat(display_name, reply_to, phone, array_to_string(postal, '')) !~ '[[:cntrl:]]'),
    add constraint sender_postal_lines_are_short check (
        array_position(postal, null) is null and array_position(postal, '') is null and cardinality(postal) <= 6
        and length(array_to_string(postal, '')) <= 228),
    add constraint sender_state_is_known check (state in ('proposed', 'published', 'sent_back', 'withdrawn', 'revoked')),
    add constraint sender_published_says_by_whom check (
        (state in ('published', 'revoked')) = (published_by is not null)
        and (published_by is null) = (published_at is null) and (published_by is null) = (in_force_from is null)
        and (published_person_id is null or published_by is not null)),
    add constraint sender_published_is_of_two_people check (
        published_by is null or (published_person_id is null) = (proposed_person_id is null)),
    add constraint sender_is_proposed_by_a_person check (
        proposed_person_id is not null or state = 'published' and version = 1),
    add constraint sender_is_published_by_another check (published_person_id <> proposed_person_id),
    add constraint sender_ended_says_by_whom check (
        (state in ('sent_back', 'withdrawn')) = (ended_by is not null)
        and (ended_by is null) = (ended_at is null) and (reason is null or ended_by is not null)),
    add constraint sender_sent_back_says_why check (state <> 'sent_back' or reason is not null),
    add constraint sender_reason_is_short check (length(reason) between 1 and 500);
create unique index sender_is_proposed_once on letters.sender (council_id) where state = 'proposed';
create index sender_by_proposer on letters.sender (proposed_person_id);
create index sender_by_publisher on letters.sender (published_person_id);

-- Blocks: revoked before their day, and more than one version a day.
drop index letters.council_block_begins_once;
alter table letters.council_block
    drop constraint council_block_state_is_known,
    drop constraint council_block_published_says_by_whom,
    add constraint council_block_state_is_known check (
        state in ('proposed', 'published', 'sent_back', 'withdrawn', 'revoked')),
    add constraint council_block_published_says_by_whom check (
        (state in ('published', 'revoked')) = (published_person_id is not null)
        and (published_person_id is null) = (published_by is null) and (published_by is null) = (published_at is null)
        and (published_by is null) = (in_force_from is null));

-- National words: likewise, and the person who wrote the last revision does not publish it.
alter table letters.template_draft
    add column written_person_id bigint references access.person,
    drop constraint template_draft_state_is_known,
    drop constraint template_draft_proposed_says_by_whom,
    drop constraint template_draft_published_says_by_whom,
    add constraint template_draft_state_is_known check (
        state in ('draft', 'proposed', 'published', 'discarded', 'revoked')),
    add constraint template_draft_proposed_says_by_whom check (
        (state in ('proposed', 'published', 'revoked')) = (proposed_person_id is not null)
        and (proposed_person_id is null) = (proposed_by is null) and (proposed_by is null) = (proposed_at is null)),
    add constraint template_draft_published_says_by_whom check (
        (state in ('published', 'revoked')) = (published_person_id is not null)
        and (published_person_id is null) = (published_by is null) and (published_by is null) = (published_at is null)
        and (published_by is null) = (in_force_from is null) and (in_force_from is null) = (version is null)),
    add constraint template_draft_is_published_by_another_writer check (published_person_id <> written_person_id);
create index template_draft_by_writer on letters.template_draft (written_person_id);
alter table letters.template_version
    add column revoked boolean not null default false,
    drop constraint template_version_begins_once;

-- Who asked that a version be revoked before its day, why, and who agreed.
do $$
declare
    name text;
begin
    foreach name in array array['sender', 'council_block', 'template_draft']
    loop
        execute format(
            'alter table %1$s add column revocation_asked_by text, '
            || 'add column revocation_asker_id bigint references access.person, '
            || 'add column revocation_asked_at timestamptz, add column revocation_reason text, '
            || 'add column revoked_by text, add column revoked_person_id bigint references access.person, '
            || 'add column revoked_at timestamptz, '
            || 'add constraint %2$I check ((revocation_asker_id is null) = (revocation_asked_by is null) '
            || 'and (revocation_asker_id is null) = (revocation_asked_at is null) '
            || 'and (revocation_asker_id is null) = (revocation_reason is null) '
            || 'and length(revocation_reason) between 1 and 500), '
            || 'add constraint %3$I check ((state = ''revoked'') = (revoked_person_id is not null) '
            || 'and (revoked_person_id is null) = (revoked_by is null) and (revoked_by is null) = (revoked_at is null) '
            || 'and (revoked_person_id is null or revocation_asker_id is not null)), '
            || 'add constraint %4$I check (revoked_person_id <> revocation_asker_id)',
            'letters.' || name, name || '_revocation_says_why', name || '_revoked_says_by_whom',
            name || '_is_revoked_by_another');
        execute format(
            'create index %I on %s (revocation_asker_id)', name || '_by_revocation_asker', 'letters.' || name);
        execute format('create index %I on %s (revoked_person_id)', name || '_by_revoker', 'letters.' || name);
    end loop;
end
$$;
