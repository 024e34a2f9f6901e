public import Access
import Jobs
public import Postgres
import Synchronization
public import Vocabulary

/// On Monday, from 7:30 Paris time on, has the summary of the week sent to the people of every council: once a week
/// each, however many workers run and however often they begin again. A Monday on which no worker runs has none.
public final class PrepareDigests: Sendable {
    /// The hour from which it is sent, Paris time.
    static let start = (hour: 7, minute: 30)

    private let database: Database
    private let done = Mutex<(monday: CalendarDate, councils: Set<Int32>)?>(nil)

    /// A preparation that has done nothing yet.
    public init(database: Database) { self.database = database }

    /// The Monday whose summaries are due at a moment; nil at any other time.
    ///
    /// - Parameter played: the day that a demonstration plays: its Monday has no hour.
    public static func monday(at moment: Instant, played: CalendarDate?) -> CalendarDate? {
        let time = ParisTime(epochSeconds: moment.epochSeconds)
        let day = played ?? time.day
        guard CalendarWeek(of: day).monday == day else { return nil }
        let hasCome = (time.hour, time.minute) >= (start.hour, start.minute)
        return played != nil || hasCome ? day : nil
    }

    /// Puts them in the queue, once a Monday. Where one council fails the others go on.
    ///
    /// - Returns: how many were put there.
    /// - Throws: the fault of the first council that failed, once all were visited, or `PostgresError` when the server
    ///   is lost; councils done stay done, and the next round takes up the rest.
    @discardableResult
    public func run(at moment: Instant, played: CalendarDate?) async throws -> Int {
        guard let monday = Self.monday(at: moment, played: played) else { return 0 }
        let seen = done.withLock { $0?.monday == monday ? $0?.councils ?? [] : [] }
        var (number, fault): (Int, (any Error)?) = (0, nil)
        for council in try await database.transaction(as: .access, { try Council.departmental($0) })
        where !seen.contains(council.id) {
            do {
                number += try await prepare(council, monday)
                done.withLock { kept in
                    if kept?.monday != monday { kept = (monday, []) }
                    kept?.councils.insert(council.id)
                }
            } catch  where !Self.isOfAll(error) {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
        return number
    }

    private func prepare(_ council: Council, _ monday: CalendarDate) async throws -> Int {
        let readers = try await database.transaction(as: .membersRead(of: council.id)) {
            try DigestReader.all(of: council, on: monday, $0)
        }
        guard !readers.isEmpty else { return 0 }
        return try await database.transaction(as: council.principal) { transaction in
            try Self.enqueue(readers, monday, council.id, transaction)
        }
    }

    private static func isOfAll(_ error: any Error) -> Bool {
        if case PostgresError.unreachable = error { true } else { error is CancellationError }
    }

    private static func enqueue(
        _ readers: [DigestReader], _ monday: CalendarDate, _ council: Int32, _ transaction: Transaction
    ) throws -> Int {
        let store = DigestStore(transaction: transaction, council: council)
        try store.removeOld(before: monday)
        var number = 0
        for reader in readers where try store.add(reader.person, monday) {
            let payload: [JSON.Member] = [
                .init("person", .integer(Int(reader.person))), .init("monday", .string("\(monday)")),
            ]
            try Enqueue(
                SendDigests.queue, key: SendDigests.key(of: reader.person, monday), payload: .object(payload)
            ).run(transaction, council: council)
            number += 1
        }
        return number
    }
}
