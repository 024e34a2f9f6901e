import Postgres
import Vocabulary

/// The statements on letters on paper that are written again.
struct HeldLetterStore {
    let transaction: Transaction
    let council: Int32

    /// The letter of a delivery that has not left; nil when it has, or was withdrawn.
    func find(_ delivery: Int64) throws -> HeldLetter? {
        try found("and d.delivery_id = \(delivery)").first
    }

    /// Those that a lot left out for their words and that still wait, in the order of their keys, locked.
    func leftOutForWords(of lot: Int64) throws -> [HeldLetter] {
        try found(
            """
            and exists (select from letters.lot_line i where i.council_id = d.council_id
                and i.delivery_id = d.delivery_id and i.lot_id = \(lot) and i.fault = 'words')
            and not exists (select from letters.lot_line o where o.council_id = d.council_id
                and o.delivery_id = d.delivery_id and o.is_open)
            order by d.delivery_id for update of d
            """)
    }

    /// They are written with the words in force by the lot that takes them next, and count no more as left out before.
    func want(_ deliveries: [Int64], after lot: Int64) throws {
        try transaction.query(
            """
            update letters.delivery set words_wanted = true, mended_after = greatest(mended_after, \(lot))
            where council_id = \(council) and delivery_id = any(\(deliveries)::bigint[]) and state = 'held'
            """)
    }

    /// The notice that takes the place of a letter: an address that somebody mended stays mended, and the lot that is
    /// being made takes it.
    func handOver(_ delivery: Int64, to notice: Int64) throws {
        try transaction.query(
            """
            update letters.delivery n set mended_on = o.mended_on, mended_by = o.mended_by,
                mended_after = o.mended_after
            from letters.delivery o
            where o.council_id = n.council_id and o.delivery_id = \(delivery) and n.council_id = \(council)
                and n.notice_id = \(notice) and o.mended_on is not null
            """)
    }

    /// The letter of a notice enters the lot that is being made with another one, in the place of that one.
    func enter(_ notice: Int64, insteadOf delivery: Int64) throws {
        try transaction.query(
            """
            insert into letters.lot_line (council_id, lot_id, delivery_id)
            select i.council_id, i.lot_id, d.delivery_id
            from letters.lot_line i join letters.lot l using (council_id, lot_id)
            join letters.delivery d on d.council_id = i.council_id and d.notice_id = \(notice)
            where i.council_id = \(council) and i.delivery_id = \(delivery) and i.is_open and i.state = 'waiting'
                and l.state = 'making'
            on conflict (council_id, delivery_id) where is_open do nothing
            """)
    }

    private func found(_ more: SQL) throws -> [HeldLetter] {
        try transaction.query(
            """
            select d.delivery_id, d.notice_id, n.kind, n.cause, n.made_on, n.template_id, n.template_version, n.content,
                array_to_string(d.address, E'\\n') as address, d.mended_on is not null as is_mended, d.words_wanted,
                exists (select from letters.lot_line i where i.council_id = d.council_id
                    and i.delivery_id = d.delivery_id and i.is_open and i.state = 'set') as is_set
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            where d.council_id = \(council) and d.channel = 'post' and d.state = 'held' \(more)
            """
        ).map(HeldLetter.init(row:))
    }
}

extension HeldLetter {
    fileprivate init(row: Row) throws {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")),
            let text = LetterText(try JSON(parsing: try row.text("content")))
        else { throw PostgresError.decoding("a notice of an unknown kind, or without text") }
        self.init(
            noticeID: Int64(try row.int("notice_id")), cause: try row.text("cause"), madeOn: try row.date("made_on"),
            address: try row.text("address").split(separator: "\n").map(String.init),
            isMended: try row.bool("is_mended"), isSet: try row.bool("is_set"),
            wantsWords: try row.bool("words_wanted"), text: text, delivery: Int64(try row.int("delivery_id")),
            kind: kind, template: (try row.text("template_id"), try row.int("template_version")))
    }
}
