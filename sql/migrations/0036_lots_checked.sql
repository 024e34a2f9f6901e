-- A lot is checked before the post takes it, and deposited on the day of that check; several lots are open at once, and
-- a letter is in one of them; what left although its reason went meanwhile is remembered; an address that was mended
-- says when and by whom.
-- Lock: access exclusive on letters.lot, letters.lot_line and letters.delivery for an instant; the lines of open lots are
-- written once.
-- Undo: a later migration that drops the columns and the two indexes, and makes lot_open_is_one again once no council
-- has two open lots.
alter table letters.lot
    -- When each letter of the pile was last looked at, and by whom; null while that is still to be done.
    add column checked_on date,
    add column checked_by text,
    add column checked_at timestamptz,
    add constraint lot_check_has_its_author check (
        (checked_on is null) = (checked_by is null) and (checked_on is null) = (checked_at is null)),
    add constraint lot_is_checked_after_it_was_made check (checked_on >= made_on);
drop index letters.lot_open_is_one;
create index lot_open on letters.lot (council_id) where state in ('making', 'ready');

alter table letters.lot_line
    -- In the pile of an open lot, or on its way there.
    add column is_open boolean not null default false,
    -- What kept a letter out that may still leave: its address, its words or the typesetter; null for any other reason.
    add column fault text,
    -- Why a letter that has left would not have, had the deposit been recorded at once.
    add column doubt text,
    add constraint lot_line_open_is_in_the_pile check (not is_open or state in ('waiting', 'set')),
    add constraint lot_line_fault_is_known check (
        fault is null or state = 'left_out' and fault in ('address', 'words', 'typesetter')),
    add constraint lot_line_doubt_is_of_a_letter_that_left check (
        doubt is null or state = 'set' and length(doubt) between 1 and 500);
-- The rows are hidden from their owner meanwhile.
alter table letters.lot no force row level security;
alter table letters.lot_line no force row level security;
alter table letters.lot_line disable trigger user;
update letters.lot_line i set is_open = true from letters.lot l
where (l.council_id, l.lot_id) = (i.council_id, i.lot_id) and l.state in ('making', 'ready')
    and i.state in ('waiting', 'set');
alter table letters.lot_line enable trigger user;
alter table letters.lot_line force row level security;
alter table letters.lot force row level security;
alter table letters.lot_line alter column is_open set default true;
create unique index lot_line_is_in_one_open_lot on letters.lot_line (council_id, delivery_id) where is_open;

alter table letters.delivery
    -- The day on which a person corrected the address, who it was, and the last lot that had left the letter out.
    add column mended_on date,
    add column mended_by text,
    add column mended_after bigint,
    add constraint delivery_mended_says_by_whom check ((mended_on is null) = (mended_by is null));
