import Access
import Documents
import Postgres
import Vocabulary

/// The statements on letters that leave electronically.
struct ElectronicStore {
    /// A letter that somebody wants to send, with what keeps it.
    struct Locked {
        let delivery: Int64
        let physician: Int64
        /// Whether it waits on paper, in no pile, and is not on its way already.
        let isFree: Bool
    }

    /// How the consent that a letter rests on stands today.
    enum Consent: String {
        /// It is the physician's latest word.
        case holds
        /// The physician has agreed again since, in other words or elsewhere.
        case replaced
        /// The physician no longer agrees.
        case withdrawn
    }

    /// Where a letter is.
    struct Place {
        let state: ElectronicLetter.State
        /// The moment at which the carrier was offered it; nil when it surely has not got it.
        let startedAt: Instant?
        let tries: Int
    }

    /// A letter that a job is about, with what is printed on it.
    struct Waiting {
        let place: Place
        let email: String
        let givenName: String
        let familyName: String
        let providerID: String?
        let isApart: Bool
        let consent: Consent
        /// Whether an open pile holds it.
        let isInPile: Bool
        let sentOn: CalendarDate?
        let letter: LotStore.Letter
    }

    /// Whether the carrier was offered a letter `d` and may have it: it is neither withdrawn nor offered again.
    static let mayBeAtCarrier: SQL = """
        exists (select from letters.electronic e where e.council_id = d.council_id and e.delivery_id = d.delivery_id
            and e.state in ('asked', 'uncertain', 'handed') and e.started_at is not null)
        """

    let transaction: Transaction
    let council: Int32

    private var isInPile: SQL {
        """
        exists (select from letters.lot_line i join letters.lot l using (council_id, lot_id)
            where i.council_id = d.council_id and i.delivery_id = d.delivery_id and i.state in ('waiting', 'set')
                and l.state in ('making', 'ready'))
        """
    }

    /// The delivery of a notice; it is not locked.
    func delivery(of notice: Int64) throws -> Int64? {
        try transaction.first(
            "select delivery_id from letters.delivery where council_id = \(council) and notice_id = \(notice)"
        ).map { Int64(try $0.int("delivery_id")) }
    }

    func lock(notice: Int64) throws -> Locked? {
        let found = try transaction.first(
            """
            select delivery_id from letters.delivery where council_id = \(council) and notice_id = \(notice)
            for no key update
            """)
        guard let delivery = try found.map({ Int64(try $0.int("delivery_id")) }) else { return nil }
        return try transaction.first(
            """
            select n.physician_id, d.channel = 'post' and d.state = 'held' and n.addressee = 'physician'
                and not \(isInPile)
                and not exists (select from letters.electronic e where e.council_id = d.council_id
                    and e.delivery_id = d.delivery_id and e.state <> 'failed') as is_free
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            where d.council_id = \(council) and d.delivery_id = \(delivery)
            """
        ).map {
            Locked(
                delivery: delivery, physician: Int64(try $0.int("physician_id")), isFree: try $0.bool("is_free"))
        }
    }

    /// The letters that wait on paper and are in no pile, the oldest first.
    func candidates(atMost limit: Int) throws -> [(notice: Int64, physician: Int64, name: String)] {
        try transaction.query(
            """
            select d.notice_id, n.physician_id, coalesce(d.address[1], '') as name
            from letters.delivery d join letters.notice n using (council_id, notice_id)
            where d.council_id = \(council) and d.channel = 'post' and d.state = 'held' and n.addressee = 'physician'
                and not \(isInPile)
                and not exists (select from letters.electronic e where e.council_id = d.council_id
                    and e.delivery_id = d.delivery_id and e.state <> 'failed')
                and exists (select from letters.consent c where c.council_id = n.council_id
                    and c.physician_id = n.physician_id and c.state = 'given')
            order by d.delivery_id limit \(limit)
            """
        ).map {
            (Int64(try $0.int("notice_id")), Int64(try $0.int("physician_id")), try $0.text("name"))
        }
    }

