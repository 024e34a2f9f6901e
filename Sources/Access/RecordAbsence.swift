public import Postgres
public import Vocabulary

/// Says from when to when a member is away.
public struct RecordAbsence: Sendable {
    /// The member.
    public let personID: Int64
    /// The first day away.
    public let firstDay: CalendarDate
    /// The first day back.
    public let until: CalendarDate
    /// Who records it: the member, or whoever manages the members.
    public let author: Author

    /// An absence about to be recorded.
    public init(personID: Int64, firstDay: CalendarDate, until: CalendarDate, author: Author) {
        self.personID = personID
        self.firstDay = firstDay
        self.until = until
        self.author = author
    }

    /// Records it, in a transaction as `Principal.members(of:)`.
    ///
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        guard firstDay < until, until > today else { throw MemberRefusal.datesAreWrong }
        try MembershipStore.lock(transaction, council: council.id)
        let members = try Members(of: council, on: today, transaction)
        guard members.people(on: max(firstDay, today)).contains(where: { $0.id == personID }) else {
            throw MemberRefusal.notAMember
        }
        let overlaps = members.absences.contains {
            $0.personID == personID && $0.firstDay < until && firstDay < $0.until
        }
        guard !overlaps else { throw MemberRefusal.absenceOverlaps }
        let id = try MembershipStore.insertAbsence(
            transaction, person: personID, from: firstDay, until: until, council: council.id, by: author.name, now: now)
        try AuditEvent(.absenceRecorded, by: author, on: "absence:\(id)").record(transaction, council: council.id)
    }
}
