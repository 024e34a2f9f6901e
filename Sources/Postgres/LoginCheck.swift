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
                r.rolcreaterole, r.rolcreatedb,
                exists (select from pg_class where relowner = r.oid and relpersistence <> 't')
                    or exists (select from pg_namespace where nspowner = r.oid)
                    or exists (select from pg_proc where proowner = r.oid) as owns
            from pg_roles r where pg_has_role(session_user, r.oid, 'member') order by 2 desc, 1
            """
        ).flatMap(problems(of:))
        let row = try transaction.query(
            "select exists (select from pg_namespace where nspname = 'standings') as has_schema")[0]
        if try !row.bool("has_schema") { problems.append("le schéma est absent ; lancez sextant migrate") }
        return problems
    }

    private static func problems(of row: Row) throws -> [String] {
        let isLogin = try row.bool("is_login")
        let who = isLogin ? "le compte" : "le rôle \(try row.text("role")), que le compte peut prendre,"
        if try row.bool("rolsuper") { return ["\(who) est super-utilisateur ; donnez sextant_login"] }
        var problems: [String] = []
        if try row.bool("rolbypassrls") { problems.append("\(who) contourne les règles d'isolation (BYPASSRLS)") }
        if try row.bool("rolcreaterole") { problems.append("\(who) peut créer des rôles") }
        if try row.bool("rolcreatedb") { problems.append("\(who) peut créer des bases") }
        if try row.bool("owns") {
            problems.append(
                "\(who) possède des tables, des schémas ou des fonctions ; ils doivent être au propriétaire")
        }
        return problems
    }
}
