import Access
import Documents
import Postgres
import Vocabulary

/// The statements of whoever makes, deposits and cancels lots.
struct LotStore {
    /// A letter of a lot with what is printed on it.
    struct Letter {
        let delivery: Int64
        let notice: Int64
        let kind: Notice.Kind
        let cause: String
        let madeOn: CalendarDate
        let address: [String]
        /// Where its delivery is.
        let delivered: String
        /// Why its delivery was withdrawn.
        let withdrawal: String?
        let content: String
    }

    /// A letter that no open lot holds.
    struct Candidate {
        let delivery: Int64
        let notice: Int64
        let kind: Notice.Kind
        /// It could not be printed, and nobody has mended its address since.
        let wasLeftOut: Bool
    }

    /// A lot whose row nobody else changes until the transaction ends.
    struct Locked {
        let id: Int64
        let state: PostalLot.State
        let madeOn: CalendarDate
        /// The day of its last check.
        let checkedOn: CalendarDate?
        let endedBy: String?
    }

    let transaction: Transaction
    let council: Int32

    /// How many letters wait for being printed.
    func held() throws -> Int {
        try transaction.query(
            """
            select count(*) as number from letters.delivery d
            where d.council_id = \(council) and d.channel = 'post' and d.state = 'held' and not \(isElectronic)
            """)[0].int("number")
    }

    /// Whether a letter `d` leaves electronically, or may have.
    private var isElectronic: SQL {
        """
        exists (select from letters.electronic e where e.council_id = d.council_id and e.delivery_id = d.delivery_id
            and e.state <> 'failed')
        """
    }

    /// The newest lot that is being made or waits for its deposit.
    func open() throws -> (id: Int64, author: String)? {
        try transaction.first(
            """
            select lot_id, made_by from letters.lot
            where council_id = \(council) and state in ('making', 'ready') order by lot_id desc limit 1
            """
        ).map { (Int64(try $0.int("lot_id")), try $0.text("made_by")) }
    }

    /// The letters that wait and that no open lot holds, in the order of their keys.
    func candidates() throws -> [Candidate] {
        try transaction.query(
            """
            select d.delivery_id, d.notice_id, n.kind, exists (
                select from letters.lot_line i where i.council_id = d.council_id and i.delivery_id = d.delivery_id
                    and i.fault is not null and i.lot_id > coalesce(d.mended_after, 0)) as was_left_out
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            where d.council_id = \(council) and d.channel = 'post' and d.state = 'held' and not exists (
                select from letters.lot_line i
                where i.council_id = d.council_id and i.delivery_id = d.delivery_id and i.is_open)
                and not \(isElectronic)
            order by d.delivery_id
            """
        ).map { row in
            guard let kind = Notice.Kind(rawValue: try row.text("kind")) else {
                throw PostgresError.decoding("a notice of an unknown kind")
            }
            return Candidate(
                delivery: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")), kind: kind,
                wasLeftOut: try row.bool("was_left_out"))
        }
    }

    /// A new lot with these letters; nil when another open lot took one of them meanwhile.
    func add(_ deliveries: [Int64], by author: Author, on day: CalendarDate) throws -> Int64? {
        let id = Int64(
            try transaction.query(
                """
                insert into letters.lot (council_id, made_on, made_by, person_id)
                values (\(council), \(day), \(author.name), \(author.personID)) returning lot_id
                """)[0].int("lot_id"))
        let added = try transaction.query(
            """
            insert into letters.lot_line (council_id, lot_id, delivery_id)
            select \(council), \(id), delivery_id from unnest(\(deliveries)::bigint[]) as o (delivery_id)
            on conflict (council_id, delivery_id) where is_open do nothing
            """
        ).affected
        return added == deliveries.count ? id : nil
    }

    func lock(_ id: Int64) throws -> Locked? {
        try transaction.first(
            """
            select lot_id, state, made_on, checked_on, ended_by from letters.lot
            where council_id = \(council) and lot_id = \(id) for update
            """
        ).map { row in
            guard let state = PostalLot.State(rawValue: try row.text("state")) else {
                throw PostgresError.decoding("unknown state of a lot")
            }
            return Locked(
                id: Int64(try row.int("lot_id")), state: state, madeOn: try row.date("made_on"),
                checkedOn: try row.optional("checked_on"), endedBy: try row.optional("ended_by"))
        }
    }

