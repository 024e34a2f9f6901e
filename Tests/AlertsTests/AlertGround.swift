import Access
import Documents
import Frameworks
import Letters
import Postgres
import Standings
import Support
import Synchronization
import Vocabulary

@testable import Alerts
@testable import Jobs

/// A council on 2029-01-02, the day after the sixth year of the first period of those in practice since 2023.
struct AlertGround: Sendable {
    static let letterhead = Letterhead(domain: "sextant.example", platform: "https://compte.example")

    let journey: Journey
    let council: Council
    /// Two presidents.
    let people: [Int64]
    let mails = Mails()
    let time = Time()

    var database: Database { journey.database }
    var today: CalendarDate { time.day }

    static func run(
        today: String = "2029-01-02", _ body: (AlertGround) async throws -> Void
    ) async throws {
        try await Journey.run(today: today) { journey in
            let ground = try await AlertGround(journey)
            ground.time.set(day(today))
            try await body(ground)
        }
    }

    private init(_ journey: Journey) async throws {
        self.journey = journey
        council = try await journey.council("33")
        for (index, email) in ["une@example.org", "deux@example.org"].enumerated() {
            try await AddPerson(journey.database).run(
                email: email, name: "Personne \(index)", password: "une phrase assez longue", council: "33",
                role: .president, from: day("2026-01-01"), salt: Array(0..<16))
        }
        let council = council
        people = try await journey.database.transaction(as: .members(of: council.id)) {
            try Members(of: council, on: day("2026-11-21"), $0).members.sorted { $0.email > $1.email }.map(\.personID)
        }
    }

    func author(_ index: Int = 0) -> Author {
        Author(
            name: ["une@example.org", "deux@example.org"][index], personID: people[index], role: .president,
            origin: "192.0.2.1")
    }

    /// The physicians of the tests, each with a number of its own.
    static func person(_ rank: Int) -> Practitioner {
        let body = 1_991_000_000 + rank
        var (rest, sum, isDoubled) = (body, 0, true)
        while rest > 0 {
            let digit = rest % 10
            sum += isDoubled ? (digit < 5 ? digit * 2 : digit * 2 - 9) : digit
            isDoubled.toggle()
            rest /= 10
        }
        return Practitioner("\(body)\((10 - sum % 10) % 10)", "CAMILLE\(rank)", "LENOIR\(rank)")
    }

    /// Puts so many physicians on the roll who have done nothing, each with an e-mail address.
    func enrol(_ count: Int, _ more: [Int: [String: String]] = [:]) async throws {
        try await journey.roll(
            (0..<count).map { rank in
                .init(
                    Self.person(rank),
                    ["courriel_rpps": "m\(rank)@example.org"].merging(more[rank] ?? [:]) { $1 })
            }, asOf: "\(today)")
    }

    /// So many actions of a physician are declared.
    func declare(_ rank: Int, _ count: Int = 8) async throws {
        try await journey.accounts(Array(AccountFeed.Action.complete(Self.person(rank)).prefix(count)))
    }

    /// The night of a day.
    @discardableResult
    func night(_ iso: String? = nil) async throws -> ProposeAlerts.Summary {
        let day = iso.map { Support.day($0) } ?? today
        _ = try await Nightly(database: database, asOf: day).run()
        return try await AlertNight(database: database, on: day, notAfter: day).run()
    }

    /// The standings of today, as a worker brings them up after an import.
    func refresh() async throws { _ = try await Nightly(database: database, asOf: today).run() }

    func act<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await database.transaction(as: council.principal, timeout: 0, body)
    }

    /// What is known of a council for the calendar of some days; nil is the council of the ground.
    func ahead(from: CalendarDate, through: String, of council: Council? = nil) async throws -> CalendarGround {
        let last = Support.day(through)
        return try await database.transaction(
            as: (council ?? self.council).principal, timeout: 0, isolation: .repeatableRead
        ) { try CalendarGround.read(from: from, through: last, $0) }
    }

    func campaigns() async throws -> [CampaignSummary] { try await act { try CampaignSummary.all($0) } }

    func view(_ id: Int64) async throws -> CampaignView {
        let (council, today) = (council, today)
        guard
            let view = try await act({
                try CampaignView.read(id, of: council, on: today, page: 1, exclusionPage: 1, $0)
            })
        else {
            throw AlertRefusal.notFound
        }
        return view
    }

    @discardableResult
    func approve(_ id: Int64, by index: Int = 0) async throws -> ApproveCampaign.Outcome {
        let (council, today, author) = (council, today, author(index))
        let seen = try await view(id).fingerprint
        return try await act { try ApproveCampaign(id, seen: seen, by: author).run(council, on: today, $0) }
    }

    /// Does what is due in the queue until nothing of it is left.
    ///
    /// - Parameters:
    ///   - council: nil is the council of the ground.
    ///   - seconds: by how much the clock of the worker is behind that of the queue.
    func work(preparingOnly: Bool = false, of council: Council? = nil, behind seconds: Int64 = 0) async throws {
        let council = council ?? self.council
        let today: @Sendable () -> CalendarDate = { [time] in time.day }
        let now: @Sendable () -> Instant = { [time] in time.now.adding(seconds: -seconds) }
        let prepare = PrepareAlerts(letterhead: Self.letterhead, today: today, now: now)
        let send = SendMail(
            carrier: mails, letterhead: Self.letterhead,
            gates: [
                .alert: AlertGate(now: now), .retraction: RetractionGate(), .employer: EmployerGate(now: now),
                .employerTold: EmployerGate(now: now),
            ], today: today, now: now)
        let clock = QueueClock { [time] in time.queue }
        let desk = Desk(database: database, clock: clock, stop: StopSign())
        while true {
            let prepared = try await desk.doInside(prepare, council: council.id)
            let sent = preparingOnly ? 0 : try await desk.doOutside(send, council: council.id)
            if prepared + sent == 0 { return }
        }
    }

    func texts(_ statement: SQL) async throws -> [String] {
        try await act { try $0.query(statement).map { try $0.text("line") } }
    }
}

/// The clock of a test: the legal day, the moment, and the moment of the queue (nil is the database's).
final class Time: Sendable {
    private let value = Mutex<(day: CalendarDate, later: Int64)>((Support.day("2029-01-02"), 0))

    var day: CalendarDate { value.withLock { $0.day } }
    /// The database's own time is that of the machine: what is due is due by it.
    var now: Instant { Instant(epochSeconds: 4_000_000_000 + value.withLock { $0.later }) }
    var queue: Int64? { now.epochSeconds }

    func set(_ day: CalendarDate) { value.withLock { $0.day = day } }
    func pass(seconds: Int64) { value.withLock { $0.later += seconds } }
}

/// A mail server that accepts everything but what it is told to refuse.
final class Mails: MailCarrier {
    private let state = Mutex<(sent: [String], refused: Set<String>, lost: Set<String>)>(([], [], []))

    var sent: [String] { state.withLock { $0.sent } }

    func refuse(_ addresses: Set<String>) { state.withLock { $0.refused = addresses } }
    /// Takes their mails, and its answer is lost.
    func lose(_ addresses: Set<String>) { state.withLock { $0.lost = addresses } }

    func carry(_ bytes: [UInt8], from: String, to: String) async -> MailAnswer {
        state.withLock { state in
            if state.refused.contains(to) {
                return .refused(.init(code: 550, enhanced: "5.1.1", text: "unknown", isOfRecipient: true))
            }
            if state.lost.contains(to) { return .unknown("the answer was lost") }
            state.sent.append(to)
            return .accepted("250 2.0.0 taken")
        }
    }
}
