import Access
import Documents
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A lot is checked before the post: what may not leave is taken out, what has left has left")
struct LotCheckTests {
    private func ready(_ ground: LotGround, _ number: Int = 2) async throws -> Int64 {
        try await ground.letters(number)
        let lot = try await ground.prepare()
        try await ground.make()
        return lot
    }

    @Test("whoever became compliant before the check is taken out of the pile, which is set again; the others leave")
    func removal() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let gates: [Notice.Kind: any Gate] = [.alert: Doorkeeper(refusing: "1")]
            let outcome = try await ground.check(lot, gates)
            #expect(outcome == CheckLot.Outcome(left: 1, removed: 1))
            #expect(try await ground.lines(lot, [.removed]).map(\.physicianID) == [1])
            #expect(try await ground.ground.states() == ["withdrawn", "held"])
            let gone = try await ground.database.transaction(as: .council(1)) { try PostalDocument.print(of: lot, $0) }
            #expect(gone == nil, "the pile that shows the letter cannot be printed")
            try await ground.make(gates)
            #expect(ground.press.lots.map(\.count) == [2, 1])
            #expect(try await ground.lot(lot).pages == 1)
            #expect(try await ground.lines(lot, [.set]).map(\.rank) == [2], "the place that it has in the pile")
            let again = try await ground.check(lot, gates)
            #expect(again == CheckLot.Outcome(left: 1, removed: 0))
            let recorded = try await ground.record(lot, gates)
            #expect(recorded.sent == 1)
            #expect(try await ground.ground.states() == ["withdrawn", "sent"])
            #expect(try await ground.ground.texts("select delivery_id::text as line from letters.document") == ["2"])
        }
    }

    @Test("a check that comes while the pile is set again has it set once more")
    func removalWhileSet() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground, 3)
            try await ground.check(lot, [.alert: Doorkeeper(refusing: "1")])
            let second: [Notice.Kind: any Gate] = [.alert: Doorkeeper(refusing: "2")]
            ground.press.pause(whole: { _ = try? await ground.check(lot, second) })
            try await ground.make(second)
            #expect(ground.press.lots.map(\.count) == [3, 2, 1])
            #expect(try await ground.lot(lot).pages == 1)
        }
    }

    @Test("what becomes known between the check and the recording does not unsend a letter: it left, and is named")
    func doubtful() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            try await ground.check(lot)
            let outcome = try await ground.record(lot, [.alert: Doorkeeper(refusing: "1")])
            #expect(outcome == DepositLot.Outcome(sent: 2, doubtful: 1))
            #expect(try await ground.ground.states() == ["sent", "sent"])
            let named = try await ground.database.transaction(as: .council(1)) { try ReadLots.doubtful(of: lot, $0) }
            #expect(named.map(\.physicianID) == [1])
            #expect(named.map(\.doubt) == ["Le programme est complet depuis."])
            #expect(try await ground.lot(lot).doubtful == 1)
        }
    }

    @Test("a letter that was checked may be at the post: it is withdrawn once a new check takes it out, not before")
    func withdrawn() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            try await ground.check(lot)
            let notice = try await ground.lines(lot).first { $0.physicianID == 1 }!.notice
            let left: SQL = "select coalesce(left_on::text, '-') as line from letters.published_delivery order by 1"
            #expect(try await ground.ground.texts(left) == ["2029-01-02", "2029-01-02"])
            try await ground.database.transaction(as: .council(1)) { transaction in
                try WithdrawNotice([notice], because: "La campagne est abandonnée.")
                    .run(on: LetterGround.today, transaction, council: 1)
            }
            #expect(try await ground.ground.states() == ["held", "held"])
            let forced = try await ground.database.transaction(as: .council(1)) { transaction in
                guard
                    case .failure(let error) = try transaction.attempt(
                        "update letters.delivery set state = 'withdrawn', ended_on = '2029-01-02', reason = 'x'")
                else { return "" }
                return error.constraint ?? ""
            }
            #expect(forced == "delivery_may_be_at_the_post")
            try await ground.check(lot, [.alert: Doorkeeper(refusing: "1")])
            #expect(try await ground.ground.states() == ["withdrawn", "held"])
        }
    }

    @Test("a letter that was withdrawn before the check is to be taken out, with the reason")
    func withdrawnBefore() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let notice = try await ground.lines(lot).first { $0.physicianID == 1 }!.notice
            try await ground.database.transaction(as: .council(1)) { transaction in
                try WithdrawNotice([notice], because: "La campagne est abandonnée.")
                    .run(on: LetterGround.today, transaction, council: 1)
            }
            let outcome = try await ground.check(lot)
            #expect(outcome == CheckLot.Outcome(left: 1, removed: 1))
            #expect(try await ground.lines(lot, [.removed]).map(\.reason) == ["La campagne est abandonnée."])
        }
    }

    @Test("a lot of which nothing may leave any more is neither checked nor deposited")
    func nothingLeft() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground, 1)
            let gates: [Notice.Kind: any Gate] = [.alert: Porter(.never("Complet."))]
            let outcome = try await ground.check(lot, gates)
            #expect(outcome == CheckLot.Outcome(left: 0, removed: 1))
            #expect(try await ground.lot(lot).checkedOn == nil)
            #expect(try await ground.refusal { try await ground.record(lot, gates) } == .isNotChecked)
            #expect(try await ground.lot(lot).state == .ready)
        }
    }

    @Test("while facts are being written, or standings follow them, nothing is said of any letter")
    func busy() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            for answer in [Admission.councilLater(ground.ground.now), .later(ground.ground.now.adding(seconds: 15))] {
                let refused = try await ground.refusal { try await ground.check(lot, [.alert: Porter(answer)]) }
                #expect(refused == .isBusy)
                #expect(try await ground.lines(lot, [.set]).count == 2)
            }
            #expect(PostalRefusal.isBusy.sentence.contains("recommencez dans une minute"))
        }
    }

    @Test("whoever tries, a lot that nobody checked that day is not deposited, and a letter is in one open lot")
    func checkTriggers() async throws {
        try await LotGround.run { ground in
            let lot = try await ready(ground)
            let attempts: [(SQL, String)] = [
                (
                    """
                    update letters.lot set state = 'deposited', deposited_on = '2029-01-02', ended_by = 'x', ended_at = now()
                    """, "lot_is_checked_before_its_deposit"
                ),
                (
                    """
                    update letters.lot set state = 'deposited', deposited_on = '2029-01-02', ended_by = 'x', ended_at = now(),
                        checked_on = '2029-01-02', checked_by = 'x', checked_at = now()
                    """, "lot_is_checked_before_its_deposit"
                ),
                (
                    """
                    with other as (
                        insert into letters.lot (council_id, made_on, made_by) values (1, '2029-01-02', 'x')
                        returning lot_id)
                    insert into letters.lot_line (council_id, lot_id, delivery_id) select 1, lot_id, 1 from other
                    """, "lot_line_is_in_one_open_lot"
                ),
            ]
            for (statement, name) in attempts {
                let refused = try await ground.database.transaction(as: .council(1)) { transaction in
                    guard case .failure(let error) = try transaction.attempt(statement) else { return "" }
                    return error.constraint ?? ""
                }
                #expect(refused == name)
            }
            try await ground.check(lot)
            let other = try await ground.database.transaction(as: .council(1)) { transaction in
                guard
                    case .failure(let error) = try transaction.attempt(
                        """
                        update letters.lot set state = 'deposited', deposited_on = '2029-01-03', ended_by = 'x',
                            ended_at = now()
                        """)
                else { return "" }
                return error.constraint ?? ""
            }
            #expect(other == "lot_is_checked_before_its_deposit")
        }
    }
}

/// A gate that refuses the letters of one cause.
struct Doorkeeper: Gate {
    let refused: String

    init(refusing cause: String) { refused = cause }

    func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission { cause == refused ? .never("Le programme est complet depuis.") : .go }

    func lookBack(
        _ notice: Int64, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Hindsight {
        let causes = try transaction.query(
            "select cause from letters.notice where council_id = \(council) and notice_id = \(notice)")
        return try causes[0].text("cause") == refused ? .isDoubtful("Le programme est complet depuis.") : .stands
    }
}
