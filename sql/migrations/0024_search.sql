-- A name or a number that somebody typed to find a physician, or a member in a journal, is kept here for the session in
-- which it was typed: an address holds its key, never the text, so that no history, bookmark or log of a proxy names
-- anybody.
-- Lock: share row exclusive on access.session and access.council for an instant (the foreign keys of a new, empty table).
-- Undo: a later migration that drops the table.
create table access.search (
    search_key bytea primary key,
    session_id bigint not null references access.session (session_id) on delete cascade,
    council_code text not null references access.council (code),
    content bytea not null,
    kept_at timestamptz not null,
    constraint search_key_is_128_bits check (octet_length(search_key) = 16)
);
create index search_by_session on access.search (session_id, kept_at);
create index search_by_council on access.search (council_code);
create index search_by_age on access.search (kept_at);
