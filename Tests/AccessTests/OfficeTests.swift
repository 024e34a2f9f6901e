import Access
import Postgres
import Support
import Testing
import Vocabulary

@Suite("Offices beside the councils")
struct OfficeTests {
    private func add(
        _ database: Database, _ role: Role, _ council: String, _ email: String = "claire@example.org"
    ) async throws {
        try await AddPerson(database).run(
            email: email, name: "Claire Petit", password: "une phrase assez longue", council: council, role: role,
            from: try #require(CalendarDate(iso: "2026-01-01")), salt: Array(0..<16))
    }

    @Test("a role exists in its own kind of organisation and in no other", arguments: Role.allCases)
    func rolesFitTheirOrganisation(role: Role) async throws {
        try await ThrowAwayDatabase.migrated { place in
            for (code, kind) in [("33", Council.Kind.departmental), ("national", .national), ("CNCP", .cncp)] {
                if role.organisation == kind {
                    try await add(place.database, role, code)
                } else {
                    #expect(AddPerson.Refusal.roleIsOfAnotherOrganisation.sentence.contains("le CNCP, cncp_officer"))
                    await #expect(throws: AddPerson.Refusal.roleIsOfAnotherOrganisation) {
                        try await add(place.database, role, code)
                    }
                }
            }
        }
    }

    @Test("the database refuses a role of another organisation, whoever writes it", arguments: [1, 0, -1])
    func databaseKnowsTheRoles(council: Int32) async throws {
        try await ThrowAwayDatabase.migrated { place in
            try await add(place.database, .agent, "33")
            let fitting = Role.allCases.filter { $0.organisation == Council.Kind(of: council) }
            for role in Role.allCases where !fitting.contains(role) {
                do {
                    try await place.database.transaction(as: .access) { transaction in
                        try transaction.query(
                            """
                            insert into access.membership (council_id, person_id, role, during)
                            select \(council), person_id, \(role.rawValue), daterange('2026-01-01', null)
                            from access.person
                            """)
                    }
                    Issue.record("\(role) at \(council)")
                } catch let error as PostgresError {
                    #expect(error.constraint == "membership_role_fits_its_organisation")
                }
            }
        }
    }

    @Test("the lists of councils that commands visit hold no office")
    func officesAreNoCouncils() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let codes = try await place.database.transaction(as: .national) {
                try Council.departmental($0).map(\.code)
            }
            #expect(codes.count > 90 && !codes.contains("CNCP") && !codes.contains("national"))
            let office = try await place.database.transaction(as: .cncp) { try Council.find($0, code: "CNCP") }
            #expect(office?.id == -1 && office?.kind == .cncp)
        }
    }

    @Test("the CNCP reads référentiels and counts; no table that names a physician opens to it")
    func certificationOfficeSeesNobody() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let readable = try await place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    """
                    select c.oid::regclass::text as name from pg_class c
                    where c.relkind in ('r', 'v') and has_table_privilege('sextant_cncp', c.oid, 'select')
                        and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema') order by 1
                    """
                ).map { try $0.text("name") }
            }
            #expect(readable.contains("frameworks.version") && readable.contains("standings.impact_published"))
            #expect(!readable.contains("standings.impact_line") && !readable.contains("standings.impact_seal"))
            let naming = try await place.owner.transaction(as: nil) { transaction in
                try transaction.query(
                    """
                    select a.attrelid::regclass::text as name from pg_attribute a
                    where a.attname in ('physician_id', 'rpps_number', 'family_name', 'search_name', 'email')
                        and a.attrelid::regclass::text = any (\(readable)::text[])
                    """
                ).map { try $0.text("name") }
            }
            #expect(naming == [])
        }
    }
}

extension Council.Kind {
    fileprivate init(of key: Int32) { self = key > 0 ? .departmental : key == 0 ? .national : .cncp }
}
