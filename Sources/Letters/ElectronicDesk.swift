import Access
import Documents
import Jobs
import Postgres
import Vocabulary

/// The transactions around the handing over of a letter: before it is set, before the carrier is given its file, before it
/// is offered the letter, and after it has answered.
struct ElectronicDesk: Sendable {
    /// For how long nothing is tried after the typesetter or the carrier could not be used, in seconds.
    static let pause: Int64 = 300
    /// The longest such pause, in seconds.
    static let longestPause: Int64 = 21_600
    /// After so many answers in a row that it takes nothing, over two days, the letter goes back to paper.
    static let mostTries = 14
    /// For how long a carrier that was offered a letter may still take it, in seconds: its answer is waited for less long.
    static let longestAttempt: Int64 = 180

    /// A letter that is to be set.
    struct Sheet: Sendable {
        let delivery: Int64
        let reference: String
        let letter: PrintedLetter
    }

    let gates: [Notice.Kind: any Gate]
    let hook: @Sendable (HookKey.Place) -> String?
    let today: @Sendable () -> CalendarDate
    let now: @Sendable () -> Instant

    /// The pause after so many answers in a row that the carrier takes nothing: five minutes, doubled each time, at most
    /// six hours.
    static func pause(after tries: Int) -> Int64 { min(pause << Int64(min(max(tries - 1, 0), 12)), longestPause) }

