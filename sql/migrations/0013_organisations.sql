-- The other organisations (the seven Orders, regional councils, colleges, ministry, platform), their roles, who stands
-- in for whom, who is away, which file is assigned to whom, and the national figures that name nobody.
-- Lock: access exclusive on access.council and access.membership while a few hundred rows are checked.
-- Undo: a later migration that drops the new tables, removes the councils whose key is under -1 with their
-- memberships, and sets the former checks back.
create table access.profession_order (
    order_code text primary key,
    name text not null,
    profession_code text not null,
    constraint profession_order_profession_is_unique unique (profession_code)
);

alter table access.council add column order_code text references access.profession_order;
create index council_by_order on access.council (order_code);
alter table access.council drop constraint council_kind_is_known;
alter table access.council add constraint council_kind_is_known check (
    kind in ('departmental', 'national', 'cncp', 'ministry', 'platform', 'regional', 'college'));
-- The key tells the kind: commands that visit councils take the keys above zero.
alter table access.council drop constraint council_key_tells_its_kind;
alter table access.council add constraint council_key_tells_its_kind check (
    case kind
        when 'departmental' then council_id > 0
        when 'national' then council_id = 0
        when 'cncp' then council_id = -1
        when 'ministry' then council_id = -2
        when 'platform' then council_id = -3
        when 'regional' then council_id between -199 and -101
        else council_id < -1000
    end);

alter table access.membership drop constraint membership_role_fits_its_organisation;
alter table access.membership add constraint membership_role_fits_its_organisation check (
    case
        when council_id > 0
            then role in ('agent', 'instructing_agent', 'elected_member', 'president', 'committee_secretary',
                'council_administrator', 'auditor')
        when council_id = 0 then role = 'national_administrator'
        when council_id = -1 then role in ('cncp_officer', 'cncp_analyst')
        when council_id = -2 then role = 'dgos_analyst'
        when council_id = -3 then role = 'operator'
        when council_id < -1000 then role in ('cnp_officer', 'cnp_expert')
        else false
    end);
alter table access.membership add constraint membership_during_is_bounded_below check (not lower_inf(during));

-- A role handed on for a time by whoever holds it: the key to the membership means that what was handed on is never
-- handed on again.
create table access.delegation (
    council_id integer not null references access.council,
    delegation_id bigint generated always as identity,
    from_person_id bigint not null,
    to_person_id bigint not null references access.person,
    role text not null,
    during daterange not null,
    reason text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint delegation_is_unique primary key (council_id, delegation_id),
    constraint delegation_is_of_an_own_role foreign key (council_id, from_person_id, role) references access.membership,
    constraint delegation_is_to_another_person check (from_person_id <> to_person_id),
    constraint delegation_has_an_end check (not lower_inf(during) and not upper_inf(during)),
    constraint delegation_has_a_reason check (reason <> ''),
    constraint delegation_of_a_role_never_overlaps exclude using gist (
        council_id with =, to_person_id with =, role with =, during with &&)
);
create index delegation_by_holder on access.delegation (council_id, from_person_id, role);
create index delegation_by_delegate on access.delegation (to_person_id);

-- When a member is away; why is nobody's business.
create table access.absence (
    council_id integer not null references access.council,
    absence_id bigint generated always as identity,
    person_id bigint not null references access.person,
    during daterange not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint absence_is_unique primary key (council_id, absence_id),
    constraint absence_has_an_end check (not lower_inf(during) and not upper_inf(during)),
    constraint absence_never_overlaps exclude using gist (
        council_id with =, person_id with =, during with &&)
);
create index absence_by_person on access.absence (person_id);

-- A physician's file opened to an elected member for a time. The physician is no foreign key: the directory stands to
-- the right of this room, and whoever is gone from the register is simply not found.
create table access.assignment (
    council_id integer not null references access.council,
    assignment_id bigint generated always as identity,
    person_id bigint not null references access.person,
    physician_id bigint not null,
    during daterange not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint assignment_is_unique primary key (council_id, assignment_id),
    constraint assignment_has_a_beginning check (not lower_inf(during)),
    constraint assignment_never_overlaps exclude using gist (
        council_id with =, person_id with =, physician_id with =, during with &&)
);
create index assignment_by_person on access.assignment (person_id);
create index assignment_by_physician on access.assignment (council_id, physician_id);

-- Numbers of physicians of a council under a référentiel, counted by the council's own night. Read by the national
-- council alone, which publishes the sums.
create table standings.figure_count (
    council_code text not null references access.council (code),
    framework_id text not null,
    as_of date not null,
    physicians integer not null,
    complete integer not null,
    late integer not null,
    to_verify integer not null,
    constraint figure_count_is_unique primary key (council_code, framework_id)
);

-- The national figures as everybody entitled may read them: a hidden number is null, and no number under eleven is in
-- this table.
create table standings.published_figure (
    axis text not null,
    key text not null,
    measure text not null,
    value integer,
    as_of date not null,
    constraint published_figure_is_unique primary key (axis, key, measure),
    constraint published_figure_axis_is_known check (axis in ('nation', 'framework', 'region')),
    constraint published_figure_measure_is_known check (measure in ('physicians', 'complete', 'late', 'to_verify')),
    constraint published_figure_hides_small_numbers check (value = 0 or value >= 11)
);
