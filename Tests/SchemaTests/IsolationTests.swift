import Access
import Postgres
import Standings
import Support
import Testing

@Suite("Every table of a council is closed to all others by the database itself")
struct IsolationTests {
    @Test("there are tenant tables in each room that keeps cases")
    func tablesAreFound() async throws {
        let tables = try await Catalogue.tenantTables()
        for table in [
            "access.membership", "intake.lot", "registry.registration", "registry.declaration", "standings.standing",
            "standings.cycle",
        ] {
            #expect(tables.contains(table))
        }
    }

    @Test("row-level security is forced on every tenant table: the owner is bound too")
    func securityIsForced() async throws {
        for table in try await Catalogue.tenantTables() {
            let found = try await Catalogue.names(
                """
                select relrowsecurity::text || relforcerowsecurity::text as name from pg_class
                where oid = \(table)::regclass
                """)
            #expect(found == ["truetrue"], "\(table)")
        }
    }

    @Test("the roles that work on cases pass by one policy, and it is the equality with the tenant alone")
    func policyIsASingleEquality() async throws {
        let own =
            "(council_id = ( SELECT (NULLIF(current_setting("
            + "'sextant.council'::text, true), ''::text))::integer AS \"nullif\"))"
        let roles = "{sextant_council,sextant_national}"
        let expected = ["tenant PERMISSIVE ALL \(roles) \(own) -"]
        // What is added to and never changed: the same equality for what is read and for what is added.
        let added = [
            "tenant PERMISSIVE SELECT \(roles) \(own) -", "tenant_added PERMISSIVE INSERT \(roles) - \(own)",
        ]
        let kept = ["access.event": added, "access.purge_certificate": added, "access.seal": [added[0]]]
        // What regional councils read is published by the national council for all of them; no council reads it.
        for table in try await Catalogue.tenantTables() where table != "standings.regional_figure" {
            let found = try await Catalogue.names(
                """
                select policyname || ' ' || permissive || ' ' || cmd || ' ' || roles::text || ' '
                    || coalesce(qual, '-') || ' ' || coalesce(with_check, '-') as name
                from pg_policies where schemaname || '.' || tablename = \(table)
                    and roles && array['sextant_council', 'sextant_national', 'public']::name[] order by 1
                """)
            // A table that only sign-in reaches needs no policy for the others: without one it is empty for them.
            let reached = try await Catalogue.names(
                """
                select 'yes' as name where has_table_privilege('sextant_council', \(table), 'select, insert')
                    or has_table_privilege('sextant_national', \(table), 'select, insert')
                """)
            #expect(found == kept[table] ?? expected || found.isEmpty && reached.isEmpty, "\(table)")
        }
    }

