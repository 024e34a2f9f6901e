import Postgres

extension CatalogueReview {
    /// Rights that no rule of rows can hold back.
    mutating func reviewRights(_ transaction: Transaction) throws {
        for row in try transaction.query(
            """
            select o.name, a.privilege_type as verb, case when a.grantee = 0 then 'PUBLIC' else session_user end as who
            from (
                select format('%I.%I', n.nspname, c.relname) as name, c.relacl as acl, n.nspname from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                union all
                select format('%I.%I', n.nspname, c.relname), t.attacl, n.nspname from pg_attribute t
                    join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace
                union all
                select format('schéma %I', nspname), nspacl, nspname from pg_namespace where nspname <> 'public') o
                join pg_namespace n on n.nspname = o.nspname,
                aclexplode(o.acl) a
            where n.nspname \(IsolationCatalogue.ours)
                and a.grantee in (0, (select oid from pg_roles where rolname = session_user)) order by 1, 2
            """)
        {
            let (name, who) = (try row.text("name"), try row.text("who"))
            section.fail(
                name, "droit \(try row.text("verb")) donné à \(who)", remedy: "revoke all on \(name) from \(who)")
        }
        for row in try transaction.query(
            """
            select format('%I.%I', n.nspname, c.relname) as name, role, verb
            from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(\(catalogue.roles)::text[]) role,
                unnest(array['truncate', 'references', 'trigger']) verb
            where c.relkind in ('r', 'p') and n.nspname \(IsolationCatalogue.ours)
                and has_table_privilege(role, c.oid, verb) order by 1, 2, 3
            """)
        {
            let (name, role, verb) = (try row.text("name"), try row.text("role"), try row.text("verb"))
            section.fail(
                name, "\(role) a le droit « \(verb) », qui ignore les règles d'isolation",
                remedy: "revoke \(verb) on \(name) from \(role)")
        }
        try reviewFunctions(transaction)
    }

    private mutating func reviewFunctions(_ transaction: Transaction) throws {
        for row in try transaction.query(
            """
            select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where p.prosecdef and n.nspname \(IsolationCatalogue.ours) and exists (
                select from unnest(\(catalogue.roles)::text[]) role where has_function_privilege(role, p.oid, 'execute'))
            order by 1
            """)
        {
            section.fail(
                try row.text("name"), "la fonction agit avec les droits de son propriétaire (security definer)",
                remedy: "alter function \(try row.text("name")) security invoker")
        }
        for row in try transaction.query(
            """
            select n.nspname::text as name, role from pg_namespace n, unnest(\(catalogue.roles)::text[]) role
            where n.nspname \(IsolationCatalogue.ours) and has_schema_privilege(role, n.oid, 'create') order by 1, 2
            """)
        {
            let (name, role) = (try row.text("name"), try row.text("role"))
            section.fail(
                "schéma \(name)", "\(role) peut y créer des tables et des fonctions",
                remedy: "revoke create on schema \(name) from \(role), public")
        }
    }
}
