public import Postgres
public import Vocabulary

/// What the rooms that hold the rows need of a list: to open it, to close it, and to certify it.
public struct PurgeLedger {
    let transaction: Transaction
    let council: Council

    /// The lists of the transaction's council.
    public init(_ transaction: Transaction, of council: Council) {
        self.transaction = transaction
        self.council = council
    }

    /// As what the rows of an accepted list are removed: the role that sees nothing else.
    public static func principal(of council: Int32) -> Principal { .tenant(council, as: "sextant_purge") }

    /// Opens a list.
    ///
    /// - Parameters:
    ///   - asOf: the day on which the terms were judged.
    ///   - notDue: physicians no longer on a roll whose term lies ahead.
    /// - Returns: its key.
    /// - Throws: `PersonalDataRefusal`, `PostgresError`.
    public func open(
        _ items: [PurgeItem], asOf: CalendarDate, rule: Retention, notDue: Int, by author: Author, now: Instant
    ) throws -> Int64 {
        guard !items.isEmpty else { throw PersonalDataRefusal.nothingIsDue }
        guard try !PurgeStore.list(transaction).contains(where: \.isOpen) else {
            throw PersonalDataRefusal.anotherIsOpen
        }
        let id = try PurgeStore.insert(
            transaction, council: council.id, asOf: asOf, rule: rule.version, notDue: notDue, by: author, now: now)
        try PurgeStore.insert(items, of: id, council: council.id, transaction)
        try AuditEvent(
            .purgeProposed, by: author, on: "purge:\(id)",
            detail:
                "{\"items\": \(items.count), \"held\": \(items.count { $0.held != nil }), \"rule\": \(rule.version)}"
        ).record(transaction, council: council.id)
        return id
    }

    /// The list, which nobody else decides on until the transaction ends.
    ///
    /// - Throws: `PersonalDataRefusal` unless two people have reviewed it and nothing was decided since.
    public func ready(_ id: Int64) throws -> Purge {
        guard let purge = try PurgeStore.lock(transaction, id) else { throw PersonalDataRefusal.notFound }
        guard purge.state == .ready else { throw PersonalDataRefusal.isNotReady }
        return purge
    }

    /// Holds items back that may no longer go: those with a reason.
    ///
    /// - Throws: `PostgresError`.
    public func hold(_ items: [PurgeItem], of id: Int64) throws {
        try PurgeStore.hold(items, of: id, transaction)
    }

    /// Closes the list with its certificate; what was removed leaves the list, and the certificate keeps its hash.
    ///
    /// - Parameters:
    ///   - removed: how many rows of each table are gone.
    ///   - items: what stood on the list, each with its reason to stay.
    /// - Returns: the certificate as JSON.
    /// - Throws: `PostgresError`.
    public func close(
        _ purge: Purge, removed: [String: Int], items: [PurgeItem], rule: Retention, by author: Author, now: Instant
    ) throws -> String {
        let certificate = PurgeCertificate(
            council: council, purge: purge, removed: removed, items: items, rule: rule, executedBy: author.name,
            executedAt: now.epochSeconds)
        try PurgeStore.finish(
            transaction, purge.id, council: council.id, by: author.name, certificate: certificate.text, now: now)
        let left = items.count { $0.held != nil }
        try AuditEvent(
            .purgeExecuted, by: author, on: "purge:\(purge.id)",
            detail: """
                {"removed": \(items.count - left), "left": \(left), "rows": \(removed.values.reduce(0, +)), \
                "sha256": "\(certificate.hash)"}
                """
        ).record(transaction, council: council.id)
        return certificate.text
    }
}
