public import Access
public import Postgres
public import Vocabulary

/// Proposes to tell an employer of one alert that left (R. 4022-18): another person decides.
public struct ProposeEmployerAlert: Sendable {
    private let entry: Int64
    private let campaign: Int64
    private let employer: String
    private let address: String
    private let reason: String
    private let author: Author

    /// A proposal about to be made.
    ///
    /// - Parameters:
    ///   - entry: the alert to the physician.
    ///   - campaign: in which it left.
    ///   - employer: its name, as it was typed: the register knows no employer.
    ///   - address: one e-mail address, or the lines of a postal one without the name.
    ///   - reason: why; the physician may read it.
    public init(
        _ entry: Int64, of campaign: Int64, employer: String, address: String, reason: String, by author: Author
    ) {
        self.entry = entry
        self.campaign = campaign
        self.employer = employer
        self.address = address
        self.reason = reason
        self.author = author
    }

    /// Makes it, in a transaction of the council.
    ///
    /// - Returns: its key.
    /// - Throws: ``EmployerRefusal``, `PostgresError`.
    public func run(_ council: Council, on day: CalendarDate, _ transaction: Transaction) throws -> Int64 {
        guard let person = author.personID else { throw EmployerRefusal.personIsUnknown }
        let check = EmployerCheck(transaction: transaction, council: council.id, day: day)
        let campaigns = CampaignStore(transaction: transaction, council: council.id)
        try campaigns.lockFacts()
        guard try campaigns.lock(campaign) != nil,
            let found = try EntryStore(transaction: transaction, council: council.id).lock(entry, of: campaign)
        else { throw EmployerRefusal.notFound }
        let choice = try check.choice()
        let name = try EmployerDestination.name(employer)
        let destination = try EmployerDestination.read(address, of: name)
        let reason = try EmployerRefusal.reason(reason)
        let draft = EmployerStore.Draft(
            entry: found, due: try check.due(found), employer: name, destination: destination,
            waitDays: choice.waitDays, reason: reason)
        let added = try EmployerStore(transaction: transaction, council: council.id)
            .add(draft, by: person, author.name, on: day)
        guard let added else { throw EmployerRefusal.isOpenAlready }
        try AuditEvent(
            .employerProposed, by: author, on: "physician:\(found.physician)",
            detail: "{\"employerAlert\": \(added)}", reason: reason
        ).record(transaction, council: council.id)
        return added
    }
}
