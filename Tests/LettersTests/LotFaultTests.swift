import Documents
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Jobs
@testable import Letters

@Suite("A letter that cannot be set is left out, and its lot goes on; what stops a lot is said on its page")
struct LotFaultTests {
    @Test(
        "a letter at which the typesetter stops is left out with its reason, and the others are printed",
        arguments: [TypesetFault.engine("died"), .template("layout"), .value("signature"), .tooLong(limit: 9)])
    func one(fault: TypesetFault) async throws {
        try await LotGround.run { ground in
            try await ground.letters(3)
            ground.press.refuse("Docteur 2", fault)
            let lot = try await ground.prepare()
            try await ground.make()
            let made = try await ground.lot(lot)
            #expect(made.state == .ready && made.set == 2 && made.fault == nil)
            let out = try await ground.lines(lot, [.leftOut])
            #expect(out.map(\.physicianID) == [2])
            #expect(out[0].reason != nil && !out[0].mayBeMended)
            #expect(
                out[0].fault == (fault == .value("signature") || fault == .tooLong(limit: 9) ? .words : .typesetter))
        }
    }

    @Test("a pile that is refused for one of its letters is set without it")
    func pile() async throws {
        try await LotGround.run { ground in
            try await ground.letters(3)
            let lot = try await ground.prepare()
            ground.press.pause(alone: 3) { ground.press.refuse("Docteur 2", .missingGlyph("王")) }
            try await ground.make()
            #expect(try await ground.lot(lot).state == .ready)
            #expect(try await ground.lines(lot, [.set]).map(\.physicianID) == [1, 3])
            #expect(try await ground.lines(lot, [.set]).map(\.rank) == [1, 2])
            #expect(try await ground.lines(lot, [.leftOut]).map(\.physicianID) == [2])
        }
    }

    @Test("a pile that is refused though each of its letters can be set says so, and is given up after ten attempts")
    func wholePile() async throws {
        try await LotGround.run { ground in
            try await ground.letters(2)
            ground.press.refuseWhole(.template("too much"))
            let lot = try await ground.prepare()
            for attempt in 1...10 {
                try await ground.make()
                let fault = try await ground.lot(lot).fault
                #expect(fault == LotFault.failed("PileFault", isLast: attempt == 10))
                ground.ground.time.move(by: 30_000)
            }
            #expect(try await ground.ground.jobs() == ["poison PileFault"])
            #expect(try await ground.lot(lot).fault?.contains("annulez ce lot") == true)
            try await ground.cancel(lot)
        }
    }

    @Test("a print that takes longer than a lease stays with the worker that sets it")
    func lease() async throws {
        try await LotGround.run { ground in
            try await ground.letters(1)
            let lot = try await ground.prepare()
            var maker = ground.maker()
            maker.beat = 1
            let (other, claimed) = (maker, Claimed())
            ground.press.pause(whole: {
                for _ in 1...3 {
                    ground.ground.time.move(by: 45)
                    try? await Task.sleep(for: .milliseconds(1_800))
                }
                claimed.set((try? await ground.ground.desk.doOutside(other, council: 1)) ?? -1)
            })
            _ = try await ground.ground.desk.doOutside(maker, council: 1)
            #expect(claimed.number == 0, "nobody else is lent the job")
            #expect(try await ground.lot(lot).state == .ready)
            #expect(ground.press.lots.count == 1)
        }
    }

    @Test("a letter whose gate fails is left out, and the others go on; when all fail the lot says so and tries again")
    func gate() async throws {
        try await LotGround.run { ground in
            try await ground.letters(3)
            let lot = try await ground.prepare()
            try await ground.make([.alert: Faulty(of: ["2"])])
            #expect(try await ground.lot(lot).set == 2)
            #expect(try await ground.lines(lot, [.leftOut]).map(\.reason) == [LotFault.unreadable])
            try await ground.cancel(lot)
            let next = try await ground.prepare()
            try await ground.make([.alert: Faulty(of: ["1", "2", "3"])])
            #expect(try await ground.lot(next).fault?.contains("Sextant réessaie") == true)
            #expect(try await ground.ground.states() == ["held", "held", "held"])
        }
    }
}

/// How many jobs somebody else was lent.
private final class Claimed: Sendable {
    private let value = Mutex<Int?>(nil)
    var number: Int? { value.withLock { $0 } }
    func set(_ number: Int) { value.withLock { $0 = number } }
}

/// A gate that fails for some causes.
private struct Faulty: Gate {
    struct Fault: Error {}
    let causes: Set<String>

    init(of causes: Set<String>) { self.causes = causes }

    func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission {
        if causes.contains(cause) { throw Fault() }
        return .go
    }
}
