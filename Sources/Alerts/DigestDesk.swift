import Access
import Documents
import Jobs
import Letters
import Postgres
import Vocabulary

/// The two transactions around each summary: before the server hears of it, and after it has answered.
struct DigestDesk: Sendable {
    let letterhead: Letterhead
    let link: SendDigests.Link
    let today: @Sendable () -> CalendarDate
    let now: @Sendable () -> Instant

    /// What is to be sent; nil when nothing is, and the job is seen to then.
    func begin(
        _ job: Job, _ council: Council, _ readers: [DigestReader], _ lease: Lease, _ transaction: Transaction
    ) throws -> AgentMail? {
        guard try lease.keep(transaction) else { return nil }
        let store = DigestStore(transaction: transaction, council: council.id)
        guard let (person, monday) = Self.subject(of: job), let state = try store.lock(person, monday) else {
            try lease.finish(job.id, transaction)
            return nil
        }
        guard state == .waiting else {
            // It was handed over by a worker that did not come back: it may have arrived.
            if state == .begun { try store.set(.unknown, person, monday) }
            try lease.finish(job.id, transaction)
            return nil
        }
        let reader = readers.first { $0.person == person }
        let (end, ready) = try self.mail(to: reader, of: council, on: monday, store)
        try store.set(end, lines: ready?.lines, person, monday)
        if ready == nil { try lease.finish(job.id, transaction) }
        return ready?.mail
    }

    /// The mail, or why there is none.
    private func mail(
        to reader: DigestReader?, of council: Council, on monday: CalendarDate, _ store: DigestStore
    ) throws -> (DigestStore.State, (mail: AgentMail, lines: Int)?) {
        let day = today()
        guard day == monday else { return (.late, nil) }
        guard let reader, try store.isWanted(by: reader.person) else { return (.unwanted, nil) }
        let digest = Digest(try store.lines(on: day), for: reader.roles)
        guard !digest.lines.isEmpty else { return (.empty, nil) }
        let text = digest.text(for: council, on: monday) { link($0, council.code) }
        do {
            let mail = try AgentMail(
                to: reader.email, subject: text.subject, body: text.body,
                key: SendDigests.key(of: reader.person, monday), of: council, letterhead, on: day,
                at: now(),
                store.transaction)
            return (.begun, (mail, digest.lines.count))
        } catch is MailFault {
            return (.unwanted, nil)
        }
    }

    /// Writes what the server answered, and sees to the job.
    func record(_ answer: MailAnswer, _ job: Job, _ lease: Lease, _ transaction: Transaction) throws {
        let store = DigestStore(transaction: transaction, council: job.council)
        guard let (person, monday) = Self.subject(of: job), try store.lock(person, monday) == .begun else { return }
        let later = now().epochSeconds + SendDigests.pause
        switch answer {
        case .accepted: try store.set(.sent, person, monday)
        case .refused: try store.set(.refused, person, monday)
        case .unknown: try store.set(.unknown, person, monday)
        case .postponed:
            try store.set(.waiting, person, monday)
            return try lease.postpone(job.id, "mail.postponed", at: later, transaction)
        case .unusable:
            try store.set(.waiting, person, monday)
            return try lease.postpone(job.id, "mail.unusable", at: later, transaction)
        }
        try lease.finish(job.id, transaction)
    }

    private static func subject(of job: Job) -> (person: Int64, monday: CalendarDate)? {
        guard let person = job.payload["person"]?.integer,
            let monday = job.payload["monday"]?.string.flatMap({ CalendarDate(iso: $0) })
        else { return nil }
        return (Int64(person), monday)
    }
}
