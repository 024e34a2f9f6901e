public import Postgres
public import Vocabulary

/// Who belongs to an organisation, who is away and who stands in, as its members see it.
public struct Members: Sendable {
    /// The organisation.
    public let council: Council
    /// Every role that was ever given and its days, by name.
    public let members: [Member]
    /// The roles that are offered and not accepted yet.
    public let offers: [MembershipOffer]
    /// The delegations that are not over.
    public let delegations: [Delegation]
    /// The absences that are not over.
    public let absences: [Absence]

    /// Reads them in a transaction as `Principal.members(of:)`.
    ///
    /// - Throws: `PostgresError`.
    public init(of council: Council, on today: CalendarDate, _ transaction: Transaction) throws {
        self.council = council
        members = try MembershipStore.members(transaction, of: council.id)
        offers = try MembershipOffer.open(transaction, of: council.id, on: today)
        delegations = try MembershipStore.delegations(transaction, of: council.id, on: today)
        absences = try MembershipStore.absences(transaction, of: council.id, on: today)
    }

    /// The people with at least one role on a day, each once, by name.
    public func people(on day: CalendarDate) -> [(id: Int64, name: String)] {
        var seen: Set<Int64> = []
        return members.filter { $0.holds(on: day) && seen.insert($0.personID).inserted }.map { ($0.personID, $0.name) }
    }

    /// Whether this person holds the role themselves on a day.
    public func holds(_ person: Int64, _ role: Role, on day: CalendarDate) -> Bool {
        members.contains { $0.personID == person && $0.role == role && $0.holds(on: day) }
    }
}
