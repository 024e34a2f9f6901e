public import Postgres
public import Vocabulary

/// Ends an absence before its day, or calls it off.
public struct EndAbsence: Sendable {
    /// The key of the absence.
    public let id: Int64
    /// Who decides.
    public let author: Author

    /// An absence about to end.
    public init(id: Int64, author: Author) {
        self.id = id
        self.author = author
    }

    /// Ends it today, in a transaction as `Principal.members(of:)`.
    ///
    /// - Parameter mayManage: whether the author decides for others; else it is their own absence.
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(
        _ council: Council, mayManage: Bool, today: CalendarDate, _ transaction: Transaction
    ) throws {
        let found = try MembershipStore.absences(transaction, of: council.id, on: today).first { $0.id == id }
        guard let found, mayManage || found.personID == author.personID else { throw MemberRefusal.notFound }
        try MembershipStore.endAbsence(transaction, id: id, council: council.id, on: today)
        try AuditEvent(.absenceEnded, by: author, on: "absence:\(id)").record(transaction, council: council.id)
    }
}
