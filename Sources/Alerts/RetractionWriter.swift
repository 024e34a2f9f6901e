import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// Posts the letter that takes an alert back, linked to the one that left.
struct RetractionWriter {
    let letterhead: Letterhead
    let day: CalendarDate

    /// Posts it for an entry that was retracted, by mail, then by post once the mail was refused; where no way is left,
    /// the history of the entry says so.
    func run(_ id: Int64, _ council: Council, _ transaction: Transaction) throws {
        let entries = EntryStore(transaction: transaction, council: council.id)
        let events = EventStore(transaction: transaction, council: council.id)
        guard let entry = try entries.lock(retracted: id), let notice = entry.notice,
            let leftOn = try entries.leftOn(notice), let act = try events.retraction(of: id)
        else { return }
        let refused =
            try StandingStore(transaction: transaction, council: council.id)
            .refusedAddresses([entry.physician])[entry.physician] ?? []
        let contact = try PhysicianContact.read([entry.physician], transaction)[entry.physician]
        if let contact {
            let fields = try Self.fields(entry, contact, notice: notice, leftOn: leftOn, told: act.told, transaction)
            let words = Notice(
                .retraction, cause: entry.cause, about: entry.physician, dueOn: entry.milestone,
                version: try TemplateVersion.inForce(kind: .retraction, on: day, transaction), fields: fields,
                recordID: entry.record, retracts: notice)
            let post = PostNotice(letterhead, by: act.author, on: day)
            // A way by which it was posted before is the one that was refused.
            let routes = [Route.of(contact, refused: refused), Route.post(contact, refused: refused)]
            for route in routes.compactMap(\.self)
            where try post.run(words, to: route, of: council, transaction).isNew { return }
        }
        try events.record(
            .retractionUnsent, on: entry, by: .campaign, reason: Route.obstacle(contact, refused: refused).sentence)
    }

    /// The values of the letter that takes an alert back; its reader looks for the one that bears the day.
    static func fields(
        _ entry: EntryStore.Found, _ contact: PhysicianContact, notice: Int64, leftOn: CalendarDate, told: String?,
        _ transaction: Transaction
    ) throws -> [LetterField: String] {
        var fields = AlertWriter.fields(entry.due, contact, cycle: (entry.cycleStart, nil))
        fields[.retractedOn] = (try PostalLot.dayPrinted(on: notice, transaction) ?? leftOn).inWords
        fields[.reason] = told ?? RetractAlert.usual
        return fields
    }
}
