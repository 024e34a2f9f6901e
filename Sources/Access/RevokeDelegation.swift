public import Postgres
public import Vocabulary

/// Takes a delegation back before its day.
public struct RevokeDelegation: Sendable {
    /// The key of the delegation.
    public let id: Int64
    /// Who decides.
    public let author: Author

    /// A delegation about to be taken back.
    public init(id: Int64, author: Author) {
        self.id = id
        self.author = author
    }

    /// Ends it today, in a transaction as `Principal.members(of:)`.
    ///
    /// - Parameter mayManage: whether the author decides for others; else they are the holder or the delegate.
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(
        _ council: Council, mayManage: Bool, today: CalendarDate, _ transaction: Transaction
    ) throws {
        let found = try MembershipStore.delegations(transaction, of: council.id, on: today).first { $0.id == id }
        guard let found,
            mayManage || [found.fromPersonID, found.toPersonID].contains(author.personID ?? 0)
        else { throw MemberRefusal.notFound }
        try MembershipStore.endDelegation(transaction, id: id, council: council.id, on: today)
        try AuditEvent(.delegationRevoked, by: author, on: "delegation:\(id)").record(transaction, council: council.id)
    }
}
