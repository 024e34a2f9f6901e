public import Postgres

/// Rows as they were before a lot changed them, so that undoing gives back every one of them.
public enum BeforeImage {
    /// Keeps the rows that `rows` selects: its columns are `council_id` and `image`, the row as JSON.
    ///
    /// - Parameters:
    ///   - relation: the table they come from, with its schema.
    ///   - rows: a select over the room's own table.
    public static func keep(_ rows: SQL, from relation: String, for id: LotID, _ transaction: Transaction) throws {
        try transaction.query(
            """
            insert into intake.before_image (council_id, lot_id, relation, image)
            select council_id, \(id.number), \(relation), image from (\(rows)) kept
            """)
    }

    /// How many rows of `relation` the lot changed.
    static func count(_ relation: String, _ id: LotID, _ transaction: Transaction) throws -> Int {
        try transaction.query(
            """
            select count(*) as number from intake.before_image
            where lot_id = \(id.number) and relation = \(relation)
            """)[0].int("number")
    }
}
