import Access
import Letters
import Postgres
import Registry
import Standings
import Vocabulary

/// Prepares the letters of what was decided about an employer: the notice to the physician first, then the letter to the
/// employer, which its gate holds back until the physician has had the days that were promised.
struct EmployerWriter {
    let letterhead: Letterhead
    let day: CalendarDate

    /// Posts both notices of a decision.
    func run(_ id: Int64, _ council: Council, _ transaction: Transaction) throws {
        let store = EmployerStore(transaction: transaction, council: council.id)
        try CampaignStore(transaction: transaction, council: council.id).lockFacts()
        guard let found = try store.lock(id), found.state == .approved, found.notice == nil,
            let author = found.approver
        else { return }
        let check = EmployerCheck(transaction: transaction, council: council.id, day: day)
        guard let contact = try PhysicianContact.read([found.physician], transaction)[found.physician],
            let route = try check.route(to: found.physician)
        else {
            return try EmployerEnd(transaction: transaction, council: council.id, day: day)
                .run(found, because: EmployerRefusal.physicianHasNoAddress.sentence, by: nil)
        }
        let assessor = try Assessor.load(on: day, transaction)
        let kept = try StandingRecord.keepingProof(
            of: Int(found.physician), in: council.id, by: assessor, on: day, transaction)
        let values = EmployerValues(
            employer: found.employer, milestone: found.milestone, reason: found.reason, waitDays: found.waitDays,
            contact: contact)
        let post = PostNotice(letterhead, by: author, on: day)
        func send(_ kind: Notice.Kind, _ addressee: Notice.Addressee, _ destination: Destination) throws -> Int64 {
            let notice = Notice(
                kind, cause: found.cause, to: addressee, about: found.physician, dueOn: found.milestone,
                version: try TemplateVersion.inForce(kind: kind, on: day, transaction),
                fields: values.fields(to: addressee), lawMark: assessor.lawMark, recordID: Int64(kept.id))
            return try post.run(notice, to: destination, of: council, transaction).noticeID
        }
        let told = try send(.employerTold, .physician, route)
        let letter = try send(.employer, .employer, found.destination)
        try store.prepare(id, told: told, notice: letter, record: Int64(kept.id))
    }

    /// Posts what takes back those notices of an ended one that have left.
    func takeBack(_ id: Int64, _ council: Council, _ transaction: Transaction) throws {
        let store = EmployerStore(transaction: transaction, council: council.id)
        guard let found = try store.lock(id), [.withdrawn, .retracted].contains(found.state),
            let author = found.approver, let told = found.told, let letter = found.notice,
            let contact = try PhysicianContact.read([found.physician], transaction)[found.physician]
        else { return }
        let route = try EmployerCheck(transaction: transaction, council: council.id, day: day)
            .route(to: found.physician)
        let values = EmployerValues(
            employer: found.employer, milestone: found.milestone, reason: found.reason, waitDays: found.waitDays,
            contact: contact)
        let entries = EntryStore(transaction: transaction, council: council.id)
        let version = try TemplateVersion.inForce(kind: .employerRetraction, on: day, transaction)
        let ways: [(Int64, Notice.Addressee, Destination?)] = [
            (letter, .employer, found.destination), (told, .physician, route),
        ]
        for (notice, addressee, destination) in ways where try entries.leftOn(notice) != nil {
            guard let destination, let sent = try store.delivery(notice) else { continue }
            var fields = values.fields(to: addressee)
            fields[.retractedOn] = sent.madeOn.inWords
            let words = Notice(
                .employerRetraction, cause: found.cause, to: addressee, about: found.physician,
                dueOn: found.milestone, version: version, fields: fields, recordID: found.record, retracts: notice)
            _ = try PostNotice(letterhead, by: author, on: day).run(words, to: destination, of: council, transaction)
        }
    }
}
