public import Postgres
public import Vocabulary

extension PostalLot {
    /// The day that stands on the letter of a notice, which is that of its lot; nil for one that no deposited lot holds.
    ///
    /// - Throws: `PostgresError`.
    public static func dayPrinted(on notice: Int64, _ transaction: Transaction) throws -> CalendarDate? {
        try transaction.first(
            """
            select l.made_on from letters.lot_line i join letters.lot l using (council_id, lot_id)
            join letters.delivery d using (council_id, delivery_id)
            where d.notice_id = \(notice) and i.state = 'set' and l.state = 'deposited'
            """
        ).map { try $0.date("made_on") }
    }
}