    /// Looks whether the letter may still leave; nil when there is nothing to be set, and the job is seen to. The locks of
    /// the gate come before that of the delivery, which is only looked at here.
    func begin(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws -> Sheet? {
        guard try lease.keep(transaction) else { return nil }
        let store = ElectronicStore(transaction: transaction, council: job.council)
        guard let found = try job.delivery.flatMap({ try store.find($0) }), found.place.state == .asked,
            let council = try Council.find(transaction, key: job.council)
        else {
            try lease.finish(job.id, transaction)
            return nil
        }
        let delivery = found.letter.delivery
        if let startedAt = found.place.startedAt {
            try doubt(delivery, since: startedAt, job, lease, store)
            return nil
        }
        if let reason = ElectronicLetter.obstacle(found) { return try give(delivery, back: reason, job, lease, store) }
        let lots = LotStore(transaction: transaction, council: job.council)
        switch try LotGate(gates: gates, store: lots, day: today(), now: now()).ask(found.letter) {
        case .busy(let moment):
            try store.wait(delivery, because: LotFault.busy, isTry: false)
            try lease.postpone(job.id, "facts.busy", at: moment.epochSeconds, transaction)
            return nil
        case .stays(let reason):
            let words = reason.replacing(LotGate.replaced, with: ElectronicLetter.renewed)
            return try give(delivery, back: words, job, lease, store)
        case .go: break
        }
        do {
            let letter = try LotSheet(council, on: today(), transaction).write(found.letter)
            let reference = LetterReference(found.letter.notice, of: council).text
            return Sheet(delivery: delivery, reference: reference, letter: letter)
        } catch let fault as AddressFault {
            return try give(delivery, back: LotFault.sentence(fault), job, lease, store)
        }
    }

    /// Keeps the letter as it was set; nil when it must not leave any more.
    func stage(
        _ sheet: Sheet, _ typeset: Typeset, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws -> RegisteredLetter? {
        guard let found = try stillGoes(sheet, job, lease, transaction) else { return nil }
        let store = ElectronicStore(transaction: transaction, council: job.council)
        try store.dropLetter(sheet.delivery)
        try store.keep(typeset.pdf, .letter, of: sheet.delivery, at: now())
        return RegisteredLetter(
            reference: sheet.reference, givenName: found.givenName, familyName: found.familyName, email: found.email,
            pdf: typeset.pdf, hook: hook(HookKey.Place(council: job.council, delivery: sheet.delivery)))
    }

    /// Says that the carrier is about to be offered the letter, whose file it has; false when it must not be.
    func offer(_ sheet: Sheet, _ job: Job, _ lease: Lease, _ transaction: Transaction) throws -> Bool {
        guard try stillGoes(sheet, job, lease, transaction) != nil else { return false }
        try ElectronicStore(transaction: transaction, council: job.council).begin(sheet.delivery, at: now())
        return true
    }

    /// The letter, locked, if nothing has happened to it since its gate was asked.
    private func stillGoes(
        _ sheet: Sheet, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws -> ElectronicStore.Waiting? {
        guard try lease.keep(transaction) else { return nil }
        let store = ElectronicStore(transaction: transaction, council: job.council)
        guard let found = try store.lock(sheet.delivery), found.place.state == .asked, found.place.startedAt == nil
        else {
            try lease.finish(job.id, transaction)
            return nil
        }
        let withdrawal =
            found.letter.delivered == SentNotice.State.held.rawValue
            ? nil : found.letter.withdrawal ?? LotGate.withdrawn
        guard let reason = withdrawal ?? ElectronicLetter.obstacle(found) else { return found }
        _ = try give(sheet.delivery, back: reason, job, lease, store)
        return nil
    }

    /// Writes what the carrier answered, and sees to the job. A lease that has gone to somebody else takes nothing back.
    func record(
        _ answer: CarrierAnswer, _ sheet: Sheet, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws {
        let store = ElectronicStore(transaction: transaction, council: job.council)
        guard let found = try store.lock(sheet.delivery) else { return }
        do {
            switch answer {
            case .accepted(let id):
                try arrive(found, as: id, job.council, transaction)
                try lease.finish(job.id, transaction)
            case .refused(let words):
                let reason = "AR24 ne prend pas cette lettre : \(words). Elle attend d’être imprimée."
                try store.fail(sheet.delivery, from: .asked, because: reason)
                try lease.finish(job.id, transaction)
            case .unknown:
                try store.setUncertain(sheet.delivery)
                try lease.finish(job.id, transaction)
            case .postponed(let code): try putOff(found, code, job, lease, store)
            }
        } catch is Lease.Lost {
            return
        }
    }

    private func arrive(
        _ found: ElectronicStore.Waiting, as id: String, _ council: Int32, _ transaction: Transaction
    ) throws {
        guard found.place.state != .handed else { return }
        try ElectronicArrival(transaction: transaction, council: council)
            .record(found.letter, as: id, on: today(), at: now())
        try ElectronicLetter.watch(
            found.letter.delivery, from: now().adding(seconds: FollowElectronic.pause), council, transaction)
    }

    /// The carrier takes nothing now: it is offered the letter again later, as long as the reader agrees to it.
    private func putOff(
        _ found: ElectronicStore.Waiting, _ code: String, _ job: Job, _ lease: Lease, _ store: ElectronicStore
    ) throws {
        let (delivery, tries) = (found.letter.delivery, found.place.tries + 1)
        if let reason = ElectronicLetter.obstacle(found)
            ?? (tries >= Self.mostTries ? ElectronicLetter.givenUp(code) : nil)
        {
            _ = try give(delivery, back: reason, job, lease, store)
            return
        }
        try store.wait(delivery, because: ElectronicLetter.waiting(code), isTry: true)
        let moment = now().adding(seconds: Self.pause(after: tries)).epochSeconds
        try lease.postpone(job.id, code, at: moment, store.transaction)
    }

    /// Whoever had it before never told: once the carrier cannot be taking it any more, nobody knows whether it has it.
    private func doubt(
        _ delivery: Int64, since startedAt: Instant, _ job: Job, _ lease: Lease, _ store: ElectronicStore
    ) throws {
        let end = startedAt.adding(seconds: Self.longestAttempt)
        guard end <= now() else {
            return try lease.postpone(job.id, "carrier.offered", at: end.epochSeconds, store.transaction)
        }
        try store.setUncertain(delivery)
        try lease.finish(job.id, store.transaction)
    }

    /// The letter cannot be set, or the typesetter cannot be used.
    func refuse(
        _ fault: TypesetFault, _ sheet: Sheet, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws {
        guard try lease.keep(transaction) else { return }
        let store = ElectronicStore(transaction: transaction, council: job.council)
        let tries = 1 + (try store.place(of: sheet.delivery)?.tries ?? 0)
        if case .engine = fault, tries < Self.mostTries {
            try store.wait(sheet.delivery, because: LotFault.engine, isTry: true)
            let moment = now().adding(seconds: Self.pause(after: tries)).epochSeconds
            return try lease.postpone(job.id, "typesetter.unusable", at: moment, transaction)
        }
        _ = try give(sheet.delivery, back: LotFault.sentence(fault, of: sheet.letter), job, lease, store)
    }

    private func give(
        _ delivery: Int64, back reason: String, _ job: Job, _ lease: Lease, _ store: ElectronicStore
    ) throws -> Sheet? {
        try store.fail(delivery, from: .asked, because: reason)
        try lease.finish(job.id, store.transaction)
        return nil
    }
}

extension Job {
    /// The key of the delivery that a job is about.
    var delivery: Int64? { payload["delivery"]?.integer.map { Int64($0) } }
}
