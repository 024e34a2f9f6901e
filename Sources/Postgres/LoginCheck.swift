/// What the login of the application must not be able to do: own, bypass, create roles (house plan, `sql/roles.sql`).
public enum LoginCheck {
    /// French sentences, empty when all is well.
    public static func problems(_ transaction: Transaction) throws -> [String] {
        let row = try transaction.query(
            """
            select r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
                (select count(*) from pg_class c where c.relowner = r.oid) as owned,
                (select count(*) from pg_auth_members m join pg_roles g on g.oid = m.roleid
                    where m.member = r.oid and (g.rolsuper or g.rolbypassrls)) as strong,
                exists (select from pg_namespace where nspname = 'standings') as has_schema
            from pg_roles r where r.rolname = session_user
            """)[0]
        var problems: [String] = []
        if try row.bool("rolsuper") { problems.append("le compte est super-utilisateur ; donnez sextant_login") }
        if try row.bool("rolbypassrls") { problems.append("le compte contourne les règles d'isolation (BYPASSRLS)") }
        if try row.bool("rolcreaterole") { problems.append("le compte peut créer des rôles") }
        if try row.bool("rolcreatedb") { problems.append("le compte peut créer des bases") }
        if try row.int("owned") > 0 {
            problems.append("le compte possède des tables ; elles doivent être au propriétaire")
        }
        if try row.int("strong") > 0 { problems.append("le compte est membre d'un rôle qui contourne l'isolation") }
        if try !row.bool("has_schema") { problems.append("le schéma est absent ; lancez sextant migrate") }
        return problems
    }
}
