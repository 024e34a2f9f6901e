public import Postgres
public import Vocabulary

/// A registered letter, on paper or electronic, and what became of it.
public struct RegisteredLine: Sendable, Hashable {
    /// The key of the delivery.
    public let delivery: Int64
    /// The key of the notice.
    public let notice: Int64
    /// The physician whom it is about.
    public let physicianID: Int64
    /// The name above the address.
    public let name: String
    /// The number of the post; nil for an electronic letter.
    public let number: String?
    /// Where the electronic letter is; nil for one on paper.
    public let electronic: ElectronicLetter.State?
    /// Whether the carrier was offered the electronic letter.
    public let isBegun: Bool
    /// The day on which the electronic letter was asked for; nil for one on paper.
    public let askedOn: CalendarDate?
    /// Why the electronic letter waits, did not leave or may have, as a French sentence.
    public let reason: String?
    /// Why the letter was withdrawn; nil for one that was not.
    public let withdrawal: String?
    /// The day on which it left.
    public let depositedOn: CalendarDate?
    /// What stands of it, the earliest first.
    public let events: [PostEvent]
}

/// Reads the registered letters of the transaction's council.
public enum ReadRegistered {
    /// The electronic letters that wait for somebody or for the carrier, or that did not leave and still wait on paper, all of
    /// them: those of which nobody knows whether they left first.
    ///
    /// - Throws: `PostgresError`.
    public static func open(_ transaction: Transaction) throws -> [RegisteredLine] {
        try lines(
            """
            where e.state in ('uncertain', 'asked') or e.state = 'failed' and d.state = 'held' and r.number is null
            order by e.state = 'uncertain' desc, e.state, d.delivery_id
            """, transaction)
    }

    /// The other registered letters, the newest first.
    ///
    /// - Parameters:
    ///   - limit: at most so many.
    ///   - delivery: those before this one; nil begins with the newest.
    /// - Throws: `PostgresError`.
    public static func latest(
        atMost limit: Int, before delivery: Int64? = nil, _ transaction: Transaction
    ) throws -> [RegisteredLine] {
        let first = delivery ?? .max
        return try lines(
            """
            where d.delivery_id in (
                (select delivery_id from letters.registered where delivery_id < \(first)
                    order by delivery_id desc limit \(limit))
                union all
                (select h.delivery_id from letters.electronic h join letters.delivery o using (council_id, delivery_id)
                    where h.delivery_id < \(first) and (h.state = 'handed' or h.state = 'failed' and o.state <> 'held')
                    order by h.delivery_id desc limit \(limit)))
            order by d.delivery_id desc limit \(limit)
            """, transaction)
    }

    private static func lines(_ which: SQL, _ transaction: Transaction) throws -> [RegisteredLine] {
        let rows = try transaction.query(
            """
            select d.delivery_id, d.notice_id, n.physician_id, d.address[1] as name, r.number, e.state as electronic,
                e.started_at is not null as is_begun, e.asked_on, e.reason, d.sent_on, d.state = 'withdrawn' as is_withdrawn,
                d.reason as withdrawal
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            left join letters.registered r using (council_id, delivery_id)
            left join letters.electronic e using (council_id, delivery_id)
            \(which)
            """)
        let events = try events(try rows.map { Int64(try $0.int("delivery_id")) }, transaction)
        return try rows.map { row in
            let state = try row.optional("electronic", as: String.self)
            let isWithdrawn = try row.bool("is_withdrawn")
            return RegisteredLine(
                delivery: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")),
                physicianID: Int64(try row.int("physician_id")),
                name: try row.optional("name") ?? "", number: try row.optional("number"),
                electronic: state.flatMap(ElectronicLetter.State.init(rawValue:)), isBegun: try row.bool("is_begun"),
                askedOn: try row.optional("asked_on"), reason: try row.optional("reason"),
                withdrawal: isWithdrawn ? try row.optional("withdrawal") : nil,
                depositedOn: try row.optional("sent_on"), events: events[Int64(try row.int("delivery_id"))] ?? [])
        }
    }

    /// The letters of a pile with their numbers, in its order.
    ///
    /// - Parameter council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    public static func numbers(
        of lot: Int64, _ transaction: Transaction, council: Int32
    ) throws -> [(notice: Int64, number: String?)] {
        try RegisteredStore(transaction: transaction, council: council).pile(of: lot).map { ($0.notice, $0.number) }
    }

    private static func events(
        _ deliveries: [Int64], _ transaction: Transaction
    ) throws -> [Int64: [PostEvent]] {
        var events: [Int64: [PostEvent]] = [:]
        let rows = try transaction.query(
            """
            select e.delivery_id, e.post_event_id, e.kind, e.happened_on, e.source, e.recorded_by
            from letters.post_event e
            where e.delivery_id = any(\(deliveries)::bigint[]) and e.kind <> 'void' and not exists (
                select from letters.post_event c where c.council_id = e.council_id and c.corrects = e.post_event_id)
            order by e.happened_on, e.post_event_id
            """)
        for row in rows { events[Int64(try row.int("delivery_id")), default: []].append(try PostEvent(row: row)) }
        return events
    }
}