    /// Asks for it; one that did not leave may be asked for again. The number that it had on paper goes.
    func ask(
        _ delivery: Int64, _ consent: ElectronicConsent, givenName: String, familyName: String, on day: CalendarDate,
        by name: String, _ person: Int64
    ) throws {
        try transaction.query(
            "delete from letters.registered where council_id = \(council) and delivery_id = \(delivery)")
        try transaction.query(
            """
            insert into letters.electronic (council_id, delivery_id, consent_id, email, given_name, family_name,
                asked_on, asked_by, person_id)
            values (\(council), \(delivery), \(consent.id), \(consent.email), \(givenName), \(familyName), \(day),
                \(name), \(person))
            on conflict on constraint electronic_is_unique do update
            set consent_id = excluded.consent_id, email = excluded.email, given_name = excluded.given_name,
                family_name = excluded.family_name, state = 'asked', reason = null, started_at = null, tries = 0,
                asked_on = excluded.asked_on, asked_by = excluded.asked_by, person_id = excluded.person_id
            """)
    }

    func place(of delivery: Int64) throws -> Place? {
        try transaction.first(
            """
            select state, extract(epoch from started_at)::bigint as started, tries from letters.electronic
            where council_id = \(council) and delivery_id = \(delivery)
            """
        ).map(Self.place)
    }

    private static func place(_ row: Row) throws -> Place {
        guard let state = ElectronicLetter.State(rawValue: try row.text("state")) else {
            throw PostgresError.decoding("an electronic letter of an unknown state")
        }
        let started: Int? = try row.optional("started")
        return Place(
            state: state, startedAt: started.map { Instant(epochSeconds: Int64($0)) }, tries: try row.int("tries"))
    }

    /// The letter of a job; nobody else changes it until the transaction ends.
    func lock(_ delivery: Int64) throws -> Waiting? {
        try transaction.query(
            """
            select delivery_id from letters.delivery where council_id = \(council) and delivery_id = \(delivery)
            for no key update
            """)
        return try find(delivery)
    }

    /// The letter of a job, as it stands.
    func find(_ delivery: Int64) throws -> Waiting? {
        try transaction.first(
            """
            select d.delivery_id, d.notice_id, n.kind, n.cause, n.made_on,
                array_to_string(d.address, E'\\n') as address, d.state as delivered, d.reason as withdrawal, n.content,
                d.sent_on, e.state, e.email, e.given_name, e.family_name, e.provider_id, e.is_apart, e.tries,
                extract(epoch from e.started_at)::bigint as started,
                (select case when c.consent_id = e.consent_id then 'holds' when c.state = 'given' then 'replaced'
                        else 'withdrawn' end from letters.consent c
                    where c.council_id = n.council_id and c.physician_id = n.physician_id
                    order by c.consent_id desc limit 1) as consent,
                \(isInPile) as is_in_pile
            from letters.electronic e join letters.delivery d using (council_id, delivery_id)
            join letters.notice n using (council_id, notice_id)
            where e.council_id = \(council) and e.delivery_id = \(delivery)
            """
        ).map(Self.waiting)
    }

    private static func waiting(_ row: Row) throws -> Waiting {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")),
            let consent = Consent(rawValue: try row.text("consent"))
        else { throw PostgresError.decoding("an electronic letter of an unknown kind") }
        let letter = LotStore.Letter(
            delivery: Int64(try row.int("delivery_id")), notice: Int64(try row.int("notice_id")), kind: kind,
            cause: try row.text("cause"), madeOn: try row.date("made_on"),
            address: try row.text("address").split(separator: "\n").map(String.init),
            delivered: try row.text("delivered"), withdrawal: try row.optional("withdrawal"),
            content: try row.text("content"))
        return Waiting(
            place: try place(row), email: try row.text("email"), givenName: try row.text("given_name"),
            familyName: try row.text("family_name"), providerID: try row.optional("provider_id"),
            isApart: try row.bool("is_apart"), consent: consent, isInPile: try row.bool("is_in_pile"),
            sentOn: try row.optional("sent_on"), letter: letter)
    }

