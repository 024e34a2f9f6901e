import Access
public import Letters
public import Postgres
import Registry
public import Vocabulary

extension RetractionGate {
    /// Whether a letter on paper that takes an alert back goes to the address of today; one that is not on paper yet is
    /// written again.
    public func renew(
        _ letter: HeldLetter, council key: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Renewal {
        let entries = EntryStore(transaction: transaction, council: key)
        let events = EventStore(transaction: transaction, council: key)
        guard let letterhead, let council = try Council.find(transaction, key: key),
            let id = try entries.entry(retractedBy: letter.noticeID), let entry = try entries.lock(retracted: id),
            let notice = entry.notice, let leftOn = try entries.leftOn(notice),
            let act = try events.retraction(of: id),
            let contact = try PhysicianContact.read([entry.physician], transaction)[entry.physician]
        else { return .stands }
        let renewal = LetterRenewal(
            letter: letter, letterhead: letterhead, council: council, day: day, transaction: transaction)
        do {
            let words = try letter.words(of: council, on: day, transaction)
            let fields = try RetractionWriter.fields(
                entry, contact, notice: notice, leftOn: leftOn, told: act.told, transaction)
            let today = LetterRenewal.Today(
                notice: Notice(
                    .retraction, cause: Self.next(letter.cause), about: entry.physician, dueOn: entry.milestone,
                    version: words.version, fields: fields, recordID: entry.record, retracts: notice,
                    replaces: letter.noticeID),
                words: words, lines: try renewal.lines(to: contact))
            guard let reason = try renewal.reason(today, mostDays: nil) else { return .stands }
            guard !letter.isSet else { return renewal.waits(reason) }
            let made = try renewal.replace(by: today, author: act.author)
            try events.record(.writtenAgain, on: entry, by: .campaign, reason: reason)
            return .replaced(by: made, because: reason)
        } catch let noWay as LetterRenewal.NoWay {
            return .waits(noWay.exclusion.sentence)
        }
    }

    /// The natural key of the letter that takes the place of one of this key: `…/v2`, then `…/v3`.
    static func next(_ cause: String) -> String {
        let parts = cause.split(separator: "/")
        guard let last = parts.last, last.hasPrefix("v"), let number = Int(last.dropFirst()) else {
            return "\(cause)/v2"
        }
        return (parts.dropLast().map(String.init) + ["v\(number + 1)"]).joined(separator: "/")
    }
}
