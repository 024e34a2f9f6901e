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
        /// Facts are being written: nothing can be said of any letter of the council before this moment.
        case busy(Instant)
    }

    /// Why a letter waits for the next lot.
    static let suspended = """
        Son envoi est suspendu : sa campagne est arrêtée, ou la situation du médecin est en cours de calcul. La lettre \
        attend le prochain lot.
        """
    static let withdrawn = "La lettre a été retirée."

    let gates: [Notice.Kind: any Gate]
    let store: LotStore
    let day: CalendarDate

    /// One that must not leave any more is withdrawn.
    func ask(_ letter: LotStore.Letter) throws -> Answer {
        guard letter.delivered == SentNotice.State.held.rawValue else {
            return .stays(letter.withdrawal ?? Self.withdrawn)
        }
        guard let gate = gates[letter.kind] else { return letter.kind.needsGate ? .stays(Self.suspended) : .go }
        let answer = try gate.admit(
            letter.notice, cause: letter.cause, council: store.council, on: day, store.transaction)
        switch answer {
        case .go: return .go
        case .later: return .stays(Self.suspended)
        case .councilLater(let moment): return .busy(moment)
        case .never(let reason):
            try DeliveryStore(transaction: store.transaction, council: store.council)
                .withdraw(letter.delivery, on: day, because: reason)
            return .stays(reason)
        }
    }
}
