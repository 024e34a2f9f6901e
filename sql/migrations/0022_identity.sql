-- What an invitation offers is kept with it until its owner accepts; the proposed second factor belongs to one session;
-- drafts name their organisation; wrong passwords are counted by a keyed digest of the address, known or not.
-- Lock: access exclusive on access.invitation, access.session, access.draft, access.person and access.second_factor for
-- an instant;
-- drafts live a day and choices of a second factor half an hour: those under way are dropped.
-- Undo: a later migration that drops the columns and the table, and sets access.second_factor.next_secret back.

-- The role and the first day that the link offers, and the name as whoever invites typed it. Null where the membership
-- was given with the link.
alter table access.invitation add column role text;
alter table access.invitation add column first_day date;
alter table access.invitation add column given_name text not null default '';
-- Declined, replaced, or overtaken by another password.
alter table access.invitation add column voided_at timestamptz;
alter table access.invitation add column is_operators boolean not null default false;
alter table access.invitation add constraint invitation_offer_is_whole check ((role is null) = (first_day is null));

-- A secret on its way to an authenticator is seen by the browser to which it was proposed, and by no other.
alter table access.session add column next_secret bytea;
delete from access.session where stage = 'enrolment';
alter table access.second_factor drop column next_secret;
delete from access.second_factor where secret is null;

delete from access.draft;
alter table access.draft add column council_code text not null references access.council (code);
create index draft_by_council on access.draft (council_code);

create table access.address_failure (
    subject bytea primary key,
    failed_attempts integer not null,
    last_failure_at timestamptz not null
);
alter table access.person drop column failed_attempts, drop column last_failure_at;
create index address_failure_by_age on access.address_failure (last_failure_at);
