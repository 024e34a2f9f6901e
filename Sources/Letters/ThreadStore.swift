public import Postgres
import Vocabulary

/// The statements on what passed between a council and a physician.
struct ThreadStore {
    typealias Entry = ThreadOfPhysician.Entry

    let transaction: Transaction
    let physician: Int64

    func notices() throws -> [Entry] {
        try transaction.query(Self.noticeLines + " where n.physician_id = \(physician) order by n.notice_id").map {
            Entry(
                content: .notice(try SentNotice(row: $0)), on: try $0.date("made_on"), author: try $0.text("made_by"),
                recordedAt: Int64(try $0.int("recorded")))
        }
    }

    func entries() throws -> [Entry] {
        try transaction.query(
            """
            select kind, happened_on, words, recorded_by, extract(epoch from recorded_at)::bigint as recorded
            from letters.thread_entry where physician_id = \(physician) order by thread_entry_id
            """
        ).compactMap { row in
            guard let kind = RecordEntry.Kind(rawValue: try row.text("kind")) else { return nil }
            return Entry(
                content: .entry(kind, words: try row.text("words")), on: try row.date("happened_on"),
                author: try row.text("recorded_by"), recordedAt: Int64(try row.int("recorded")))
        }
    }

    func bounces() throws -> [Entry] {
        try transaction.query(
            """
            select d.notice_id, b.status, b.diagnostic, b.seen_on, extract(epoch from b.seen_at)::bigint as recorded
            from letters.bounce b join letters.delivery d using (council_id, delivery_id)
            join letters.notice n using (council_id, notice_id)
            where n.physician_id = \(physician) order by b.seen_at
            """
        ).map { row in
            Entry(
                content: .bounce(
                    notice: Int64(try row.int("notice_id")), status: try row.text("status"),
                    diagnostic: try row.optional("diagnostic")),
                on: try row.date("seen_on"), author: "", recordedAt: Int64(try row.int("recorded")))
        }
    }

    static let noticeLines: SQL = """
        select n.notice_id, n.physician_id, n.kind, n.addressee, n.channel, array_to_string(d.address, E'\\n') as address,
            d.state, n.made_on, d.sent_on, d.ended_on, d.reason, n.content, n.made_by,
            n.retracts, d.message_id, extract(epoch from n.made_at)::bigint as recorded,
            (select count(*) from letters.attempt a where a.council_id = d.council_id
                and a.delivery_id = d.delivery_id and a.answer is distinct from 'unusable') as attempts,
            exists (select from letters.attempt a where a.council_id = d.council_id
                and a.delivery_id = d.delivery_id and (a.answer = 'unknown' or a.answer is null))
                or \(ElectronicStore.mayBeAtCarrier) as may_have_arrived,
            (select max(r.notice_id) from letters.notice r where r.council_id = n.council_id
                and r.retracts = n.notice_id) as retracted_by
        from letters.notice n join letters.delivery d using (council_id, notice_id)
        """
}

extension SentNotice {
    init(row: Row) throws {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")),
            let addressee = Notice.Addressee(rawValue: try row.text("addressee")),
            let channel = Channel(rawValue: try row.text("channel")),
            let state = State(rawValue: try row.text("state")),
            let text = LetterText(try JSON(parsing: try row.text("content")))
        else { throw PostgresError.decoding("a notice of an unknown kind") }
        self.init(
            id: Int64(try row.int("notice_id")), physicianID: Int64(try row.int("physician_id")), kind: kind,
            addressee: addressee, channel: channel,
            address: try row.text("address").split(separator: "\n").map(String.init), state: state,
            madeOn: try row.date("made_on"), sentOn: try row.optional("sent_on"),
            endedOn: try row.optional("ended_on"), reason: try row.optional("reason"),
            text: text, attempts: try row.int("attempts"),
            mayHaveArrived: try row.bool("may_have_arrived"),
            retracts: try row.optional("retracts", as: Int.self).map(Int64.init),
            retractedBy: try row.optional("retracted_by", as: Int.self).map(Int64.init),
            messageID: try row.text("message_id"))
    }

    /// A notice of the transaction's council and how far it has come; nil when there is none of this key.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ notice: Int64, _ transaction: Transaction) throws -> SentNotice? {
        try transaction.first(ThreadStore.noticeLines + " where n.notice_id = \(notice)").map(SentNotice.init(row:))
    }
}
