-- Sign-in at identity providers (OpenID Connect): which ones, whose identities, requests under way, and what must be
-- told to a provider when a session ends. No secret of a client and no token in clear is in any of these tables.
-- Lock: none, the tables are new. Undo: a later migration that drops them; nobody loses a local account by it.
create table access.identity_provider (
    provider_id text primary key,
    name text not null,
    issuer text not null,
    discovery text not null,
    client_id text not null,
    authentication text not null,
    matching text not null,
    identifier_claim text not null,
    levels text[] not null,
    scopes text[] not null,
    parameters jsonb not null,
    answer text not null,
    kinds text[] not null,
    council_code text references access.council (code),
    added_at timestamptz not null default now(),
    constraint identity_provider_issuer_is_unique unique (issuer),
    constraint identity_provider_id_is_a_word check (provider_id ~ '^[a-z][a-z0-9-]{1,31}$'),
    constraint identity_provider_authentication_is_known check (authentication in ('basic', 'post', 'none')),
    constraint identity_provider_matching_is_known check (matching in ('subject', 'national_identifier')),
    constraint identity_provider_answer_is_known check (answer in ('none', 'plain', 'signed')),
    constraint identity_provider_serves_somebody check (cardinality(kinds) > 0 or council_code is not null)
);
create index identity_provider_by_council on access.identity_provider (council_code);

-- Issuer and subject are one person for ever; an e-mail address never is. Each provider has one issuer.
create table access.identity (
    provider_id text not null references access.identity_provider on delete cascade,
    subject text not null,
    person_id bigint not null references access.person,
    linked_at timestamptz not null,
    linked_by text not null,
    constraint identity_is_unique primary key (provider_id, subject)
);
create index identity_by_person on access.identity (person_id);

-- The national identifier by which a provider of health professionals names somebody: 8, then the RPPS number.
create table access.national_identifier (
    person_id bigint primary key references access.person,
    identifier text not null,
    constraint national_identifier_is_unique unique (identifier),
    constraint national_identifier_is_of_the_rpps check (identifier ~ '^8[0-9]{11}$')
);

-- A sign-in on its way to a provider and back: only digests. Nonce and PKCE verifier derive from the browser's cookie.
create table access.provider_request (
    state_hash bytea primary key,
    provider_id text not null references access.identity_provider on delete cascade,
    browser_hash bytea not null,
    next text,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index provider_request_by_provider on access.provider_request (provider_id);
create index provider_request_by_age on access.provider_request (expires_at);

-- What a browser has open at a provider. The ID token, which signing out there asks for, is sealed with a key that
-- derives from the browser's cookie.
create table access.provider_session (
    handle_hash bytea primary key,
    provider_id text not null references access.identity_provider on delete cascade,
    subject text not null,
    provider_session text,
    id_token bytea not null,
    session_id bigint references access.session (session_id) on delete set null,
    expires_at timestamptz not null
);
create index provider_session_by_subject on access.provider_session (provider_id, subject);
create index provider_session_by_session on access.provider_session (session_id);
create index provider_session_by_age on access.provider_session (expires_at);

-- Demands of providers to close sessions that were obeyed: each is obeyed once.
create table access.logout_demand (
    provider_id text not null references access.identity_provider on delete cascade,
    number_hash bytea not null,
    obeyed_at timestamptz not null,
    constraint logout_demand_is_unique primary key (provider_id, number_hash)
);
create index logout_demand_by_age on access.logout_demand (obeyed_at);
