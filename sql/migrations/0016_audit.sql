-- The journal says in which role, from where, why, and what was before and after; it is sealed in chains, one an
-- organisation: each seal holds the hashes of the events that were committed before it and the hash of the seal before.
-- Lock: access exclusive on access.event while columns with constant defaults are added, no rewrite; then a share lock
-- while two indexes are built.
-- Undo: a later migration that drops access.seal and the columns; what was exported and signed stays outside.
alter table access.event
    add column kind text not null default 'change',
    add column person_id bigint,
    add column role text,
    add column origin text,
    add column reason text,
    add column old_values jsonb,
    add column new_values jsonb,
    -- The transaction that wrote the event: what a seal has seen is told by it, not by the number of the event.
    add column recorded_in xid8 not null default pg_current_xact_id();
-- An import runs for minutes: the event tells when it was written, not when its transaction began.
alter table access.event alter column at set default clock_timestamp();

-- Row-level security binds the owner too, so it is lifted for this statement alone.
alter table access.event no force row level security;
update access.event set kind = case when action in ('signed_in', 'signed_out', 'council_switched') then 'sign_in'
    else 'read' end
where action in ('signed_in', 'signed_out', 'council_switched', 'file_read', 'list_exported',
    'rejected_lines_exported', 'searched', 'package_exported', 'impact_exported');
alter table access.event force row level security;

alter table access.event
    add constraint event_kind_is_known check (kind in ('read', 'change', 'sign_in')),
    -- Eleven digits are an RPPS number: the journal names a physician by an opaque key alone.
    add constraint event_names_no_physician check (
        concat_ws(' ', subject, detail::text, old_values::text, new_values::text) !~ '\m[0-9]{11}\M');
create index event_by_transaction on access.event (council_id, recorded_in);
create index event_by_subject on access.event (council_id, subject, event_id) where subject is not null;

create table access.seal (
    council_id integer not null references access.council,
    seal_number bigint not null,
    sealed_at timestamptz not null,
    seen pg_snapshot not null,
    first_event bigint not null,
    last_event bigint not null,
    event_count bigint not null,
    event_ids bigint[] not null,
    event_hashes bytea not null,
    root bytea not null,
    previous bytea not null,
    hash bytea not null,
    constraint seal_is_unique primary key (council_id, seal_number),
    constraint seal_number_begins_at_one check (seal_number >= 1),
    constraint seal_holds_a_hash_for_each_event check (
        event_count = cardinality(event_ids) and octet_length(event_hashes) = 32 * event_count)
);
