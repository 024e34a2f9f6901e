public import Access
public import Postgres

/// The référentiel that the council chose for a physician (rule R26-3).
public struct FrameworkChoice: Sendable {
    /// The id of the référentiel.
    public let framework: String
    /// The e-mail address of the person who chose.
    public let chosenBy: String
    /// When.
    public let chosenAt: Instant
    /// What that person wrote.
    public let reason: String

    /// The choice that holds; nil when there is none. Row-level security gives the council.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ transaction: Transaction, of physician: Int64) throws -> FrameworkChoice? {
        try FrameworkChoiceStore.find(transaction, physician)
    }
}
