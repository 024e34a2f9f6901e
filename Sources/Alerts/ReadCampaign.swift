public import Access
public import Postgres
public import Vocabulary

extension CampaignSummary {
    /// The campaigns of the transaction's council, newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [CampaignSummary] {
        try LedgerStore.campaigns(nil, transaction)
    }
}

extension CampaignSummary {
    /// A campaign of the transaction's council; nil for any other.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ id: Int64, _ transaction: Transaction) throws -> CampaignSummary? {
        try LedgerStore.campaigns(id, transaction).first
    }

    /// The keys of those that wait for a person to decide, newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func awaited(_ transaction: Transaction) throws -> [Int64] { try LedgerStore.awaited(transaction) }
}

/// Every recipient and exclusion of a campaign, for a file.
public struct ReadLedger: Sendable {
    private let campaign: Int64

    /// A reading about to be done.
    public init(of campaign: Int64) { self.campaign = campaign }

    /// Recipients by name, then exclusions by reason and name; nil for a campaign of another council.
    ///
    /// - Throws: `PostgresError`.
    public func run(_ transaction: Transaction) throws -> [EntryRow]? {
        guard try CampaignSummary.find(campaign, transaction) != nil else { return nil }
        return try LedgerStore.everyEntry(of: campaign, transaction)
    }
}

extension CampaignView {
    /// A campaign of the transaction's council; nil for any other.
    ///
    /// - Parameters:
    ///   - council: the tenant of the transaction.
    ///   - day: on which it would be approved.
    ///   - page: of the recipients, from 1.
    ///   - exclusionPage: of the exclusions, from 1.
    ///   - reader: who would approve it: what they approved alone within a week counts.
    /// - Throws: `PostgresError`.
    public static func read(
        _ id: Int64, of council: Council, on day: CalendarDate, page: Int, exclusionPage: Int,
        reader: Int64? = nil, _ transaction: Transaction
    ) throws -> CampaignView? {
        guard let summary = try LedgerStore.campaigns(id, transaction).first else { return nil }
        let alone = try reader.map {
            try CampaignStore.approvedAlone(
                by: $0, after: day.adding(days: -ApproveCampaign.daysAlone), transaction)
        }
        return CampaignView(
            summary: summary, policy: try LedgerStore.policy(of: id, transaction), approvedAlone: alone ?? 0,
            fingerprint: try CampaignFingerprint.of(id, council: council, on: day, transaction).text,
            recipients: try LedgerStore.entries(of: id, excluded: false, page: page, transaction),
            exclusions: try LedgerStore.entries(of: id, excluded: true, page: exclusionPage, transaction),
            excludedBy: try LedgerStore.exclusions(of: id, transaction),
            events: try EventStore.read(of: id, transaction))
    }
}
