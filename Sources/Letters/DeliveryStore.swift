import Access
import Documents
import Postgres
import Vocabulary

/// The statements on deliveries and their attempts.
struct DeliveryStore {
    /// A delivery that a job wants sent, with what the mail says.
    struct Waiting {
        let id: Int64
        let notice: Int64
        let kind: Notice.Kind
        let cause: String
        let physician: Int64
        let addressee: Notice.Addressee
        let dueOn: CalendarDate?
        let state: String
        let address: String
        let messageID: String
        let token: String
        let content: String
    }

    /// For how long an attempt that has not ended may still be under way, in seconds: as long as jobs are lent.
    static let longestAttempt: Int64 = 60

    let transaction: Transaction
    let council: Int32

    func find(_ id: Int64) throws -> Waiting? {
        try transaction.first(
            """
            select d.delivery_id, d.notice_id, n.kind, n.cause, n.physician_id, n.addressee, n.due_on, d.state,
                d.address[1] as address, d.message_id, d.bounce_token, n.content
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            where d.council_id = \(council) and d.delivery_id = \(id)
            """
        ).map(Self.waiting)
    }

    private static func waiting(_ row: Row) throws -> Waiting {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")),
            let addressee = Notice.Addressee(rawValue: try row.text("addressee"))
        else { throw PostgresError.decoding("a notice of an unknown kind or addressee") }
        return Waiting(
            id: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")), kind: kind,
            cause: try row.text("cause"), physician: Int64(try row.int("physician_id")),
            addressee: addressee, dueOn: try row.optional("due_on"), state: try row.text("state"),
            address: try row.text("address"),
            messageID: try row.text("message_id"), token: try row.text("bounce_token"),
            content: try row.text("content"))
    }

    /// Begins an attempt, unless the delivery is no longer to be sent or another attempt may still be under way.
    ///
    /// - Returns: its number, or nil.
    func begin(_ id: Int64, at now: Instant) throws -> Int? {
        // Two lanes at once: the second waits here and then finds the attempt of the first.
        let locked = try transaction.first(
            """
            select delivery_id from letters.delivery
            where council_id = \(council) and delivery_id = \(id) and state = 'ready' for no key update
            """)
        guard locked != nil else { return nil }
        return try transaction.first(
            """
            insert into letters.attempt (council_id, delivery_id, number, started_at)
            select \(council), \(id), 1 + coalesce(max(number), 0), \(moment(now)) from letters.attempt
            where council_id = \(council) and delivery_id = \(id)
            having not coalesce(bool_or(ended_at is null and started_at <= \(moment(now))
                and started_at > \(moment(now.adding(seconds: -Self.longestAttempt)))), false)
            returning number
            """
        ).map { try $0.int("number") }
    }

    func end(_ id: Int64, attempt number: Int, _ outcome: AttemptOutcome, at now: Instant) throws {
        try transaction.query(
            """
            update letters.attempt set ended_at = \(moment(now)), answer = \(outcome.answer),
                code = left(\(outcome.code), 20), detail = left(\(outcome.detail), 300)
            where council_id = \(council) and delivery_id = \(id) and number = \(number) and ended_at is null
            """)
    }

    /// How many attempts of a delivery were held against it: all that ended but those on a route that did not work; and
    /// how many of these may have arrived.
    func tries(_ id: Int64) throws -> (all: Int, unknown: Int) {
        let row = try transaction.query(
            """
            select count(*) as tries, count(*) filter (where answer = 'unknown') as unknown from letters.attempt
            where council_id = \(council) and delivery_id = \(id) and answer in ('postponed', 'refused', 'unknown')
            """)[0]
        return (try row.int("tries"), try row.int("unknown"))
    }

    func setSent(_ id: Int64, on day: CalendarDate, at now: Instant) throws {
        try transaction.query(
            """
            update letters.delivery set state = 'sent', sent_on = \(day), sent_at = \(moment(now))
            where council_id = \(council) and delivery_id = \(id) and state = 'ready'
            """)
    }

    /// - Returns: false when it had ended before.
    func setBounced(_ id: Int64, on day: CalendarDate) throws -> Bool {
        try transaction.query(
            """
            update letters.delivery set state = 'bounced', ended_on = \(day)
            where council_id = \(council) and delivery_id = \(id) and state in ('ready', 'sent')
            """
        ).affected == 1
    }

    /// Not what an electronic carrier may have.
    func withdraw(_ id: Int64, on day: CalendarDate, because reason: String) throws {
        try transaction.query(
            """
            select from letters.delivery where council_id = \(council) and delivery_id = \(id) for no key update
            """)
        try transaction.query(
            """
            update letters.delivery d set state = 'withdrawn', ended_on = \(day), reason = \(reason)
            where d.council_id = \(council) and d.delivery_id = \(id) and d.state in ('ready', 'held')
                and not \(ElectronicStore.mayBeAtCarrier)
            """)
    }

    private func moment(_ now: Instant) -> SQL { "to_timestamp(\(now.epochSeconds)::float8)" }
}

/// What an attempt came to, in the words of the table.
struct AttemptOutcome: Hashable {
    let answer: String
    let code: String?
    let detail: String?

    init(_ answer: MailAnswer) {
        switch answer {
        case .accepted(let line): (self.answer, code, detail) = ("accepted", "250", line)
        case .refused(let reply): (self.answer, code, detail) = ("refused", Self.code(reply), reply.text)
        case .postponed(let reply): (self.answer, code, detail) = ("postponed", Self.code(reply), reply.text)
        case .unusable(let words): (self.answer, code, detail) = ("unusable", nil, words)
        case .unknown(let words): (self.answer, code, detail) = ("unknown", nil, words)
        }
    }

    private static func code(_ reply: MailAnswer.Reply) -> String {
        [String(reply.code), reply.enhanced].compactMap(\.self).joined(separator: " ")
    }
}
