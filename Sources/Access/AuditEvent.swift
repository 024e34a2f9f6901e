public import Postgres

/// What somebody did, kept for ever: written, read, never changed.
public struct AuditEvent: Sendable {
    /// What was done.
    public let action: AuditAction
    /// Who did it, in which role and from where.
    public let author: Author
    /// On what: `physician:123`, `lot:4`; never a name or an RPPS number.
    public let subject: String?
    /// A JSON object with what else must be found again, or nil.
    public let detail: String?
    /// Why, as the person wrote it; nil where nobody is asked.
    public let reason: String?
    /// A JSON object with what held before, or nil. Never anything of block 4 (rule R24).
    public let before: String?
    /// A JSON object with what holds from now on, or nil. Never anything of block 4 (rule R24).
    public let after: String?

    /// What an event is about to say was done.
    public typealias Action = AuditAction

    /// An event about to be recorded.
    public init(
        _ action: AuditAction, by author: Author, on subject: String? = nil, detail: String? = nil,
        reason: String? = nil, before: String? = nil, after: String? = nil
    ) {
        self.action = action
        self.author = author
        self.subject = subject.map(AuditEvent.masked)
        self.detail = detail
        self.reason = reason.map(AuditEvent.masked)
        self.before = before
        self.after = after
    }

    /// The same where only the name of the author is known.
    public init(
        _ action: AuditAction, by actor: String, on subject: String? = nil, detail: String? = nil,
        reason: String? = nil
    ) {
        self.init(action, by: Author(name: actor), on: subject, detail: detail, reason: reason)
    }

    /// Writes the event in the caller's transaction: the fact and its trace are kept together or not at all.
    ///
    /// Number, moment and transaction are given by the database. The transaction takes its number before the event
    /// takes its own, so that an event numbered below a sealed one belongs to a transaction that was under way then.
    ///
    /// - Throws: `PostgresError`; `Unrecorded` when the database took the statement and kept no line.
    public func record(_ transaction: Transaction, council: Int32) throws {
        let written = try transaction.query(
            """
            with mine as materialized (select pg_current_xact_id() as number)
            insert into access.event (council_id, kind, actor, person_id, role, origin, action, subject, reason,
                detail, old_values, new_values)
            select \(council), \(kind.rawValue), \(author.name), \(author.personID)::bigint,
                \(author.role?.rawValue)::text, \(author.origin)::text, \(action.rawValue), \(subject)::text,
                \(reason)::text, \(details), \(before)::jsonb, \(after)::jsonb
            from mine where number is not null
            """)
        guard written.affected == 1 else { throw Unrecorded() }
    }

    /// The journal kept no line, so that what it would have told must not happen either.
    public struct Unrecorded: Error {}

    /// What is done in an exceptional reading is of that kind, whatever it is.
    private var kind: AuditAction.Kind { author.reading == nil ? action.kind : .exceptional }

    /// The details, and with whose eyes.
    private var details: SQL {
        guard let reading = author.reading else { return "\(detail)::jsonb" }
        return "coalesce(\(detail)::jsonb, '{}'::jsonb) || \(reading.json)::jsonb"
    }

    /// Numbers of physicians give way to dots: a reason is free text, and so is an address that somebody typed.
    static func masked(_ text: String) -> String { NumberMask.masked(text) }
}
