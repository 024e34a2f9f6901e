public import Postgres
public import Vocabulary

/// Who must be looked at again: what changed, read by Standings.
public enum ChangeStore {
    /// The physicians of the transaction's council whose facts, directory entry or presence on the roll changed.
    ///
    /// - Parameters:
    ///   - seen: what the last refresh knew, as the text of a snapshot (``KnowledgeStore/now(_:)``).
    ///   - from: the legal date of the last refresh, exclusive.
    ///   - through: the legal date now, inclusive.
    public static func changed(
        since seen: String, from: CalendarDate, through: CalendarDate, _ transaction: Transaction
    ) throws -> [Int] {
        try transaction.query(
            """
            select physician_id from registry.fact_change where changed_in >= pg_snapshot_xmin(\(seen)::pg_snapshot)
                and not pg_visible_in_snapshot(changed_in, \(seen)::pg_snapshot)
            union
            select r.physician_id from registry.directory_change d
            join registry.registration r on r.physician_id = d.physician_id
            where d.changed_in >= pg_snapshot_xmin(\(seen)::pg_snapshot)
                and not pg_visible_in_snapshot(d.changed_in, \(seen)::pg_snapshot)
            union
            select physician_id from registry.registration
            where registered_on > \(from) and registered_on <= \(through)
            union
            select physician_id from registry.registration where ended_on >= \(from) and ended_on < \(through)
            """
        ).map { try $0.int("physician_id") }
    }

    /// Notes that a physician's facts changed by another way than a lot.
    public static func note(_ physician: Int, of council: Int32, _ transaction: Transaction) throws {
        try transaction.query(
            "insert into registry.fact_change (council_id, physician_id) values (\(council), \(physician))")
    }

    /// Forgets changes that every refresh to come has seen.
    ///
    /// - Parameter seen: what a refresh knew, as the text of a snapshot.
    public static func forget(seenIn seen: String, _ transaction: Transaction) throws {
        try transaction.query(
            """
            delete from registry.fact_change where changed_in < pg_snapshot_xmax(\(seen)::pg_snapshot)
                and pg_visible_in_snapshot(changed_in, \(seen)::pg_snapshot)
            """)
    }
}
