public import Access
import Letters
public import Postgres
import Registry
public import Vocabulary

extension EntryView {
    /// One entry of a campaign of the transaction's council; nil for any other.
    ///
    /// - Parameters:
    ///   - day: on which the text would be written.
    ///   - platform: where physicians find their certification account (`https://…`); nil where none is known.
    /// - Throws: `PostgresError`, or the fault of the words in force.
    public static func read(
        _ entry: Int64, of campaign: Int64, council: Council, on day: CalendarDate, platform: String? = nil,
        _ transaction: Transaction
    ) throws -> EntryView? {
        guard let row = try LedgerStore.entry(entry, of: campaign, transaction),
            let summary = try LedgerStore.campaigns(campaign, transaction).first
        else { return nil }
        let details = try LedgerStore.details(of: entry, transaction)
        let contact = try PhysicianContact.read([row.physicianID], transaction)[row.physicianID]
        let standings = StandingStore(transaction: transaction, council: council.id)
        let refused = try standings.refusedAddresses([row.physicianID])[row.physicianID] ?? []
        let back = Route.of(contact, refused: refused)
        let route = row.channel == .post ? contact.flatMap { Route.post($0, refused: refused) } : back
        let returned = try PostalCheck.read([row.physicianID], transaction)
            .first { $0.address == contact?.postalKey && $0.state == .refused }
        let printedOn = try details.notice.flatMap { try PostalLot.dayPrinted(on: $0, transaction) }
        let sent = try details.notice.flatMap { try ThreadOfPhysician.read(row.physicianID, transaction).notice($0) }
        return EntryView(
            row: row, campaign: summary, cycleEnd: details.cycleEnd, address: route?.lines ?? [],
            obstacle: route == nil ? Route.obstacle(contact, refused: refused) : nil, returnedOn: returned?.since,
            text: try AlertText.read(
                row, of: campaign, details.cycleEnd, contact, notice: details.notice, council, platform: platform,
                day, transaction),
            sent: sent,
            retraction: try AlertText.retraction(
                row, of: contact, sentOn: printedOn ?? sent?.sentOn, over: back?.channel, council, platform: platform,
                day, transaction),
            retractionWay: back?.channel,
            checkedAt: details.checkedAt, recordID: details.record,
            platformAlerts: try standings.platformAlerts(to: row.physicianID),
            events: try EventStore.read(of: campaign, entry: entry, transaction),
            others: try LedgerStore.entries(to: row.physicianID, transaction).filter { $0.id != entry })
    }
}

extension Destination {
    /// As a page shows it.
    fileprivate var lines: [String] {
        switch self {
        case .email(let address): [address]
        case .post(let lines): lines
        }
    }
}