    /// The carrier is about to be given the letter.
    func begin(_ delivery: Int64, at now: Instant) throws {
        try transaction.query(
            """
            update letters.electronic set started_at = to_timestamp(\(now.epochSeconds)::float8), reason = null
            where council_id = \(council) and delivery_id = \(delivery) and state = 'asked'
            """)
    }

    /// It waits, for a reason that its page says; the carrier has surely not taken it.
    ///
    /// - Parameter isTry: whether the carrier itself could not be used.
    func wait(_ delivery: Int64, because reason: String, isTry: Bool) throws {
        try transaction.query(
            """
            update letters.electronic set started_at = null, reason = left(\(reason)::text, 500),
                tries = tries + \(isTry ? 1 : 0)
            where council_id = \(council) and delivery_id = \(delivery) and state = 'asked'
            """)
    }

    func setUncertain(_ delivery: Int64) throws {
        try transaction.query(
            """
            update letters.electronic set state = 'uncertain', reason = \(ElectronicLetter.uncertain)
            where council_id = \(council) and delivery_id = \(delivery) and state = 'asked'
            """)
    }

    /// What is said of a letter changes; where it is does not.
    func say(_ reason: String?, of delivery: Int64, in state: ElectronicLetter.State) throws {
        try transaction.query(
            """
            update letters.electronic set reason = left(\(reason)::text, 500)
            where council_id = \(council) and delivery_id = \(delivery) and state = \(state.rawValue)
                and reason is distinct from left(\(reason)::text, 500)
            """)
    }

    /// How often in a row the carrier could not be asked about a letter.
    func count(_ tries: Int, of delivery: Int64) throws {
        try transaction.query(
            """
            update letters.electronic set tries = \(tries)
            where council_id = \(council) and delivery_id = \(delivery) and tries <> \(tries)
            """)
    }

    /// What a person gave back may turn up at the carrier: its moment stays. What the carrier refused has none.
    ///
    /// - Returns: false when it was elsewhere.
    @discardableResult
    func fail(_ delivery: Int64, from state: ElectronicLetter.State, because reason: String) throws -> Bool {
        try transaction.query(
            """
            update letters.electronic set state = 'failed', reason = left(\(reason)::text, 500), tries = 0,
                started_at = case when state = 'uncertain' then started_at end
            where council_id = \(council) and delivery_id = \(delivery) and state = \(state.rawValue)
            """
        ).affected == 1
    }

    /// Every letter of a physician that the carrier was not given yet goes back to paper.
    func fail(of physician: Int64, because reason: String) throws {
        try transaction.query(
            """
            update letters.electronic set state = 'failed', reason = \(reason), tries = 0
            where council_id = \(council) and state = 'asked' and started_at is null and delivery_id in (
                select d.delivery_id from letters.delivery d join letters.notice n using (council_id, notice_id)
                where d.council_id = \(council) and n.physician_id = \(physician))
            """)
    }

    /// Keeps a proof; the same a second time is kept once.
    func keep(_ bytes: [UInt8], _ kind: LetterProofFile.Kind, of delivery: Int64, at now: Instant) throws {
        try transaction.query(
            """
            insert into letters.proof (council_id, delivery_id, kind, sha256, bytes, fetched_at)
            values (\(council), \(delivery), \(kind.rawValue), encode(sha256(\(Bytes(bytes))::bytea), 'hex'),
                \(Bytes(bytes))::bytea, to_timestamp(\(now.epochSeconds)::float8))
            on conflict on constraint proof_is_one_a_kind do nothing
            """)
    }

    /// The letter that a failed attempt had set goes: the next one may read otherwise.
    func dropLetter(_ delivery: Int64) throws {
        try transaction.query(
            """
            delete from letters.proof
            where council_id = \(council) and delivery_id = \(delivery) and kind = 'letter'
            """)
    }

    func proofs(of delivery: Int64) throws -> Set<LetterProofFile.Kind> {
        Set(
            try transaction.query(
                "select kind from letters.proof where council_id = \(council) and delivery_id = \(delivery)"
            ).compactMap { LetterProofFile.Kind(rawValue: try $0.text("kind")) })
    }
}
