-- Councils, people who sign in, their memberships and sessions, and what was done by whom.
-- Lock: none, the tables are new. Undo: a later migration that drops the schema.
create schema access;

create table access.region (
    region_code text primary key,
    name text not null
);

-- Tenant 0 is the national council: it owns the lots of the national directory.
create table access.council (
    council_id integer primary key,
    code text not null,
    name text not null,
    short_name text not null,
    region_code text references access.region,
    kind text not null,
    certainty text not null,
    constraint council_code_is_unique unique (code),
    constraint council_kind_is_known check (kind in ('departmental', 'national'))
);
create index council_by_region on access.council (region_code);

create table access.person (
    person_id bigint generated always as identity primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    failed_attempts integer not null default 0,
    last_failure_at timestamptz,
    constraint person_email_is_unique unique (email),
    constraint person_email_is_lower_case check (email = lower(email))
);

create table access.membership (
    council_id integer not null references access.council,
    person_id bigint not null references access.person,
    role text not null,
    during daterange not null,
    constraint membership_is_unique primary key (council_id, person_id, role),
    constraint membership_role_is_known check (
        role in ('agent', 'instructing_agent', 'elected_member', 'president', 'council_administrator'))
);
create index membership_by_person on access.membership (person_id);

-- The token itself is only in the browser; here is its SHA-256.
create table access.session (
    token_hash bytea primary key,
    person_id bigint not null references access.person,
    council_id integer not null references access.council,
    role text not null,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    constraint session_ends_after_it_opens check (expires_at > opened_at)
);
create index session_by_person on access.session (person_id);
create index session_by_council on access.session (council_id);

create table access.event (
    council_id integer not null references access.council,
    event_id bigint generated always as identity,
    at timestamptz not null default now(),
    actor text not null,
    action text not null,
    subject text,
    detail jsonb,
    constraint event_is_unique primary key (council_id, event_id)
);
create index event_by_time on access.event (council_id, at);