    @Test("only sign-in has another policy where it signs people in, and the owner where triggers keep the past")
    func otherPolicies() async throws {
        let found = try await Catalogue.names(
            """
            select schemaname || '.' || tablename || ' ' || roles::text as name from pg_policies
            where schemaname in \(Catalogue.ours) and policyname not in ('tenant', 'reading', 'purging', 'purged')
                and exists (select from pg_attribute a where a.attname = 'council_id'
                    and a.attrelid::regclass::text = schemaname || '.' || tablename)
            order by 1
            """)
        #expect(
            found == [
                "access.absence {sextant_access}", "access.api_call {sextant_access}",
                "access.api_token {sextant_access}", "access.assignment {sextant_access}",
                "access.delegation {sextant_access}", "access.event {sextant_access}",
                "access.event {sextant_audit}",
                "access.event {sextant_cncp,sextant_cnp,sextant_queue,sextant_region,sextant_report}",
                "access.event {sextant_cncp,sextant_cnp,sextant_region,sextant_report}",
                "access.event {sextant_council,sextant_national}", "access.event {sextant_council_reader}",
                "access.exceptional_reading {sextant_access}",
                "access.exceptional_reading {sextant_council_reader}", "access.invitation {sextant_access}",
                "access.membership {sextant_access}", "access.notice {sextant_access}",
                "access.notice_acknowledgement {sextant_access}",
                "access.purge_certificate {sextant_council,sextant_national}",
                "access.seal {sextant_audit}", "access.seal {sextant_audit}",
                "access.seal {sextant_cncp,sextant_cnp,sextant_region}", "access.session {sextant_access}",
                "alerts.calendar_count {sextant_impact}", "jobs.job {sextant_queue}", "jobs.job {sextant_queue}",
                "registry.care_status_past {sextant_owner}",
                "registry.declaration_past {sextant_owner}", "registry.exemption_past {sextant_owner}",
                "registry.framework_choice_past {sextant_owner}", "registry.qualification_past {sextant_owner}",
                "registry.registration_past {sextant_owner}", "standings.regional_figure {sextant_national}",
            ])
    }

    @Test("the national council reads no council's work of a week; who adds it up never sees of which council it is")
    func calendarHasNoCouncil() async throws {
        for (role, expected) in [
            ("sextant_national", []), ("sextant_impact", ["alerts", "counted_on", "deadlines", "openings", "week_on"]),
        ] {
            let columns = try await Catalogue.names(
                """
                select attname as name from pg_attribute
                where attrelid = 'alerts.calendar_count'::regclass and attnum > 0
                    and has_column_privilege(\(role), attrelid, attnum, 'select') order by 1
                """)
            #expect(columns == expected, "\(role)")
        }
    }

    @Test("the role of purges adds and changes nothing, and each of its rules asks for a list that two people reviewed")
    func purgesReachTheirList() async throws {
        let rules = try await Catalogue.names(
            """
            select schemaname || '.' || tablename as name from pg_policies where policyname = 'purged' and (
                roles <> '{sextant_purge}' or qual not like '%purge_ready%' and tablename <> 'practice')
            """)
        #expect(rules == [])
        let writes = try await Catalogue.names(
            """
            select c.oid::regclass::text || ' ' || verb as name
            from pg_class c, unnest(array['insert', 'update', 'truncate']) verb
            where c.relkind = 'r' and c.relnamespace::regnamespace::text in \(Catalogue.ours)
                and (has_table_privilege('sextant_purge', c.oid, verb)
                    or verb <> 'truncate' and has_any_column_privilege('sextant_purge', c.oid, verb))
            """)
        #expect(writes == [])
        let deletes = try await Catalogue.names(
            """
            select c.oid::regclass::text as name from pg_class c
            where c.relkind = 'r' and has_table_privilege('sextant_purge', c.oid, 'delete') and not exists (
                select from pg_policies p where p.policyname = 'purged'
                    and p.schemaname || '.' || p.tablename = c.oid::regclass::text)
            """)
        #expect(deletes == [])
    }

    @Test("without a tenant every tenant table is empty, with one it shows that council's rows and no other's")
    func rowsAreSeparate() async throws {
        let tables = try await Catalogue.names(
            """
            select name from unnest(\(try await Catalogue.tenantTables())::text[]) name
            where has_table_privilege('sextant_council', name, 'select') order by name
            """)
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo, council: "75", ["soins_directs": "non"])])
            try await journey.accounts([
                .init("a", of: .claire, "mg1-dpc-andpc-faf", on: "2024-03-01", evidence: "attestation_formation"),
                .init("b", of: .hugo, "mg1-dpc-andpc-faf", on: "2024-03-01", evidence: "attestation_formation"),
            ])
            try await journey.nightly("2026-11-21")
            let (gironde, paris) = (try await journey.council("33").id, try await journey.council("75").id)
            var own: [Int32: Set<String>] = [:]
            for council in [gironde, paris] {
                own[council] = try await journey.database.transaction(as: .council(council)) { transaction in
                    for table in tables {
                        let foreign = try transaction.query(
                            SQL(stringLiteral: "select count(*) as number from \(table) where council_id <> ")
                                + "\(council)")[0].int("number")
                        #expect(foreign == 0, "\(table)")
                    }
                    return Set(try tables.filter { try Catalogue.count($0, transaction) > 0 })
                }
            }
            let filled: Set<String> = [
                "intake.lot", "registry.registration", "registry.qualification", "registry.declaration",
                "standings.standing", "standings.cycle", "standings.run",
            ]
            #expect(own[gironde]?.isSuperset(of: filled) == true)
            #expect(own[paris]?.isSuperset(of: filled.union(["registry.care_status"])) == true)
            try await journey.database.transaction(as: .role("sextant_council")) { transaction in
                for table in tables {
                    let seen = try Catalogue.count(table, transaction)
                    #expect(seen == 0, "\(table)")
                }
            }
        }
    }

    @Test("a row cannot be written into another council, and the refusal says nothing of its rows")
    func rowsCannotBePlanted() async throws {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: .council(1)) { transaction in
                try transaction.query(
                    """
                    insert into intake.lot (council_id, lot_id, kind, file_name, sha256, as_of, actor, state)
                    values (2, 1, 'roll', 'f', '', '2026-01-01', 'a', 'previewed')
                    """)
            }
            Issue.record("a council wrote into another")
        } catch let error as PostgresError {
            #expect(error.sqlState == "42501")
        }
    }

    @Test("a key between two tables of councils includes the council: no row points into another one")
    func keysIncludeTheTenant() async throws {
        let found = try await Catalogue.names(
            """
            select k.conname as name from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'council_id'
            join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'council_id'
            where k.contype = 'f' and k.confrelid <> 'access.council'::regclass and (
                not a.attnum = any (k.conkey)
                or k.confkey[array_position(k.conkey, a.attnum)] <> b.attnum)
            """)
        #expect(found == [])
    }
}
