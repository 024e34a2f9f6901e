import Access
import Documents
import Jobs
import Postgres
import Vocabulary

/// The transactions around the setting of letters: before the typesetter hears of them, and after it has answered.
struct LotDesk: Sendable {
    /// Letters of one chunk.
    static let chunk = 25
    /// For how long nothing is tried after the typesetter could not be used, in seconds.
    static let pause: Int64 = 300
    /// Attempts after which a job is set aside.
    private static let mostAttempts = 10
    /// Fewer failures at once are those of letters; when so many, and all, fail, the fault lies elsewhere.
    private static let leastOfAll = 3

    /// A letter that the typesetter is to set.
    struct Sheet: Sendable {
        let delivery: Int64
        let letter: PrintedLetter
    }

    /// What the typesetter made of a letter.
    typealias Answer = (Sheet, Result<Typeset, TypesetFault>)

    /// What is to be done with a lot.
    enum Step: Sendable {
        /// These are to be set.
        case set([Sheet])
        /// Every letter was looked at: the whole pile is to be set, in its order.
        case print([Sheet])
        /// It is done, or waits.
        case settled
        /// The job is somebody else's now.
        case over
    }

    let gates: [Notice.Kind: any Gate]
    let today: @Sendable () -> CalendarDate
    let now: @Sendable () -> Instant

