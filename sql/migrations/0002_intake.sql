-- Lots: every import is one, with its preview, its refused lines and what is needed to undo it.
-- Lock: none, the tables are new. Undo: a later migration that drops the schema.
create schema intake;

create sequence intake.lot_number;

create table intake.lot (
    council_id integer not null references access.council,
    lot_id bigint not null,
    kind text not null,
    file_name text not null,
    sha256 text not null,
    as_of date not null,
    actor text not null,
    approved_by text,
    state text not null,
    new_count bigint not null default 0,
    changed_count bigint not null default 0,
    unchanged_count bigint not null default 0,
    rejected_count bigint not null default 0,
    ignored_count bigint not null default 0,
    report jsonb not null default '{}',
    seconds double precision not null default 0,
    read_at timestamptz not null default now(),
    applied_at timestamptz,
    undone_at timestamptz,
    undone_by text,
    constraint lot_is_unique primary key (council_id, lot_id),
    constraint lot_kind_is_known check (kind in ('rpps', 'roll', 'accounts')),
    constraint lot_state_is_known check (state in ('previewed', 'applied', 'undone'))
);

-- The file of a lot that waits for a person's decision; removed once it is applied or given up.
create table intake.lot_file (
    council_id integer not null,
    lot_id bigint not null,
    position integer not null,
    name text not null,
    content bytea not null,
    constraint lot_file_is_unique primary key (council_id, lot_id, position),
    constraint lot_file_belongs_to_its_lot foreign key (council_id, lot_id) references intake.lot on delete cascade
);

create table intake.rejected_line (
    council_id integer not null,
    lot_id bigint not null,
    file_name text not null,
    line_number bigint not null,
    line text not null,
    code text not null,
    reason text not null,
    constraint rejected_line_is_unique primary key (council_id, lot_id, file_name, line_number, code),
    constraint rejected_line_belongs_to_its_lot foreign key (council_id, lot_id)
        references intake.lot on delete cascade
);

-- A row as it was before a lot changed it: what undo puts back.
create table intake.before_image (
    council_id integer not null,
    lot_id bigint not null,
    relation text not null,
    image jsonb not null,
    constraint before_image_belongs_to_its_lot foreign key (council_id, lot_id)
        references intake.lot on delete cascade
);
create index before_image_by_lot on intake.before_image (council_id, lot_id);
