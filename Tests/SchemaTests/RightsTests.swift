import Postgres
import Support
import Testing

@Suite("Rights: the login has none, the owner owns all, nothing runs with another's rights")
struct RightsTests {
    @Test("every schema, table, view, sequence and function is the owner's")
    func ownership() async throws {
        let found = try await Catalogue.names(
            """
            select name from (
                select nspname as name, nspowner as owner from pg_namespace where nspname in \(Catalogue.ours)
                union all
                select oid::regclass::text, relowner from pg_class where relnamespace::regnamespace::text in \(Catalogue.ours)
                union all
                select oid::regprocedure::text, proowner from pg_proc
                where pronamespace::regnamespace::text in \(Catalogue.ours)) o
            where owner <> 'sextant_owner'::regrole
            """)
        #expect(found == [])
    }

    @Test("no function that a role may execute or hang on a table runs with its owner's rights")
    func noSecurityDefiner() async throws {
        let found = try await Catalogue.names(
            """
            select oid::regprocedure::text as name from pg_proc
            where prosecdef and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
                and (prorettype <> 'trigger'::regtype or not proconfig @> array['search_path=pg_catalog, pg_temp']
                    or exists (select from pg_roles r where r.rolname like 'sextant\\_%'
                        and r.rolname <> 'sextant_owner' and has_function_privilege(r.rolname, pg_proc.oid, 'execute')))
            """)
        #expect(found == [])
    }

    @Test("every view reads with the rights of its reader, or row-level security would be the owner's")
    func viewsAreInvokers() async throws {
        let views = try await Catalogue.names(
            "select oid::regclass::text as name from pg_class where relkind in ('v', 'm') "
                + "and relnamespace::regnamespace::text in \(Catalogue.ours) order by 1")
        #expect(views.contains("registry.case_file"))
        let wrong = try await Catalogue.names(
            """
            select oid::regclass::text as name from pg_class where relkind in ('v', 'm')
                and relnamespace::regnamespace::text in \(Catalogue.ours)
                and not coalesce(reloptions, '{}') @> array['security_invoker=true']
            """)
        #expect(wrong == [])
    }

    @Test("the login and the public have no right on anything of ours")
    func loginHasNoRight() async throws {
        let found = try await Catalogue.names(
            """
            select name || ' ' || acl.privilege_type as name from (
                select oid::regclass::text as name, relacl as rights from pg_class
                where relnamespace::regnamespace::text in \(Catalogue.ours)
                union all
                select nspname, nspacl from pg_namespace where nspname in \(Catalogue.ours)) o,
                aclexplode(o.rights) acl
            where acl.grantee in (0, 'sextant_login'::regrole)
            """)
        #expect(found == [])
    }

    @Test("the login inherits nothing, and takes only roles that bypass nothing")
    func loginInheritsNothing() async throws {
        let login = try await Catalogue.names(
            """
            select concat_ws(' ', rolinherit, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication) as name
            from pg_roles where rolname = 'sextant_login'
            """)
        #expect(login == ["f f f f f f"])
        let strong = try await Catalogue.names(
            """
            select rolname::text as name from pg_roles where rolname like 'sextant\\_%' and rolname <> 'sextant_owner'
                and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
            """)
        #expect(strong == [])
        let place = try await SharedDatabase.open()
        let problems = try await place.database.rolledBack(as: nil) { try LoginCheck.problems($0) }
        #expect(problems == [])
    }

    @Test("the login that has taken no role may read no table at all")
    func loginReadsNothing() async throws {
        let place = try await SharedDatabase.open()
        for table in try await Catalogue.tenantTables() + ["registry.physician", "access.person"] {
            do {
                _ = try await place.database.rolledBack(as: nil) { try Catalogue.count(table, $0) }
                Issue.record("\(table) can be read")
            } catch let error as PostgresError {
                #expect(error.sqlState == "42501", "\(table)")
            }
        }
    }

    @Test("what was logged is never changed nor removed by any role of the application")
    func eventsStay() async throws {
        let found = try await Catalogue.names(
            """
            select grantee::regrole::text || ' ' || privilege_type as name
            from pg_class c, aclexplode(c.relacl) where c.oid = 'access.event'::regclass
                and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and grantee <> 'sextant_owner'::regrole
            """)
        #expect(found == [])
    }
}
