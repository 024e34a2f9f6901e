import Access
import Frameworks
import Postgres
import Support
import Testing
import Vocabulary

/// One organisation of each kind.
private let organisations: [(code: String, kind: Council.Kind)] = [
    ("33", .departmental), ("national", .national), ("CNCP", .cncp), ("DGOS", .ministry), ("exploitation", .platform),
    ("bretagne", .regional), ("urologie", .college),
]

@Suite("Organisations beside the departmental councils")
struct OfficeTests {
    @Test(
        "there is one of each kind, and its key tells which: the seven Orders, the regions, the colleges and the rest")
    func organisationsAreThere() async throws {
        let place = try await SharedDatabase.open()
        try await place.database.transaction(as: .national) { transaction in
            for (code, kind) in organisations {
                let council = try #require(try Council.find(transaction, code: code), "\(code)")
                #expect(council.kind == kind, "\(code)")
            }
            #expect(organisations.count == Council.Kind.allCases.count)
            let counts = try Council.counts(transaction)
            #expect(counts[.departmental] ?? 0 > 90 && counts[.regional] == 15 && counts[.college] ?? 0 >= 42)
            for row in try transaction.query("select council_id, kind from access.council") {
                let key: Int32 = try row.value("council_id")
                let kind = try row.text("kind")
                #expect(Council.Kind(ofKey: key).rawValue == kind, "\(key)")
            }
            let orders = try transaction.query("select profession_code from access.profession_order")
            let professions = Set(try orders.map { try $0.text("profession_code") })
            #expect(professions == ["10", "21", "40", "50", "60", "70", "80"])
            let without = try transaction.query(
                "select code from access.council where kind in ('departmental', 'national', 'regional') and order_code is null"
            )
            #expect(without.isEmpty)
        }
    }

    @Test("every college that keeps a référentiel is an organisation under the same code")
    func collegesAreOrganisations() async throws {
        let place = try await SharedDatabase.open()
        let codes = try await place.database.transaction(as: .national) {
            try Council.all(of: .college, $0).map(\.code)
        }
        let slugs = try await place.database.transaction(as: .national) { try CollegeStore.list($0).map(\.slug) }
        #expect(Set(codes).isSubset(of: slugs))
        // Two lists of one college are one organisation.
        #expect(Set(slugs).subtracting(codes) == ["masseurs-kinesitherapeutes-fiches"])
    }

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
            for (code, kind) in organisations {
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

    @Test(
        "the database refuses a role of another organisation, whoever writes it",
        arguments: [1, 0, -1, -2, -3, -101, -1001])
    func databaseKnowsTheRoles(council: Int32) async throws {
        try await ThrowAwayDatabase.migrated { place in
            try await add(place.database, .agent, "33")
            let fitting = Role.allCases.filter { $0.organisation == Council.Kind(ofKey: council) }
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

    @Test(
        "CNCP, ministry, platform and colleges read référentiels and figures; no column that could name a person opens",
        arguments: ["sextant_cncp", "sextant_report", "sextant_cnp", "sextant_region"])
    func officesSeeNobody(role: String) async throws {
        let place = try await SharedDatabase.open()
        let readable = try await place.owner.rolledBack(as: nil) { transaction in
            try transaction.query(
                """
                select c.oid::regclass::text as relation, a.attname::text as name
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind in ('r', 'v', 'm', 'p', 'f') and has_column_privilege(\(role), c.oid, a.attnum, 'select')
                    and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema') order by 1, 2
                """
            ).map { (relation: try $0.text("relation"), column: try $0.text("name")) }
        }
        let relations = Set(readable.map(\.relation))
        #expect(relations.contains("frameworks.version"))
        let readsCountry = role == "sextant_cncp" || role == "sextant_report"
        #expect(relations.contains("standings.published_figure") == readsCountry)
        #expect(relations.contains("standings.regional_figure") == (role == "sextant_region"))
        // The journal of one's own acts, and who wrote a référentiel: members of the reader's or of public offices.
        let own: Set<String> = ["access.event"]
        let people = readable.filter { !own.contains($0.relation) && OfficeTests.namesPeople($0.column) }
        #expect(people.map { "\($0.relation).\($0.column)" } == [])
        let tables = relations.filter { table in
            ["access.person", "access.membership", "access.session", "registry.physician", "registry.registration"]
                .contains(table) || table.hasPrefix("intake.")
        }
        #expect(tables == [])
        #expect(!relations.contains("standings.standing") && !relations.contains("standings.figure_count"))
    }

    /// Whether a column of this name could hold, or lead to, a natural person.
    static func namesPeople(_ column: String) -> Bool {
        let parts = ["physician_id", "person", "rpps", "family", "given", "search_name", "birth", "email", "address"]
        return parts.contains { column.contains($0) }
    }
}
