public import Postgres
public import Vocabulary

/// Whether a physician agrees to registered letters that come electronically (CRPA, L. 112-15; CPCE, L. 100): the latest
/// statement holds.
public struct ElectronicConsent: Hashable, Sendable {
    /// What the physician said.
    public enum State: String, Sendable, CaseIterable {
        /// Agrees, at this address.
        case given
        /// Agrees no longer.
        case withdrawn
    }

    /// Its key.
    public let id: Int64
    /// The key of the physician.
    public let physicianID: Int64
    /// What the physician said.
    public let state: State
    /// The address that was agreed to.
    public let email: String
    /// Since which day.
    public let since: CalendarDate
    /// How the council knows.
    public let words: String
    /// Who wrote it down.
    public let author: String

    /// Whether a letter may leave electronically on a day.
    public func holds(on day: CalendarDate) -> Bool { state == .given && since <= day }

    /// The latest statement of each of some physicians of the transaction's council.
    ///
    /// - Throws: `PostgresError`.
    public static func read(
        _ physicians: [Int64], _ transaction: Transaction
    ) throws -> [Int64: ElectronicConsent] {
        let found = try transaction.query(
            """
            select distinct on (physician_id) consent_id, physician_id, state, email, since, words, recorded_by
            from letters.consent where physician_id = any(\(physicians)::bigint[])
            order by physician_id, consent_id desc
            """
        ).map { row in
            guard let state = State(rawValue: try row.text("state")) else {
                throw PostgresError.decoding("unknown state of a consent")
            }
            return ElectronicConsent(
                id: Int64(try row.int("consent_id")), physicianID: Int64(try row.int("physician_id")), state: state,
                email: try row.text("email"), since: try row.date("since"), words: try row.text("words"),
                author: try row.text("recorded_by"))
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.physicianID, $0) })
    }
}
