import Access
public import Postgres
import Vocabulary

/// Reads the lots of the transaction's council.
public enum ReadLots {
    /// More than a council makes in three years.
    private static let mostLots = 500

    /// The lots, the latest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [PostalLot] {
        try lots("order by l.lot_id desc limit \(mostLots)", transaction)
    }

    /// The lots that are being made or wait for their deposit, the oldest first.
    ///
    /// - Throws: `PostgresError`.
    public static func open(_ transaction: Transaction) throws -> [PostalLot] {
        try lots("where l.state in ('making', 'ready') order by l.lot_id", transaction)
    }

    /// The lots that were deposited or cancelled, the latest first.
    ///
    /// - Parameters:
    ///   - page: from 1.
    ///   - size: lots of one page.
    /// - Throws: `PostgresError`.
    public static func ended(page: Int, size: Int, _ transaction: Transaction) throws -> [PostalLot] {
        try lots(
            """
            where l.state in ('deposited', 'cancelled') order by l.lot_id desc offset \((page - 1) * size) limit \(size)
            """, transaction)
    }

    /// How many lots were deposited or cancelled.
    ///
    /// - Throws: `PostgresError`.
    public static func numberEnded(_ transaction: Transaction) throws -> Int {
        try transaction.query(
            "select count(*) as number from letters.lot where state in ('deposited', 'cancelled')")[0].int("number")
    }

    /// One lot; nil when there is none of this key.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ id: Int64, _ transaction: Transaction) throws -> PostalLot? {
        try lots("where l.lot_id = \(id)", transaction).first
    }

    /// How many letters wait for being printed, whether a lot holds them or not.
    ///
    /// - Parameter council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    public static func waiting(_ transaction: Transaction, council: Int32) throws -> Int {
        try LotStore(transaction: transaction, council: council).held()
    }

    /// The letters of a lot in one of these states, in the order of the pile, then of their keys.
    ///
    /// - Parameters:
    ///   - page: from 1.
    ///   - size: letters of one page.
    /// - Throws: `PostgresError`.
    public static func lines(
        of lot: Int64, in states: [PostalLine.State], page: Int = 1, size: Int = PostalLot.mostLetters,
        _ transaction: Transaction
    ) throws -> [PostalLine] {
        try lines(
            """
            where i.lot_id = \(lot) and i.state = any(\(states.map(\.rawValue))::text[])
            order by i.rank nulls last, i.delivery_id offset \((page - 1) * size) limit \(size)
            """, transaction)
    }

    /// The letters of a lot that have left and would not have, had its deposit been recorded at once, in the order of the
    /// pile.
    ///
    /// - Throws: `PostgresError`.
    public static func doubtful(of lot: Int64, _ transaction: Transaction) throws -> [PostalLine] {
        try lines("where i.lot_id = \(lot) and i.doubt is not null order by i.rank, i.delivery_id", transaction)
    }

    /// The letters that came back, the latest first.
    ///
    /// - Throws: `PostgresError`.
    public static func returned(atMost limit: Int, _ transaction: Transaction) throws -> [PostalLine] {
        try lines(
            """
            where l.state = 'deposited' and i.state = 'set' and d.state = 'bounced'
            order by d.ended_on desc, i.delivery_id desc limit \(limit)
            """, transaction)
    }

    private static func lots(_ which: SQL, _ transaction: Transaction) throws -> [PostalLot] {
        try transaction.query(
            """
            select l.lot_id, l.state, l.made_on, l.made_by, l.fault, l.checked_on, l.checked_by,
                extract(epoch from l.checked_at)::bigint as checked_at, l.deposited_on, l.ended_by, n.*, p.pages, p.sha256
            from letters.lot l
            cross join lateral (
                select count(*) as letters, count(*) filter (where i.state = 'waiting') as waiting,
                    count(*) filter (where i.state = 'set') as set,
                    count(*) filter (where i.state = 'left_out') as left_out,
                    count(*) filter (where i.state = 'removed') as removed,
                    count(*) filter (where i.state = 'set' and l.state = 'deposited' and d.state = 'bounced')
                        as returned,
                    count(i.doubt) as doubtful
                from letters.lot_line i join letters.delivery d using (council_id, delivery_id)
                where i.council_id = l.council_id and i.lot_id = l.lot_id) n
            left join letters.document p on p.council_id = l.council_id and p.lot_id = l.lot_id
                and p.delivery_id is null
            \(which)
            """
        ).map(PostalLot.init(row:))
    }

    private static func lines(_ which: SQL, _ transaction: Transaction) throws -> [PostalLine] {
        try transaction.query(
            """
            select i.delivery_id, d.notice_id, n.physician_id, n.kind, array_to_string(d.address, E'\\n') as address,
                i.state, i.rank, i.reason, i.fault, i.doubt, o.pages,
                case when d.mended_after >= i.lot_id then d.mended_on end as mended_on,
                case when d.mended_after >= i.lot_id then d.mended_by end as mended_by, d.state as delivered, d.ended_on, d.reason as return_reason,
                d.words_wanted
            from letters.lot_line i join letters.lot l using (council_id, lot_id)
            join letters.delivery d using (council_id, delivery_id)
            join letters.notice n using (council_id, notice_id)
            left join letters.document o using (council_id, lot_id, delivery_id)
            \(which)
            """
        ).map(PostalLine.init(row:))
    }
}

extension PostalLot {
    fileprivate init(row: Row) throws {
        guard let state = State(rawValue: try row.text("state")) else {
            throw PostgresError.decoding("unknown state of a lot")
        }
        self.init(
            id: Int64(try row.int("lot_id")), state: state, madeOn: try row.date("made_on"),
            madeBy: try row.text("made_by"), fault: try row.optional("fault"),
            checkedOn: try row.optional("checked_on"), checkedBy: try row.optional("checked_by"),
            checkedAt: try row.optional("checked_at", as: Int.self).map { Instant(epochSeconds: Int64($0)) },
            depositedOn: try row.optional("deposited_on"), endedBy: try row.optional("ended_by"),
            letters: try row.int("letters"), waiting: try row.int("waiting"), set: try row.int("set"),
            leftOut: try row.int("left_out"), removed: try row.int("removed"), returned: try row.int("returned"),
            doubtful: try row.int("doubtful"), pages: try row.optional("pages"), sha256: try row.optional("sha256"))
    }
}

extension PostalLine {
    fileprivate init(row: Row) throws {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")),
            let state = State(rawValue: try row.text("state")),
            let delivered = SentNotice.State(rawValue: try row.text("delivered"))
        else { throw PostgresError.decoding("unknown state of a letter") }
        self.init(
            delivery: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")),
            physicianID: Int64(try row.int("physician_id")), kind: kind,
            address: try row.text("address").split(separator: "\n").map(String.init), state: state,
            rank: try row.optional("rank"), reason: try row.optional("reason"),
            fault: try row.optional("fault", as: String.self).flatMap(Fault.init(rawValue:)),
            doubt: try row.optional("doubt"), mendedOn: try row.optional("mended_on"),
            mendedBy: try row.optional("mended_by"), pages: try row.optional("pages"),
            delivered: delivered, returnedOn: delivered == .bounced ? try row.optional("ended_on") : nil,
            returnReason: delivered == .bounced ? try row.optional("return_reason") : nil,
            isToBeRewritten: try row.bool("words_wanted"))
    }
}
