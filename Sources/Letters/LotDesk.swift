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

    /// A letter that the typesetter is to set.
    struct Sheet: Sendable {
        let delivery: Int64
        let letter: PrintedLetter
    }

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
        guard let lot = job.lot, try store.lock(lot)?.state == .making,
            let council = try Council.find(transaction, key: job.council)
        else {
            try lease.finish(job.id, transaction)
            return .settled
        }
        let waiting = try store.letters(of: lot, in: .waiting, atMost: Self.chunk)
        let sheet = try LotSheet(council, transaction)
        guard !waiting.isEmpty else { return .print(try pile(lot, sheet, store)) }
        let gate = LotGate(gates: gates, store: store, day: today())
        var sheets: [Sheet] = []
        for letter in waiting {
            switch try gate.ask(letter) {
            case .busy(let moment):
                try store.setFault(lot, LotFault.busy)
                try lease.postpone(job.id, "facts.busy", at: moment.epochSeconds, transaction)
                return .settled
            case .stays(let reason): try store.setLine(lot, letter.delivery, .leftOut, because: reason)
            case .go:
                do {
                    sheets.append(Sheet(delivery: letter.delivery, letter: try sheet.write(letter)))
                } catch let fault as AddressFault {
                    try store.setLine(lot, letter.delivery, .leftOut, because: LotFault.sentence(fault))
                }
            }
        }
        return .set(sheets)
    }

    /// The letters of the pile in postal order; one that was withdrawn since it was set is not among them.
    private func pile(_ lot: Int64, _ sheet: LotSheet, _ store: LotStore) throws -> [Sheet] {
        var found: [(order: PostalOrder, sheet: Sheet)] = []
        for letter in try store.letters(of: lot, in: .set) {
            guard letter.delivered == SentNotice.State.held.rawValue else {
                try store.setLine(lot, letter.delivery, .leftOut, because: letter.withdrawal ?? LotGate.withdrawn)
                continue
            }
            let written = try sheet.write(letter)
            found.append((PostalOrder(written.address.lines), Sheet(delivery: letter.delivery, letter: written)))
        }
        return found.sorted { ($0.order, $0.sheet.delivery) < ($1.order, $1.sheet.delivery) }.map(\.sheet)
    }

    /// Keeps what was set; a letter that could not be is left out with the reason.
    func record(
        _ answers: [(Sheet, Result<Typeset, TypesetFault>)], _ job: Job, _ lease: Lease, _ transaction: Transaction
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
                try store.setLine(lot, sheet.delivery, .leftOut, because: LotFault.tooManyPages(typeset.pages))
            case .failure(let fault):
                guard let reason = LotFault.sentence(fault) else { continue }
                try store.setLine(lot, sheet.delivery, .leftOut, because: reason)
            }
        }
        try store.setFault(lot, nil)
        return .set([])
    }

    /// The pile can be printed.
    func finish(
        _ pile: [Sheet], _ typeset: Typeset?, _ job: Job, _ lease: Lease, _ transaction: Transaction
    ) throws {
        guard try lease.keep(transaction) else { return }
        let store = LotStore(transaction: transaction, council: job.council)
        if let lot = job.lot, try store.lock(lot)?.state == .making {
            try store.rank(pile.map(\.delivery), of: lot)
            if let typeset { try store.keep(typeset, of: lot, nil) }
            try store.setReady(lot)
        }
        try lease.finish(job.id, transaction)
    }

    /// No letter is to blame: the whole lot waits, and its page says why.
    func wait(_ job: Job, _ lease: Lease, _ transaction: Transaction) throws {
        guard try lease.keep(transaction) else { return }
        let store = LotStore(transaction: transaction, council: job.council)
        if let lot = job.lot { try store.setFault(lot, LotFault.engine) }
        let moment = now().adding(seconds: Self.pause).epochSeconds
        try lease.postpone(job.id, "typesetter.unusable", at: moment, transaction)
    }
}

extension Job {
    /// The key of the lot that a job makes.
    fileprivate var lot: Int64? { payload["lot"]?.integer.map { Int64($0) } }
}
