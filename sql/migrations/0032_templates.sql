-- The words of letters, changed by two people: drafts of the national words, and the blocks that a council adds of its
-- own (header, free paragraph, delegation, signature). What two people published never changes; a later version
-- replaces it.
-- Lock: access exclusive on letters.template_version for an instant (a few rows).
-- Undo: a later migration that drops both tables, once no letter was written with what they hold, and gives
-- template_version its former uniqueness back.
alter table letters.template_version drop constraint template_version_begins_once;
alter table letters.template_version
    -- The words that come with the program bear the name of their kind; those of the national council another one.
    add constraint template_version_id_tells_its_kind check (template_id in (kind, kind || '.national')),
    add constraint template_version_begins_once unique (template_id, in_force_from);

create table letters.template_draft (
    council_id integer not null references access.council,
    template_draft_id bigint generated always as identity,
    kind text not null,
    base_id text not null,
    base_version integer not null,
    content text not null,
    -- Counts the savings, so that nobody writes over what somebody else saved meanwhile.
    revision integer not null default 1,
    state text not null default 'draft',
    written_by text not null,
    written_at timestamptz not null,
    proposed_by text,
    proposed_person_id bigint references access.person,
    proposed_at timestamptz,
    published_by text,
    published_person_id bigint references access.person,
    published_at timestamptz,
    in_force_from date,
    version integer,
    reason text,
    reason_by text,
    constraint template_draft_is_unique primary key (council_id, template_draft_id),
    constraint template_draft_is_of_the_national_council check (council_id = 0),
    constraint template_draft_kind_is_known check (kind in ('alert', 'retraction', 'contact')),
    constraint template_draft_begins_from_a_version foreign key (base_id, base_version)
        references letters.template_version,
    constraint template_draft_content_is_an_object check (jsonb_typeof(content::jsonb) = 'object'),
    constraint template_draft_content_is_short check (length(content) <= 60000),
    constraint template_draft_revision_begins_at_one check (revision >= 1),
    constraint template_draft_state_is_known check (state in ('draft', 'proposed', 'published', 'discarded')),
    constraint template_draft_proposed_says_by_whom check (
        (state in ('proposed', 'published')) = (proposed_person_id is not null)
        and (proposed_person_id is null) = (proposed_by is null) and (proposed_by is null) = (proposed_at is null)),
    constraint template_draft_published_says_by_whom check (
        (state = 'published') = (published_person_id is not null)
        and (published_person_id is null) = (published_by is null) and (published_by is null) = (published_at is null)
        and (published_by is null) = (in_force_from is null) and (in_force_from is null) = (version is null)),
    constraint template_draft_is_published_by_another check (published_person_id <> proposed_person_id),
    constraint template_draft_reason_is_short check (length(reason) between 1 and 500)
);
create unique index template_draft_is_one_a_kind on letters.template_draft (council_id, kind)
    where state in ('draft', 'proposed');
create unique index template_draft_version_is_its_own on letters.template_draft (council_id, kind, version);
create index template_draft_by_base on letters.template_draft (base_id, base_version);
create index template_draft_by_proposer on letters.template_draft (proposed_person_id);
create index template_draft_by_publisher on letters.template_draft (published_person_id);

create table letters.council_block (
    council_id integer not null references access.council,
    block text not null,
    version integer not null,
    -- None takes the block away from the letters.
    lines text[] not null,
    state text not null default 'proposed',
    proposed_by text not null,
    proposed_person_id bigint not null references access.person,
    proposed_at timestamptz not null,
    published_by text,
    published_person_id bigint references access.person,
    published_at timestamptz,
    in_force_from date,
    ended_by text,
    ended_at timestamptz,
    reason text,
    constraint council_block_is_unique primary key (council_id, block, version),
    constraint council_block_is_of_a_council check (council_id > 0),
    constraint council_block_is_known check (block in ('header', 'paragraph', 'delegation', 'signature')),
    constraint council_block_version_begins_at_one check (version >= 1),
    constraint council_block_lines_are_short check (
        array_position(lines, null) is null and cardinality(lines) <= 8 and array_position(lines, '') is null
        and length(array_to_string(lines, '')) <= 1500 and array_to_string(lines, '') !~ '[[:cntrl:]]'),
    constraint council_block_state_is_known check (state in ('proposed', 'published', 'sent_back', 'withdrawn')),
    constraint council_block_published_says_by_whom check (
        (state = 'published') = (published_person_id is not null)
        and (published_person_id is null) = (published_by is null) and (published_by is null) = (published_at is null)
        and (published_by is null) = (in_force_from is null)),
    constraint council_block_is_published_by_another check (published_person_id <> proposed_person_id),
    constraint council_block_ended_says_by_whom check (
        (state in ('sent_back', 'withdrawn')) = (ended_by is not null)
        and (ended_by is null) = (ended_at is null) and (reason is null or ended_by is not null)),
    constraint council_block_sent_back_says_why check (state <> 'sent_back' or reason is not null),
    constraint council_block_reason_is_short check (length(reason) between 1 and 500)
);
create unique index council_block_is_proposed_once on letters.council_block (council_id, block)
    where state = 'proposed';
create unique index council_block_begins_once on letters.council_block (council_id, block, in_force_from);
create index council_block_by_proposer on letters.council_block (proposed_person_id);
create index council_block_by_publisher on letters.council_block (published_person_id);
