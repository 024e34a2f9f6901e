import Postgres

/// What PostgreSQL itself says of the schemas of the application: read, never listed by hand.
struct IsolationCatalogue: Sendable {
    /// A table, view, materialized view or sequence.
    struct Relation: Sendable {
        /// Schema and name, quoted where PostgreSQL asks for it.
        let name: String
        let oid: Int
        /// `r`, `p`, `v`, `m`, `S` or `f` (`pg_class.relkind`).
        let kind: String
        let hasSecurity: Bool
        let isForced: Bool
        let readsAsReader: Bool
        let columns: Set<String>
        /// A column that a statement may set, for a statement that must be refused.
        let settable: String
        /// Rows that the server's statistics know of.
        let estimate: Int

        var isTable: Bool { ["r", "p", "f"].contains(kind) }
        var isReadable: Bool { kind != "S" }
        var namesCouncil: Bool { columns.contains("council_id") }
    }

    /// A rule of row-level security.
    struct Policy: Sendable, Hashable {
        let table: String
        let name: String
        let command: String
        let roles: [String]
        let isPermissive: Bool
        let using: String
        let check: String

        /// The only form that a tenant's rule has: one equality, its right side evaluated once a statement.
        static let tenantForm =
            "(council_id = ( SELECT (NULLIF(current_setting('sextant.council'::text, true), ''::text))::integer "
            + "AS \"nullif\"))"

        var isTenant: Bool {
            guard isPermissive, !roles.contains("public") else { return false }
            if command == "insert" { return check == Policy.tenantForm }
            return using == Policy.tenantForm && (check.isEmpty || check == Policy.tenantForm)
        }

        func covers(_ role: String, _ verb: String) -> Bool {
            isPermissive && (command == "all" || command == verb) && (roles.contains(role) || roles.contains("public"))
        }
    }

    /// A right of a role on a relation.
    struct Right: Sendable, Hashable {
        let role: String
        let relation: String
        let verb: String
    }

    /// The roles that the login may take.
    let roles: [String]
    let relations: [Relation]
    let policies: [Policy]
    let rights: Set<Right>
    let functions: Int

    static let verbs = ["select", "insert", "update", "delete"]
    /// Every schema but those of the server.
    static let ours: SQL =
        "not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_(temp|toast_temp)_' "

    /// - Throws: `PostgresError`.
    init(_ transaction: Transaction) throws {
        roles = try transaction.query(
            """
            select rolname::text as name from pg_roles
            where pg_has_role(session_user, oid, 'member') and rolname <> session_user order by 1
            """
        ).map { try $0.text("name") }
        relations = try IsolationCatalogue.relations(transaction)
        policies = try IsolationCatalogue.policies(transaction)
        rights = try IsolationCatalogue.rights(transaction, roles)
        functions = try transaction.query(
            """
            select count(*) as number from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname \(IsolationCatalogue.ours)
            """)[0].int("number")
    }

    private static func relations(_ transaction: Transaction) throws -> [Relation] {
        try transaction.query(
            """
            select format('%I.%I', n.nspname, c.relname) as name, c.oid::int8 as oid, c.relkind::text as kind,
                c.relrowsecurity, c.relforcerowsecurity,
                coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'] as invoker,
                greatest(pg_stat_get_live_tuples(c.oid), 0)::int8 as estimate,
                (select coalesce(string_agg(a.attname, ' '), '') from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
                (select coalesce(min(a.attname::text), '') from pg_attribute a where a.attrelid = c.oid
                    and a.attnum > 0 and not a.attisdropped and a.attidentity <> 'a' and a.attgenerated = '')
                    as settable
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and n.nspname \(ours) order by 1
            """
        ).map { row in
            Relation(
                name: try row.text("name"), oid: try row.int("oid"), kind: try row.text("kind"),
                hasSecurity: try row.bool("relrowsecurity"), isForced: try row.bool("relforcerowsecurity"),
                readsAsReader: try row.bool("invoker"),
                columns: Set(try row.text("columns").split(separator: " ").map(String.init)),
                settable: try row.text("settable"),
                estimate: try row.int("estimate"))
        }
    }

    private static func policies(_ transaction: Transaction) throws -> [Policy] {
        try transaction.query(
            """
            select format('%I.%I', n.nspname, c.relname) as name, p.polname::text as policy, p.polpermissive,
                case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
                    when 'd' then 'delete' else 'all' end as command,
                (select string_agg(case when r = 0 then 'public' else pg_get_userbyid(r)::text end, ' ')
                    from unnest(p.polroles) r) as roles,
                regexp_replace(coalesce(pg_get_expr(p.polqual, p.polrelid), ''), '\\s+', ' ', 'g') as using,
                regexp_replace(coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''), '\\s+', ' ', 'g') as check
            from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
            order by 1, 2
            """
        ).map { row in
            Policy(
                table: try row.text("name"), name: try row.text("policy"), command: try row.text("command"),
                roles: try row.text("roles").split(separator: " ").map(String.init).sorted(),
                isPermissive: try row.bool("polpermissive"), using: try row.text("using"),
                check: try row.text("check"))
        }
    }

    private static func rights(_ transaction: Transaction, _ roles: [String]) throws -> Set<Right> {
        Set(
            try transaction.query(
                """
                select role, format('%I.%I', n.nspname, c.relname) as name, verb
                from pg_class c join pg_namespace n on n.oid = c.relnamespace,
                    unnest(\(roles)::text[]) role, unnest(\(verbs)::text[]) verb
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname \(ours)
                    and has_schema_privilege(role, n.oid, 'usage')
                    and (has_table_privilege(role, c.oid, verb)
                        or verb <> 'delete' and has_any_column_privilege(role, c.oid, verb))
                """
            ).map {
                Right(role: try $0.text("role"), relation: try $0.text("name"), verb: try $0.text("verb"))
            })
    }

    /// The rule by which a role has this verb on a table, nil when it has the verb by none.
    func may(_ role: String, _ verb: String, _ relation: String) -> Bool {
        rights.contains(Right(role: role, relation: relation, verb: verb))
    }
}
