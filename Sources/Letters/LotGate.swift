import Access
import Postgres
import Vocabulary

/// Looks again whether a letter on paper may still leave.
struct LotGate {
    /// What came of it.
    enum Answer: Hashable {
        case go
        /// It does not leave, or not with this lot: why, as a French sentence.
        case stays(String)
        /// Facts are being written, or standings follow them: nothing can be said before this moment.
        case busy(Instant)
    }

    /// The longest wait that says nothing against a letter, in seconds: the standings lag behind the facts for less.
    static let longestLag: Int64 = 60

    /// Why a letter waits for the next lot.
    static let suspended = """
        Son envoi est suspendu : sa campagne est arrêtée, ou le médecin doit d’abord être prévenu. La lettre attendra le \
        premier lot où elle pourra partir.
        """
    static let withdrawn = "La lettre a été retirée."

    let gates: [Notice.Kind: any Gate]
    let store: LotStore
    let day: CalendarDate
    let now: Instant

    /// One that must not leave any more is withdrawn.
    func ask(_ letter: LotStore.Letter) throws -> Answer {
        guard letter.delivered == SentNotice.State.held.rawValue else {
            return .stays(letter.withdrawal ?? Self.withdrawn)
        }
        guard let gate = gates[letter.kind] else { return letter.kind.needsGate ? .stays(Self.suspended) : .go }
        let answer = try gate.admit(
            letter.notice, cause: letter.cause, council: store.council, on: day, store.transaction)
        switch answer {
        case .go: return try renewed(letter, by: gate)
        case .later(let moment) where moment <= now.adding(seconds: Self.longestLag): return .busy(moment)
        case .later: return .stays(Self.suspended)
        case .councilLater(let moment): return .busy(moment)
        case .never(let reason):
            try DeliveryStore(transaction: store.transaction, council: store.council)
                .withdraw(letter.delivery, on: day, because: reason)
            return .stays(reason)
        }
    }

    /// One that no longer says what is known gives its place to another one, in the lot that is being made or the next.
    private func renewed(_ letter: LotStore.Letter, by gate: any Gate) throws -> Answer {
        let letters = HeldLetterStore(transaction: store.transaction, council: store.council)
        guard let held = try letters.find(letter.delivery) else { return .stays(Self.withdrawn) }
        switch try gate.renew(held, council: store.council, on: day, store.transaction) {
        case .stands: return .go
        case .waits(let reason): return .stays(reason)
        case .later(let moment): return .busy(moment)
        case .replaced(let notice, let reason):
            try letters.handOver(letter.delivery, to: notice)
            try letters.enter(notice, insteadOf: letter.delivery)
            return .stays("\(reason) \(Self.replaced)")
        }
    }

    /// What became of a letter that is written again.
    static let replaced = "Une lettre à jour la remplace dans le même lot."

    /// Whether the reason of a letter that has left still stands; nothing is changed.
    func lookBack(_ letter: LotStore.Letter) throws -> Hindsight {
        guard letter.delivered == SentNotice.State.held.rawValue else {
            return .isDoubtful(letter.withdrawal ?? Self.withdrawn)
        }
        guard let gate = gates[letter.kind] else { return .stands }
        return try gate.lookBack(letter.notice, council: store.council, on: day, store.transaction)
    }
}
