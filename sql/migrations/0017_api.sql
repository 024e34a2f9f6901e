-- Keys with which a program of an organisation reads the API: hashed, scoped, ending, revocable.
-- Lock: none, the table is new. Undo: a later migration that drops the table.

-- The key itself is shown once; here is its SHA-256. A council without keys has no row.
create table access.api_token (
    council_id integer not null references access.council,
    token_id bigint generated always as identity,
    name text not null,
    token_hash bytea not null,
    scopes text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint api_token_is_unique primary key (council_id, token_id),
    constraint api_token_has_a_name check (btrim(name) <> ''),
    constraint api_token_scope_is_known check (
        scopes <@ array['register', 'imports', 'frameworks'] and cardinality(scopes) > 0),
    constraint api_token_lives_a_year_at_most check (
        expires_at > created_at and expires_at <= created_at + interval '366 days'),
    constraint api_token_revocation_is_whole check ((revoked_by is null) = (revoked_at is null))
);

-- Two keys are never the same by chance (256 bits); a uniqueness over all organisations would tell of another's.
create index api_token_by_secret on access.api_token (token_hash);

-- How many calls a key made in each minute: a key waits for itself alone.
create table access.api_call (
    council_id integer not null,
    token_id bigint not null,
    minute timestamptz not null,
    number integer not null,
    constraint api_call_is_unique primary key (council_id, token_id, minute),
    constraint api_call_is_of_a_token foreign key (council_id, token_id) references access.api_token on delete cascade
);
