import Postgres

/// The second factor asked again of whoever is signed in, before another one takes its place: a session left open and a
/// password that was seen are not enough to shut the owner out.
public struct PresentFactor: Sendable {
    /// What was typed, and where.
    public struct Code: Sendable {
        let typed: String
        let device: DeviceMark?
        let origin: String?

        /// - Parameters:
        ///   - typed: six digits, or a recovery code; spaces and hyphens count for nothing.
        ///   - device: the mark that the browser brought, if any.
        ///   - origin: the address of the client as the site saw it, for the journal.
        public init(_ typed: String, device: DeviceMark? = nil, origin: String? = nil) {
            self.typed = typed
            self.device = device
            self.origin = origin
        }
    }

    /// What came of it.
    public enum Outcome: Sendable, Equatable {
        /// It is done.
        case done
        /// Not the code of now, or used already.
        case wrong
        /// Too many wrong codes; the next one is looked at in so many seconds.
        case wait(seconds: Int64)
        /// There is no second factor that could be proven.
        case absent
    }

    private let check: FactorCheck

    init(keys: KeyRing) { check = FactorCheck(keys: keys) }

    /// Looks at a code of the owner of a session.
    func prove(_ transaction: Transaction, _ session: Session, _ code: Code, now: Instant) throws -> Outcome {
        guard let person = try SecondFactorStore.owner(transaction, person: session.personID) else { return .absent }
        if let opens = try check.begin(transaction, person, device: code.device, now: now) {
            return .wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
        }
        guard
            try check.isRight(
                transaction, code.typed, of: person.id, by: session.author(from: code.origin),
                council: session.membership.council.id, now: now)
        else { return .wrong }
        try check.forget(transaction, person, device: code.device)
        return .done
    }
}
