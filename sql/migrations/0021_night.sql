-- The nights that were run, one row a civil day, so that none is run twice.
-- Lock: none on existing tables. Undo: a migration that drops the table.
create table standings.night (
    night_on date primary key,
    as_of date not null,
    started_at timestamptz not null,
    ended_at timestamptz not null default clock_timestamp(),
    councils integer not null,
    examined integer not null,
    written integer not null,
    removed integer not null
);
