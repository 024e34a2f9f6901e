import Access
import Postgres
import Support
import Testing

/// The role of exceptional readings, under an open permission of council 33.
@Suite("An exceptional reading can write nothing but its trace, whatever the program does")
struct ReaderTests {
    /// Runs `body` as the reader with a permission of its own; all of it is taken back.
    private func reading<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction, Int32) throws -> Value
    ) async throws -> Value {
        let place = try await SharedDatabase.open()
        return try await place.database.rolledBack(as: .access) { transaction in
            let council = try #require(try Council.find(transaction, code: "33")).id
            let person = try transaction.query(
                """
                insert into access.person (email, name, password_hash) values ('lectrice@example.org', 'Lectrice', '')
                returning person_id
                """)[0].int("person_id")
            let permission = try transaction.query(
                """
                insert into access.exceptional_reading (council_id, kind, session_id, person_id, own_council_id,
                    own_role, seen_role, reason, opened_at, expires_at)
                values (\(council), 'break_glass', 1, \(Int64(person)), 0, 'national_administrator', 'auditor',
                    'un incident assez longuement décrit', to_timestamp(1000), to_timestamp(2000))
                returning reading_id
                """)[0].int("reading_id")
            try transaction.query(
                """
                insert into access.membership (council_id, person_id, role, during)
                values (\(council), \(Int64(person)), 'agent', '[2026-01-01,)')
                """)
            try transaction.become(.reading(council, permission: Int64(permission), at: 1500))
            return try body(transaction, council)
        }
    }

    private static func state(_ statement: String, _ transaction: Transaction) throws -> String {
        switch try transaction.attempt(SQL(stringLiteral: statement)) {
        case .success: "done"
        case .failure(let error): error.sqlState
        }
    }

    @Test("every verb that writes is refused on every table and view of the catalogue")
    func everyVerbIsRefused() async throws {
        let relations = try await Catalogue.names(
            """
            select c.oid::regclass::text as name from pg_class c
            where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace::regnamespace::text in \(Catalogue.ours)
            order by 1
            """)
        #expect(relations.count > 50)
        try await reading { transaction, _ in
            for name in relations {
                let column = try transaction.query(
                    """
                    select attname::text as name from pg_attribute where attrelid = \(name)::regclass and attnum > 0
                        and not attisdropped and attidentity <> 'a' and attgenerated = '' limit 1
                    """)[0].text("name")
                var writes = ["update \(name) set \(column) = null", "delete from \(name)"]
                if name != "access.event" { writes.append("insert into \(name) default values") }
                for write in writes + ["truncate \(name)", "lock table \(name) in row exclusive mode"] {
                    let state = try Self.state(write, transaction)
                    // What a view cannot do at all is refused before any right is looked at.
                    #expect(["42501", "42809", "55000"].contains(state), "\(write): \(state)")
                }
            }
        }
    }

    @Test("it reads the council's rows, and may write one line of its own kind into that council's journal alone")
    func readsAndLeavesATrace() async throws {
        try await reading { transaction, council in
            let own = try Catalogue.count("access.membership", transaction)
            #expect(own == 1)
            func event(_ council: Int32, _ kind: String) throws -> String {
                let line = """
                    insert into access.event (council_id, kind, actor, action)
                    values (\(council), '\(kind)', 'lectrice@example.org', 'page_read')
                    """
                return try Self.state(line, transaction)
            }
            let states = [
                try event(council, "exceptional"), try event(council, "read"), try event(council, "change"),
                try event(council + 1, "exceptional"), try event(0, "exceptional"),
            ]
            #expect(states == ["done", "42501", "42501", "42501", "42501"])
        }
    }

    @Test("once it is over every table and view is empty, those of no council included, and no trace can be added")
    func nothingAfterTheEnd() async throws {
        let readable = try await Catalogue.names(
            """
            select c.oid::regclass::text as name from pg_class c where c.relkind in ('r', 'p')
                and c.relnamespace::regnamespace::text in \(Catalogue.ours) and c.relrowsecurity
                and c.oid <> 'access.exceptional_reading'::regclass
                and has_table_privilege('sextant_council_reader', c.oid, 'select') order by 1
            """)
        #expect(readable.count > 25 && readable.contains("registry.physician"))
        try await reading { transaction, council in
            try transaction.query("select set_config('sextant.moment', to_timestamp(2000)::text, true)")
            for table in readable {
                let seen = try Catalogue.count(table, transaction)
                #expect(seen == 0, "\(table)")
            }
            let state = try Self.state(
                "insert into access.event (council_id, kind, actor, action) "
                    + "values (\(council), 'exceptional', 'lectrice@example.org', 'page_read')", transaction)
            #expect(state == "42501")
        }
    }

    @Test("what a council reads, its exceptional reader reads by the same rule and not by a wider one")
    func rightsFollowTheCouncil() async throws {
        let different = try await Catalogue.names(
            """
            select c.oid::regclass::text as name from pg_class c
            where c.relkind in ('r', 'p', 'v') and c.relnamespace::regnamespace::text in \(Catalogue.ours)
                and has_any_column_privilege('sextant_council', c.oid, 'select')
                    <> has_any_column_privilege('sextant_council_reader', c.oid, 'select')
            """)
        #expect(different == [])
        let odd = try await Catalogue.names(
            """
            select schemaname || '.' || tablename || ' ' || policyname as name from pg_policies p
            where policyname in ('reading', 'reading_trace') and (roles <> '{sextant_council_reader}'
                or policyname = 'reading' and (cmd <> 'SELECT' or qual not like '%access.reading_council()%'))
            """)
        #expect(odd == [])
    }

    @Test("a transaction for pages about members is read-only in an exceptional reading")
    func membersAreReadOnly() async throws {
        let place = try await SharedDatabase.open()
        let state = try await place.database.rolledBack(as: .membersRead(of: 1)) {
            try Self.state("delete from access.membership", $0)
        }
        #expect(state == "25006")
    }
}
