public import Access
public import Postgres
public import Vocabulary

/// What is known of a postal address: a letter came back from it, or somebody says that it is right. A roll that brings
/// another address starts without a line.
public struct PostalCheck: Hashable, Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// The address as it is compared, see ``key(_:)``.
    public let address: String
    /// Whether letters arrive there; `toCheck` is of no postal address.
    public let state: ContactCheck.State
    /// Since which day.
    public let since: CalendarDate
    /// How it is known.
    public let source: ContactCheck.Source

    /// An address as it is compared: its letters and digits alone, in capitals.
    ///
    /// - Parameter lines: without the name.
    public static func key(_ lines: some Sequence<String>) -> String {
        lines.joined(separator: " ").uppercased().filter { $0.isLetter || $0.isNumber }
    }

    /// What is known of the postal addresses of physicians of the transaction's council, one line an address.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ physicians: [Int64], _ transaction: Transaction) throws -> [PostalCheck] {
        try PostalCheckStore.read(transaction, physicians)
    }
}

/// Says that letters arrive at a postal address, whatever came back from it.
public struct CheckPostalAddress: Sendable {
    private let lines: [String]
    private let physicianID: Int64
    private let author: Author

    /// A statement about to be kept.
    ///
    /// - Parameter lines: the address without the name.
    public init(_ lines: [String], of physicianID: Int64, by author: Author) {
        self.lines = lines
        self.physicianID = physicianID
        self.author = author
    }

    /// Keeps it, in a transaction of the council; that the physician has this address is the caller's to check.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        try PostalCheckStore.add(
            transaction, council: council.id, physician: physicianID, address: PostalCheck.key(lines), .valid,
            source: .agent, on: day, by: author.name, at: now)
        try AuditEvent(
            .contactChecked, by: author, on: "physician:\(physicianID)", detail: #"{"state": "valid", "way": "post"}"#
        ).record(transaction, council: council.id)
    }
}

/// The statements on what is known of postal addresses.
enum PostalCheckStore {
    static func add(
        _ transaction: Transaction, council: Int32, physician: Int64, address: String, _ state: ContactCheck.State,
        source: ContactCheck.Source, on day: CalendarDate, by name: String, at now: Instant
    ) throws {
        try transaction.query(
            """
            insert into letters.contact_check (council_id, physician_id, address, state, source, since, recorded_by,
                recorded_at)
            values (\(council), \(physician), \(address), \(state.rawValue), \(source.rawValue), \(day), \(name),
                to_timestamp(\(now.epochSeconds)::float8))
            """)
    }

    static func read(_ transaction: Transaction, _ physicians: [Int64]) throws -> [PostalCheck] {
        try transaction.query(
            """
            select physician_id, address, state, since, source from letters.published_postal_check
            where physician_id = any(\(physicians)::bigint[]) order by physician_id, address
            """
        ).compactMap { row in
            guard let state = ContactCheck.State(rawValue: try row.text("state")),
                let source = ContactCheck.Source(rawValue: try row.text("source"))
            else { return nil }
            return PostalCheck(
                physicianID: Int64(try row.int("physician_id")), address: try row.text("address"), state: state,
                since: try row.date("since"), source: source)
        }
    }
}
