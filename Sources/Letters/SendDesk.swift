import Access
import Documents
import Jobs
import Postgres
import Vocabulary

/// The two transactions around each mail: before the server hears of it, and after it has answered.
struct SendDesk: Sendable {
    /// A mail whose attempt has begun.
    struct Mail: Sendable {
        let delivery: DeliveryStore.Waiting
        let attempt: Int
        let bytes: [UInt8]
        /// The address to which failures are reported.
        let from: String
    }

    /// What is to be done with a job.
    enum Step: Sendable {
        case send(Mail)
        /// It is done, or waits; nothing is sent now.
        case settled
        /// Nothing is left of what was claimed with it.
        case over
    }

    /// The fault of a job that a gate put off.
    static let later = "gate.later"

    let letterhead: Letterhead
    let gates: [Notice.Kind: any Gate]
    let today: @Sendable () -> CalendarDate
    let now: @Sendable () -> Instant

    /// Asks the gate and begins the attempt.
    func begin(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws -> Step {
        guard try lease.keep(transaction) else { return .over }
        let store = DeliveryStore(transaction: transaction, council: job.council)
        guard let id = job.payload["delivery"]?.integer, let delivery = try store.find(Int64(id)),
            delivery.state == "ready"
        else {
            try lease.finish(job.id, transaction)
            return .settled
        }
        guard try isAdmitted(delivery, job, lease, transaction) else { return .settled }
        let bytes: [UInt8]
        do {
            bytes = try self.bytes(of: delivery, council: job.council, transaction)
        } catch MailFault.address("To") {
            let reply = MailAnswer.Reply(code: 553, enhanced: "5.1.3", text: "not an address", isOfRecipient: true)
            try refuse(delivery, reply, job, transaction)
            try lease.finish(job.id, transaction)
            return .settled
        } catch MailFault.address(_), MailFault.header("From"), MailFault.header("Reply-To") {
            // The council's own name or address: no reader is to blame, and nothing leaves until it is corrected.
            let moment = now().epochSeconds + SendMail.pause
            try lease.postpone(job.id, "sender.unusable", at: moment, transaction)
            return .settled
        }
        // Somebody else may still be sending it: the job is lent again once that is over.
        guard let attempt = try store.begin(delivery.id, at: now()) else { return .settled }
        let from = ReturnAddress(council: job.council, delivery: delivery.id, token: delivery.token)
        return .send(Mail(delivery: delivery, attempt: attempt, bytes: bytes, from: from.text(at: letterhead.domain)))
    }

    /// Whether it may leave now; where it may not, the job is seen to.
    private func isAdmitted(
        _ delivery: DeliveryStore.Waiting, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws -> Bool {
        guard let gate = gates[delivery.kind] else {
            guard delivery.kind.needsGate else { return true }
            try lease.postpone(job.id, "gate.missing", at: nil, transaction)
            return false
        }
        let answer = try gate.admit(
            delivery.notice, cause: delivery.cause, council: job.council, on: today(), transaction)
        switch answer {
        case .go: return true
        case .later(let moment): try lease.postpone(job.id, Self.later, at: moment.epochSeconds, transaction)
        case .councilLater(let moment): try lease.postponeRest(Self.later, at: moment.epochSeconds, transaction)
        case .never(let reason):
            try DeliveryStore(transaction: transaction, council: job.council)
                .withdraw(delivery.id, on: today(), because: reason)
            try lease.finish(job.id, transaction)
        }
        return false
    }

    private func bytes(
        of delivery: DeliveryStore.Waiting, council key: Int32, _ transaction: Transaction
    ) throws -> [UInt8] {
        guard let council = try Council.find(transaction, key: key),
            let text = LetterText(try JSON(parsing: delivery.content))
        else { throw PostgresError.decoding("a notice without council or text") }
        let present = try Sender.find(council, on: today(), transaction)
        guard let own = text.sender else { return try mail(text, delivery, from: council, present) }
        do {
            return try mail(text, delivery, from: council, own)
        } catch let fault as MailFault where fault != .address("To") {
            // What it was written with cannot stand in a mail: what has been corrected since may.
            return try mail(text, delivery, from: council, present)
        }
    }

    private func mail(
        _ text: LetterText, _ delivery: DeliveryStore.Waiting, from council: Council, _ sender: Sender
    ) throws -> [UInt8] {
        try MailText(
            from: .init(Sender.address(of: council.code, at: letterhead.domain), name: sender.displayName),
            to: .init(delivery.address), replyTo: sender.replyTo.map { .init($0) }, subject: text.subject,
            messageID: delivery.messageID, body: text.mail.joined(separator: "\n\n") + "\n",
            headers: [("Auto-Submitted", "auto-generated")]
                + (delivery.dueOn.map { [("Sextant-Echeance", "\($0)")] } ?? []),
            epochSeconds: now().epochSeconds
        ).bytes()
    }

    /// Writes what the server answered, and sees to the job. A lease that has gone to somebody else takes nothing
    /// back: what the server has accepted is sent.
    func record(
        _ answer: MailAnswer, to mail: Mail, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws {
        let store = DeliveryStore(transaction: transaction, council: job.council)
        let delivery = mail.delivery
        try store.end(delivery.id, attempt: mail.attempt, AttemptOutcome(answer), at: now())
        do {
            switch answer {
            case .accepted:
                try store.setSent(delivery.id, on: today(), at: now())
                try lease.finish(job.id, transaction)
            case .refused(let reply) where !reply.isFull:
                try refuse(delivery, reply, job, transaction)
                try lease.finish(job.id, transaction)
            case .refused(let reply), .postponed(let reply):
                try putOff(delivery, "mail.postponed \(reply.code)", job, lease, transaction)
            case .unknown:
                try putOff(delivery, "mail.unknown", job, lease, transaction)
            case .unusable:
                let moment = now().epochSeconds + SendMail.pause
                try lease.postpone(job.id, "mail.unusable", at: moment, transaction)
            }
        } catch is Lease.Lost {
            return
        }
    }

    /// Has it tried again later, or ends it once it was tried often enough.
    private func putOff(
        _ delivery: DeliveryStore.Waiting, _ why: String, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws {
        let tries = try DeliveryStore(transaction: transaction, council: job.council).tries(delivery.id)
        guard tries.all >= SendMail.mostTries || tries.unknown >= SendMail.mostUnknown else {
            let moment = now().epochSeconds + SendMail.pause(after: tries.all) + job.id % 30
            return try lease.postpone(job.id, why, at: moment, transaction)
        }
        // RFC 3463, X.4.7: delivery time expired.
        try DeliveryFailure(
            council: job.council, delivery: delivery, status: "4.4.7", isOfAddress: false, gate: gates[delivery.kind]
        ).record(on: today(), at: now(), transaction)
        try lease.finish(job.id, transaction)
    }

    private func refuse(
        _ delivery: DeliveryStore.Waiting, _ reply: MailAnswer.Reply, _ job: Job, _ transaction: Transaction
    ) throws {
        let failure = DeliveryFailure(
            council: job.council, delivery: delivery, status: reply.enhanced ?? "\(reply.code)",
            isOfAddress: reply.isOfRecipient && reply.isOfAddress, gate: gates[delivery.kind])
        try failure.record(on: today(), at: now(), transaction)
    }
}

extension MailAnswer.Reply {
    /// A mailbox that is full may have room tomorrow (RFC 3463, X.2.2).
    fileprivate var isFull: Bool { enhanced.map { $0.hasSuffix(".2.2") } ?? (code == 552) }
    /// Whether the address is to blame (RFC 3463, X.1.x; RFC 5321, 4.2.3 where no enhanced status is given).
    fileprivate var isOfAddress: Bool { enhanced.map { $0.hasPrefix("5.1.") } ?? [550, 551, 553].contains(code) }
}
