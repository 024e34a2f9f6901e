public import Postgres
public import Vocabulary

/// Writes the whole chain of one organisation as lines of JSON: a heading, the events of each seal and the seal after
/// them, the events that wait for one, and an end that counts.
public struct ExportJournal: Sendable {
    /// The word that opens the file.
    static let format = "sextant-audit/1"

    private let council: Council
    private let author: Author

    /// - Parameter author: who takes the journal away; the export is itself an event of it.
    public init(of council: Council, by author: Author) {
        self.council = council
        self.author = author
    }

    /// - Parameter write: takes one line, without its line feed.
    /// - Throws: `PostgresError`, or what `write` throws.
    public func run(
        _ database: Database, at now: Instant, write: @escaping @Sendable (String) throws -> Void
    ) async throws {
        let (council, author) = (council, author)
        try await database.transaction(as: .access) { transaction in
            try AuditEvent(.journalExported, by: author, on: "journal").record(transaction, council: council.id)
        }
        try await database.transaction(
            as: AuditStore.principal(of: council.id), timeout: 0, isolation: .repeatableRead
        ) { transaction in
            try write(
                JSON.object([
                    .init("type", .string("journal")), .init("format", .string(ExportJournal.format)),
                    .init("council", .string(council.code)), .init("key", .integer(Int(council.id))),
                    .init("exportedAt", .string(AuditMoment.text(now))),
                ]).text)
            var (events, seals) = (0, 0)
            try AuditWalk(store: AuditStore(transaction: transaction, council: council.id)).run(
                seal: { seal, records in
                    for record in records { try write(record.json.text) }
                    try write(seal.json.text)
                    (events, seals) = (events + records.count, seals + 1)
                },
                end: { records in
                    for record in records { try write(record.json.text) }
                    events += records.count
                })
            try write(
                JSON.object([
                    .init("type", .string("end")), .init("events", .integer(events)), .init("seals", .integer(seals)),
                ]).text)
        }
    }
}

/// Goes along the chain of one organisation in the database: each seal with the events that it should hold.
struct AuditWalk {
    let store: AuditStore

    /// - Parameters:
    ///   - seal: takes each seal, in the order of their numbers, and its events.
    ///   - end: takes the events that no seal has seen.
    func run(seal: (AuditSeal, [AuditRecord]) throws -> Void, end: ([AuditRecord]) throws -> Void) throws {
        var last: AuditSeal?
        while let next = try store.seal(after: last?.number ?? 0) {
            try seal(next, try store.events(seenBy: next.seen, notBy: last?.seen))
            last = next
        }
        try end(try store.events(notSeenBy: last?.seen))
    }
}
