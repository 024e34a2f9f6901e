import Postgres
import Support
import Testing
import Vocabulary

@testable import Access

@Suite("The journal in the database")
struct AuditTests {
    private let author = Author(name: "claire@example.org", personID: 7, role: .president, origin: "192.0.2.7")

    private func council(_ code: String, _ place: ThrowAwayDatabase) async throws -> Council {
        try #require(try await place.database.transaction(as: .national) { try Council.find($0, code: code) })
    }

    @Test("an event keeps who, in which role, from where, why, and what was before and after")
    func eventIsWhole() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let gironde = try await council("33", place)
            let author = author
            let entries = try await place.database.transaction(as: gironde.principal) { transaction in
                try AuditEvent(
                    .frameworkChosen, by: author, on: "physician:12", reason: "diplôme vu",
                    before: #"{"framework": "a"}"#,
                    after: #"{"framework": "b"}"#
                ).record(transaction, council: gironde.id)
                return try Journal.all(transaction, of: gironde.id, JournalFilter())
            }
            let entry = try #require(entries.first)
            #expect(entries.count == 1)
            #expect(entry.actor == "claire@example.org" && entry.role == .president && entry.origin == "192.0.2.7")
            #expect(entry.action == "framework_chosen" && entry.subject == "physician:12")
            #expect(entry.reason == "diplôme vu" && entry.isSealed == false)
            #expect(entry.before == #"{"framework": "a"}"# && entry.after == #"{"framework": "b"}"#)
        }
    }

    @Test("number, moment and transaction of an event are the database's: no role of the application gives them")
    func rowsCannotBeForged() async throws {
        let place = try await SharedDatabase.open()
        for statement: SQL in [
            "insert into access.event (council_id, actor, action, at) values (1, 'a', 'searched', '2020-01-01')",
            "insert into access.event (council_id, actor, action, recorded_in) values (1, 'a', 'searched', '5'::xid8)",
            """
            insert into access.event (council_id, event_id, actor, action) overriding system value
            values (1, 5, 'a', 'searched')
            """, "update access.event set actor = 'b'", "delete from access.event", "delete from access.seal",
            "update access.seal set hash = ''",
        ] {
            for role in ["sextant_council", "sextant_access", "sextant_audit", "sextant_cncp"] {
                do {
                    try await place.database.rolledBack(as: .tenant(1, as: role)) { try $0.query(statement) }
                    Issue.record("\(role) may \(statement.text)")
                } catch let error as PostgresError { #expect(error.sqlState == "42501", "\(role) \(statement.text)") }
            }
        }
        for statement: SQL in [
            "insert into access.event (council_id, actor, action) values (1, 'a', 'searched')",
            "select 1 from registry.registration", "select 1 from access.person",
        ] {
            do {
                try await place.database.rolledBack(as: .tenant(1, as: "sextant_audit")) { try $0.query(statement) }
                Issue.record("whoever seals may \(statement.text)")
            } catch let error as PostgresError { #expect(error.sqlState == "42501") }
        }
    }

    @Test("the database refuses an event that would hold an RPPS number")
    func noNumberOfAPhysician() async throws {
        let place = try await SharedDatabase.open()
        do {
            try await place.database.rolledBack(as: .council(1)) {
                try AuditEvent(.searched, by: "essai", detail: #"{"q": "10001234567"}"#).record($0, council: 1)
            }
            Issue.record("an RPPS number entered the journal")
        } catch let error as PostgresError { #expect(error.constraint == "event_names_no_physician") }
    }

    @Test("sealing takes each organisation alone, is idle when nothing is new, and the journal then says so")
    func sealing() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let (gironde, paris) = (try await council("33", place), try await council("75", place))
            for council in [gironde, gironde, paris] {
                try await place.database.transaction(as: council.principal) {
                    try AuditEvent(.searched, by: "essai").record($0, council: council.id)
                }
            }
            let first = try await SealJournal(place.database).run()
            #expect(first.seals == 2 && first.events == 3)
            #expect(first.heads.map(\.council.code).sorted() == ["33", "75"])
            let second = try await SealJournal(place.database).run()
            #expect(second.seals == 0 && second.heads == first.heads)
            let entries = try await place.database.transaction(as: gironde.principal) {
                try Journal.all($0, of: gironde.id, JournalFilter())
            }
            #expect(entries.map(\.isSealed) == [true, true])
            let summary = try await VerifyJournal(heads: nil).run(place.database, only: nil)
            #expect(summary.findings == [] && summary.events == 3 && summary.seals == 2 && summary.unsealed == 0)
        }
    }

    @Test("filters find by person, action, file and civil day of Paris; pages neither skip nor repeat a line")
    func filters() async throws {
        try await ThrowAwayDatabase.migrated { place in
            let gironde = try await council("33", place)
            let author = author
            try await place.database.transaction(as: gironde.principal) { transaction in
                for number in 1...120 {
                    try AuditEvent(
                        number % 2 == 0 ? .fileRead : .searched, by: number % 3 == 0 ? "essai" : author,
                        on: "physician:\(number % 5)"
                    ).record(transaction, council: gironde.id)
                }
            }
            let pages = try await place.database.transaction(as: gironde.principal) { transaction in
                var (numbers, before, sizes) = ([Int64](), Int64?.none, [Int]())
                repeat {
                    let page = try Journal.page(transaction, of: gironde.id, JournalFilter(), before: before)
                    numbers += page.entries.map(\.number)
                    sizes.append(page.entries.count)
                    before = page.hasMore ? page.entries.last?.number : nil
                } while before != nil
                return (numbers, sizes)
            }
            #expect(pages.1 == [50, 50, 20])
            #expect(pages.0 == pages.0.sorted(by: >) && Set(pages.0).count == 120)
            func count(_ change: (inout JournalFilter) -> Void) async throws -> Int {
                var filter = JournalFilter()
                change(&filter)
                let wanted = filter
                return try await place.database.transaction(as: gironde.principal) {
                    try Journal.all($0, of: gironde.id, wanted).count
                }
            }
            #expect(try await count { $0.actor = "CLAIRE" } == 80)
            #expect(try await count { $0.action = .fileRead } == 60)
            #expect(try await count { $0.kind = .change } == 0)
            #expect(try await count { $0.physician = 3 } == 24)
            let today = ParisTime(epochSeconds: try await moment(place)).day
            #expect(try await count { $0.from = today.adding(days: 1) } == 0)
            #expect(try await count { $0.through = today.adding(days: -1) } == 0)
            #expect(
                try await count {
                    $0.from = today.adding(days: -1); $0.through = today.adding(days: 1)
                } == 120)
        }
    }

    private func moment(_ place: ThrowAwayDatabase) async throws -> Int64 {
        try await place.database.transaction(as: .access) {
            Int64(try $0.query("select extract(epoch from now())::bigint as moment")[0].int("moment"))
        }
    }

    @Test("every action has its verb in French, and no two share one")
    func verbs() {
        #expect(Set(AuditAction.allCases.map(\.french)).count == AuditAction.allCases.count)
        for action in AuditAction.allCases { #expect(!action.french.isEmpty && !action.french.contains("_")) }
    }
}
