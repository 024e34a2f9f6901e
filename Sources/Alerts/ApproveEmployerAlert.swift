public import Access
public import Postgres
public import Vocabulary

/// Decides to tell an employer: another person than the one who proposed it, always. The physician is told first.
public struct ApproveEmployerAlert: Sendable {
    private let id: Int64
    private let author: Author

    /// A decision about to be taken.
    public init(_ id: Int64, by author: Author) {
        self.id = id
        self.author = author
    }

    /// Takes it, in a transaction of the council; the letters are prepared by the queue. That it is another person is
    /// also what the table asks (`employer_alert_is_approved_by_another`).
    ///
    /// - Throws: ``EmployerRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws {
        guard let person = author.personID else { throw EmployerRefusal.personIsUnknown }
        let check = EmployerCheck(transaction: transaction, council: council.id, day: day)
        let store = EmployerStore(transaction: transaction, council: council.id)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        guard let place = try store.place(of: id), try campaigns.lock(place.campaign) != nil,
            let entry = try EntryStore(transaction: transaction, council: council.id)
                .lock(place.entry, of: place.campaign),
            let found = try store.lock(id)
        else { throw EmployerRefusal.notFound }
        _ = try check.choice()
        guard found.state == .proposed else { throw EmployerRefusal.isDecided(found.state) }
        guard found.proposer != person, found.proposedName.lowercased() != author.name.lowercased() else {
            throw EmployerRefusal.secondPersonIsTheFirst
        }
        try store.approve(id, try check.due(entry), by: person, author.name, on: day)
        try PrepareAlerts.enqueue(employer: id, council.id, transaction)
        try AuditEvent(
            .employerApproved, by: author, on: "physician:\(found.physician)", detail: "{\"employerAlert\": \(id)}"
        ).record(transaction, council: council.id)
    }
}
