-- The role of exceptional readings reads whatever a council reads, and writes one thing: the trace of the reading.
-- Its rights and rules follow from those of sextant_council, so that a new table of a room is never forgotten nor
-- opened further; applied last, when every room has said its own. Each rule asks access.reading_council() once a
-- statement, and nothing is open once it answers null.
do $$
declare
    space record;
    item record;
    council constant oid := 'sextant_council'::regrole;
begin
    for space in
        select oid, nspname from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema' and has_schema_privilege(council, oid, 'usage')
            and nspname <> 'public'
    loop
        execute format('grant usage on schema %I to sextant_council_reader', space.nspname);
        execute format('revoke all on all tables in schema %I from sextant_council_reader', space.nspname);
        for item in
            select c.relname, c.relrowsecurity,
                case when not has_table_privilege(council, c.oid, 'select') then (
                    select format('(%s)', string_agg(quote_ident(attname), ', ')) from pg_attribute
                    where attrelid = c.oid and attnum > 0 and has_column_privilege(council, c.oid, attnum, 'select'))
                end as columns,
                bool_or(p.polname = 'tenant') as is_tenant,
                string_agg('(' || pg_get_expr(p.polqual, p.polrelid) || ')', ' or ' order by p.polname) as rule
            from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polpermissive
                and p.polcmd in ('*', 'r') and council = any (p.polroles)
            where c.relnamespace = space.oid and c.relkind in ('r', 'p', 'v')
                and has_any_column_privilege(council, c.oid, 'select')
            group by c.oid, c.relname, c.relrowsecurity
        loop
            execute format('grant select %s on %I.%I to sextant_council_reader', item.columns, space.nspname,
                item.relname);
            continue when not item.relrowsecurity;
            execute format('drop policy if exists reading on %I.%I', space.nspname, item.relname);
            continue when item.rule is null or item.relname = 'exceptional_reading';
            execute format('create policy reading on %I.%I for select to sextant_council_reader using (%s)',
                space.nspname, item.relname, case when item.is_tenant
                    then 'council_id = (select access.reading_council())'
                    else format('(select access.reading_council()) is not null and (%s)', item.rule) end);
        end loop;
    end loop;
end
$$;
grant insert (council_id, kind, actor, person_id, role, origin, action, subject, reason, detail, old_values, new_values)
    on access.event to sextant_council_reader;
drop policy if exists reading_trace on access.event;
create policy reading_trace on access.event for insert to sextant_council_reader
    with check (council_id = (select access.reading_council()) and kind = 'exceptional');
