-- Offices beside the departmental councils: the Conseil national de la certification périodique joins the national
-- council, and each kind of organisation has its own roles.
-- Lock: access exclusive on access.council and access.membership while a few hundred rows are checked.
-- Undo: a later migration that removes the memberships and the row of the CNCP and sets the former checks back.
alter table access.council drop constraint council_kind_is_known;
alter table access.council add constraint council_kind_is_known check (kind in ('departmental', 'national', 'cncp'));
-- The key tells the kind: commands that visit councils take the keys above zero.
alter table access.council add constraint council_key_tells_its_kind check (
    case kind when 'departmental' then council_id > 0 when 'national' then council_id = 0 else council_id = -1 end);

-- A role of a departmental council meant nothing at the national one: whoever had it is invited again in a role of its
-- own. Row-level security binds the owner too, so it is lifted for this statement alone.
alter table access.membership no force row level security;
delete from access.membership where council_id = 0;
alter table access.membership force row level security;
alter table access.membership drop constraint membership_role_is_known;
alter table access.membership add constraint membership_role_fits_its_organisation check (
    case
        when council_id > 0
            then role in ('agent', 'instructing_agent', 'elected_member', 'president', 'council_administrator')
        when council_id = 0 then role = 'national_administrator'
        else role = 'cncp_officer'
    end);
