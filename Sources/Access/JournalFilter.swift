public import Vocabulary

/// Which lines of a journal are wanted; nil asks for nothing.
public struct JournalFilter: Hashable, Sendable {
    /// The e-mail address of a person, or a part of it.
    public var actor: String?
    /// What was done.
    public var action: AuditAction?
    /// Read, change or sign-in.
    public var kind: AuditAction.Kind?
    /// The opaque key of a physician.
    public var physician: Int64?
    /// The first day, Europe/Paris.
    public var from: CalendarDate?
    /// The last day, included.
    public var through: CalendarDate?

    /// No filter.
    public init() {}

    /// Whether it asks for nothing.
    public var isEmpty: Bool { self == JournalFilter() }
}

/// One line of a journal, as a page shows it.
public struct JournalEntry: Sendable {
    /// The number of the event.
    public let number: Int64
    /// When, in seconds since 1970-01-01T00:00:00Z.
    public let at: Int64
    /// Who: an e-mail address, or the name that a command was given.
    public let actor: String
    /// The role in which they acted; nil where there was none.
    public let role: Role?
    /// The word of what was done.
    public let action: String
    /// On what, such as `physician:12`.
    public let subject: String?
    /// Why.
    public let reason: String?
    /// From where: an address, or ``Author/command``.
    public let origin: String?
    /// What else was kept, as the text of JSON objects: detail, before and after.
    public let detail: String?
    /// What held before.
    public let before: String?
    /// What holds since.
    public let after: String?
    /// Whether a seal has seen it.
    public let isSealed: Bool
}
