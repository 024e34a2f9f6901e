public import Access
public import Documents
public import Postgres

/// Mends the address of a letter that is not on paper yet: it leaves with the next lot. The roll keeps its own.
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
    /// - Throws: `AddressFault`, ``PostalRefusal``, `PostgresError`.
    public func run(_ council: Council, _ transaction: Transaction) throws {
        let address = try PostalAddress(lines: lines)
        let physician = try transaction.first(
            """
            select n.physician_id, exists (
                select from letters.lot_line i join letters.lot l using (council_id, lot_id)
                where i.council_id = d.council_id and i.delivery_id = d.delivery_id
                    and i.state in ('waiting', 'set') and l.state in ('making', 'ready')) as is_in_pile
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            where d.council_id = \(council.id) and d.delivery_id = \(delivery) and d.state = 'held' for update of d
            """)
        guard let physician else { throw PostalRefusal.notFound }
        guard try !physician.bool("is_in_pile") else { throw PostalRefusal.isInPile }
        try transaction.query(
            """
            update letters.delivery set address = \(address.lines)::text[]
            where council_id = \(council.id) and delivery_id = \(delivery) and state = 'held'
            """)
        try AuditEvent(
            .letterAddressMended, by: author, on: "physician:\(try physician.int("physician_id"))",
            detail: #"{"delivery": \#(delivery)}"#
        ).record(transaction, council: council.id)
    }
}
