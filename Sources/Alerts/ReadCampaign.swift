public import Postgres
import Vocabulary

extension CampaignSummary {
    /// The campaigns of the transaction's council, newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [CampaignSummary] {
        try LedgerStore.campaigns(nil, transaction)
    }
}

extension CampaignView {
    /// A campaign of the transaction's council; nil for any other.
    ///
    /// - Parameters:
    ///   - page: of the recipients, from 1.
    ///   - exclusionPage: of the exclusions, from 1.
    /// - Throws: `PostgresError`.
    public static func read(
        _ id: Int64, page: Int, exclusionPage: Int, _ transaction: Transaction
    ) throws -> CampaignView? {
        guard let summary = try LedgerStore.campaigns(id, transaction).first else { return nil }
        return CampaignView(
            summary: summary, policy: try LedgerStore.policy(of: id, transaction),
            recipients: try LedgerStore.entries(of: id, excluded: false, page: page, transaction),
            exclusions: try LedgerStore.entries(of: id, excluded: true, page: exclusionPage, transaction),
            excludedBy: try LedgerStore.exclusions(of: id, transaction),
            events: try EventStore.read(of: id, transaction))
    }
}
