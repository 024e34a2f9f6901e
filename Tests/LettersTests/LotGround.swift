import Access
import Documents
import Jobs
import Postgres
import Support
import Synchronization
import Vocabulary

@testable import Jobs
@testable import Letters

/// Lots of letters on paper on a database of their own, with a press that the tests lead.
struct LotGround: Sendable {
    let ground: LetterGround
    let author: Author
    let second: Author
    let press = Press()

    var database: Database { ground.database }

    static func run(_ body: (LotGround) async throws -> Void) async throws {
        try await LetterGround.run { ground in
            let people = [try await person("paul", ground), try await person("anne", ground)]
            try await body(LotGround(ground: ground, author: people[0], second: people[1]))
        }
    }

    private static func person(_ name: String, _ ground: LetterGround) async throws -> Author {
        let email = "\(name)@conseil.example"
        let council = try await ground.council()
        try await AddPerson(ground.database).run(
            email: email, name: name, password: "une phrase assez longue", council: council.code, role: .agent,
            from: day("2026-01-01"), salt: Array(0..<16))
        let ids = try await ground.texts(
            "select person_id::text as line from access.person where email = \(email)", as: .access)
        return Author(name: email, personID: Int64(ids[0]), role: .agent)
    }

    /// Posts a letter on paper about a physician.
    @discardableResult
    func post(_ physician: Int64, to lines: [String]) async throws -> Int64 {
        try await ground.post(physician, cause: "\(physician)", to: .post(lines)).noticeID
    }

    func letters(_ number: Int) async throws {
        for physician in 1...Int64(number) {
            try await post(
                physician, to: ["Docteur \(physician)", "\(physician) RUE DES LILAS", "0100\(physician % 9) BOURG"])
        }
    }

    @discardableResult
    func prepare(by somebody: Author? = nil, on date: CalendarDate = LetterGround.today) async throws -> Int64 {
        try await prepareAll(by: somebody, on: date)[0]
    }

    func prepareAll(
        by somebody: Author? = nil, on date: CalendarDate = LetterGround.today,
        _ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]
    ) async throws -> [Int64] {
        let (council, author) = (try await ground.council(), somebody ?? author)
        return try await database.transaction(as: .council(1)) { transaction in
            try PrepareLot(by: author, gates: gates).run(council, on: date, transaction)
        }
    }

    /// Lets a worker make what is due.
    func make(_ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]) async throws {
        _ = try await ground.desk.doOutside(maker(gates), council: 1)
    }

    func maker(_ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]) -> MakeLots {
        MakeLots(press: press, gates: gates, today: { LetterGround.today }, now: { [ground] in ground.now })
    }

    /// Somebody looks at the pile before the post, on a day.
    @discardableResult
    func check(
        _ lot: Int64, on date: String = "2029-01-02", by somebody: Author? = nil,
        _ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]
    ) async throws -> CheckLot.Outcome {
        let (council, now, author) = (try await ground.council(), ground.now, somebody ?? author)
        return try await database.transaction(as: .council(1)) { transaction in
            try CheckLot(lot, by: author, gates: gates).run(council, today: day(date), now: now, transaction)
        }
    }

    /// Somebody says on a day that the post took the pile on another.
    @discardableResult
    func record(
        _ lot: Int64, on date: String = "2029-01-02", said today: String = "2029-01-02", by somebody: Author? = nil,
        _ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]
    ) async throws -> DepositLot.Outcome {
        let (council, now, author) = (try await ground.council(), ground.now, somebody ?? author)
        return try await database.transaction(as: .council(1)) { transaction in
            try DepositLot(lot, on: day(date), by: author, gates: gates)
                .run(council, today: day(today), now: now, transaction)
        }
    }

    /// Checks the pile and records its deposit.
    func deposit(_ lot: Int64, by somebody: Author? = nil) async throws -> DepositLot.Outcome {
        try await check(lot, by: somebody)
        return try await record(lot, by: somebody)
    }

    func cancel(_ lot: Int64) async throws {
        let (council, now, author) = (try await ground.council(), ground.now, author)
        try await database.transaction(as: .council(1)) { transaction in
            try CancelLot(lot, by: author).run(council, now: now, transaction)
        }
    }

    func lot(_ id: Int64) async throws -> PostalLot {
        try await database.transaction(as: .council(1)) { try ReadLots.find(id, $0)! }
    }

    func lines(_ id: Int64, _ states: [PostalLine.State] = PostalLine.State.allCases) async throws -> [PostalLine] {
        try await database.transaction(as: .council(1)) { try ReadLots.lines(of: id, in: states, $0) }
    }

    /// What a refused act says, or nothing.
    func refusal(_ body: () async throws -> Void) async throws -> PostalRefusal? {
        do {
            try await body()
            return nil
        } catch let refusal as PostalRefusal {
            return refusal
        }
    }
}

/// A press of the tests: its files say what stands in them; answers as it is told.
final class Press: LetterPress {
    private struct State {
        var faults: [String: TypesetFault] = [:]
        var pages: [String: Int] = [:]
        var isOut = false
        var set: [String] = []
        var lots: [[String]] = []
        var after: (number: Int, body: @Sendable () -> Void)?
        var whole: TypesetFault?
        var meanwhile: (@Sendable () async -> Void)?
    }

    private let state = Mutex(State())

    /// The references of the letters that were set alone.
    var set: [String] { state.withLock { $0.set } }
    /// The references in each lot that was set whole.
    var lots: [[String]] { state.withLock { $0.lots } }

    func refuse(_ name: String, _ fault: TypesetFault) { state.withLock { $0.faults[name] = fault } }
    func give(_ name: String, pages: Int) { state.withLock { $0.pages[name] = pages } }
    func setOut(_ isOut: Bool) { state.withLock { $0.isOut = isOut } }
    /// What happens once, while a whole lot is being set.
    func pause(whole body: @escaping @Sendable () async -> Void) { state.withLock { $0.meanwhile = body } }
    /// What happens once so many letters were set alone.
    func pause(alone number: Int, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.after = (number, body) }
    }
    /// Whole lots are refused, whatever is in them.
    func refuseWhole(_ fault: TypesetFault?) { state.withLock { $0.whole = fault } }

    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset {
        let name = letter.address.lines[0]
        let answer: Result<Int, TypesetFault> = state.withLock { state in
            if state.isOut { return .failure(.engine("out")) }
            state.set.append(letter.reference)
            if let fault = state.faults[name] { return .failure(fault) }
            return .success(state.pages[name] ?? 1)
        }
        let after = state.withLock { $0.after?.number == $0.set.count ? $0.after : nil }
        after?.body()
        return typeset(letter.reference, pages: try answer.get())
    }

    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset {
        let fault: TypesetFault? = state.withLock { state in
            if state.isOut { return .engine("out") }
            state.lots.append(letters.map(\.reference))
            return state.whole ?? letters.compactMap { state.faults[$0.address.lines[0]] }.first
        }
        let meanwhile = state.withLock { state in
            defer { state.meanwhile = nil }
            return state.meanwhile
        }
        if let meanwhile { await meanwhile() }
        if let fault { throw fault }
        return typeset(letters.map(\.reference).joined(separator: " "), pages: letters.count)
    }

    private func typeset(_ text: String, pages: Int) -> Typeset {
        let bytes = Array("%PDF \(text)".utf8)
        return Typeset(
            pdf: bytes, pages: pages, sha256: LetterText.hash(of: "%PDF \(text)"), engine: "press of the tests")
    }
}