    /// Letters of a lot in a state, in the order of their keys.
    func letters(of lot: Int64, in state: PostalLine.State, atMost limit: Int? = nil) throws -> [Letter] {
        try transaction.query(
            """
            select d.delivery_id, d.notice_id, n.kind, n.cause, n.made_on, array_to_string(d.address, E'\\n') as address,
                d.state, d.reason, n.content
            from letters.lot_line i join letters.delivery d using (council_id, delivery_id)
            join letters.notice n using (council_id, notice_id)
            where i.council_id = \(council) and i.lot_id = \(lot) and i.state = \(state.rawValue)
            order by i.delivery_id limit \(limit)::integer
            """
        ).map { row in
            guard let kind = Notice.Kind(rawValue: try row.text("kind")) else {
                throw PostgresError.decoding("a notice of an unknown kind")
            }
            return Letter(
                delivery: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")), kind: kind,
                cause: try row.text("cause"), madeOn: try row.date("made_on"),
                address: try row.text("address").split(separator: "\n").map(String.init),
                delivered: try row.text("state"), withdrawal: try row.optional("reason"),
                content: try row.text("content"))
        }
    }

    /// - Parameter fault: what kept it out, where it may still leave.
    func setLine(
        _ lot: Int64, _ delivery: Int64, _ state: PostalLine.State, because reason: String? = nil,
        _ fault: PostalLine.Fault? = nil
    ) throws {
        try transaction.query(
            """
            update letters.lot_line set state = \(state.rawValue), reason = left(\(reason)::text, 500),
                fault = \(fault?.rawValue)::text, is_open = is_open and \(state == .waiting || state == .set),
                rank = case when \(state == .leftOut) then null else rank end
            where council_id = \(council) and lot_id = \(lot) and delivery_id = \(delivery)
            """)
    }

    /// The places of the letters in the pile, the first one first.
    func rank(_ deliveries: [Int64], of lot: Int64) throws {
        try transaction.query(
            """
            update letters.lot_line i set rank = o.rank
            from unnest(\(deliveries)::bigint[]) with ordinality as o (delivery_id, rank)
            where i.council_id = \(council) and i.lot_id = \(lot) and i.delivery_id = o.delivery_id
            """)
    }

    /// Keeps a file; of a whole lot without a delivery.
    func keep(_ typeset: Typeset, of lot: Int64, _ delivery: Int64?) throws {
        try transaction.query(
            """
            insert into letters.document (council_id, lot_id, delivery_id, engine, pages, sha256, bytes)
            values (\(council), \(lot), \(delivery)::bigint, \(typeset.engine), \(typeset.pages), \(typeset.sha256),
                \(Bytes(typeset.pdf))::bytea)
            on conflict do nothing
            """)
    }

    func setReady(_ lot: Int64) throws {
        try transaction.query(
            """
            update letters.lot set state = 'ready', fault = null where council_id = \(council) and lot_id = \(lot)
            """)
    }

    func setFault(_ lot: Int64, _ fault: String?) throws {
        try transaction.query(
            """
            update letters.lot set fault = left(\(fault)::text, 300)
            where council_id = \(council) and lot_id = \(lot) and state in ('making', 'ready')
                and fault is distinct from left(\(fault)::text, 300)
            """)
    }

    /// Every letter of the pile has left; the files that show none of them go.
    ///
    /// - Returns: how many have left.
    func deposit(_ lot: Int64, on day: CalendarDate, by author: Author, at now: Instant) throws -> Int {
        let pile: SQL = """
            select delivery_id from letters.lot_line
            where council_id = \(council) and lot_id = \(lot) and state = 'set'
            """
        let sent = try transaction.query(
            """
            update letters.delivery set state = 'sent', sent_on = \(day), sent_at = \(moment(now))
            where council_id = \(council) and delivery_id in (\(pile)) and state = 'held'
            """
        ).affected
        try transaction.query(
            """
            delete from letters.document where council_id = \(council) and lot_id = \(lot)
                and (delivery_id is null or delivery_id not in (\(pile)))
            """)
        try end(lot, "deposited", on: day, by: author, at: now)
        return sent
    }

    /// Its letters wait again, and its files go; so do the numbers that stuck on its envelopes.
    func cancel(_ lot: Int64, by author: Author, at now: Instant) throws {
        try transaction.query(
            """
            delete from letters.registered where council_id = \(council) and delivery_id in (
                select delivery_id from letters.lot_line
                where council_id = \(council) and lot_id = \(lot) and state in ('set', 'removed'))
            """)
        try transaction.query("delete from letters.document where council_id = \(council) and lot_id = \(lot)")
        try end(lot, "cancelled", on: nil, by: author, at: now)
    }

    private func end(
        _ lot: Int64, _ state: String, on day: CalendarDate?, by author: Author, at now: Instant
    ) throws {
        try transaction.query(
            """
            update letters.lot set state = \(state), deposited_on = \(day)::date, fault = null, ended_by = \(author.name),
                ended_at = \(moment(now))
            where council_id = \(council) and lot_id = \(lot)
            """)
    }

    private func moment(_ now: Instant) -> SQL { "to_timestamp(\(now.epochSeconds)::float8)" }
}
