import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("What passed between a council and a physician is told in order, each line by somebody")
struct ThreadTests {
    private func person(_ ground: LetterGround) async throws -> Author {
        let council = try await ground.council()
        try await AddPerson(ground.database).run(
            email: "paul@conseil.example", name: "Paul Petit", password: "une phrase assez longue",
            council: council.code, role: .agent, from: day("2026-01-01"), salt: Array(0..<16))
        let ids = try await ground.texts("select person_id::text as line from access.person", as: .access)
        return Author(name: "paul@conseil.example", personID: Int64(ids[0]), role: .agent)
    }

    @Test("notices, entries and returns, the latest first; another physician's and another council's stay out")
    func order() async throws {
        try await LetterGround.run { ground in
            let (author, council) = (try await person(ground), try await ground.council())
            try await ground.post(by: author)
            try await ground.post(8, cause: "8")
            try await ground.database.transaction(as: .council(1)) { transaction in
                for (kind, words, on) in [
                    (RecordEntry.Kind.call, "Rappelle demain.", "2029-01-01"), (.reply, "A déclaré.", "2029-01-02"),
                ] {
                    try RecordEntry(kind, words, about: 7, on: day(on), by: author).run(
                        council, today: LetterGround.today, now: ground.now, transaction)
                }
            }
            let thread = try await ground.database.transaction(as: .council(1)) {
                try ThreadOfPhysician.read(7, $0)
            }
            #expect(thread.entries.map(\.on).map(\.description) == ["2029-01-02", "2029-01-02", "2029-01-01"])
            #expect(thread.entries.allSatisfy { $0.author == "paul@conseil.example" })
            let notices = thread.entries.filter { if case .notice = $0.content { true } else { false } }
            #expect(notices.count == 1)
            let foreign = try await ground.database.transaction(as: .council(2)) { try ThreadOfPhysician.read(7, $0) }
            #expect(foreign.entries.isEmpty)
        }
    }

    @Test("a line needs words, an author, and a day that has come; an RPPS number in it gives way to dots")
    func refusals() async throws {
        try await LetterGround.run { ground in
            let (author, council) = (try await person(ground), try await ground.council())
            func record(_ words: String, _ on: String = "2029-01-02", by author: Author) async throws {
                try await ground.database.transaction(as: .council(1)) { transaction in
                    try RecordEntry(.note, words, about: 7, on: day(on), by: author).run(
                        council, today: LetterGround.today, now: ground.now, transaction)
                }
            }
            await #expect(throws: RecordEntry.Refusal.wordsAreMissing) { try await record(" \n", by: author) }
            await #expect(throws: RecordEntry.Refusal.wordsAreMissing) {
                try await record(String(repeating: "a", count: 2001), by: author)
            }
            await #expect(throws: RecordEntry.Refusal.dayIsAhead) { try await record("a", "2029-01-03", by: author) }
            await #expect(throws: RecordEntry.Refusal.authorIsUnknown) { try await record("a", by: "nuit") }
            try await record("Son numéro est 10004630413.", by: author)
            let kept = try await ground.texts("select words as line from letters.thread_entry")
            #expect(kept == ["Son numéro est •••."])
        }
    }

    @Test("the latest word on an address holds; a new address starts without one")
    func contactChecks() async throws {
        try await LetterGround.run { ground in
            let council = try await ground.council()
            try await ground.database.transaction(as: .council(1)) { transaction in
                for (state, source) in [(ContactCheck.State.refused, ContactCheck.Source.bounce), (.valid, .agent)] {
                    try CheckContact("claire.aubin@example.org", of: 7, is: state, source: source, by: "paul@a.example")
                        .run(council, on: LetterGround.today, now: ground.now, transaction)
                }
            }
            let checks = try await ground.database.transaction(as: .council(1)) {
                try ContactCheck.read([7, 8], $0)
            }
            #expect(checks.map(\.state) == [.valid])
            #expect(checks.first?.source == .agent)
        }
    }

    @Test("a copy of a file holds what was written to and by the physician, without the keys of the house")
    func records() async throws {
        try await LetterGround.run { ground in
            try await ground.post()
            try await ground.work()
            let parts = try await ground.database.transaction(as: .council(1)) { try LetterRecords.all(of: 7, $0) }
            let rows = Dictionary(uniqueKeysWithValues: parts.map { ($0.table, $0.rows) })
            #expect(rows["letters.notice"]?.contains("Docteur Claire Aubin") == true)
            #expect(rows["letters.delivery"]?.contains("claire.aubin@example.org") == true)
            #expect(rows["letters.attempt"]?.contains("accepted") == true)
            #expect(rows.values.allSatisfy { !$0.contains("bounce_token") && !$0.contains("council_id") })
            let others = try await ground.database.transaction(as: .council(1)) { try LetterRecords.all(of: 8, $0) }
            #expect(others.allSatisfy { $0.rows == "[]" })
        }
    }
}
