import Postgres

/// Every statement that seals and reads back the chain of the organisation that the transaction acts for.
struct AuditStore {
    let transaction: Transaction
    let council: Int32

    /// As what the chain of an organisation is sealed and read.
    static func principal(of council: Int32) -> Principal { .tenant(council, as: "sextant_audit") }

    /// Every organisation, whatever its kind, by its key.
    static func organisations(_ transaction: Transaction) throws -> [Council] {
        try transaction.query("select council_id, code, name, short_name from access.council order by council_id")
            .map(Council.init(row:))
    }

    /// What the statement sees, and the moment its transaction began.
    func horizon() throws -> (seen: String, at: String) {
        let row = try transaction.query(
            """
            select pg_current_snapshot()::text as seen,
                to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
            """)[0]
        return (try row.text("seen"), try row.text("at"))
    }

    private static let columns: SQL = """
        council_id, seal_number, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sealed_at,
        seen::text as seen, event_ids::text as event_ids, event_hashes, root, previous, hash
        """

    /// The newest seal.
    func last() throws -> AuditSeal? {
        try transaction.first(
            """
            select \(AuditStore.columns) from access.seal where council_id = \(council)
            order by seal_number desc limit 1
            """
        ).map(AuditSeal.init(row:))
    }

    /// The first seal after a number.
    func seal(after number: Int64) throws -> AuditSeal? {
        try transaction.first(
            """
            select \(AuditStore.columns) from access.seal where council_id = \(council) and seal_number > \(number)
            order by seal_number limit 1
            """
        ).map(AuditSeal.init(row:))
    }

    /// Number and hash of the newest seal and its moment, without its events.
    func head() throws -> (number: Int64, hash: [UInt8], sealedAt: String)? {
        try transaction.first(
            """
            select seal_number, hash, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
            from access.seal where council_id = \(council) order by seal_number desc limit 1
            """
        ).map { (Int64(try $0.int("seal_number")), try $0.value("hash", as: Bytes.self).bytes, try $0.text("at")) }
    }

    /// Whether an event is committed that the newest seal has not seen.
    func hasUnsealed() throws -> Bool {
        try transaction.query(
            """
            with last as (
                select seen from access.seal where council_id = \(council) order by seal_number desc limit 1)
            select exists (select from access.event e left join last on true where e.council_id = \(council)
                and e.recorded_in >= coalesce(pg_snapshot_xmin(last.seen), '0'::xid8)
                and coalesce(not pg_visible_in_snapshot(e.recorded_in, last.seen), true)) as found
            """)[0].bool("found")
    }

    /// Seconds since the oldest event that the newest seal has not seen, by the clock of the database; nil when there is
    /// none.
    func unsealedAge() throws -> Int? {
        try transaction.query(
            """
            with last as (
                select seen from access.seal where council_id = \(council) order by seal_number desc limit 1)
            select extract(epoch from clock_timestamp() - min(e.at))::bigint as age
            from access.event e left join last on true where e.council_id = \(council)
                and e.recorded_in >= coalesce(pg_snapshot_xmin(last.seen), '0'::xid8)
                and coalesce(not pg_visible_in_snapshot(e.recorded_in, last.seen), true)
            """)[0].optional("age")
    }

    /// The events that one snapshot sees and an earlier one does not, by number.
    func events(seenBy later: String, notBy earlier: String?) throws -> [AuditRecord] {
        try transaction.query(
            """
            select \(AuditRecord.columns) from access.event where council_id = \(council)
                and recorded_in < pg_snapshot_xmax(\(later)::pg_snapshot)
                and recorded_in >= coalesce(pg_snapshot_xmin(\(earlier)::pg_snapshot), '0'::xid8)
                and pg_visible_in_snapshot(recorded_in, \(later)::pg_snapshot)
                and coalesce(not pg_visible_in_snapshot(recorded_in, \(earlier)::pg_snapshot), true)
            order by event_id
            """
        ).map(AuditRecord.init(row:))
    }

    /// The events that a snapshot does not see, by number; all of them when there is none.
    func events(notSeenBy earlier: String?) throws -> [AuditRecord] {
        try transaction.query(
            """
            select \(AuditRecord.columns) from access.event where council_id = \(council)
                and recorded_in >= coalesce(pg_snapshot_xmin(\(earlier)::pg_snapshot), '0'::xid8)
                and coalesce(not pg_visible_in_snapshot(recorded_in, \(earlier)::pg_snapshot), true)
            order by event_id
            """
        ).map(AuditRecord.init(row:))
    }

    func insert(_ seal: AuditSeal) throws {
        try transaction.query(
            """
            insert into access.seal (council_id, seal_number, sealed_at, seen, first_event, last_event, event_count,
                event_ids, event_hashes, root, previous, hash)
            values (\(seal.council), \(seal.number), \(seal.sealedAt)::timestamptz, \(seal.seen)::pg_snapshot,
                \(seal.events.first), \(seal.events.last), \(seal.events.count), \(seal.events)::bigint[],
                \(Bytes(seal.hashes)), \(Bytes(seal.root)), \(Bytes(seal.previous)), \(Bytes(seal.hash)))
            """)
    }
}

extension AuditSeal {
    init(row: Row) throws {
        let events = try row.text("event_ids").dropFirst().dropLast().split(separator: ",")
        self.init(
            council: try row.value("council_id"), number: Int64(try row.int("seal_number")),
            sealedAt: try row.text("sealed_at"), seen: try row.text("seen"), events: events.compactMap { Int64($0) },
            hashes: try row.value("event_hashes", as: Bytes.self).bytes,
            root: try row.value("root", as: Bytes.self).bytes,
            previous: try row.value("previous", as: Bytes.self).bytes,
            hash: try row.value("hash", as: Bytes.self).bytes)
    }
}
