import Access
public import Letters
public import Postgres
import Registry
import Standings
public import Vocabulary

extension AlertGate {
    /// Whether the numbers and the address of a letter on paper are those of today; one that is not on paper yet is
    /// written again with them and with the proof of the day, as the next round of its entry.
    public func renew(
        _ letter: HeldLetter, council key: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Renewal {
        let entries = EntryStore(transaction: transaction, council: key)
        let campaigns = CampaignStore(transaction: transaction, council: key)
        guard let letterhead, let council = try Council.find(transaction, key: key),
            let entry = try entries.lock(notice: letter.noticeID), let campaign = try campaigns.lock(entry.campaign),
            let contact = try PhysicianContact.read([entry.physician], transaction)[entry.physician]
        else { return .stands }
        let renewal = LetterRenewal(
            letter: letter, letterhead: letterhead, council: council, day: day, transaction: transaction)
        do {
            let words = try letter.words(of: council, on: day, transaction)
            let lines = try renewal.lines(to: contact)
            let assessor = try assessor(day, transaction)
            let cycleEnd = try StandingStore(transaction: transaction, council: key)
                .lines(of: [entry.physician])[entry.physician]?.cycleEnd
            func today(_ record: Int64?) -> LetterRenewal.Today {
                let notice = Notice(
                    .alert, cause: entry.cause(ofRound: entry.round + 1), about: entry.physician,
                    dueOn: entry.milestone, version: words.version,
                    fields: AlertWriter.fields(entry.due, contact, cycle: (entry.cycleStart, cycleEnd)),
                    lawMark: assessor.lawMark, recordID: record, replaces: letter.noticeID)
                return LetterRenewal.Today(notice: notice, words: words, lines: lines)
            }
            let mostDays = campaign.policy.daysOfText
            guard let reason = try renewal.reason(today(nil), mostDays: mostDays) else { return .stands }
            guard !letter.isSet else { return renewal.waits(reason) }
            // The proof is kept under the lock of the facts, which is taken without waiting: other locks are held here.
            guard try campaigns.tryLockFacts() else { return .later(now().adding(seconds: Self.busyPause)) }
            let kept = try StandingRecord.keepingProof(
                of: Int(entry.physician), in: key, by: assessor, on: day, transaction)
            let notice = try renewal.replace(by: today(Int64(kept.id)), author: campaign.author)
            try entries.renew(entry.id, notice: notice, record: Int64(kept.id))
            try EventStore(transaction: transaction, council: key)
                .record(.writtenAgain, on: entry, by: .campaign, reason: reason)
            return .replaced(by: notice, because: reason)
        } catch let noWay as LetterRenewal.NoWay {
            return .waits(noWay.exclusion.sentence)
        }
    }
}