    /// Looks whether the next letters may leave, and writes them.
    func next(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws -> Step {
        guard try lease.keep(transaction) else { return .over }
        let store = LotStore(transaction: transaction, council: job.council)
        guard let lot = try job.lot.flatMap(store.lock), let council = try Council.find(transaction, key: job.council)
        else { return try settle(job, lease, transaction) }
        let sheet = try LotSheet(council, on: lot.madeOn, transaction)
        guard lot.state == .making else {
            guard lot.state == .ready, try !store.hasPrint(lot.id) else { return try settle(job, lease, transaction) }
            return .print(try pile(lot, sheet, store))
        }
        if job.attempt > 2 { try store.setFault(lot.id, LotFault.interrupted(job.attempt - 1)) }
        let waiting = try store.letters(of: lot.id, in: .waiting, atMost: Self.chunk)
        guard !waiting.isEmpty else { return .print(try pile(lot, sheet, store)) }
        return try write(waiting, of: lot.id, sheet, store) { moment in
            try lease.postpone(job.id, "facts.busy", at: moment.epochSeconds, transaction)
        }
    }

    private func settle(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws -> Step {
        try lease.finish(job.id, transaction)
        return .settled
    }

    /// Each letter for itself: one that cannot be read is left out, and the others go on.
    private func write(
        _ waiting: [LotStore.Letter], of lot: Int64, _ sheet: LotSheet, _ store: LotStore,
        postponed: (Instant) throws -> Void
    ) throws -> Step {
        let gate = LotGate(gates: gates, store: store, day: today(), now: now())
        var sheets: [Sheet] = []
        var failed: [(letter: LotStore.Letter, error: any Error)] = []
        for letter in waiting {
            do {
                switch try store.transaction.partly({ try admit(letter, of: lot, sheet, gate) }) {
                case .set(let written): sheets.append(written)
                case .leftOut: continue
                case .busy(let moment):
                    try store.setFault(lot, LotFault.busy)
                    try postponed(moment)
                    return .settled
                }
            } catch  where !Self.isOfAll(error) {
                failed.append((letter, error))
            }
        }
        if let first = failed.first, failed.count == waiting.count, failed.count >= Self.leastOfAll {
            throw first.error
        }
        for (letter, _) in failed {
            try store.setLine(lot, letter.delivery, .leftOut, because: LotFault.unreadable, .words)
        }
        return .set(sheets)
    }

    private enum Admitted {
        case set(Sheet)
        case leftOut
        case busy(Instant)
    }

    private func admit(
        _ letter: LotStore.Letter, of lot: Int64, _ sheet: LotSheet, _ gate: LotGate
    ) throws -> Admitted {
        switch try gate.ask(letter) {
        case .busy(let moment): return .busy(moment)
        case .stays(let reason): try gate.store.setLine(lot, letter.delivery, .leftOut, because: reason)
        case .go:
            do {
                return .set(Sheet(delivery: letter.delivery, letter: try sheet.write(letter)))
            } catch let fault as AddressFault {
                try gate.store.setLine(
                    lot, letter.delivery, .leftOut, because: LotFault.sentence(fault), .address)
            }
        }
        return .leftOut
    }

    private static func isOfAll(_ error: any Error) -> Bool {
        switch error {
        case PostgresError.unreachable: true
        case PostgresError.server(let error): error.isRetryable
        default: error is CancellationError || error is Lease.Lost
        }
    }

    /// The letters of the pile in postal order; one that was withdrawn since it was set is not among them.
    private func pile(_ lot: LotStore.Locked, _ sheet: LotSheet, _ store: LotStore) throws -> [Sheet] {
        var found: [(order: PostalOrder, sheet: Sheet)] = []
        for letter in try store.letters(of: lot.id, in: .set) {
            guard letter.delivered == SentNotice.State.held.rawValue || lot.state != .making else {
                try store.setLine(lot.id, letter.delivery, .leftOut, because: letter.withdrawal ?? LotGate.withdrawn)
                continue
            }
            let written = try sheet.write(letter)
            found.append((PostalOrder(written.address.lines), Sheet(delivery: letter.delivery, letter: written)))
        }
        return found.sorted { ($0.order, $0.sheet.delivery) < ($1.order, $1.sheet.delivery) }.map(\.sheet)
    }

    /// Keeps what was set; a letter that could not be is left out with the reason.
    func record(
        _ answers: [Answer], _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws -> Step {
        guard try lease.keep(transaction) else { return .over }
        let store = LotStore(transaction: transaction, council: job.council)
        guard let lot = job.lot, try store.lock(lot)?.state == .making else { return .settled }
        for (sheet, answer) in answers {
            switch answer {
            case .success(let typeset) where typeset.pages <= PostalLot.mostPages:
                try store.setLine(lot, sheet.delivery, .set)
                try store.keep(typeset, of: lot, sheet.delivery)
            case .success(let typeset):
                try store.setLine(
                    lot, sheet.delivery, .leftOut, because: LotFault.tooManyPages(typeset.pages), .words)
            case .failure(let fault): try leave(sheet, out: fault, lot, store)
            }
        }
        try store.setFault(lot, nil)
        return .set([])
    }

    /// Letters because of which their pile could not be set.
    ///
    /// - Returns: false when the pile is printed already, and must stay as it is.
    func leaveOut(
        _ faults: [Answer], _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws -> Bool {
        guard try lease.keep(transaction) else { return true }
        let store = LotStore(transaction: transaction, council: job.council)
        guard let lot = job.lot, try store.lock(lot)?.state == .making else { return false }
        for (sheet, answer) in faults {
            if case .failure(let fault) = answer { try leave(sheet, out: fault, lot, store) }
        }
        return true
    }

    private func leave(_ sheet: Sheet, out fault: TypesetFault, _ lot: Int64, _ store: LotStore) throws {
        try store.setLine(
            lot, sheet.delivery, .leftOut, because: LotFault.sentence(fault, of: sheet.letter),
            LotFault.kind(fault, of: sheet.letter))
    }

    /// The pile can be printed.
    ///
    /// - Returns: whether it is to be set once more: letters were taken out of it meanwhile.
    func finish(
        _ pile: [Sheet], _ typeset: Typeset?, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws -> Bool {
        guard try lease.keep(transaction) else { return false }
        let store = LotStore(transaction: transaction, council: job.council)
        if let lot = try job.lot.flatMap(store.lock), lot.state == .making || lot.state == .ready {
            guard try store.pile(lot.id) == Set(pile.map(\.delivery)) else { return true }
            if let typeset { try store.keep(typeset, of: lot.id, nil) }
            if lot.state == .making {
                try store.rank(pile.map(\.delivery), of: lot.id)
                try store.setReady(lot.id)
            } else {
                try store.setFault(lot.id, nil)
            }
        }
        try lease.finish(job.id, transaction)
        return false
    }

    /// No letter is to blame: the whole lot waits, and its page says why.
    func wait(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws {
        guard try lease.keep(transaction) else { return }
        let store = LotStore(transaction: transaction, council: job.council)
        if let lot = job.lot { try store.setFault(lot, LotFault.engine) }
        let moment = now().adding(seconds: Self.pause).epochSeconds
        try lease.postpone(job.id, "typesetter.unusable", at: moment, transaction)
    }

    /// It failed for a reason that nothing here knows: the attempt counts, and the page says so.
    func fail(_ fault: String, _ job: Job, _ lease: Lease, _ transaction: Transaction) throws {
        guard try lease.keep(transaction) else { return }
        let store = LotStore(transaction: transaction, council: job.council)
        if let lot = job.lot {
            try store.setFault(lot, LotFault.failed(fault, isLast: job.attempt >= Self.mostAttempts))
        }
        try lease.postpone(job.id, fault, at: nil, transaction)
    }
}

extension Job {
    /// The key of the lot that a job makes.
    fileprivate var lot: Int64? { payload["lot"]?.integer.map { Int64($0) } }
}
