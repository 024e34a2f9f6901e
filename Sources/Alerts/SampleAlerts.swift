public import Access
public import Letters
public import Postgres
import Registry
public import Vocabulary

/// A letter that could be written to a real recipient: what a preview of the words is tried on.
public struct SampleAlert: Sendable {
    /// The campaign of the recipient.
    public let campaign: Int64
    /// The recipient, as the campaign lists them.
    public let row: EntryRow
    /// The letter.
    public let notice: Notice
    /// Where a letter on paper would go; empty where the roll has no address.
    public let address: [String]

    /// The first recipients of the council's newest campaign, as a letter of this kind would be written to them; empty
    /// while there is no campaign.
    ///
    /// - Parameter limit: at most so many.
    /// - Throws: `PostgresError`, or the fault of the words in force.
    public static func read(
        _ kind: Notice.Kind, limit: Int, on day: CalendarDate, _ transaction: Transaction
    ) throws -> [SampleAlert] {
        // What concerns an employer is tried on nobody: its page shows the words before anybody decides.
        guard ![.employer, .employerTold, .employerRetraction].contains(kind),
            let campaign = try LedgerStore.campaigns(nil, transaction).first(where: { $0.recipients > 0 })
        else { return [] }
        let rows = try LedgerStore.entries(of: campaign.id, excluded: false, page: 1, transaction).prefix(limit)
        let contacts = try PhysicianContact.read(rows.map(\.physicianID), transaction)
        let version = try TemplateVersion.inForce(kind: kind, on: day, transaction)
        return try rows.compactMap { row in
            guard let contact = contacts[row.physicianID] else { return nil }
            let end = try LedgerStore.details(of: row.id, transaction).cycleEnd
            return sample(row, contact, version, campaign.id, cycleEnd: end, on: day)
        }
    }

    private static func sample(
        _ row: EntryRow, _ contact: PhysicianContact, _ version: TemplateVersion, _ campaign: Int64,
        cycleEnd: CalendarDate?, on day: CalendarDate
    ) -> SampleAlert {
        let due = AlertRule.Due(
            milestone: row.milestoneOn, counted: row.counted, expected: row.expected, required: row.required)
        var fields = AlertWriter.fields(due, contact, cycle: (row.cycleStart, cycleEnd))
        fields[.retractedOn] = day.inWords
        fields[.reason] = "…"
        let notice = Notice(
            version.kind, cause: "apercu", about: row.physicianID, dueOn: row.milestoneOn, version: version,
            fields: fields)
        let lines = Route.post(contact).map { if case .post(let lines) = $0 { lines } else { [String]() } }
        return SampleAlert(campaign: campaign, row: row, notice: notice, address: lines ?? [])
    }
}
