import Access
import Letters
import Postgres
import Registry
import Vocabulary

extension AlertText {
    /// The text that was kept, or as it would be written on that day, in the words that were approved for its campaign;
    /// nil for somebody who cannot be reached.
    static func read(
        _ row: EntryRow, of campaign: Int64, _ cycleEnd: CalendarDate?, _ contact: PhysicianContact?, notice: Int64?,
        _ council: Council,
        platform: String?, _ day: CalendarDate, _ transaction: Transaction
    ) throws -> AlertText? {
        if let notice, let kept = try LetterText.find(notice, council: council.id, transaction) {
            return AlertText(kept, row.channel)
        }
        guard let contact else { return nil }
        let due = AlertRule.Due(
            milestone: row.milestoneOn, counted: row.counted, expected: row.expected, required: row.required)
        let words = try ApprovedWords(council: council, transaction: transaction).read(of: campaign, on: day)
        let alert = Notice(
            .alert, cause: "\(row.physicianID)/\(row.cycleStart)/\(row.milestoneOn)", about: row.physicianID,
            dueOn: row.milestoneOn, version: words.version,
            fields: AlertWriter.fields(due, contact, cycle: (row.cycleStart, cycleEnd)))
        let head = Letterhead(domain: "", platform: platform)
        let text = try PostNotice(head, by: .campaign, on: day, words: words).text(of: alert, council, transaction)
        return AlertText(text, row.channel)
    }

    /// The words that would take an alert back on that day, by the way that they would go; nil where none left, or nobody
    /// can be reached. A mail does not give the sentence for the physician.
    static func retraction(
        _ row: EntryRow, of contact: PhysicianContact?, sentOn: CalendarDate?, over way: Channel?, _ council: Council,
        platform: String?,
        _ day: CalendarDate, _ transaction: Transaction
    ) throws -> AlertText? {
        guard let contact, let sentOn, let way, row.state != .retracted else { return nil }
        let due = AlertRule.Due(
            milestone: row.milestoneOn, counted: row.counted, expected: row.expected, required: row.required)
        var fields = AlertWriter.fields(due, contact, cycle: (row.cycleStart, nil))
        fields[.retractedOn] = sentOn.inWords
        fields[.reason] = RetractAlert.usual
        let letter = Notice(
            .retraction, cause: "\(row.physicianID)/\(row.cycleStart)/\(row.milestoneOn)", about: row.physicianID,
            dueOn: row.milestoneOn, version: try TemplateVersion.inForce(kind: .retraction, on: day, transaction),
            fields: fields)
        let head = Letterhead(domain: "", platform: platform)
        let text = try PostNotice(head, by: .campaign, on: day).text(of: letter, council, transaction)
        return AlertText(text, way)
    }

    private init(_ text: LetterText, _ channel: Channel) {
        self.init(subject: text.subject, paragraphs: channel == .email ? text.mail : text.letter)
    }
}
