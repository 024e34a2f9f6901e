import Postgres

extension CatalogueFacts {
    /// The names that every part uses: schemas of the application, relations, functions that no extension brought, and
    /// the roles of the application, which are the login, what it may take, and the owner of the schemas.
    static let names: SQL = """
        with own as (
            select oid, nspname, nspowner from pg_namespace
            where nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                and nspname !~ '^pg_(temp|toast_temp)_'),
        owner as (select nspowner as oid from own where nspname = 'access'),
        app_role as (select oid, rolname::text as name from pg_roles where pg_has_role(session_user, oid, 'member')),
        relation as (
            select c.*, format('%I.%I', n.nspname, c.relname) as name
            from pg_class c join own n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')),
        routine as (
            select p.*, format('function %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))
                as name
            from pg_proc p join own n on n.oid = p.pronamespace
            where not exists (
                select from pg_depend d where d.deptype = 'e' and d.classid = 'pg_proc'::regclass and d.objid = p.oid))

        """

    static let parts: [SQL] = [rights, relations, routines, policies, triggers, keys, roles, rest]

    /// Whoever has a right that is not the owner's, with its columns; of the server's own relations and functions, only
    /// what a role of the application was given by name.
    private static let rights: SQL = """
        , given as (
            select name, relowner as owner, a.grantee, a.privilege_type, a.is_grantable, null::text as field
            from relation, aclexplode(relacl) a
            union all
            select r.name, r.relowner, a.grantee, a.privilege_type, a.is_grantable, t.attname::text
            from relation r join pg_attribute t on t.attrelid = r.oid, aclexplode(t.attacl) a
            union all
            select 'schema ' || nspname, nspowner, a.grantee, a.privilege_type, a.is_grantable, null
            from pg_namespace, aclexplode(nspacl) a where oid in (select oid from own)
            union all
            select name, proowner, a.grantee, a.privilege_type, a.is_grantable, null
            from routine, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
            union all
            select c.oid::regclass::text, c.relowner, a.grantee, a.privilege_type, a.is_grantable, null
            from pg_class c, aclexplode(c.relacl) a
            where c.relnamespace not in (select oid from own) and a.grantee in (select oid from app_role)
            union all
            select 'function ' || p.oid::regprocedure::text, p.proowner, a.grantee, a.privilege_type, a.is_grantable,
                null
            from pg_proc p, aclexplode(p.proacl) a
            where p.pronamespace not in (select oid from own) and a.grantee in (select oid from app_role)),
        verb as (
            select name, grantee, lower(privilege_type) || case when bool_or(is_grantable) then '*' else '' end
                || case when bool_and(field is not null)
                    then ' (' || string_agg(field, ', ' order by field) || ')' else '' end as text
            from given where grantee <> owner group by name, grantee, privilege_type)
        select name as subject,
            'rights of ' || case when grantee = 0 then 'public' else pg_get_userbyid(grantee) end as aspect,
            string_agg(text, ', ' order by text) as value
        from verb group by name, grantee
        """

    private static let relations: SQL = """
        select name as subject, 'kind' as aspect, concat(case relkind when 'v' then 'view' when 'm' then
            'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end,
            ' ' || array_to_string(reloptions, ' '),
            case when relrowsecurity then ', secured' end, case when relforcerowsecurity then ', forced' end) as value
        from relation
        union all
        select name, 'text', encode(sha256(convert_to(pg_get_viewdef(oid), 'UTF8')), 'hex') from relation
        where relkind in ('v', 'm')
        union all
        select name, 'owner', pg_get_userbyid(relowner) from relation where relowner <> (select oid from owner)
        union all
        select r.name, 'child of', i.inhparent::regclass::text from pg_inherits i join relation r on r.oid = i.inhrelid
        """

    /// Bodies by their SHA-256; the server's language and the settings of a function are part of what it does.
    private static let routines: SQL = """
        select name as subject, 'body' as aspect, concat_ws(', ',
            (select lanname from pg_language l where l.oid = prolang), case when prosecdef then 'security definer' end,
            array_to_string(proconfig, ', '), encode(sha256(convert_to(
                coalesce(prosrc, '') || coalesce(pg_get_function_sqlbody(oid), ''), 'UTF8')), 'hex')) as value
        from routine
        union all
        select name, 'owner', pg_get_userbyid(proowner) from routine where proowner <> (select oid from owner)
        """

