public import Postgres
public import Vocabulary

/// Takes back notices that have not left: neither the queue nor whoever produces letters on paper sends them any more.
public struct WithdrawNotice: Sendable {
    private let notices: [Int64]
    private let reason: String

    /// - Parameters:
    ///   - notices: their keys.
    ///   - reason: why, in one French sentence that names nobody.
    public init(_ notices: [Int64], because reason: String) {
        self.notices = notices
        self.reason = reason
    }

    /// A mail that a server may be taking at this moment is left to end; a letter that an electronic carrier may have is
    /// left to whoever finds out; and a letter of a lot that was checked, which the post may have, is left to the next
    /// check, which takes it out of the pile.
    ///
    /// - Parameters:
    ///   - day: the civil day.
    ///   - council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    public func run(on day: CalendarDate, _ transaction: Transaction, council: Int32) throws {
        guard !notices.isEmpty else { return }
        // Locked before it is looked at: what another transaction was writing about them is seen then.
        try transaction.query(
            """
            select from letters.delivery where council_id = \(council) and notice_id = any(\(notices)::bigint[])
            order by delivery_id for no key update
            """)
        try transaction.query(
            """
            update letters.delivery d set state = 'withdrawn', ended_on = \(day), reason = \(reason)
            where d.council_id = \(council) and d.notice_id = any(\(notices)::bigint[])
                and d.state in ('ready', 'held') and not exists (
                    select from letters.attempt a where a.council_id = d.council_id
                        and a.delivery_id = d.delivery_id and a.ended_at is null)
                and not \(ElectronicStore.mayBeAtCarrier)
                and not exists (
                    select from letters.lot_line i join letters.lot l using (council_id, lot_id)
                    where i.council_id = d.council_id and i.delivery_id = d.delivery_id and i.is_open
                        and i.state = 'set' and l.checked_on is not null)
            """)
    }
}
