public import Access
import Documents
public import Postgres
public import Vocabulary

/// Mends the address of a letter that is not on paper yet: it leaves with the next lot. The roll keeps its own; the journal
/// keeps both addresses.
public struct MendLetterAddress: Sendable {
    private let delivery: Int64
    private let lines: [String]
    private let author: Author

    /// - Parameters:
    ///   - delivery: the key of the delivery.
    ///   - lines: as they were typed, the name first.
    ///   - author: who mends it.
    public init(_ delivery: Int64, lines: [String], by author: Author) {
        self.delivery = delivery
        self.lines = lines
        self.author = author
    }

    /// In a transaction of the council.
    ///
    /// - Parameter day: the civil day.
    /// - Throws: `AddressFault`, ``PostalRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        let address = try PostalAddress(lines: lines)
        // A lot that takes the letter at this moment waits here, or has taken it before the look below.
        let found = try transaction.first(
            """
            select array_to_string(address, E'\\n') as address, notice_id from letters.delivery
            where council_id = \(council.id) and delivery_id = \(delivery) and state = 'held' for update
            """)
        guard let found else { throw PostalRefusal.notFound }
        let seen = try transaction.query(
            """
            select n.physician_id, coalesce(bool_or(i.is_open), false) as is_in_pile, max(i.lot_id) as last_lot
            from letters.notice n join letters.delivery d using (council_id, notice_id)
            left join letters.lot_line i using (council_id, delivery_id)
            where n.council_id = \(council.id) and n.notice_id = \(try found.int("notice_id")) group by n.physician_id
            """)[0]
        guard try !seen.bool("is_in_pile") else { throw PostalRefusal.isInPile }
        try transaction.query(
            """
            update letters.delivery set address = \(address.lines)::text[], mended_on = \(day), mended_by = \(author.name),
                mended_after = \(try seen.optional("last_lot", as: Int.self))::bigint
            where council_id = \(council.id) and delivery_id = \(delivery)
            """)
        try AuditEvent(
            .letterAddressMended, by: author, on: "physician:\(try seen.int("physician_id"))",
            detail: #"{"delivery": \#(delivery)}"#,
            before: Self.json(try found.text("address").split(separator: "\n").map(String.init)),
            after: Self.json(address.lines)
        ).record(transaction, council: council.id)
    }

    /// What was typed may hold a number of a physician: it gives way to dots, as everywhere in the journal.
    private static func json(_ lines: [String]) -> String {
        JSON.object([.init("address", .array(lines.map { .string(NumberMask.masked($0)) }))]).text
    }
}
