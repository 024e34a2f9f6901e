-- The queue: what is to be done later is written in the transaction of the fact that causes it.
-- Lock: none on existing tables. Undo: a later migration that drops the schema, once no worker takes jobs any more.
create schema jobs;

-- One thing to do for one council (0: the national council). A job names nobody: its payload holds keys of rows only.
-- What is done is deleted: the effect is the record.
create table jobs.job (
    council_id integer not null references access.council,
    job_id bigint generated always as identity,
    kind text not null,
    key text not null,
    payload jsonb not null,
    state text not null default 'ready',
    run_at timestamptz not null,
    attempts integer not null default 0,
    lease uuid,
    leased_until timestamptz,
    last_fault text,
    enqueued_at timestamptz not null default clock_timestamp(),
    constraint job_is_unique primary key (council_id, job_id),
    constraint job_key_is_unique unique (council_id, kind, key),
    constraint job_is_of_a_council check (council_id >= 0),
    constraint job_kind_is_a_word check (kind ~ '^[a-z][a-z0-9._-]{0,63}$'),
    constraint job_key_is_short check (length(key) between 1 and 200),
    constraint job_payload_is_an_object check (jsonb_typeof(payload) = 'object'),
    constraint job_state_is_known check (state in ('ready', 'leased', 'poison')),
    constraint job_lease_has_an_end check (
        (lease is null) = (leased_until is null) and (lease is not null) = (state = 'leased')),
    constraint job_fault_is_short check (length(last_fault) <= 200)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
create index job_ready on jobs.job (council_id, kind, run_at, job_id) where state = 'ready';
create index job_leased on jobs.job (council_id, kind, leased_until) where state = 'leased';
create index job_by_lease on jobs.job (lease) where state = 'leased';
create index job_poison on jobs.job (job_id) where state = 'poison';
