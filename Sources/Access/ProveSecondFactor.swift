public import Postgres
public import Vocabulary

/// The second step of a sign-in: a code of the authenticator, or a recovery code.
///
/// Wrong codes make strangers wait as wrong passwords do, and never the browser that is known to be the person's.
public final class ProveSecondFactor: Sendable {
    /// What was typed, and where.
    public struct Attempt: Sendable {
        let token: SessionToken
        let typed: String
        let device: DeviceMark?
        let origin: String?
        let next: SessionToken
        let nextDevice: [UInt8]
        let invitation: InvitationToken?

        /// - Parameters:
        ///   - token: the token of the sign-in that waits.
        ///   - typed: six digits, or a recovery code; spaces and hyphens count for nothing.
        ///   - origin: the address of the client as the site saw it, for the journal.
        ///   - invitation: the link with which the person came, which gives somebody without a role the offered one.
        ///   - random: 64 random bytes, for the session and for the next mark.
        public init(
            _ token: SessionToken, typed: String, device: DeviceMark?, origin: String? = nil,
            invitation: InvitationToken? = nil, random: [UInt8]
        ) {
            self.invitation = invitation
            self.token = token
            self.typed = typed
            self.device = device
            self.origin = origin
            next = SessionToken(random: Array(random[0..<32]))
            nextDevice = Array(random[32..<64])
        }
    }

    /// What came of it.
    public enum Outcome: Sendable {
        /// A session is open, under another token.
        case opened(SessionToken, DeviceMark, Membership)
        /// Not the code of now, or used already.
        case wrong
        /// Too many wrong codes; the next one is looked at in so many seconds.
        case wait(seconds: Int64)
        /// Nothing waits under this token: the sign-in begins again.
        case over
    }

    private let database: Database
    private let check: FactorCheck

    /// - Parameter keys: what seals the secrets.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        check = FactorCheck(keys: keys)
    }

    /// Whether a sign-in waits for its second factor under this token.
    ///
    /// - Throws: `PostgresError`.
    public func isAwaited(_ token: SessionToken, now: Instant) async throws -> Bool {
        try await database.transaction(as: .access) {
            try PendingSession.find($0, token: token, now: now)?.stage == .secondFactor
        }
    }

    /// - Throws: `KeyRing.Unreadable` when the secret was sealed with a key that is gone, `PostgresError`.
    public func run(_ attempt: Attempt, now: Instant, today: CalendarDate) async throws -> Outcome {
        try await database.transaction(as: .access) { transaction in
            guard let pending = try PendingSession.find(transaction, token: attempt.token, now: now),
                pending.stage == .secondFactor
            else { return .over }
            guard pending.tries < PendingSession.most else {
                try SessionStore.delete(transaction, token: attempt.token)
                return .over
            }
            if let opens = try self.check.begin(transaction, pending.person, device: attempt.device, now: now) {
                return .wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
            }
            try pending.countTry(transaction, token: attempt.token)
            guard
                try self.check.isRight(
                    transaction, attempt.typed, of: pending.person.id, by: pending.author(from: attempt.origin),
                    council: pending.council, now: now)
            else { return .wrong }
            return try self.open(transaction, attempt, pending, now: now, today: today)
        }
    }

    private func open(
        _ transaction: Transaction, _ attempt: Attempt, _ pending: PendingSession, now: Instant, today: CalendarDate
    ) throws -> Outcome {
        try check.forget(transaction, pending.person, device: attempt.device)
        let membership = try pending.open(
            transaction, attempt.token, next: attempt.next, origin: attempt.origin, invitation: attempt.invitation,
            now: now, today: today)
        guard let membership else { return .over }
        return .opened(attempt.next, DeviceMark(random: attempt.nextDevice, hash: pending.person.hash), membership)
    }
}
