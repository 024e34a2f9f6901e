import Access
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Letters

@Suite(
    "A letter that was asked for says what it waits for, and can be given back; its proofs are asked for until they are there"
)
struct ElectronicWaitTests {
    @Test(
        "the carrier that takes nothing is named on the letter, asked less and less often, and given up after two days")
    func givenUp() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            ground.courier.answer(.postponed("ar24.invalid_token"))
            try await ground.hand()
            let reason = try await ground.reason()
            #expect(reason.contains("ar24.invalid_token") && reason.contains("exploitant"))
            var seconds: Int64 = 0
            for tries in 1..<ElectronicDesk.mostTries {
                let states = try await ground.states()
                #expect(states == ["asked"], "after \(tries)")
                let pause = ElectronicDesk.pause(after: tries)
                seconds += pause
                ground.ground.time.move(by: pause + 1)
                try await ground.hand()
            }
            #expect(ElectronicDesk.pause(after: 1) == 300 && ElectronicDesk.pause(after: 40) == 21_600)
            let twoDays: ClosedRange<Int64> = 129_600...216_000
            #expect(twoDays.contains(seconds))
            let states = try await ground.states()
            #expect(states == ["failed"])
            #expect(ground.courier.given.count == ElectronicDesk.mostTries)
            let jobs = try await ground.ground.jobs()
            #expect(jobs.isEmpty)
        }
    }

    @Test(
        "what waits for the carrier is given back to paper at once, and can be asked for again although its job was set aside"
    )
    func givenBack() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.database.transaction(as: .council(1)) { transaction in
                try transaction.query("update jobs.job set state = 'poison', attempts = 10")
            }
            try await ground.giveBack(notice)
            let back = try await ground.states()
            #expect(back == ["failed"])
            let jobs = try await ground.ground.jobs()
            #expect(jobs.isEmpty)
            try await ground.send(notice)
            try await ground.hand()
            let sent = try await ground.states()
            #expect(sent == ["handed"])
            let twice = try await ground.refusal { try await ground.giveBack(notice) }
            #expect(twice == .doesNotWait)
        }
    }

    @Test(
        "an older agreement written down later does not take the place of a withdrawal (CPCE, L. 100; CRPA, L. 112-15)")
    func lastWord() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given, since: "2028-05-01")
            try await ground.consent(.withdrawn, since: "2028-12-01")
            let older = try await ground.refusal { try await ground.consent(.given, since: "2028-05-01") }
            #expect(older == .consentIsOlder(day("2028-12-01")))
            let refused = try await ground.refusal { try await ground.send(notice) }
            #expect(refused == .noConsent)
            let past = try await ground.database.transaction(as: .council(1)) { transaction in
                let statement: SQL = """
                    insert into letters.consent (council_id, physician_id, state, email, since, words, follows, recorded_by,
                        person_id, recorded_at)
                    select council_id, physician_id, 'given', email, '2028-11-30', words, consent_id, recorded_by, person_id,
                        recorded_at
                    from letters.consent order by consent_id desc limit 1
                    """
                guard case .failure(let error) = try transaction.attempt(statement) else { return "" }
                return error.constraint ?? ""
            }
            #expect(past == "consent_is_the_last_word")
            try await ground.consent(.given, since: "2028-12-02")
            try await ground.send(notice)
        }
    }

    @Test("whoever has not read the last word writes none; the same word twice is one line")
    func readFirst() async throws {
        try await ElectronicGround.run { ground in
            try await ground.consent(.given)
            try await ground.consent(.given, seen: .some(nil))
            let once = try await ground.ground.texts("select state as line from letters.consent")
            #expect(once == ["given"])
            let stale = try await ground.refusal { try await ground.consent(.withdrawn, seen: .some(nil)) }
            #expect(stale == .consentHasChanged)
        }
    }

    @Test("an agreement that changed is not told as a withdrawal")
    func replaced() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            try await ground.consent(.given, since: "2029-01-02", at: "claire.aubin@example.org")
            try await ground.hand()
            let states = try await ground.states()
            #expect(states == ["failed"])
            let reason = try await ground.reason()
            #expect(reason == ElectronicLetter.replaced)
            #expect(ground.courier.given.isEmpty)
        }
    }

    @Test("a carrier that surely has not taken it leaves no doubt, also when the reader agrees no longer")
    func postponedAfterWithdrawal() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            ground.courier.answer(.postponed("ar24.maintenance"))
            ground.courier.meanwhile { try? await ground.consent(.withdrawn) }
            try await ground.hand()
            let states = try await ground.states()
            #expect(states == ["failed"])
            let reason = try await ground.reason()
            #expect(reason == ElectronicLetter.withdrawn)
        }
    }

    @Test("the daily look goes on until the outcome is proved; after a month the register says what is missing")
    func unproved() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.hand()
            let outcome = CarrierReport.Event(.unclaimed, on: day("2029-01-17"))
            let proofs = [CarrierReport.Proof(.deposit, at: "ev"), CarrierReport.Proof(.negligence, at: "ng")]
            ground.courier.give("ev", "%PDF sent")
            ground.courier.tell("4711", try await ground.report([outcome], [proofs[0]], of: notice))
            ground.ground.time.move(by: FollowElectronic.pause + 1)
            try await ground.follow(on: "2029-01-18")
            let jobs = try await ground.ground.jobs()
            #expect(jobs == ["ready carrier.waiting"])
            let silence = try await ground.reason()
            #expect(silence.isEmpty)
            ground.ground.time.move(by: FollowElectronic.pause + 1)
            try await ground.follow(on: "2029-02-02")
            let late = try await ground.reason()
            #expect(late == ElectronicLetter.unproved)
            ground.courier.tell("4711", try await ground.report([outcome], proofs, of: notice))
            ground.courier.give("ng", "%PDF negligence")
            ground.ground.time.move(by: FollowElectronic.pause + 1)
            try await ground.follow(on: "2029-02-03")
            let kept = try await ground.ground.texts("select kind as line from letters.proof order by kind")
            #expect(kept == ["deposit", "letter", "negligence"])
            let left = try await ground.ground.jobs()
            #expect(left.isEmpty)
            let said = try await ground.reason()
            #expect(said.isEmpty)
        }
    }

    @Test("a carrier that no longer answers for a letter is asked less and less often, and not for ever")
    func silentCarrier() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            try await ground.hand()
            ground.courier.fallSilent(on: "4711")
            ground.ground.time.move(by: FollowElectronic.pause + 1)
            try await ground.follow(on: "2029-01-03")
            ground.ground.time.move(by: FollowElectronic.proofPause + 1)
            try await ground.follow(on: "2029-01-03")
            ground.ground.time.move(by: FollowElectronic.proofPause + 1)
            try await ground.follow(on: "2029-01-03")
            let tries = try await ground.ground.texts("select tries::text as line from letters.electronic")
            #expect(tries == ["2"])
            ground.ground.time.move(by: FollowElectronic.pause + 1)
            try await ground.follow(on: "2030-01-03")
            let jobs = try await ground.ground.jobs()
            #expect(jobs.isEmpty)
            let reason = try await ground.reason()
            #expect(reason == ElectronicLetter.unproved)
        }
    }

    @Test("every letter in doubt is read first, however many have news; the others come in pages")
    func pages() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            try await ground.doubt()
            try await ground.database.transaction(as: .council(1)) { transaction in
                for physician in 11...14 {
                    try transaction.query(
                        """
                        insert into letters.consent (council_id, physician_id, state, email, since, words, recorded_by, person_id,
                            recorded_at)
                        select 1, \(physician), 'given', email, since, words, recorded_by, person_id, recorded_at
                        from letters.consent where physician_id = 1
                        """)
                }
            }
            for physician in 11...14 {
                try await ground.lots.post(
                    Int64(physician), to: ["Docteur \(physician)", "1 RUE NEUVE", "01000 BOURG"])
            }
            try await ground.database.transaction(as: .council(1)) { transaction in
                try transaction.query(
                    """
                    insert into letters.registered (council_id, delivery_id, number, recorded_by, person_id, recorded_at)
                    select 1, d.delivery_id, '1A000000000' || d.delivery_id, c.recorded_by, c.person_id, c.recorded_at
                    from letters.delivery d join letters.notice n using (council_id, notice_id)
                    join letters.consent c on c.council_id = d.council_id and c.physician_id = n.physician_id
                    where n.physician_id > 10
                    """)
            }
            let (open, first, rest) = try await ground.database.transaction(as: .council(1)) { transaction in
                let first = try ReadRegistered.latest(atMost: 3, transaction)
                return (
                    try ReadRegistered.open(transaction), first,
                    try ReadRegistered.latest(atMost: 3, before: first.last?.delivery, transaction)
                )
            }
            #expect(open.map(\.electronic) == [.uncertain])
            #expect(first.map(\.name) == ["Docteur 14", "Docteur 13", "Docteur 12"])
            #expect(rest.map(\.name) == ["Docteur 11"])
        }
    }

    @Test("the gate is asked before the delivery is locked, as where mails are sent")
    func lockOrder() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            let watch = LockWatch()
            try await ground.hand([.alert: watch])
            #expect(watch.wasFree == [true])
            let states = try await ground.states()
            #expect(states == ["handed"])
        }
    }
}

/// A gate that looks whether the delivery is locked already when it is asked about it.
private final class LockWatch: Gate {
    private let seen = Mutex<[Bool]>([])

    var wasFree: [Bool] { seen.withLock { $0 } }

    func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission {
        let locked = try transaction.query(
            "select xmax::text = pg_current_xact_id()::xid::text as is_locked from letters.delivery where notice_id = \(notice)"
        )[0].bool("is_locked")
        seen.withLock { $0.append(!locked) }
        return .go
    }
}
