/// What the login of the application must not be able to do: own, bypass, create roles (house plan, `sql/roles.sql`);
/// neither by itself nor by a role that it may take. A temporary table is its session's own affair.
public enum LoginCheck {
    /// French sentences, empty when all is well.
    ///
    /// - Throws: `PostgresError`.
    public static func problems(_ transaction: Transaction) throws -> [String] {
        var problems = try transaction.query(
            """
            select r.rolname::text as role, r.rolname = session_user as is_login, r.rolsuper, r.rolbypassrls,
                r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolname ~ '^pg_' as is_servers_own,
                exists (select from pg_class where relowner = r.oid and relpersistence <> 't')
                    or exists (select from pg_namespace where nspowner = r.oid)
                    or exists (select from pg_proc where proowner = r.oid) as owns
            from pg_roles r where pg_has_role(session_user, r.oid, 'member') order by 2 desc, 1
            """
        ).flatMap(problems(of:))
        problems += try writes(transaction)
        problems += try others(transaction)
        problems += try settings(transaction)
        let row = try transaction.query(
            "select exists (select from pg_namespace where nspname = 'standings') as has_schema")[0]
        if try !row.bool("has_schema") { problems.append("le schéma est absent ; lancez sextant migrate") }
        return problems
    }

    /// What would forget a commit that was acknowledged: nil when nothing would. A mail sent by such a commit would be
    /// sent again.
    ///
    /// - Throws: `PostgresError`.
    public static func forgetsCommits(_ transaction: Transaction) throws -> String? {
        let setting = try transaction.query("select current_setting('synchronous_commit') as setting")[0]
        guard try setting.text("setting") == "off" else { return nil }
        return "synchronous_commit vaut off : un arrêt brutal oublierait des envois déjà faits, et les referait ; "
            + "mettez on"
    }

    /// The role of exceptional readings writes nothing but their trace.
    private static func writes(_ transaction: Transaction) throws -> [String] {
        try transaction.query(
            """
            select format('%I.%I', n.nspname, c.relname) as name, verb
            from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace,
                unnest(array['insert', 'update', 'delete', 'truncate']) verb
            where r.rolname = 'sextant_council_reader' and c.relkind in ('r', 'p', 'v')
                and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
                and (has_table_privilege(r.oid, c.oid, verb)
                    or verb in ('insert', 'update') and has_any_column_privilege(r.oid, c.oid, verb))
                and not (verb = 'insert' and n.nspname = 'access' and c.relname = 'event')
            order by 1, 2
            """
        ).map { row in
            "le rôle sextant_council_reader a le droit « \(try row.text("verb")) » sur \(try row.text("name")) ; "
                + "il ne doit que lire"
        }
    }

    /// Who owns the tables, whoever else was given a right on them, and whoever else may take a role of the
    /// application: none passes over the rules. The owner creates the roles (`sql/roles.sql`): that alone is its power.
    private static func others(_ transaction: Transaction) throws -> [String] {
        try transaction.query(
            """
            with own as (
                select oid, nspowner from pg_namespace
                where nspname in ('access', 'jobs', 'letters', 'intake', 'registry', 'frameworks', 'standings',
                    'alerts')),
            given as (
                select a.grantee from own join pg_class c on c.relnamespace = own.oid, aclexplode(c.relacl) a
                union select a.grantee from own join pg_class c on c.relnamespace = own.oid
                    join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
                union select a.grantee from own join pg_namespace n on n.oid = own.oid, aclexplode(n.nspacl) a),
            person as (
                select r.rolname::text as name, r.oid in (select nspowner from own) as is_owner,
                    r.oid in (select grantee from given) as is_given, r.rolsuper or r.rolbypassrls
                        or r.rolreplication as is_strong,
                    exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid
                        and g.rolname <> session_user and pg_has_role(session_user, g.oid, 'member')) as takes,
                    r.rolname = session_user or pg_has_role(session_user, r.oid, 'member') as is_ours
                from pg_roles r)
            select name, is_owner, is_strong, takes, is_given from person
            where not is_ours and (is_owner and is_strong or not is_owner and (is_given or takes)) order by 1
            """
        ).map { row in
            let name = try row.text("name")
            if try row.bool("is_owner") {
                return "le propriétaire des tables, \(name), contourne les règles d'isolation (super-utilisateur, "
                    + "BYPASSRLS ou REPLICATION)"
            }
            let strong = try row.bool("is_strong") ? ", et contourne les règles d'isolation" : ""
            return try row.bool("takes")
                ? "le rôle \(name) peut prendre un rôle de l'application\(strong)"
                : "le rôle \(name) a reçu des droits sur les tables sans être un rôle de l'application\(strong)"
        }
    }

    /// A setting kept with a role or the database would stand in every transaction, whatever the program sets.
    private static func settings(_ transaction: Transaction) throws -> [String] {
        try transaction.query(
            """
            select coalesce(r.rolname::text, 'tous les rôles') as role, c.setting
            from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) c (setting)
            where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
                and (r.oid is null or pg_has_role(session_user, r.oid, 'member'))
                and c.setting ~ '^(sextant\\.|role=|row_security=|session_replication_role=|search_path=)'
            order by 1, 2
            """
        ).map { "le réglage « \(try $0.text("setting")) » est attaché à \(try $0.text("role")) ; retirez-le" }
    }

    private static func problems(of row: Row) throws -> [String] {
        let isLogin = try row.bool("is_login")
        let who = isLogin ? "le compte" : "le rôle \(try row.text("role")), que le compte peut prendre,"
        if try row.bool("rolsuper") { return ["\(who) est super-utilisateur ; donnez sextant_login"] }
        var problems: [String] = []
        if try row.bool("rolbypassrls") { problems.append("\(who) contourne les règles d'isolation (BYPASSRLS)") }
        if try row.bool("rolcreaterole") { problems.append("\(who) peut créer des rôles") }
        if try row.bool("rolcreatedb") { problems.append("\(who) peut créer des bases") }
        if try row.bool("rolreplication") { problems.append("\(who) peut répliquer la base entière (REPLICATION)") }
        if try row.bool("is_servers_own") { problems.append("\(who) est un rôle du serveur, hors de toute règle") }
        if try row.bool("owns") {
            problems.append(
                "\(who) possède des tables, des schémas ou des fonctions ; ils doivent être au propriétaire")
        }
        return problems
    }
}
