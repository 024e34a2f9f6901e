import Access
import Documents
import Jobs
import Postgres
import Support
import Synchronization
import Vocabulary

@testable import Jobs
@testable import Letters

/// A database of its own with a queue whose clock the tests move, and a mail server that answers as it is told.
struct LetterGround: Sendable {
    static let letterhead = Letterhead(domain: "sextant.example", platform: "https://compte.example")
    static let today = day("2029-01-02")

    let place: ThrowAwayDatabase
    let time = Hand(1_862_000_000)
    let server = Server()

    var database: Database { place.database }
    var desk: Desk {
        Desk(database: database, clock: QueueClock { [time] in time.value }, stop: StopSign())
    }

    static func run(_ body: (LetterGround) async throws -> Void) async throws {
        try await ThrowAwayDatabase.migrated { try await body(LetterGround(place: $0)) }
    }

    /// The handler; without gates of its own an alert is admitted.
    func handler(_ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]) -> SendMail {
        SendMail(
            carrier: server, letterhead: Self.letterhead, gates: gates, today: { Self.today }, now: { now })
    }

    /// The two transactions around a mail, for a worker that dies between them.
    func sendDesk(_ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]) -> SendDesk {
        SendDesk(letterhead: Self.letterhead, gates: gates, today: { Self.today }, now: { now })
    }

    var now: Instant { Instant(epochSeconds: time.value) }

    /// Claims what is due, once, and does it.
    @discardableResult
    func work(_ gates: [Notice.Kind: any Gate] = [.alert: Porter(.go)]) async throws -> Int {
        try await desk.doOutside(handler(gates), council: 1)
    }

    func council() async throws -> Council {
        try await database.transaction(as: .council(1)) { try Council.find($0, key: 1)! }
    }

    /// Posts an alert to a physician; due at once by the queue's clock.
    @discardableResult
    func post(
        _ physician: Int64 = 7, cause: String = "7/2023-01-01/2029-01-01",
        to destination: Destination = .email("claire.aubin@example.org"), addressee: String = "Docteur Claire Aubin",
        by author: Author = "paul@conseil.example"
    ) async throws -> PostNotice.Posted {
        let (now, council) = (time.value, try await council())
        return try await database.transaction(as: .council(1)) { transaction in
            let notice = try Sample.alert(physician, cause: cause, addressee: addressee, transaction)
            return try PostNotice(Self.letterhead, by: author, on: Self.today, notBefore: now)
                .run(notice, to: destination, of: council, transaction)
        }
    }

    func texts(_ statement: SQL, as principal: Principal = .council(1)) async throws -> [String] {
        try await database.transaction(as: principal) { transaction in
            try transaction.query(statement).map { try $0.text("line") }
        }
    }

    /// The states of the deliveries, by key.
    func states() async throws -> [String] {
        try await texts("select state as line from letters.delivery order by delivery_id")
    }

    /// The answers of the attempts, by delivery and number.
    func answers() async throws -> [String] {
        try await texts(
            "select coalesce(answer, 'open') as line from letters.attempt order by delivery_id, number")
    }

    /// The jobs left, such as `ready mail.unknown`.
    func jobs() async throws -> [String] {
        try await texts("select concat_ws(' ', state, last_fault) as line from jobs.job order by job_id")
    }
}

/// Notices that tests make.
enum Sample {
    static let fields: [LetterField: String] = [
        .addressee: "Docteur Claire Aubin", .milestone: "1er janvier 2029",
        .cycle: "du 1er janvier 2023 au 31 décembre 2031", .counted: "3", .expected: "5", .required: "8",
    ]

    static func alert(
        _ physician: Int64, cause: String, addressee: String = "Docteur Claire Aubin", _ transaction: Transaction
    ) throws -> Notice {
        Notice(
            .alert, cause: cause, about: physician, dueOn: day("2029-01-01"),
            version: try TemplateVersion.inForce(kind: .alert, on: LetterGround.today, transaction),
            fields: fields.merging([.addressee: addressee]) { $1 }, lawMark: "m", recordID: 12)
    }
}

/// A mail server of the tests: keeps what it was given, answers as it is told.
final class Server: MailCarrier {
    struct Mail: Sendable {
        let text: String
        let from: String
        let to: String

        /// The value of a header field, or nil.
        func header(_ name: String) -> String? {
            text.split(separator: "\r\n\r\n", maxSplits: 1)[0].replacing("\r\n ", with: " ").split(separator: "\r\n")
                .first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
        }
    }

    private let mails = Mutex<[Mail]>([])
    private let answers = Mutex<[MailAnswer]>([])

    /// Everything that was handed over.
    var given: [Mail] { mails.withLock { $0 } }

    /// The answers to the next mails; after them it accepts.
    func answer(_ next: MailAnswer...) { answers.withLock { $0 = next } }

    func carry(_ bytes: [UInt8], from: String, to: String) async -> MailAnswer {
        mails.withLock { $0.append(Mail(text: String(decoding: bytes, as: UTF8.self), from: from, to: to)) }
        return answers.withLock { $0.isEmpty ? .accepted("2.0.0 queued") : $0.removeFirst() }
    }
}

/// A gate that says one thing, and remembers of which notices it heard that they were refused.
final class Porter: Gate {
    private let answer: Admission
    private let heard = Mutex<[Int64]>([])
    private let asked = Mutex<[String]>([])
    private let locked = Mutex<[Int64]>([])

    init(_ answer: Admission) { self.answer = answer }

    var refused: [Int64] { heard.withLock { $0 } }
    var causes: [String] { asked.withLock { $0 } }
    /// The notices on which its room's locks were taken, each before the delivery was looked for.
    var held: [Int64] { locked.withLock { $0 } }

    func hold(_ notice: Int64, council: Int32, _ transaction: Transaction) throws {
        locked.withLock { $0.append(notice) }
    }

    func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission {
        asked.withLock { $0.append(cause) }
        return answer
    }

    func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        heard.withLock { $0.append(notice) }
    }
}

/// A number that several may read and one moves.
final class Hand: Sendable {
    private let number: Mutex<Int64>
    init(_ number: Int64) { self.number = Mutex(number) }
    var value: Int64 { number.withLock { $0 } }
    func move(by seconds: Int64) { number.withLock { $0 += seconds } }
}
