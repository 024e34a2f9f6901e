public import Postgres

/// An exceptional reading of a council, as those who answer for its access are told of it.
public struct ReadingNotice: Sendable {
    /// The key of the notice.
    public let id: Int64
    /// When it was noted, to the second.
    public let at: Instant
    /// The key of the reading.
    public let reading: Int64
    /// Why the person might read.
    public let kind: ExceptionalReading.Kind
    /// Who read, such as « Claire Petit ».
    public let reader: String
    /// The organisation of the reader.
    public let home: String
    /// The reader's own role there.
    public let homeRole: Role?
    /// In which role they read.
    public let role: Role?
    /// As whom; nil when a role alone was looked at.
    public let seenName: String?
    /// Why, as the reader wrote it.
    public let reason: String
    /// When it ends by itself.
    public let until: Instant
    /// When it ended; nil while nobody ended it.
    public let endedAt: Instant?
    /// Who has acknowledged it, by name.
    public let acknowledgedBy: [String]
    /// Whether the reader of the page still has to: not when they did, nor of their own readings.
    public let isAwaited: Bool

    /// Whether pages are still read by it.
    public func isOpen(at now: Instant) -> Bool { endedAt == nil && now < until }

    /// How many notices a page shows.
    public static let pageSize = 100

    /// The newest notices of the session's council, read as `Session.membersPrincipal`.
    ///
    /// - Throws: `PostgresError`.
    public static func newest(_ transaction: Transaction, for session: Session) throws -> [ReadingNotice] {
        try NoticeStore.newest(transaction, for: session, limit: pageSize)
    }
}

/// Says that its reader has seen a notice.
public struct AcknowledgeNotice: Sendable {
    private let id: Int64
    private let author: Author

    /// - Parameter id: the key of the notice.
    public init(_ id: Int64, by author: Author) {
        self.id = id
        self.author = author
    }

    /// Keeps it by person; saying it again changes nothing. Run as `Principal.members(of:)`.
    ///
    /// - Throws: `ReadingRefusal.notFound`, `PostgresError`.
    public func run(_ council: Council, now: Instant, _ transaction: Transaction) throws {
        guard let person = author.personID, try NoticeStore.exists(transaction, id, of: council.id) else {
            throw ReadingRefusal.notFound
        }
        guard try NoticeStore.acknowledge(transaction, id, of: council.id, by: person, now: now) else { return }
        try AuditEvent(.noticeAcknowledged, by: author, on: "notice:\(id)").record(transaction, council: council.id)
    }
}
