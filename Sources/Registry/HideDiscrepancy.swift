public import Access
public import Postgres
public import Vocabulary

/// Puts a discrepancy of a physician aside until a day; it comes back by itself.
public struct HideDiscrepancy: Sendable {
    private let physician: Int64
    private let kind: DiscrepancyKind
    private let until: CalendarDate
    private let author: Author

    /// - Parameters:
    ///   - until: the first day on which it is shown again.
    ///   - author: the person who decides.
    public init(_ kind: DiscrepancyKind, of physician: Int64, until: CalendarDate, by author: Author) {
        self.physician = physician
        self.kind = kind
        self.until = until
        self.author = author
    }

    /// Keeps the decision and the event.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Int32, _ transaction: Transaction) throws {
        try DiscrepancyStore.hide(
            transaction, council: council, physician: physician, kind: kind, until: until, by: author.name)
        try AuditEvent(
            .discrepancyHidden, by: author, on: "physician:\(physician)", detail: "{\"kind\": \"\(kind.rawValue)\"}",
            after: "{\"hidden_until\": \"\(until)\"}"
        ).record(transaction, council: council)
    }
}
