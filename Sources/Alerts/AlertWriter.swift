import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// Puts the values of an alert in its words.
struct AlertWriter {
    let version: TemplateVersion
    let post: PostNotice

    /// Posts the notice of an entry; its key.
    func run(
        _ item: CheckEntries.Late, _ contact: PhysicianContact, to route: Destination, record: Int64,
        lawMark: String, of council: Council, _ transaction: Transaction
    ) throws -> Int64 {
        let entry = item.entry
        let fields = Self.fields(item.due, contact, cycle: (entry.cycleStart, item.cycleEnd))
        return try post.run(
            Notice(
                .alert, cause: entry.cause, about: entry.physician, dueOn: entry.milestone, version: version,
                fields: fields, lawMark: lawMark, recordID: record),
            to: route, of: council, transaction
        ).noticeID
    }

    /// The values of an alert that the council does not give itself.
    static func fields(
        _ due: AlertRule.Due, _ contact: PhysicianContact, cycle: (start: CalendarDate, end: CalendarDate?)
    ) -> [LetterField: String] {
        let end = cycle.end.map { " au \($0.inWords)" } ?? ""
        return [
            .addressee: contact.addressee, .milestone: due.milestone.inWords,
            .cycle: "\(cycle.end == nil ? "depuis le" : "du") \(cycle.start.inWords)\(end)",
            .counted: String(due.counted), .expected: String(due.expected), .required: String(due.required),
        ]
    }
}
