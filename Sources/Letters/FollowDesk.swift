import Access
import Jobs
import Postgres
import Vocabulary

/// The two transactions around a look at what became of a letter.
struct FollowDesk: Sendable {
    /// After so many days without its outcome and its proofs, the register says so.
    static let patience = 30
    /// After so many days the carrier gives no proof any more (CPCE, R. 53-3).
    static let longest = 365
    /// A look that a knock or a person asked for is given up after so many in vain.
    static let mostTries = 8

    /// What is asked for, and what is kept of it already.
    struct Question: Sendable {
        let delivery: Int64
        let mail: String
        let reference: String
        let kept: Set<LetterProofFile.Kind>
    }

    /// What came of a look.
    enum Found: Sendable {
        /// What the carrier knows, and the proofs that could be fetched.
        case known(CarrierReport, [LetterProofFile.Kind: [UInt8]])
        /// It has no such letter.
        case unknown
        /// It has another letter under this name.
        case foreign
        /// It could not be asked.
        case silent(String)
    }

    let today: @Sendable () -> CalendarDate
    let now: @Sendable () -> Instant

    /// Nil when there is nothing to ask, and the job is seen to.
    func question(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws -> Question? {
        guard try lease.keep(transaction) else { return nil }
        let store = ElectronicStore(transaction: transaction, council: job.council)
        let found = try job.delivery.flatMap { try store.find($0) }
        if let found, found.place.state == .asked, let startedAt = found.place.startedAt {
            // Whoever hands it over is about to say what came of it.
            let moment = startedAt.adding(seconds: ElectronicDesk.longestAttempt + 30)
            let soon = now().adding(seconds: 30)
            try lease.postpone(job.id, "carrier.offered", at: max(moment, soon).epochSeconds, transaction)
            return nil
        }
        guard let found, let mail = Self.mail(of: found, job),
            let council = try Council.find(transaction, key: job.council)
        else {
            try lease.finish(job.id, transaction)
            return nil
        }
        return Question(
            delivery: found.letter.delivery, mail: mail,
            reference: LetterReference(found.letter.notice, of: council).text,
            kept: try store.proofs(of: found.letter.delivery))
    }

    /// Under which name it is asked for; nil when the carrier surely has not got it, or nobody knows a name.
    private static func mail(of found: ElectronicStore.Waiting, _ job: Job) -> String? {
        if found.place.state == .handed { return found.providerID }
        return found.place.startedAt == nil ? nil : job.payload["mail"]?.string
    }

    func record(
        _ found: Found, _ wanted: Question, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws {
        guard try lease.keep(transaction) else { return }
        let store = ElectronicStore(transaction: transaction, council: job.council)
        guard let letter = try store.lock(wanted.delivery), Self.mail(of: letter, job) == wanted.mail else {
            return try lease.finish(job.id, transaction)
        }
        switch found {
        case .known(let report, let proofs):
            if letter.place.state != .handed { try arrive(letter, report, as: wanted.mail, job.council, transaction) }
            guard let letter = try store.find(wanted.delivery) else { return }
            for (kind, bytes) in proofs { try store.keep(bytes, kind, of: wanted.delivery, at: now()) }
            try keepEvents(report, of: letter, job.council, transaction)
            let kept = wanted.kept.union(proofs.keys)
            try settle(
                letter, isWhole: report.isProved(by: kept),
                isMissing: report.proofs.contains { !kept.contains($0.kind) },
                job, lease, store)
        case .silent(let code):
            try store.say(
                ElectronicLetter.uncertain(wanted.mail, "AR24 ne répond pas (\(code))."), of: wanted.delivery,
                in: .uncertain)
            try settle(letter, isWhole: false, isMissing: true, job, lease, store)
        case .unknown where letter.place.state == .handed:
            try settle(letter, isWhole: false, isMissing: true, job, lease, store)
        case .unknown, .foreign:
            let words =
                if case .foreign = found { "elle porte une autre référence." } else { "AR24 ne la connaît pas." }
            try store.say(ElectronicLetter.uncertain(wanted.mail, words), of: wanted.delivery, in: .uncertain)
            try lease.finish(job.id, transaction)
        }
    }

    /// The carrier says by our reference that it has the letter.
    private func arrive(
        _ letter: ElectronicStore.Waiting, _ report: CarrierReport, as mail: String, _ council: Int32,
        _ transaction: Transaction
    ) throws {
        let day = min(report.sentOn ?? today(), today())
        try ElectronicArrival(transaction: transaction, council: council)
            .record(letter.letter, as: mail, on: day, at: now())
        let moment = now().adding(seconds: FollowElectronic.pause)
        try ElectronicLetter.watch(letter.letter.delivery, from: moment, council, transaction)
    }

    /// The days of a letter that left on paper too are those of the paper: its proofs alone are kept.
    private func keepEvents(
        _ report: CarrierReport, of letter: ElectronicStore.Waiting, _ council: Int32, _ transaction: Transaction
    ) throws {
        let delivery = letter.letter.delivery
        guard !letter.isApart, let deposit = letter.sentOn else { return }
        let events = RegisteredStore(transaction: transaction, council: council)
        for event in report.events {
            let standing = try events.standing(delivery)
            // A clock of theirs ahead of ours at midnight is no reason to lose a fact.
            let day = max(event.on, deposit)
            guard PostEvent.refusal(event.kind, on: day, deposit: deposit, standing: standing) == nil else { continue }
            try events.add(event.kind, of: delivery, on: day, .ar24, correcting: nil, by: "AR24", at: now())
            if let reason = event.kind.electronicEnd { _ = try events.end(delivery, on: day, because: reason) }
        }
    }

    /// Ends the job once nothing more is to come, or has it look again: tomorrow, or sooner where something is missing, less
    /// and less often.
    private func settle(
        _ letter: ElectronicStore.Waiting, isWhole: Bool, isMissing: Bool, _ job: Job, _ lease: Lease,
        _ store: ElectronicStore
    ) throws {
        let delivery = letter.letter.delivery
        let tries = isMissing ? letter.place.tries + 1 : 0
        try store.count(tries, of: delivery)
        let days = Int(today().dayNumber - (letter.sentOn ?? today()).dayNumber)
        if !letter.isApart {
            let isLate = !isWhole && days >= Self.patience
            try store.say(isLate ? ElectronicLetter.unproved : nil, of: delivery, in: .handed)
        }
        let isOver = isWhole || days >= Self.longest || job.isHeard && (!isMissing || tries >= Self.mostTries)
        if isOver { return try lease.finish(job.id, store.transaction) }
        let pause =
            isMissing
            ? min(FollowElectronic.proofPause << Int64(min(tries - 1, 10)), FollowElectronic.pause)
            : FollowElectronic.pause
        let why = isMissing ? "carrier.missing" : "carrier.waiting"
        try lease.postpone(job.id, why, at: now().adding(seconds: pause).epochSeconds, store.transaction)
    }
}

extension Job {
    /// Whether a knock or a person caused it.
    fileprivate var isHeard: Bool { key.contains(".heard") }
}

extension PostEvent.Kind {
    /// Why the delivery of an electronic letter ends; nil where it arrived or is still on its way.
    fileprivate var electronicEnd: String? {
        switch self {
        case .presented, .signed: nil
        case .refused: "Recommandé électronique refusé par le destinataire"
        case .unclaimed: "Recommandé électronique non réclamé dans les quinze jours"
        case .returned: "Recommandé électronique non remis : adresse électronique inconnue"
        }
    }
}
