import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// Posts the letter that takes an alert back, linked to the one that left.
struct RetractionWriter {
    let letterhead: Letterhead
    let day: CalendarDate

    /// Posts it for an entry that was retracted; nothing where its address has gone meanwhile.
    func run(_ id: Int64, _ council: Council, _ transaction: Transaction) throws {
        let entries = EntryStore(transaction: transaction, council: council.id)
        guard let entry = try entries.lock(retracted: id), let notice = entry.notice,
            let sentOn = try entries.sentOn(notice),
            let act = try EventStore(transaction: transaction, council: council.id).retraction(of: id),
            let contact = try PhysicianContact.read([entry.physician], transaction)[entry.physician],
            let route = Route.of(contact)
        else { return }
        var fields = AlertWriter.fields(entry.due, contact, cycle: (entry.cycleStart, nil))
        fields[.retractedOn] = sentOn.inWords
        fields[.reason] = act.reason
        _ = try PostNotice(letterhead, by: act.author, on: day).run(
            Notice(
                .retraction, cause: entry.cause, about: entry.physician, dueOn: entry.milestone,
                version: try TemplateVersion.inForce(kind: .retraction, on: day, transaction), fields: fields,
                recordID: entry.record, retracts: notice),
            to: route, of: council, transaction)
    }
}
