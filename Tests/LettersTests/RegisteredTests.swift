import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("Registered letters on paper: each number is of one letter, and the days follow one another")
struct RegisteredTests {
    private static let numbers = ["1A 123 456 7890 1", "1A12345678902", "1a-123-456-7890-3"]

    private func ready(_ ground: LotGround, _ number: Int = 2) async throws -> Int64 {
        try await ground.letters(number)
        let lot = try await ground.prepare()
        try await ground.make()
        return lot
    }

    private func number(
        _ typed: String, for reference: String = "", of lot: Int64, _ ground: LotGround
    ) async throws -> LetterReference {
        let (council, now, author) = (try await ground.ground.council(), ground.ground.now, ground.author)
        return try await ground.database.transaction(as: .council(1)) { transaction in
            try RecordNumber(typed, for: reference, of: lot, by: author).run(council, now: now, transaction)
        }
    }

    private func event(
        _ typed: String, _ kind: PostEvent.Kind, on date: String, corrects: Bool = false, today: String = "2029-02-01",
        _ ground: LotGround
    ) async throws {
        let (council, now, author) = (try await ground.ground.council(), ground.ground.now, ground.author)
        try await ground.database.transaction(as: .council(1)) { transaction in
            try RecordPostEvent(typed, kind, on: day(date), isCorrection: corrects, by: author)
                .run(council, today: day(today), now: now, transaction)
        }
    }

    private func refusal(_ body: () async throws -> Void) async throws -> RegisteredRefusal? {
        do {
            try await body()
            return nil
        } catch let refusal as RegisteredRefusal {
            return refusal
        }
    }

    private func standing(_ ground: LotGround) async throws -> [String] {
        try await ground.database.transaction(as: .council(1)) { transaction in
            try ReadRegistered.latest(atMost: 10, transaction).flatMap(\.events).map { "\($0.kind.rawValue) \($0.on)" }
        }
    }

