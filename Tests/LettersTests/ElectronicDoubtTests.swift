import Access
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Jobs
@testable import Letters

@Suite("What the carrier may have is neither withdrawn nor sent again by itself, and a person finds out (CPCE, L. 100)")
struct ElectronicDoubtTests {
    private func leftOn(_ ground: ElectronicGround) async throws -> [String] {
        try await ground.ground.texts("select coalesce(left_on::text, '') as line from letters.published_delivery")
    }

    @Test("a letter in doubt counts as left on the day it was offered, and nothing withdraws it")
    func countsAsLeft() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            let before = try await leftOn(ground)
            #expect(before == [""])
            try await ground.doubt()
            let offered = try await leftOn(ground)
            let day = try await ground.ground.texts(
                "select (started_at at time zone 'Europe/Paris')::date::text as line from letters.electronic")
            #expect(offered == day)
            let mayBeThere = try await ground.database.transaction(as: .council(1)) {
                try SentNotice.find(notice, $0)?.mayHaveArrived
            }
            #expect(mayBeThere == true)
            try await ground.withdraw(notice)
            let delivery = try await ground.delivery()
            #expect(delivery == .held)
            try await ground.database.transaction(as: .council(1)) { transaction in
                try DeliveryStore(transaction: transaction, council: 1)
                    .withdraw(1, on: LetterGround.today, because: "Essai.")
            }
            let again = try await ground.delivery()
            #expect(again == .held)
            try await ground.giveBack(notice)
            let back = try await leftOn(ground)
            #expect(back == [""])
            try await ground.withdraw(notice)
            let withdrawn = try await ground.delivery()
            #expect(withdrawn == .withdrawn)
        }
    }

    @Test("what the carrier has is recorded whole or not at all")
    func arrivesWhole() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            let isAstray = try await ground.database.transaction(as: .council(1)) {
                [now = ground.ground.now] transaction in
                guard let found = try ElectronicStore(transaction: transaction, council: 1).lock(1) else {
                    return false
                }
                do {
                    try ElectronicArrival(transaction: transaction, council: 1)
                        .record(found.letter, as: "4711", on: LetterGround.today, at: now)
                    return false
                } catch is ElectronicArrival.Astray {
                    return true
                }
            }
            #expect(isAstray)
        }
    }

    @Test("a wrong name says so on the letter, and stands in the way of no other; what is no name is refused")
    func names() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.doubt()
            for wrong in ["", "abc", "47 11a", String(repeating: "1", count: 41)] {
                let refused = try await ground.refusal { try await ground.find(notice, as: wrong) }
                #expect(refused == .mailIsWrong, "\(wrong)")
            }
            try await ground.find(notice, as: "4710")
            try await ground.follow()
            let unknown = try await ground.reason()
            #expect(unknown.contains("4710") && unknown.contains("AR24 ne la connaît pas"))
            ground.courier.tell(
                "666", CarrierReport(reference: "33-1-A", sentOn: nil, events: [], proofs: []))
            _ = try await ground.knock(mail: "666")
            try await ground.follow()
            let foreign = try await ground.reason()
            #expect(foreign.contains("666") && foreign.contains("une autre référence"))
            ground.courier.fallSilent(on: "4709")
            try await ground.find(notice, as: "4709")
            try await ground.follow()
            let doubt = try await ground.states()
            #expect(doubt == ["uncertain"])
            ground.courier.tell("4711", try await ground.report(of: notice))
            try await ground.find(notice, as: " 4711 ")
            try await ground.follow()
            let found = try await ground.states()
            #expect(found == ["handed"])
            let delivery = try await ground.delivery()
            #expect(delivery == .sent)
        }
    }

    @Test("a letter that is being handed over is nobody else's: no doubt, no second letter, no way back meanwhile")
    func underWay() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            let seen = Mutex<[String]>([])
            ground.courier.meanwhile {
                ground.ground.time.move(by: 90)
                ground.courier.meanwhile {}
                try? await ground.hand()
                let states = (try? await ground.states()) ?? []
                let refusal = try? await ground.refusal { try await ground.giveBack(notice) }
                let isUnderWay = if case .isUnderWay? = refusal { "isUnderWay" } else { "is free" }
                seen.withLock { $0 = states + [isUnderWay] }
            }
            try await ground.hand()
            let meanwhile = seen.withLock { $0 }
            #expect(meanwhile == ["asked", "isUnderWay"])
            #expect(ground.courier.given.count == 1)
            let after = try await ground.states()
            #expect(after == ["handed"])
            let delivery = try await ground.delivery()
            #expect(delivery == .sent)
        }
    }

    @Test("whoever was offering it died: once the carrier cannot be taking it any more, it is in doubt")
    func died() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.die()
            try await ground.hand()
            let soon = try await ground.states()
            #expect(soon == ["asked"])
            let early = try await ground.refusal { try await ground.giveBack(notice) }
            let end = ground.ground.now.adding(seconds: ElectronicDesk.longestAttempt)
            #expect(early == .isUnderWay(end))
            ground.ground.time.move(by: ElectronicDesk.longestAttempt + 1)
            try await ground.hand()
            let late = try await ground.states()
            #expect(late == ["uncertain"])
            #expect(ground.courier.given.isEmpty)
        }
    }

    @Test("a file that could not be given ahead leaves no doubt: nothing was sent")
    func fileAlone() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            ground.courier.answer(file: .postponed("ar24.silent"))
            try await ground.hand()
            let states = try await ground.states()
            #expect(states == ["asked"])
            let left = try await leftOn(ground)
            #expect(left == [""])
            ground.courier.answer(file: .refused("invalid_file"))
            ground.ground.time.move(by: ElectronicDesk.pause + 1)
            try await ground.hand()
            let failed = try await ground.states()
            #expect(failed == ["failed"])
            #expect(ground.courier.given.isEmpty && ground.courier.uploaded == 2)
        }
    }

    @Test("a lease is kept while an answer is waited for")
    func lease() async throws {
        try await ElectronicGround.run { ground in
            _ = try await ground.asked()
            let (id, jobs) = try await ground.database.transaction(as: .council(1)) {
                [clock = ground.ground.desk.clock] in
                try JobStore(transaction: $0, council: 1, clock: clock).lend(ElectronicLetter.queue, atMost: 1)
            }
            #expect(jobs.count == 1)
            let lease = Lease(id: id, council: 1, clock: ground.ground.desk.clock, stop: StopSign())
            ground.ground.time.move(by: 50)
            let value = await lease.held(in: ground.database, every: .milliseconds(20)) {
                try? await Task.sleep(for: .milliseconds(400))
                return 7
            }
            #expect(value == 7)
            let until = try await ground.ground.texts(
                "select extract(epoch from leased_until)::bigint::text as line from jobs.job")
            let whole = "\(ground.ground.time.value + 60)"
            #expect(until == [whole])
        }
    }

    @Test("what the carrier knocks about while nobody has recorded its answer is kept until somebody can ask")
    func heardEarly() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.die()
            ground.courier.tell("4711", try await ground.report(of: notice))
            let isHeard = try await ground.knock()
            #expect(isHeard)
            try await ground.follow()
            let early = try await ground.states()
            #expect(early == ["asked"])
            ground.ground.time.move(by: ElectronicDesk.longestAttempt + 31)
            try await ground.hand()
            try await ground.follow()
            let found = try await ground.states()
            #expect(found == ["handed"])
        }
    }

    @Test("what was given back to paper and is at the carrier after all has left with it; on paper too, both are told")
    func heardLate() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.doubt()
            try await ground.giveBack(notice)
            ground.courier.tell("4711", try await ground.report([.init(.signed, on: day("2029-01-05"))], of: notice))
            _ = try await ground.knock()
            try await ground.follow()
            let found = try await ground.states()
            #expect(found == ["handed"])
            let delivery = try await ground.delivery()
            #expect(delivery == .sent)
        }
        try await ElectronicGround.run { ground in
            let notice = try await ground.asked()
            try await ground.doubt()
            try await ground.giveBack(notice)
            try await ground.database.transaction(as: .council(1)) { transaction in
                try transaction.query(
                    "update letters.delivery set state = 'sent', sent_on = '2029-01-03', sent_at = now()")
            }
            ground.courier.tell(
                "4711",
                try await ground.report(
                    [.init(.signed, on: day("2029-01-05"))], [CarrierReport.Proof(.receipt, at: "ar")], of: notice))
            ground.courier.give("ar", "%PDF received")
            _ = try await ground.knock()
            try await ground.follow()
            let reason = try await ground.reason()
            #expect(reason.hasPrefix("Partie deux fois"))
            let events = try await ground.ground.texts("select kind as line from letters.post_event")
            #expect(events.isEmpty)
            let proofs = try await ground.ground.texts("select kind as line from letters.proof order by kind")
            #expect(proofs == ["letter", "receipt"])
            let line = try await ground.database.transaction(as: .council(1)) {
                try ReadRegistered.latest(atMost: 10, $0).first
            }
            #expect(line?.reason == reason && line?.electronic == .handed)
        }
    }
}
