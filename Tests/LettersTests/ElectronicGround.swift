import Access
import Documents
import Jobs
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Jobs
@testable import Letters

/// A carrier of the tests: answers as it is told, and counts what it was given.
final class Courier: RegisteredCarrier {
    private struct State {
        var upload = CarrierUpload.taken("77")
        var answer = CarrierAnswer.accepted("4711")
        var news: [String: CarrierNews] = [:]
        var files: [String: [UInt8]] = [:]
        var given: [RegisteredLetter] = []
        var uploaded = 0
        var waiting: @Sendable () async -> Void = {}
    }

    let takesLetters: Bool = true
    private let state = Mutex(State())

    var given: [RegisteredLetter] { state.withLock { $0.given } }
    var uploaded: Int { state.withLock { $0.uploaded } }

    func answer(_ answer: CarrierAnswer) { state.withLock { $0.answer = answer } }
    func answer(file upload: CarrierUpload) { state.withLock { $0.upload = upload } }
    func tell(_ id: String, _ report: CarrierReport) { state.withLock { $0.news[id] = .known(report) } }
    func fallSilent(on id: String) { state.withLock { $0.news[id] = .silent("ar24.silent") } }
    func give(_ address: String, _ text: String) { state.withLock { $0.files[address] = Array(text.utf8) } }
    /// What happens while it is being handed a letter.
    func meanwhile(_ body: @escaping @Sendable () async -> Void) { state.withLock { $0.waiting = body } }

    func upload(_ letter: RegisteredLetter) async -> CarrierUpload {
        state.withLock { state in
            state.uploaded += 1
            return state.upload
        }
    }

    func deposit(_ letter: RegisteredLetter, file: String) async -> CarrierAnswer {
        let waiting = state.withLock { state in
            state.given.append(letter)
            return state.waiting
        }
        await waiting()
        return state.withLock { $0.answer }
    }

    func report(on id: String) async -> CarrierNews { state.withLock { $0.news[id] } ?? .unknown("mail_not_exists") }
    func proof(at address: String) async -> [UInt8]? { state.withLock { $0.files[address] } }
}

/// A letter that waits on paper, a reader who may agree, and workers that hand over and ask for news.
struct ElectronicGround: Sendable {
    let lots: LotGround
    let courier: Courier

    var ground: LetterGround { lots.ground }
    var database: Database { lots.database }

    static func run(_ body: (ElectronicGround) async throws -> Void) async throws {
        try await LotGround.run { try await body(ElectronicGround(lots: $0, courier: Courier())) }
    }

    /// Posts a letter on paper.
    ///
    /// - Returns: the key of its notice.
    func waiting() async throws -> Int64 {
        try await lots.letters(1)
        return Int64(try await ground.texts("select notice_id::text as line from letters.notice")[0])!
    }

    /// A letter that was asked for by a reader who agreed.
    func asked() async throws -> Int64 {
        let notice = try await waiting()
        try await consent(.given)
        try await send(notice)
        return notice
    }

    func consent(
        _ state: ElectronicConsent.State, since date: String = "2029-01-01", at email: String = "claire@example.org",
        seen: Int64?? = .none
    ) async throws {
        let (council, now, author) = (try await ground.council(), ground.now, lots.author)
        try await database.transaction(as: .council(1)) { transaction in
            let latest = try ElectronicConsent.read([1], transaction)[1]?.id
            let after = if let seen { seen } else { latest }
            try RecordConsent(
                state, of: 1, at: email, since: day(date), words: "Courrier signé.", after: after, by: author
            ).run(council, today: LetterGround.today, now: now, transaction)
        }
    }

    func send(_ notice: Int64) async throws {
        let (council, author) = (try await ground.council(), lots.author)
        try await database.transaction(as: .council(1)) { transaction in
            try SendElectronically(notice, givenName: "Claire", familyName: "AUBIN", by: author)
                .run(council, on: LetterGround.today, transaction)
        }
    }

    func giveBack(_ notice: Int64) async throws {
        let (council, now, author) = (try await ground.council(), ground.now, lots.author)
        try await database.transaction(as: .council(1)) { transaction in
            try GiveBackToPaper(notice, by: author).run(council, now: now, transaction)
        }
    }

    func find(_ notice: Int64, as mail: String) async throws {
        let (council, author) = (try await ground.council(), lots.author)
        try await database.transaction(as: .council(1)) { transaction in
            try FindAtCarrier(notice, as: mail, by: author).run(council, transaction)
        }
    }

    func withdraw(_ notice: Int64) async throws {
        try await database.transaction(as: .council(1)) { transaction in
            try WithdrawNotice([notice], because: "Essai.").run(on: LetterGround.today, transaction, council: 1)
        }
    }

    func refusal(_ body: () async throws -> Void) async throws -> RegisteredRefusal? {
        do {
            try await body()
            return nil
        } catch let refusal as RegisteredRefusal {
            return refusal
        }
    }

    /// Lets a worker hand over what is due.
    func hand(_ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]) async throws {
        let handler = HandElectronic(
            carrier: courier, press: lots.press, gates: gates, hook: { "https://sextant.example/\($0.delivery)" },
            today: { LetterGround.today }, now: { ground.now })
        _ = try await ground.desk.doOutside(handler, council: 1)
    }

    /// Lets workers ask for news until none are due.
    func follow(on date: String = "2029-02-01") async throws {
        let handler = FollowElectronic(carrier: courier, today: { day(date) }, now: { ground.now })
        while try await ground.desk.doOutside(handler, council: 1) > 0 {}
    }

    /// A worker that dies right after the carrier was offered the letter.
    func die() async throws {
        try await database.transaction(as: .council(1)) { [now = ground.now] transaction in
            try ElectronicStore(transaction: transaction, council: 1).begin(1, at: now)
        }
    }

    /// The letter is in doubt, and the carrier can be taking it no more.
    func doubt() async throws {
        courier.answer(.unknown("ar24.silent"))
        try await hand()
        ground.time.move(by: ElectronicDesk.longestAttempt + 1)
    }

    func knock(mail: String? = "4711") async throws -> Bool {
        try await database.transaction(as: .council(1)) { transaction in
            try HearCarrier(HookKey.Place(council: 1, delivery: 1), mail: mail).run(transaction)
        }
    }

    func states() async throws -> [String] {
        try await ground.texts("select state as line from letters.electronic order by delivery_id")
    }

    func reason() async throws -> String {
        try await ground.texts("select coalesce(reason, '') as line from letters.electronic order by delivery_id")[0]
    }

    func delivery() async throws -> SentNotice.State? { SentNotice.State(rawValue: try await ground.states()[0]) }

    func report(
        _ events: [CarrierReport.Event] = [], _ proofs: [CarrierReport.Proof] = [], of notice: Int64
    ) async throws -> CarrierReport {
        CarrierReport(
            reference: LetterReference(notice, of: try await ground.council()).text, sentOn: day("2029-01-02"),
            events: events, proofs: proofs)
    }
}
