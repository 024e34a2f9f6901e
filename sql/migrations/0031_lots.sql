-- Letters on paper for the post: a lot is made, printed, deposited or cancelled; each of its letters is kept as it was
-- set, and one that comes back says why.
-- Lock: access exclusive on letters.delivery for the change of two constraints, which reads its rows once. Undo: a later
-- migration that drops the three tables and gives the constraints their former text, once no lot is open.
create table letters.lot (
    council_id integer not null references access.council,
    lot_id bigint generated always as identity,
    state text not null default 'making',
    made_on date not null,
    made_by text not null,
    person_id bigint references access.person,
    made_at timestamptz not null default clock_timestamp(),
    -- Why the making waits, as a French sentence; null while it goes on.
    fault text,
    deposited_on date,
    ended_by text,
    ended_at timestamptz,
    constraint lot_is_unique primary key (council_id, lot_id),
    constraint lot_is_of_a_council check (council_id > 0),
    constraint lot_state_is_known check (state in ('making', 'ready', 'deposited', 'cancelled')),
    constraint lot_deposit_has_its_day check ((deposited_on is not null) = (state = 'deposited')),
    constraint lot_is_deposited_after_it_was_made check (deposited_on >= made_on),
    constraint lot_end_has_its_author check (
        (ended_by is not null) = (state in ('deposited', 'cancelled')) and (ended_by is null) = (ended_at is null)),
    constraint lot_fault_is_short check (length(fault) <= 300)
);
-- Two people at once: one of them makes the lot.
create unique index lot_open_is_one on letters.lot (council_id) where state in ('making', 'ready');
create index lot_by_person on letters.lot (person_id);

-- One letter of a lot: waits for being set, is set, could not be (and waits for the next lot), or was taken out of the
-- pile before the deposit.
create table letters.lot_line (
    council_id integer not null references access.council,
    lot_id bigint not null,
    delivery_id bigint not null,
    state text not null default 'waiting',
    rank integer,
    reason text,
    constraint lot_line_is_unique primary key (council_id, lot_id, delivery_id),
    constraint lot_line_is_of_a_lot foreign key (council_id, lot_id) references letters.lot,
    constraint lot_line_is_of_a_delivery foreign key (council_id, delivery_id) references letters.delivery,
    constraint lot_line_rank_is_one unique (council_id, lot_id, rank),
    constraint lot_line_state_is_known check (state in ('waiting', 'set', 'left_out', 'removed')),
    constraint lot_line_rank_is_of_a_letter_set check (rank is null or rank >= 1 and state in ('set', 'removed')),
    constraint lot_line_left_out_says_why check ((reason is not null) = (state in ('left_out', 'removed'))),
    constraint lot_line_reason_is_short check (length(reason) between 1 and 500)
);
create index lot_line_by_delivery on letters.lot_line (council_id, delivery_id);

-- What was set: each letter alone, and the whole lot for the printer (without a delivery), which leaves with the deposit.
create table letters.document (
    council_id integer not null references access.council,
    document_id bigint generated always as identity,
    lot_id bigint not null,
    delivery_id bigint,
    engine text not null,
    pages integer not null,
    sha256 text not null,
    bytes bytea not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint document_is_unique primary key (council_id, document_id),
    constraint document_is_of_a_lot foreign key (council_id, lot_id) references letters.lot,
    constraint document_is_of_a_line foreign key (council_id, lot_id, delivery_id) references letters.lot_line,
    constraint document_is_one_a_line unique nulls not distinct (council_id, lot_id, delivery_id),
    constraint document_has_pages check (pages >= 1),
    constraint document_has_its_hash check (sha256 = encode(sha256(bytes), 'hex'))
);
alter table letters.document alter column bytes set storage external;

-- A letter that came back says why.
alter table letters.delivery drop constraint delivery_withdrawn_says_why;
alter table letters.delivery add constraint delivery_withdrawn_says_why check (
    (state <> 'withdrawn' or reason is not null) and (reason is null or state in ('withdrawn', 'bounced')));
