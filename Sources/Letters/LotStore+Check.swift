import Access
import Postgres
import Vocabulary

/// The statements around the check of a lot and the print of its pile.
extension LotStore {
    /// Its letters may be taken to the post on this day; nil where that is not known any more.
    func setChecked(_ lot: Int64, on day: CalendarDate?, by author: Author, at now: Instant) throws {
        try transaction.query(
            """
            update letters.lot set checked_on = \(day)::date,
                checked_by = case when \(day)::date is not null then \(author.name) end,
                checked_at = case when \(day)::date is not null then to_timestamp(\(now.epochSeconds)::float8) end
            where council_id = \(council) and lot_id = \(lot)
            """)
    }

    /// A letter that has left, and would not have, had its deposit been recorded at once; why.
    func setDoubt(_ lot: Int64, _ delivery: Int64, _ doubt: String) throws {
        try transaction.query(
            """
            update letters.lot_line set doubt = left(\(doubt)::text, 500)
            where council_id = \(council) and lot_id = \(lot) and delivery_id = \(delivery)
            """)
    }

    /// Whether there is a file for the printer.
    func hasPrint(_ lot: Int64) throws -> Bool {
        try transaction.query(
            """
            select exists (select from letters.document
                where council_id = \(council) and lot_id = \(lot) and delivery_id is null) as is_there
            """)[0].bool("is_there")
    }

    /// The file for the printer shows letters that must not leave: it goes, and is set again.
    func dropPrint(_ lot: Int64) throws {
        try transaction.query(
            "delete from letters.document where council_id = \(council) and lot_id = \(lot) and delivery_id is null")
    }

    /// The letters of the pile.
    func pile(_ lot: Int64) throws -> Set<Int64> {
        Set(
            try transaction.query(
                """
                select delivery_id from letters.lot_line
                where council_id = \(council) and lot_id = \(lot) and state = 'set'
                """
            ).map { Int64(try $0.int("delivery_id")) })
    }
}
