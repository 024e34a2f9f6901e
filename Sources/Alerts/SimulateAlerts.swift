public import Access
import Documents
import Frameworks
import Jobs
public import Letters
public import Postgres
import Progress
import Standings
import Synchronization
public import Vocabulary

/// Rehearses years of one council: each night is run, what it proposes is approved by two people and sent the same day by
/// a route that accepts every mail. Everything happens in one transaction that is never committed: nothing stays.
public struct SimulateAlerts: Sendable {
    /// The clock of the rehearsal begins long after that of the database: what is due by its own is due here.
    private static let epoch: Int64 = 4_000_000_000
    private static let daySeconds: Int64 = 86_400

    private let council: Council
    private let from: CalendarDate
    private let through: CalendarDate
    private let outages: [ClosedRange<CalendarDate>]
    private let letterhead: Letterhead
    private let salt: [UInt8]

    /// - Parameters:
    ///   - from: the first night.
    ///   - through: the last night.
    ///   - outages: days without a night.
    ///   - salt: 16 random bytes.
    public init(
        _ council: Council, from: CalendarDate, through: CalendarDate, outages: [ClosedRange<CalendarDate>] = [],
        letterhead: Letterhead, salt: [UInt8]
    ) {
        self.council = council
        self.from = from
        self.through = through
        self.outages = outages
        self.letterhead = letterhead
        self.salt = salt
    }

    /// Runs every night.
    ///
    /// - Parameter progress: told each first of January.
    /// - Throws: `PostgresError`, ``AlertRefusal``.
    public func run(
        _ database: Database, progress: @escaping @Sendable (CalendarDate) -> Void = { _ in }
    ) async throws -> SimulatedYears {
        try await database.rehearsal { try await rehearse($0, progress) }
    }

    private func rehearse(
        _ database: Database, _ progress: @Sendable (CalendarDate) -> Void
    ) async throws -> SimulatedYears {
        let (from, through) = (from, through)
        let spans = try await act(database) { try Assessor.spans(from: from, through: through, $0) }
        let desk = SimulateAlertsDesk(
            database: database, council: council, approvers: try await approvers(database), letterhead: letterhead,
            clock: SimulateAlertsClock(day: from, at: Self.epoch))
        var (years, controls) = (SimulatedYears(), SimulateAlertsControls(from: from))
        var found: [(day: CalendarDate, entry: CalendarStore.Open)] = []
        var day = from
        while day <= through {
            if !outages.contains(where: { $0.contains(day) }),
                let assessor = spans.last(where: { $0.from <= day })?.assessor
            {
                desk.clock.set(day, at: Self.epoch + Self.daySeconds * Int64(day.dayNumber - from.dayNumber))
                let night = try await desk.night(by: assessor, on: day)
                years.nights += 1
                years.campaigns += night.campaigns
                found += night.found.map { (day, $0) }
                let open = try await act(database) { try CalendarStore.controls($0) }
                controls.note(open, months: assessor.law.rules.cycle.controlMonths, on: day)
            }
            day = day.next
            if day.month == 1, day.day == 1 { progress(day) }
        }
        years.lines = try await lines(found, database) + controls.lines
        return years
    }

    /// What was found, in the order of the nights, with what became of it.
    private func lines(
        _ found: [(day: CalendarDate, entry: CalendarStore.Open)], _ database: Database
    ) async throws -> [SimulatedYears.Line] {
        try await act(database) { transaction in
            let files = try CaseFile.all(transaction).map { (Int64($0.physicianID), $0.rppsNumber) }
            let numbers = Dictionary(files) { first, _ in first }
            let outcomes = try CalendarStore.outcomes(Set(found.map(\.entry.id)).sorted(), transaction)
            return found.map { day, entry in
                line(entry, on: day, of: numbers[entry.mark.physician] ?? "", outcomes[entry.id])
            }
        }
    }

    /// An exclusion stays what the night said, whatever became of the entry later.
    private func line(
        _ entry: CalendarStore.Open, on day: CalendarDate, of rpps: String, _ outcome: CalendarStore.Outcome?
    ) -> SimulatedYears.Line {
        let outcome = entry.exclusion == nil ? outcome : nil
        return SimulatedYears.Line(
            kind: entry.exclusion == nil ? .alert : .excluded, rpps: rpps, cycleStart: entry.mark.cycleStart, day: day,
            milestone: entry.mark.milestone, channel: outcome?.channel ?? entry.channel,
            state: outcome?.state ?? EntryState.excluded.rawValue, delivery: outcome?.delivery,
            exclusion: outcome?.exclusion ?? entry.exclusion, numbers: outcome?.numbers ?? entry.numbers)
    }

    private func act<Value: Sendable>(
        _ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await database.transaction(as: council.principal, timeout: 0, body)
    }

    /// Two presidents who exist for the length of the rehearsal; no letter can reach them (RFC 2606).
    private func approvers(_ database: Database) async throws -> [Author] {
        let emails = ["repetition-1@sextant.invalid", "repetition-2@sextant.invalid"]
        for email in emails {
            try await AddPerson(database).run(
                email: email, name: "Répétition", password: "répétition des années à venir", council: council.code,
                role: .president, from: from, salt: salt)
        }
        let (council, from) = (council, from)
        let members = try await database.transaction(as: .members(of: council.id)) {
            try Members(of: council, on: from, $0).members.filter { emails.contains($0.email) }
        }
        return members.map { Author(name: $0.email, personID: $0.personID, role: .president) }
    }
}

/// The verifications that the rehearsed nights opened.
struct SimulateAlertsControls {
    /// The first day of the rehearsal, with or without a night: what opened before it is not its own.
    let from: CalendarDate
    private(set) var lines: [SimulatedYears.Line] = []
    private var opened: Set<String> = []
    private var isFirst = true

    init(from: CalendarDate) { self.from = from }

    mutating func note(
        _ open: [(rpps: String, start: CalendarDate, end: CalendarDate)], months: Int, on day: CalendarDate
    ) {
        for control in open {
            if opened.insert("\(control.rpps)/\(control.start)").inserted, !isFirst || control.end.next >= from {
                lines.append(.init(kind: .opening, rpps: control.rpps, cycleStart: control.start, day: day))
            }
            if control.end.adding(months: months) == day {
                lines.append(.init(kind: .deadline, rpps: control.rpps, cycleStart: control.start, day: day))
            }
        }
        isFirst = false
    }
}
