-- Exceptional reading: « view as » and break-glass, each with a reason, an end and a notice to those who answer for
-- the council's access.
-- Lock: access exclusive on access.event while one check is replaced and looked at for each row. None on other tables:
-- the new ones are empty.
-- Undo: a later migration that drops these tables, once no event is of the kind « exceptional » any more.

-- Whoever reads a council with other eyes: read-only, for a short time, in one session. The session is no foreign key:
-- sessions are deleted, and what was opened in them stays known.
create table access.exceptional_reading (
    council_id integer not null references access.council,
    reading_id bigint generated always as identity,
    kind text not null,
    session_id bigint not null,
    person_id bigint not null references access.person,
    own_council_id integer not null references access.council,
    own_role text not null,
    seen_role text not null,
    seen_person_id bigint references access.person,
    reason text not null,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    constraint exceptional_reading_is_unique primary key (council_id, reading_id),
    constraint exceptional_reading_kind_is_known check (kind in ('view_as', 'break_glass')),
    constraint exceptional_reading_is_of_a_council check (council_id > 0),
    constraint exceptional_reading_as_another_stays_at_home check (
        (kind = 'view_as') = (own_council_id = council_id)),
    constraint exceptional_reading_has_a_reason check (
        length(reason) between case kind when 'break_glass' then 20 else 10 end and 500),
    constraint exceptional_reading_is_short check (
        expires_at > opened_at
        and expires_at <= opened_at + case kind when 'break_glass' then interval '60 minutes'
            else interval '30 minutes' end),
    constraint exceptional_reading_end_has_an_author check ((ended_at is null) = (ended_by is null))
);
create unique index exceptional_reading_is_one_a_session on access.exceptional_reading (session_id)
    where ended_at is null;
create index exceptional_reading_by_person on access.exceptional_reading (person_id);
create index exceptional_reading_by_own_council on access.exceptional_reading (own_council_id);
create index exceptional_reading_by_seen_person on access.exceptional_reading (seen_person_id);

-- What the president and the administrators of a council must have seen.
create table access.notice (
    council_id integer not null references access.council,
    notice_id bigint generated always as identity,
    kind text not null,
    reading_id bigint not null,
    noted_at timestamptz not null,
    constraint notice_is_unique primary key (council_id, notice_id),
    constraint notice_kind_is_known check (kind = 'exceptional_reading'),
    constraint notice_is_of_a_reading foreign key (council_id, reading_id) references access.exceptional_reading
);
create unique index notice_is_one_a_reading on access.notice (council_id, reading_id);

create table access.notice_acknowledgement (
    council_id integer not null references access.council,
    notice_id bigint not null,
    person_id bigint not null references access.person,
    acknowledged_at timestamptz not null,
    constraint notice_acknowledgement_is_unique primary key (council_id, notice_id, person_id),
    constraint notice_acknowledgement_is_of_a_notice foreign key (council_id, notice_id) references access.notice
);
create index notice_acknowledgement_by_person on access.notice_acknowledgement (person_id);

alter table access.event drop constraint event_kind_is_known;
alter table access.event add constraint event_kind_is_known
    check (kind in ('read', 'change', 'sign_in', 'exceptional'));
