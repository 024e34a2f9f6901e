import Postgres

/// What lots of letters ask of the ledger.
enum PostalStore {
    /// The recipients of these notices, by notice; row-level security gives the tenant.
    static func places(of notices: [Int64], _ transaction: Transaction) throws -> [Int64: RecipientPlace] {
        guard !notices.isEmpty else { return [:] }
        let rows = try transaction.query(
            """
            select notice_id, campaign_id, entry_id from alerts.entry
            where notice_id = any(\(notices)::bigint[])
            """)
        return Dictionary(
            try rows.map { row in
                (
                    Int64(try row.int("notice_id")),
                    RecipientPlace(
                        campaign: Int64(try row.int("campaign_id")), entry: Int64(try row.int("entry_id")))
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension EntryStore {
    /// Those of some notices whose campaign is stopped: they leave once it is resumed.
    func suspended(among notices: [Int64]) throws -> Set<Int64> {
        Set(
            try transaction.query(
                """
                select e.notice_id from alerts.entry e join alerts.campaign c using (council_id, campaign_id)
                where e.council_id = \(council) and e.notice_id = any(\(notices)::bigint[]) and e.state = 'approved'
                    and c.state = 'stopped'
                """
            ).map { Int64(try $0.int("notice_id")) })
    }
}
