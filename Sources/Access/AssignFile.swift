public import Postgres
public import Vocabulary

/// Opens a physician's file to an elected member of the council.
public struct AssignFile: Sendable {
    /// The elected member.
    public let personID: Int64
    /// The physician.
    public let physicianID: Int64
    /// The first day on which the file is closed to them again; nil when no end is known.
    public let until: CalendarDate?
    /// Who decides.
    public let author: Author

    /// A file about to be assigned.
    public init(personID: Int64, physicianID: Int64, until: CalendarDate?, author: Author) {
        self.personID = personID
        self.physicianID = physicianID
        self.until = until
        self.author = author
    }

    /// Assigns from today on, in a transaction as `Principal.members(of:)`; that the physician is on the council's
    /// register is the caller's to check.
    ///
    /// - Throws: `MemberRefusal`, `PostgresError`.
    public func run(_ council: Council, today: CalendarDate, now: Instant, _ transaction: Transaction) throws {
        if let until, until <= today { throw MemberRefusal.datesAreWrong }
        try MembershipStore.lock(transaction, council: council.id)
        let members = try Members(of: council, on: today, transaction)
        guard members.holds(personID, .electedMember, on: today) else { throw MemberRefusal.notElected }
        let others = try AssignmentStore.overlapping(transaction, self, council: council.id, from: today)
        guard others == 0 else { throw MemberRefusal.alreadyAssigned }
        try AssignmentStore.insert(transaction, self, council: council.id, from: today, now: now)
        try AuditEvent(
            .fileAssigned, by: author, on: "physician:\(physicianID)", detail: "{\"person\": \(personID)}"
        ).record(transaction, council: council.id)
    }
}
