public import Postgres
public import Vocabulary

/// Ends somebody's role in an organisation; sessions in that role are worth nothing from that day on.
public struct EndMembership: Sendable {
    /// The person.
    public let personID: Int64
    /// The role that ends.
    public let role: Role
    /// Who decides.
    public let author: Author

    /// A role about to end.
    public init(personID: Int64, role: Role, author: Author) {
        self.personID = personID
        self.role = role
        self.author = author
    }

    /// Ends it today, in a transaction as `Principal.members(of:)`.
    ///
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, _ transaction: Transaction) throws {
        // Two administrators who end each other's role at the same moment must not leave nobody.
        try MembershipStore.lock(transaction, council: council.id)
        if Policy.may(role, .manageMembers) {
            let others = try MembershipStore.otherAdministrators(
                transaction, than: personID, council: council.id, on: today)
            guard others > 0 else { throw MemberRefusal.lastAdministrator }
        }
        guard
            try MembershipStore.end(transaction, person: personID, council: council.id, role: role, on: today)
        else { throw MemberRefusal.notAMember }
        try MembershipStore.endDelegations(
            transaction, ofHolder: personID, role: role, council: council.id, on: today)
        try AuditEvent(
            .membershipEnded, by: author, on: "person:\(personID)", detail: "{\"role\": \"\(role.rawValue)\"}"
        )
        .record(transaction, council: council.id)
    }
}
