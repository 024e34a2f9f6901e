import Access
import Postgres
import Vocabulary

/// The statements on registered letters on paper, and on what the post says of them.
struct RegisteredStore {
    /// A letter that has a number.
    struct Numbered {
        let delivery: Int64
        let notice: Int64
        let physicianID: Int64
        let state: SentNotice.State
        let sentOn: CalendarDate?
    }

    let transaction: Transaction
    let council: Int32

    /// The letter of a number; its delivery is nobody else's until the transaction ends.
    func find(_ number: RegisteredNumber) throws -> Numbered? {
        try transaction.first(
            """
            select d.delivery_id, d.notice_id, n.physician_id, d.state, d.sent_on
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            join letters.registered r using (council_id, delivery_id)
            where d.council_id = \(council) and r.number = \(number.text) for no key update of d
            """
        ).map { row in
            guard let state = SentNotice.State(rawValue: try row.text("state")) else {
                throw PostgresError.decoding("unknown state of a delivery")
            }
            return Numbered(
                delivery: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")),
                physicianID: Int64(try row.int("physician_id")), state: state, sentOn: try row.optional("sent_on"))
        }
    }

    /// The letters of a pile, in its order: delivery, notice, and the number where there is one.
    func pile(of lot: Int64) throws -> [(delivery: Int64, notice: Int64, number: String?)] {
        try transaction.query(
            """
            select i.delivery_id, d.notice_id, r.number
            from letters.lot_line i join letters.delivery d using (council_id, delivery_id)
            left join letters.registered r using (council_id, delivery_id)
            where i.council_id = \(council) and i.lot_id = \(lot) and i.state = 'set'
            order by i.rank nulls last, i.delivery_id
            """
        ).map {
            (Int64(try $0.int("delivery_id")), Int64(try $0.int("notice_id")), try $0.optional("number"))
        }
    }

    /// The notice whose letter has a number, or nil.
    func notice(of number: RegisteredNumber) throws -> (notice: Int64, delivery: Int64)? {
        try transaction.first(
            """
            select d.notice_id, d.delivery_id from letters.registered r
            join letters.delivery d using (council_id, delivery_id)
            where r.council_id = \(council) and r.number = \(number.text)
            """
        ).map { (Int64(try $0.int("notice_id")), Int64(try $0.int("delivery_id"))) }
    }

    /// Writes the number of a letter down, in the place of an earlier one; nil takes it off.
    func number(
        _ delivery: Int64, _ number: RegisteredNumber?, by name: String, _ person: Int64, at now: Instant
    ) throws {
        guard let number else {
            try transaction.query(
                "delete from letters.registered where council_id = \(council) and delivery_id = \(delivery)")
            return
        }
        try transaction.query(
            """
            insert into letters.registered (council_id, delivery_id, number, recorded_by, person_id, recorded_at)
            values (\(council), \(delivery), \(number.text), \(name), \(person), \(moment(now)))
            on conflict on constraint registered_is_unique do update
            set number = excluded.number, recorded_by = excluded.recorded_by, person_id = excluded.person_id,
                recorded_at = excluded.recorded_at
            where registered.number <> excluded.number
            """)
    }

    /// What stands of a letter: what was corrected since is not among it.
    func standing(_ delivery: Int64) throws -> [PostEvent] {
        try transaction.query(
            """
            select e.post_event_id, e.kind, e.happened_on, e.source, e.recorded_by from letters.post_event e
            where e.council_id = \(council) and e.delivery_id = \(delivery) and e.kind <> 'void' and not exists (
                select from letters.post_event c where c.council_id = e.council_id and c.corrects = e.post_event_id)
            order by e.happened_on, e.post_event_id
            """
        ).map(PostEvent.init(row:))
    }

    /// Keeps what the post says; without a kind, that what stood is taken back.
    func add(
        _ kind: PostEvent.Kind?, of delivery: Int64, on day: CalendarDate, _ source: PostEvent.Source,
        correcting earlier: Int64?, by author: Author, at now: Instant
    ) throws {
        try transaction.query(
            """
            insert into letters.post_event (council_id, delivery_id, kind, happened_on, source, corrects, recorded_by,
                person_id, recorded_at)
            values (\(council), \(delivery), \(kind?.rawValue ?? "void"), \(day), \(source.rawValue), \(earlier)::bigint,
                \(author.name), \(source == .manual ? author.personID : nil)::bigint, \(moment(now)))
            """)
    }

    /// The delivery of a letter that did not arrive ends.
    ///
    /// - Returns: false when it had ended before.
    func end(_ delivery: Int64, on day: CalendarDate, because reason: String) throws -> Bool {
        try transaction.query(
            """
            update letters.delivery set state = 'bounced', ended_on = \(day), reason = \(reason)
            where council_id = \(council) and delivery_id = \(delivery) and state = 'sent'
            """
        ).affected == 1
    }

    /// The delivery that an event had ended is as it was before; one that ended otherwise stays so.
    func reopen(_ delivery: Int64, endedBy event: PostEvent) throws {
        guard let reason = event.kind.end else { return }
        try transaction.query(
            """
            update letters.delivery set state = 'sent', ended_on = null, reason = null
            where council_id = \(council) and delivery_id = \(delivery) and state = 'bounced'
                and ended_on = \(event.on) and reason = \(reason.french)
            """)
    }

    private func moment(_ now: Instant) -> SQL { "to_timestamp(\(now.epochSeconds)::float8)" }
}

extension PostEvent {
    init(row: Row) throws {
        guard let kind = Kind(rawValue: try row.text("kind")), let source = Source(rawValue: try row.text("source"))
        else { throw PostgresError.decoding("unknown event of the post") }
        self.init(
            id: Int64(try row.int("post_event_id")), kind: kind, on: try row.date("happened_on"), source: source,
            author: try row.text("recorded_by"))
    }
}
