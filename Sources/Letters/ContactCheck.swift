public import Access
public import Postgres
public import Vocabulary

/// What is known of an e-mail address; a new address starts without a line.
public struct ContactCheck: Hashable, Sendable {
    /// Whether it works.
    public enum State: String, Sendable, CaseIterable {
        /// Somebody has made sure.
        case valid
        /// A mail could not be delivered, for a reason that may pass.
        case toCheck = "to_check"
        /// It does not exist, or takes no mail.
        case refused
    }

    /// How it is known.
    public enum Source: String, Sendable, CaseIterable {
        /// A mail came back.
        case bounce
        /// An agent of the council says so.
        case agent
        /// The physician says so.
        case physician
        /// A message was answered.
        case verification
    }

    /// The key of the physician.
    public let physicianID: Int64
    /// The address.
    public let email: String
    /// Whether it works.
    public let state: State
    /// Since which day.
    public let since: CalendarDate
    /// How it is known.
    public let source: Source

    /// What is known of the addresses of physicians of the transaction's council, one line an address.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ physicians: [Int64], _ transaction: Transaction) throws -> [ContactCheck] {
        try ContactStore.read(transaction, physicians)
    }
}

/// Says whether an address works.
public struct CheckContact: Sendable {
    private let physicianID: Int64
    private let email: String
    private let state: ContactCheck.State
    private let source: ContactCheck.Source
    private let author: Author

    /// A statement about to be kept.
    public init(
        _ email: String, of physicianID: Int64, is state: ContactCheck.State, source: ContactCheck.Source,
        by author: Author
    ) {
        self.physicianID = physicianID
        self.email = email
        self.state = state
        self.source = source
        self.author = author
    }

    /// Keeps it, in a transaction of the council; that the physician has this address is the caller's to check.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        try ContactStore.add(
            transaction, council: council.id, physician: physicianID, email: email, state, source: source, on: day,
            by: author.name, at: now)
        try AuditEvent(
            .contactChecked, by: author, on: "physician:\(physicianID)", detail: "{\"state\": \"\(state.rawValue)\"}"
        ).record(transaction, council: council.id)
    }
}

/// The statements on what is known of addresses.
enum ContactStore {
    static func add(
        _ transaction: Transaction, council: Int32, physician: Int64, email: String, _ state: ContactCheck.State,
        source: ContactCheck.Source, on day: CalendarDate, by name: String, at now: Instant
    ) throws {
        try transaction.query(
            """
            insert into letters.contact_check (council_id, physician_id, email, state, source, since, recorded_by,
                recorded_at)
            values (\(council), \(physician), \(email), \(state.rawValue), \(source.rawValue), \(day), \(name),
                to_timestamp(\(now.epochSeconds)::float8))
            """)
    }

    static func read(_ transaction: Transaction, _ physicians: [Int64]) throws -> [ContactCheck] {
        try transaction.query(
            """
            select physician_id, email, state, since, source from letters.published_contact_check
            where physician_id = any(\(physicians)::bigint[]) order by physician_id, email
            """
        ).compactMap { row in
            guard let state = ContactCheck.State(rawValue: try row.text("state")),
                let source = ContactCheck.Source(rawValue: try row.text("source"))
            else { return nil }
            return ContactCheck(
                physicianID: Int64(try row.int("physician_id")), email: try row.text("email"), state: state,
                since: try row.date("since"), source: source)
        }
    }
}
