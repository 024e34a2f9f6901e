public import Postgres
public import Vocabulary

/// Hands a role on to another member of the organisation for a time; the holder keeps it.
public struct DelegateRole: Sendable {
    /// The holder of the role.
    public let fromPersonID: Int64
    /// The member who stands in.
    public let toPersonID: Int64
    /// The role.
    public let role: Role
    /// The first day.
    public let firstDay: CalendarDate
    /// The first day on which it is over.
    public let until: CalendarDate
    /// Why, in a sentence of at most 500 bytes.
    public let reason: String
    /// Who records it: the holder, or whoever manages the members.
    public let author: Author

    /// A delegation about to be recorded.
    public init(
        fromPersonID: Int64, toPersonID: Int64, role: Role, firstDay: CalendarDate, until: CalendarDate,
        reason: String, author: Author
    ) {
        self.fromPersonID = fromPersonID
        self.toPersonID = toPersonID
        self.role = role
        self.firstDay = firstDay
        self.until = until
        self.reason = reason
        self.author = author
    }

    /// Records it, in a transaction as `Principal.members(of:)`.
    ///
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard role.organisation == council.kind else { throw MemberRefusal.roleIsOfAnotherOrganisation }
        guard role.isDelegable else { throw MemberRefusal.roleIsPersonal }
        guard fromPersonID != toPersonID else { throw MemberRefusal.delegateIsHolder }
        guard toPersonID != author.personID else { throw MemberRefusal.delegateIsRecorder }
        guard firstDay >= today, firstDay < until else { throw MemberRefusal.datesAreWrong }
        guard !reason.isEmpty, reason.utf8.count <= 500 else { throw MemberRefusal.reasonIsMissing }
        try MembershipStore.lock(transaction, council: council.id)
        let members = try Members(of: council, on: today, transaction)
        guard members.holds(fromPersonID, role, on: firstDay) else { throw MemberRefusal.roleIsNotOwn }
        guard members.people(on: firstDay).contains(where: { $0.id == toPersonID }) else {
            throw MemberRefusal.notAMember
        }
        let overlaps = members.delegations.contains {
            $0.toPersonID == toPersonID && $0.role == role && $0.firstDay < until && firstDay < $0.until
        }
        guard !members.holds(toPersonID, role, on: firstDay), !overlaps else {
            throw MemberRefusal.delegateHasTheRole
        }
        let id = try MembershipStore.insertDelegation(transaction, self, council: council.id, now: now)
        if author.personID != fromPersonID {
            try AccountMessage.add(transaction, to: fromPersonID, .roleDelegatedForMe, other: author.name, at: now)
        }
        try AuditEvent(
            .roleDelegated, by: author, on: "delegation:\(id)",
            detail: "{\"from\": \(fromPersonID), \"to\": \(toPersonID), \"role\": \"\(role.rawValue)\"}", reason: reason
        ).record(transaction, council: council.id)
    }
}
