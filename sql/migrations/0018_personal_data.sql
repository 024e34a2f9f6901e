-- Personal data: what is kept why and how long, holds, purges reviewed by two people, and their certificates.
-- Lock: none, the tables are new. Undo: a later migration that drops these tables; what was purged stays purged.

-- Purposes and durations as the program brings them: a version is never changed, a later one takes its place.
create table access.retention_version (
    version integer primary key,
    effective_from date not null,
    content text not null,
    installed_at timestamptz not null default now(),
    constraint retention_version_starts_once unique (effective_from),
    constraint retention_version_begins_at_one check (version >= 1)
);

-- A physician's file that nothing may purge: an appeal, a disciplinary case, a request of a judge. The physician is no
-- foreign key: the directory stands to the right of this room.
create table access.legal_hold (
    council_id integer not null references access.council,
    hold_id bigint generated always as identity,
    physician_id bigint not null,
    reason text not null,
    placed_by text not null,
    placed_at timestamptz not null,
    -- The first day without it; none while no end is known.
    ends_on date,
    lifted_by text,
    lifted_at timestamptz,
    lift_reason text,
    constraint legal_hold_is_unique primary key (council_id, hold_id),
    constraint legal_hold_has_a_reason check (btrim(reason) <> ''),
    constraint legal_hold_lifting_is_whole check (
        (lifted_by is null) = (lifted_at is null) and (lifted_by is null) = (lift_reason is null)
        and btrim(lift_reason) <> '')
);
create index legal_hold_by_physician on access.legal_hold (council_id, physician_id);

-- A list of what has reached its term. Two different people of the council review it before anything is removed.
create table access.purge (
    council_id integer not null references access.council,
    purge_id bigint generated always as identity,
    as_of date not null,
    rule_version integer not null references access.retention_version,
    -- Physicians no longer on a roll whose term lies ahead: what the list leaves out.
    not_due bigint not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    first_person bigint references access.person,
    first_reviewer text,
    first_review_at timestamptz,
    second_person bigint references access.person,
    second_reviewer text,
    second_review_at timestamptz,
    refused_by text,
    refused_at timestamptz,
    refusal_reason text,
    executed_by text,
    executed_at timestamptz,
    constraint purge_is_unique primary key (council_id, purge_id),
    constraint purge_takes_two_persons check (
        second_person <> first_person and lower(second_reviewer) <> lower(first_reviewer)),
    constraint purge_reviews_are_whole check (
        (first_person is null) = (first_review_at is null) and (first_person is null) = (first_reviewer is null)
        and (second_person is null) = (second_review_at is null)
        and (second_person is null) = (second_reviewer is null)
        and (second_person is null or first_person is not null)),
    constraint purge_refusal_has_a_reason check (
        (refused_by is null) = (refused_at is null) and (refused_by is null) = (refusal_reason is null)
        and btrim(refusal_reason) <> ''),
    constraint purge_is_executed_after_two_reviews check (
        executed_at is null or second_person is not null and refused_at is null and executed_by is not null)
);
create unique index purge_is_one_at_a_time on access.purge (council_id) where executed_at is null and refused_at is null;
create index purge_by_rule on access.purge (rule_version);
create index purge_by_first_person on access.purge (first_person);
create index purge_by_second_person on access.purge (second_person);

-- What stands on the list: opaque keys. Those that were purged leave it too; the certificate holds their hash.
create table access.purge_item (
    council_id integer not null,
    purge_id bigint not null,
    kind text not null,
    item_id bigint not null,
    due_on date not null,
    held text,
    constraint purge_item_is_unique primary key (council_id, purge_id, kind, item_id),
    constraint purge_item_belongs_to_its_purge foreign key (council_id, purge_id) references access.purge,
    constraint purge_item_kind_is_known check (kind in ('physician', 'lot')),
    constraint purge_item_held_is_known check (
        held in ('legal_hold', 'undecided_lot', 'registered', 'cycle_open', 'not_due', 'gone'))
);

create table access.purge_certificate (
    council_id integer not null,
    purge_id bigint not null,
    content text not null,
    issued_at timestamptz not null,
    constraint purge_certificate_is_unique primary key (council_id, purge_id),
    constraint purge_certificate_is_of_a_purge foreign key (council_id, purge_id) references access.purge
);
