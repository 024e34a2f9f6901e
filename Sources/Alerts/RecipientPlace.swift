public import Postgres

/// Where the recipient of a letter is found: its campaign and its entry there.
public struct RecipientPlace: Hashable, Sendable {
    /// The key of the campaign.
    public let campaign: Int64
    /// The key of the entry.
    public let entry: Int64

    /// The recipients of these notices, by notice; one that is no alert has none.
    ///
    /// - Throws: `PostgresError`.
    public static func of(_ notices: [Int64], _ transaction: Transaction) throws -> [Int64: RecipientPlace] {
        try PostalStore.places(of: notices, transaction)
    }
}