    private static let policies: SQL = """
        select r.name as subject, 'policy ' || p.polname as aspect, concat(
            case when polpermissive then '' else 'restrictive ' end,
            case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
                else 'all' end, ' to ',
            (select string_agg(role, ', ' order by role) from (
                select case when o = 0 then 'public' else pg_get_userbyid(o)::text end as role
                from unnest(p.polroles) o) named)) as value
        from pg_policy p join relation r on r.oid = p.polrelid
        """

    private static let triggers: SQL = """
        select r.name as subject, 'trigger ' || tgname as aspect, concat(
            regexp_replace(pg_get_triggerdef(t.oid), '^CREATE (CONSTRAINT )?TRIGGER \\S+ ', ''),
            case when tgenabled <> 'O' then ' [' || tgenabled::text || ']' end) as value
        from pg_trigger t join relation r on r.oid = t.tgrelid where not tgisinternal
        union all
        select r.name, 'trigger of ' || c.conname, 'disabled'
        from pg_trigger t join relation r on r.oid = t.tgrelid join pg_constraint c on c.oid = t.tgconstraint
        where tgisinternal and tgenabled <> 'O'
        union all
        select r.name, 'rule ' || rulename, regexp_replace(pg_get_ruledef(w.oid), '\\s+', ' ', 'g')
        from pg_rewrite w join relation r on r.oid = w.ev_class where rulename <> '_RETURN'
        union all
        select 'event trigger ' || evtname, 'calls', evtfoid::regprocedure::text from pg_event_trigger
        """

    private static let keys: SQL = """
        select r.name as subject, 'key ' || conname as aspect, pg_get_constraintdef(c.oid) as value
        from pg_constraint c join relation r on r.oid = c.conrelid where contype = 'f'
        union all
        select r.name, 'unique ' || i.relname, regexp_replace(pg_get_indexdef(i.oid), '^.* USING ', '')
        from pg_index x join pg_class i on i.oid = x.indexrelid join relation r on r.oid = x.indrelid
        where indisunique or indisexclusion
        """

    /// Who belongs to a role of the application, to what those belong, and what they may beyond rights. The owner
    /// creates the roles, and from PostgreSQL 16 on belongs to those it created: both are its own affair.
    private static let roles: SQL = """
        select 'role ' || a.name as subject, 'can' as aspect, concat_ws(', ',
            case when rolcanlogin then 'login' else 'nologin' end, case when rolinherit then null else 'noinherit' end,
            case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
            case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end,
            case when rolreplication then 'replication' end) as value
        from pg_roles r join app_role a on a.oid = r.oid
        union all
        select 'role ' || pg_get_userbyid(m.roleid), 'member ' || pg_get_userbyid(m.member), 'yes'
        from pg_auth_members m
        where (m.roleid in (select oid from app_role union all select oid from owner)
                or m.member in (select oid from app_role union all select oid from owner))
            and not (m.member in (select oid from owner) and m.roleid in (select oid from app_role))
        union all
        select case when s.setrole = 0 then 'database' else 'role ' || pg_get_userbyid(s.setrole) end,
            'setting ' || split_part(c, '=', 1), '= ' || split_part(c, '=', 2)
        from pg_db_role_setting s, unnest(s.setconfig) c
        where (s.setdatabase = 0 or s.setdatabase = (select oid from pg_database where datname = current_database()))
            and (s.setrole in (select oid from app_role)
                or (s.setrole = 0 or s.setrole in (select oid from owner))
                    and c ~ '^(sextant\\.|role=|row_security=|session_replication_role=|search_path=)')
        """

    private static let rest: SQL = """
        select 'schema ' || nspname as subject, 'owner' as aspect, case when nspowner = (select oid from owner)
            then 'the owner' else pg_get_userbyid(nspowner) end as value
        from own
        union all
        select 'default rights', pg_get_userbyid(defaclrole) || coalesce(' in ' || n.nspname, '') || ' on '
            || defaclobjtype::text, defaclacl::text
        from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
        union all
        select 'extension ' || extname, 'in', n.nspname from pg_extension e join pg_namespace n on n.oid = extnamespace
        union all
        select 'publication ' || pubname, 'exists', 'yes' from pg_publication
        union all
        select 'foreign server ' || srvname, 'exists', 'yes' from pg_foreign_server
        union all
        select 'language ' || lanname, 'exists', 'yes' from pg_language
        where lanname not in ('internal', 'c', 'sql', 'plpgsql')
        """
}
