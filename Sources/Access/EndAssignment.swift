public import Postgres
public import Vocabulary

/// Closes a file to whom it was assigned.
public struct EndAssignment: Sendable {
    /// The key of the assignment.
    public let id: Int64
    /// The physician whose page it was asked from.
    public let physicianID: Int64
    /// Who decides.
    public let author: Author

    /// An assignment about to end.
    public init(id: Int64, physicianID: Int64, author: Author) {
        self.id = id
        self.physicianID = physicianID
        self.author = author
    }

    /// Ends it today, in a transaction as `Principal.members(of:)`.
    ///
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, _ transaction: Transaction) throws {
        let ended = try AssignmentStore.end(
            transaction, id: id, physician: physicianID, council: council.id, on: today)
        guard ended else { throw MemberRefusal.notFound }
        try AuditEvent(.assignmentEnded, by: author, on: "physician:\(physicianID)")
            .record(transaction, council: council.id)
    }
}
