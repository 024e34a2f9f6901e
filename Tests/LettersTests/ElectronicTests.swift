import Access
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("An electronic registered letter leaves with a consent, once, and keeps its proofs (CPCE, L. 100)")
struct ElectronicTests {
    @Test("without a consent, with one that begins later or one that was withdrawn, nothing is asked (CRPA, L. 112-15)")
    func consentIsNeeded() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            let absent = try await ground.refusal { try await ground.send(notice) }
            #expect(absent == .noConsent)
            let ahead = try await ground.refusal { try await ground.consent(.given, since: "2029-01-03") }
            #expect(ahead == .dayIsAhead)
            try await ground.consent(.given)
            try await ground.consent(.withdrawn)
            let withdrawn = try await ground.refusal { try await ground.send(notice) }
            #expect(withdrawn == .noConsent)
            let past = try await ground.database.transaction(as: .council(1)) { transaction in
                let statement: SQL = """
                    insert into letters.electronic (council_id, delivery_id, consent_id, email, given_name, family_name,
                        asked_on, asked_by, person_id)
                    select 1, 1, consent_id, email, 'Claire', 'AUBIN', '2029-01-02', 'essai', person_id
                    from letters.consent order by consent_id limit 1
                    """
                guard case .failure(let error) = try transaction.attempt(statement) else { return "" }
                return error.constraint ?? ""
            }
            #expect(past == "delivery_electronic_needs_consent")
        }
    }

    @Test("with a consent the letter leaves once, as it was set; it waits for no lot, and its file is kept")
    func leaves() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given)
            try await ground.send(notice)
            let twice = try await ground.refusal { try await ground.send(notice) }
            #expect(twice == .doesNotWait)
            let held = try await ground.database.transaction(as: .council(1)) {
                try ReadLots.waiting($0, council: 1)
            }
            #expect(held == 0)
            try await ground.hand()
            try await ground.hand()
            #expect(ground.courier.given.count == 1)
            let letter = try #require(ground.courier.given.first)
            let name = LetterReference(notice, of: try await ground.ground.council()).text
            #expect(letter.reference == name)
            #expect(letter.email == "claire@example.org")
            #expect(letter.familyName == "AUBIN")
            #expect(letter.hook == "https://sextant.example/1")
            let after = try await ground.states()
            #expect(after == ["handed"])
            let deliveries = try await ground.ground.states()
            #expect(deliveries == ["sent"])
            let file = try await ground.database.transaction(as: .council(1)) {
                try LetterProofFile.find(.letter, of: notice, $0)
            }
            #expect(file?.bytes == letter.pdf)
            #expect(file?.physicianID == 1)
        }
    }

    @Test("a consent that is withdrawn before the letter has left sends it back to paper")
    func withdrawnMeanwhile() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given)
            try await ground.send(notice)
            try await ground.consent(.withdrawn)
            try await ground.hand()
            #expect(ground.courier.given.isEmpty)
            let after = try await ground.states()
            #expect(after == ["failed"])
            let held = try await ground.database.transaction(as: .council(1)) {
                try ReadLots.waiting($0, council: 1)
            }
            #expect(held == 1)
        }
    }

    @Test("whoever became compliant is not written to: the gate is asked again just before")
    func gate() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given)
            try await ground.send(notice)
            try await ground.hand([.alert: Porter(.never("Le programme est complet depuis."))])
            #expect(ground.courier.given.isEmpty)
            let deliveries = try await ground.ground.states()
            #expect(deliveries == ["withdrawn"])
        }
    }

    @Test("a letter that the carrier refuses waits on paper with the reason; one that it postpones is offered again")
    func refusedAndPostponed() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given)
            try await ground.send(notice)
            ground.courier.answer(.postponed("ar24.maintenance"))
            try await ground.hand()
            let waiting = try await ground.states()
            #expect(waiting == ["asked"])
            ground.courier.answer(.refused("invalid_email"))
            ground.ground.time.move(by: ElectronicDesk.pause + 1)
            try await ground.hand()
            #expect(ground.courier.given.count == 2)
            let after = try await ground.ground.texts("select state || ' ' || reason as line from letters.electronic")
            #expect(after.count == 1)
            #expect(after.first?.hasPrefix("failed AR24 ne prend pas cette lettre : invalid_email") == true)
            ground.courier.answer(.accepted("4712"))
            try await ground.send(notice)
            try await ground.hand()
            let again = try await ground.states()
            #expect(again == ["handed"])
        }
    }

    @Test("news twice and out of order are kept once, by the carrier's own day; each proof with its hash")
    func news() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given)
            try await ground.send(notice)
            try await ground.hand()
            let proofs = [
                CarrierReport.Proof(.receipt, at: "ar"), CarrierReport.Proof(.deposit, at: "ev"),
            ]
            ground.courier.tell(
                "4711", try await ground.report([.init(.signed, on: day("2029-01-05"))], proofs, of: notice))
            ground.courier.give("ar", "%PDF received")
            let heard = [try await ground.knock(), try await ground.knock()]
            #expect(heard == [true, true])
            try await ground.follow()
            let half = try await ground.ground.texts("select kind as line from letters.proof order by kind")
            #expect(half == ["letter", "receipt"])
            ground.courier.give("ev", "%PDF sent")
            ground.ground.time.move(by: FollowElectronic.proofPause + 1)
            try await ground.follow()
            let whole = try await ground.ground.texts("select kind as line from letters.proof order by kind")
            #expect(whole == ["deposit", "letter", "receipt"])
            _ = try await ground.knock()
            try await ground.follow()
            let events = try await ground.ground.texts(
                "select kind || ' ' || happened_on || ' ' || source as line from letters.post_event")
            #expect(events == ["signed 2029-01-05 ar24"])
            let deliveries = try await ground.ground.states()
            #expect(deliveries == ["sent"])
        }
    }

    @Test("a letter that nobody fetched in fifteen days is a dated event with its proof, and ends its delivery")
    func negligence() async throws {
        try await ElectronicGround.run { ground in
            let notice = try await ground.waiting()
            try await ground.consent(.given)
            try await ground.send(notice)
            try await ground.hand()
            ground.courier.tell(
                "4711",
                try await ground.report(
                    [.init(.unclaimed, on: day("2029-01-17"))], [CarrierReport.Proof(.negligence, at: "ng")],
                    of: notice))
            ground.courier.give("ng", "%PDF negligence")
            ground.ground.time.move(by: FollowElectronic.pause + 1)
            try await ground.follow()
            let events = try await ground.ground.texts(
                "select kind || ' ' || happened_on as line from letters.post_event")
            #expect(events == ["unclaimed 2029-01-17"])
            let deliveries = try await ground.ground.texts(
                "select state || ' ' || ended_on as line from letters.delivery")
            #expect(deliveries == ["bounced 2029-01-17"])
            let file = try await ground.database.transaction(as: .council(1)) {
                try LetterProofFile.find(.negligence, of: notice, $0)
            }
            #expect(file?.bytes == Array("%PDF negligence".utf8))
            let stays = try await ground.database.transaction(as: .council(1)) { transaction in
                guard case .failure(let error) = try transaction.attempt("delete from letters.proof") else { return "" }
                return error.constraint ?? ""
            }
            #expect(stays == "proof_stays")
        }
    }

    @Test("a key opens the door of one delivery of one council; one digit otherwise opens nothing")
    func keys() {
        let key = HookKey(secret: "secret of the tests")
        let token = key.token(council: 33, delivery: 12)
        #expect(key.open(token) == HookKey.Place(council: 33, delivery: 12))
        #expect(HookKey(secret: "another").open(token) == nil)
        #expect(key.open(token.replacing("33-12", with: "75-12")) == nil)
        #expect(key.open(token.replacing("33-12", with: "33-13")) == nil)
        let last = token.hasSuffix("0") ? "1" : "0"
        #expect(key.open(String(token.dropLast()) + last) == nil)
        for wrong in ["", "--", "33-12-", "33-12-\(String(repeating: "é", count: 64))", token + "-"] {
            #expect(key.open(wrong) == nil)
        }
    }
}
