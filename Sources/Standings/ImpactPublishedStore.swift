import Postgres
import Vocabulary

/// What the offices read of whole reports: the tables without what would count a few physicians.
enum ImpactPublishedStore {
    /// Nil as long as the report is not whole.
    static func tables(of id: ImpactID, _ transaction: Transaction) throws -> ImpactTables? {
        try transaction.first(
            "select content from standings.impact_published where impact_id = \(id.number)"
        ).map { try ImpactTables(published: try $0.text("content")) }
    }

    /// Locks a report whose councils are all done; false when it is over, or another worker ends it.
    static func claim(_ id: ImpactID, _ transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            select true as claimed from standings.impact
            where impact_id = \(id.number) and state = 'running' and not exists (
                select from standings.impact_council c where c.impact_id = \(id.number) and not c.is_done)
            for update skip locked
            """) != nil
    }

    /// Ends a claimed report: what the offices read, and the hash with its secret.
    static func finish(
        _ id: ImpactID, published: String, hash: String, nonce: [UInt8], _ transaction: Transaction
    ) throws {
        try transaction.query(
            "insert into standings.impact_published (impact_id, content) values (\(id.number), \(published))")
        try transaction.query(
            "insert into standings.impact_seal (impact_id, nonce) values (\(id.number), \(Bytes(nonce)))")
        try transaction.query(
            """
            update standings.impact set state = 'done', finished_at = now(), report_hash = \(hash)
            where impact_id = \(id.number)
            """)
    }
}
