-- Local accounts: a second factor, one-time links instead of passwords handed over, sessions that their owner lists,
-- drafts of forms cut off by the end of a session, and how often somebody tried.
-- Lock: access exclusive on access.person and access.session for an instant; the new columns have constant defaults.
-- Undo: a later migration that drops these tables and columns, once each person has a password again.

-- Whoever was invited has no password until the link has been used.
alter table access.person alter column password_hash drop not null;

-- A session begins before it may be used: first the second factor, or its enrolment.
alter table access.session add column session_id bigint generated always as identity;
alter table access.session add column stage text not null default 'open';
alter table access.session add column device text not null default '';
alter table access.session add column last_seen_at timestamptz;
alter table access.session add column tries integer not null default 0;
alter table access.session add constraint session_stage_is_known
    check (stage in ('open', 'second_factor', 'enrolment'));
create unique index session_by_number on access.session (session_id);

-- Secrets are sealed with a key that the database never holds: a copy of the database opens nothing.
create table access.second_factor (
    person_id bigint primary key references access.person,
    secret bytea,
    next_secret bytea,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    failed_attempts integer not null default 0,
    last_failure_at timestamptz,
    fresh_codes bytea,
    fresh_until timestamptz,
    constraint second_factor_is_whole check ((secret is null) = (confirmed_at is null))
);

create table access.recovery_code (
    person_id bigint not null references access.person,
    code_hash bytea not null,
    used_at timestamptz,
    constraint recovery_code_is_unique primary key (person_id, code_hash)
);

-- A one-time link: the token itself is in the link alone; here is its SHA-256.
create table access.invitation (
    council_id integer not null references access.council,
    token_hash bytea not null,
    person_id bigint not null references access.person,
    purpose text not null,
    invited_by text not null,
    invited_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint invitation_is_unique primary key (council_id, token_hash),
    constraint invitation_purpose_is_known check (purpose in ('welcome', 'new_password')),
    constraint invitation_ends_after_it_begins check (expires_at > invited_at)
);
create unique index invitation_by_token on access.invitation (token_hash);
create index invitation_by_person on access.invitation (person_id);

-- What a form held when its session had ended, sealed; its person finds it again after signing in.
create table access.draft (
    person_id bigint not null references access.person,
    draft_id bigint generated always as identity,
    address text not null,
    content bytea not null,
    kept_at timestamptz not null,
    constraint draft_is_unique primary key (person_id, draft_id),
    constraint draft_is_one_an_address unique (person_id, address)
);
create index draft_by_age on access.draft (kept_at);

-- What happened to an account and its owner must learn from the account page.
create table access.account_message (
    person_id bigint not null references access.person,
    message_id bigint generated always as identity,
    at timestamptz not null,
    kind text not null,
    other text not null default '',
    constraint account_message_is_unique primary key (person_id, message_id)
);
create index account_message_by_time on access.account_message (person_id, at);

-- How often, a minute at a time; the subject is a keyed hash of a network or an account.
create table access.attempt (
    subject bytea not null,
    minute timestamptz not null,
    number integer not null,
    constraint attempt_is_one_a_minute primary key (subject, minute)
);
create index attempt_by_age on access.attempt (minute);
