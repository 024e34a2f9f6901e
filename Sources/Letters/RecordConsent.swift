public import Access
public import Postgres
public import Vocabulary

/// Writes down that a physician agrees to electronic registered letters, or no longer does: what has not left yet then goes
/// back to paper.
public struct RecordConsent: Sendable {
    private let physicianID: Int64
    private let state: ElectronicConsent.State
    private let email: String
    private let day: CalendarDate
    private let words: String
    private let seen: Int64?
    private let author: Author

    /// - Parameters:
    ///   - state: what the physician said.
    ///   - email: the address that was agreed to; of a withdrawal, the one that is no longer.
    ///   - day: since which day; an agreement is not of before the latest statement.
    ///   - words: how the council knows, 1 to 500 characters.
    ///   - seen: the key of the latest statement that the author has read; nil where there was none.
    ///   - author: who writes it down; a person.
    public init(
        _ state: ElectronicConsent.State, of physicianID: Int64, at email: String, since day: CalendarDate,
        words: String, after seen: Int64?, by author: Author
    ) {
        self.physicianID = physicianID
        self.state = state
        self.email = email
        self.day = day
        self.words = words
        self.seen = seen
        self.author = author
    }

    /// In a transaction of the council; that the physician is on its roll is the caller's to check. What stands already is
    /// not written a second time.
    ///
    /// - Throws: ``RegisteredRefusal``, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw RegisteredRefusal.personIsUnknown }
        guard day <= today else { throw RegisteredRefusal.dayIsAhead }
        guard Self.isAddress(email) else { throw RegisteredRefusal.addressIsWrong }
        let said = NumberMask.masked(words)
        guard (1...500).contains(said.unicodeScalars.count), said.contains(where: { !$0.isWhitespace }) else {
            throw RegisteredRefusal.consentIsIncomplete
        }
        let latest = try ElectronicConsent.read([physicianID], transaction)[physicianID]
        if let latest, latest.state == state, latest.email == email { return }
        guard latest?.id == seen else { throw RegisteredRefusal.consentHasChanged }
        if let latest, state == .given, day < latest.since { throw RegisteredRefusal.consentIsOlder(latest.since) }
        do {
            try add(said, person, after: latest?.id, council, now, transaction)
        } catch let error as PostgresError
            where ["consent_is_followed_once", "consent_follows_the_last"].contains(error.constraint)
        {
            throw RegisteredRefusal.consentHasChanged
        }
        if state == .withdrawn {
            try ElectronicStore(transaction: transaction, council: council.id)
                .fail(of: physicianID, because: ElectronicLetter.withdrawn)
        }
        try AuditEvent(
            .consentRecorded, by: author, on: "physician:\(physicianID)", detail: #"{"state": "\#(state.rawValue)"}"#
        ).record(transaction, council: council.id)
    }

    private func add(
        _ said: String, _ person: Int64, after latest: Int64?, _ council: Council, _ now: Instant,
        _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            insert into letters.consent (council_id, physician_id, state, email, since, words, follows, recorded_by,
                person_id, recorded_at)
            values (\(council.id), \(physicianID), \(state.rawValue), \(email), \(day), \(said), \(latest)::bigint,
                \(author.name), \(person), to_timestamp(\(now.epochSeconds)::float8))
            """)
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