    @Test("numbers scanned one after the other go to the letters of the pile in its order")
    func oneAfterTheOther() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let first = try await number(Self.numbers[0], of: lot, ground)
            let second = try await number(Self.numbers[1], of: lot, ground)
            let lines = try await ground.lines(lot, [.set])
            #expect([first.notice, second.notice] == lines.map(\.notice))
            let full = try await refusal { _ = try await number(Self.numbers[2], of: lot, ground) }
            #expect(full == .allHaveNumbers)
        }
    }

    @Test("a number of another letter is refused with that letter's reference; what is no number is refused too")
    func taken() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let first = try await number(Self.numbers[0], of: lot, ground)
            let twice = try await refusal { _ = try await number("1A12345678901", of: lot, ground) }
            #expect(twice == .numberIsTaken(first.text))
            for wrong in [first.text, "", "1A123", "https://exemple"] {
                let said = try await refusal { _ = try await number(wrong, of: lot, ground) }
                #expect(said == .numberIsWrong, "\(wrong)")
            }
        }
    }

    @Test("a number typed wrong is typed again for the same letter, until the post has spoken under it")
    func retyped() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let first = try await number(Self.numbers[0], of: lot, ground)
            _ = try await number(Self.numbers[2], for: first.text, of: lot, ground)
            let kept = try await ground.ground.texts("select number as line from letters.registered")
            #expect(kept == ["1A12345678903"])
            _ = try await ground.deposit(lot)
            try await event(Self.numbers[2], .presented, on: "2029-01-04", ground)
            let late = try await refusal {
                _ = try await number(Self.numbers[0], for: first.text, of: lot, ground)
            }
            #expect(late == .numberStands)
        }
    }

    @Test("a label that stuck on another envelope is taken off the letter, and is free for its own")
    func takenOff() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let wrong = try await number(Self.numbers[0], of: lot, ground)
            let (council, now, author) = (try await ground.ground.council(), ground.ground.now, ground.author)
            let takeOff = { () async throws -> Void in
                try await ground.database.transaction(as: .council(1)) { transaction in
                    _ = try RecordNumber(takenOff: wrong.text, of: lot, by: author).run(council, now: now, transaction)
                }
            }
            try await takeOff()
            let lines = try await ground.lines(lot, [.set])
            let other = LetterReference(lines[1].notice, of: council).text
            let right = try await number(Self.numbers[0], for: other, of: lot, ground)
            #expect(right.text == other)
            let kept = try await ground.ground.texts("select delivery_id::text as line from letters.registered")
            #expect(kept.count == 1)
            let again = try await refusal { try await takeOff() }
            #expect(again == .nothingToCorrect)
        }
    }

    @Test("a lot that is cancelled gives its numbers back: they stuck on envelopes that are destroyed")
    func cancelled() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            _ = try await number(Self.numbers[0], of: lot, ground)
            try await ground.cancel(lot)
            let left = try await ground.ground.texts("select number as line from letters.registered")
            #expect(left.isEmpty)
        }
    }

    @Test("deposited, presented, then one outcome: a day that does not follow is refused, and says which stands")
    func order() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            _ = try await number(Self.numbers[0], of: lot, ground)
            let early = try await refusal { try await event(Self.numbers[0], .presented, on: "2029-01-04", ground) }
            #expect(early == .isNotDeposited)
            _ = try await ground.deposit(lot)
            let before = try await refusal { try await event(Self.numbers[0], .presented, on: "2029-01-01", ground) }
            #expect(before == .isBeforeDeposit(day("2029-01-02")))
            let ahead = try await refusal { try await event(Self.numbers[0], .signed, on: "2029-02-02", ground) }
            #expect(ahead == .dayIsAhead)
            try await event(Self.numbers[0], .signed, on: "2029-01-06", ground)
            let after = try await refusal { try await event(Self.numbers[0], .presented, on: "2029-01-07", ground) }
            #expect(after == .doesNotFollow(.signed, day("2029-01-06")))
            try await event(Self.numbers[0], .presented, on: "2029-01-04", ground)
            let second = try await refusal { try await event(Self.numbers[0], .refused, on: "2029-01-08", ground) }
            #expect(second == .isRecorded(.signed, day("2029-01-06")))
            let events = try await standing(ground)
            #expect(events == ["presented 2029-01-04", "signed 2029-01-06"])
            let unknown = try await refusal { try await event(Self.numbers[1], .signed, on: "2029-01-06", ground) }
            #expect(unknown == .numberIsUnknown)
        }
    }

    @Test("a day that was wrong is corrected by a later line; the first one stays where it was")
    func corrected() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            _ = try await number(Self.numbers[0], of: lot, ground)
            _ = try await ground.deposit(lot)
            try await event(Self.numbers[0], .presented, on: "2029-01-04", ground)
            let twice = try await refusal { try await event(Self.numbers[0], .presented, on: "2029-01-05", ground) }
            #expect(twice == .isRecorded(.presented, day("2029-01-04")))
            try await event(Self.numbers[0], .presented, on: "2029-01-05", corrects: true, ground)
            let events = try await standing(ground)
            #expect(events == ["presented 2029-01-05"])
            let all = try await ground.ground.texts(
                "select happened_on::text as line from letters.post_event order by post_event_id")
            #expect(all == ["2029-01-04", "2029-01-05"])
            let nothing = try await refusal {
                try await event(Self.numbers[0], .signed, on: "2029-01-06", corrects: true, ground)
            }
            #expect(nothing == .nothingToCorrect)
        }
    }

    private func takeBack(_ typed: String, _ ground: LotGround) async throws {
        let (council, now, author) = (try await ground.ground.council(), ground.ground.now, ground.author)
        try await ground.database.transaction(as: .council(1)) { transaction in
            try RecordPostEvent(takingBack: typed, on: day("2029-02-01"), by: author)
                .run(council, today: day("2029-02-01"), now: now, transaction)
        }
    }

    private func ends(_ ground: LotGround) async throws -> [String] {
        try await ground.ground.texts(
            """
            select concat_ws(' ', state, sent_on, ended_on, reason) as line from letters.delivery order by delivery_id
            """)
    }

    @Test("an outcome that was wrong gives way to the true one: the letter that was signed is not returned")
    func outcomeCorrected() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground, 1)
            _ = try await number(Self.numbers[0], of: lot, ground)
            _ = try await ground.deposit(lot)
            try await event(Self.numbers[0], .unclaimed, on: "2029-01-22", ground)
            let second = try await refusal { try await event(Self.numbers[0], .signed, on: "2029-01-20", ground) }
            #expect(second == .isRecorded(.unclaimed, day("2029-01-22")))
            try await event(Self.numbers[0], .signed, on: "2029-01-20", corrects: true, ground)
            let events = try await standing(ground)
            #expect(events == ["signed 2029-01-20"])
            let signed = try await ends(ground)
            #expect(signed == ["sent 2029-01-02"])
            let words = try await ground.ground.texts(
                "select words as line from letters.thread_entry order by thread_entry_id")
            #expect(words.count == 2)
            #expect(words.last?.contains("correction, « Avisée et non réclamée »") == true)
            try await event(Self.numbers[0], .refused, on: "2029-01-21", corrects: true, ground)
            try await event(Self.numbers[0], .unclaimed, on: "2029-01-23", corrects: true, ground)
            let ended = try await ends(ground)
            #expect(ended == ["bounced 2029-01-02 2029-01-23 Pli avisé et non réclamé"])
        }
    }

    @Test("what was scanned under another letter's number is taken back, and that letter is what it was")
    func takenBack() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground, 1)
            let reference = try await number(Self.numbers[0], of: lot, ground)
            _ = try await ground.deposit(lot)
            let nothing = try await refusal { try await takeBack(Self.numbers[0], ground) }
            #expect(nothing == .nothingToCorrect)
            try await event(Self.numbers[0], .presented, on: "2029-01-04", ground)
            try await event(Self.numbers[0], .returned, on: "2029-01-08", ground)
            try await takeBack(Self.numbers[0], ground)
            let presented = try await standing(ground)
            #expect(presented == ["presented 2029-01-04"])
            let back = try await ends(ground)
            #expect(back == ["sent 2029-01-02"])
            try await takeBack(Self.numbers[0], ground)
            let none = try await standing(ground)
            #expect(none.isEmpty)
            // Nothing stands under the number any more: it may be typed again, and the true outcome recorded.
            _ = try await number(Self.numbers[2], for: reference.text, of: lot, ground)
            try await event(Self.numbers[2], .signed, on: "2029-01-05", ground)
            let events = try await standing(ground)
            #expect(events == ["signed 2029-01-05"])
        }
    }

    @Test("a letter that nobody fetched ends its delivery, and the thread says so")
    func unclaimed() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground, 1)
            _ = try await number(Self.numbers[0], of: lot, ground)
            _ = try await ground.deposit(lot)
            try await event(Self.numbers[0], .unclaimed, on: "2029-01-22", ground)
            let states = try await ground.ground.states()
            #expect(states == ["bounced"])
            let words = try await ground.ground.texts("select words as line from letters.thread_entry")
            #expect(words.count == 1)
            #expect(words.first?.hasSuffix("Pli avisé et non réclamé.") == true)
        }
    }

    @Test("whoever goes past the commands is stopped by the tables, and another council sees nothing")
    func tables() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground, 3)
            _ = try await number(Self.numbers[0], of: lot, ground)
            _ = try await number(Self.numbers[1], of: lot, ground)
            _ = try await ground.deposit(lot)
            try await event(Self.numbers[0], .presented, on: "2029-01-04", ground)
            let into: SQL = """
                insert into letters.post_event (council_id, delivery_id, kind, happened_on, source, recorded_by, recorded_at)
                """
            let attempts: [(SQL, String)] = [
                (
                    "update letters.registered set number = '1A12345678901' where number = '1A12345678902'",
                    "registered_number_is_of_one_letter"
                ),
                ("update letters.registered set number = '1A99999999999'", "registered_number_stands"),
                ("update letters.post_event set happened_on = '2029-01-03'", "42501"),
                (
                    "\(into) values (1, 2, 'signed', '2028-12-31', 'ar24', 'essai', now())",
                    "post_event_follows_the_deposit"
                ),
                (
                    """
                    \(into) select council_id, delivery_id, 'presented', '2029-01-06', 'ar24', 'essai', now()
                    from letters.post_event
                    """, "post_event_is_one"
                ),
                (
                    """
                    \(into) select council_id, delivery_id, 'signed', '2029-01-03', 'ar24', 'essai', now()
                    from letters.post_event
                    """, "post_event_dates_follow"
                ),
            ]
            for (statement, name) in attempts {
                let refused = try await ground.database.transaction(as: .council(1)) { transaction in
                    guard case .failure(let error) = try transaction.attempt(statement) else { return "" }
                    return error.constraint ?? error.sqlState
                }
                #expect(refused == name)
            }
            let foreign = try await ground.ground.texts(
                "select number as line from letters.registered union all select kind from letters.post_event",
                as: .council(2))
            #expect(foreign == [])
        }
    }
}
