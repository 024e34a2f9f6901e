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
    private let keys: KeyRing
    private let counter = FailureCounter()

    /// - Parameter keys: what seals the secrets.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
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
            if let opens = try self.begin(transaction, attempt, pending.person, now) {
                return .wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
            }
            try pending.countTry(transaction, token: attempt.token)
            guard try self.isRight(transaction, attempt, pending, now) else { return .wrong }
            return try self.open(transaction, attempt, pending, now: now, today: today)
        }
    }

    private func begin(
        _ transaction: Transaction, _ attempt: Attempt, _ person: PersonStore.Person, _ now: Instant
    ) throws -> Instant? {
        if let device = attempt.device, device.isValid(for: person.hash) {
            return counter.begin("appareil:\(device.text)", at: now)
        }
        if let last = person.lastFailure {
            let opens = SignInDelay.opens(after: person.failures, lastFailure: last)
            if now < opens { return opens }
        }
        let isCounted = try SecondFactorStore.countAttempt(transaction, person, now: now)
        return isCounted ? nil : now.adding(seconds: 1)
    }

    private func isRight(
        _ transaction: Transaction, _ attempt: Attempt, _ pending: PendingSession, _ now: Instant
    ) throws -> Bool {
        let (person, typed) = (pending.person.id, attempt.typed)
        if RecoveryCode.isOne(typed) {
            guard try SecondFactorStore.useCode(transaction, person: person, typed: typed, now: now) else {
                return false
            }
            let left = try SecondFactorStore.codesLeft(transaction, person: person)
            try AccountMessage.add(transaction, to: person, .recoveryCodeUsed, other: String(left), at: now)
            try AuditEvent(.recoveryCodeUsed, by: pending.author(from: attempt.origin))
                .record(transaction, council: pending.council)
            return true
        }
        guard let factor = try SecondFactorStore.find(transaction, person: person), let sealed = factor.secret else {
            return false
        }
        let code = OneTimeCode(secret: try keys.open(sealed, for: SecondFactorRule.purpose(person)))
        guard let step = code.step(of: typed, at: now, after: factor.lastStep) else { return false }
        return try SecondFactorStore.use(transaction, person: person, step: step)
    }

    private func open(
        _ transaction: Transaction, _ attempt: Attempt, _ pending: PendingSession, now: Instant, today: CalendarDate
    ) throws -> Outcome {
        if let device = attempt.device { counter.forget("appareil:\(device.text)") }
        try SecondFactorStore.forgetFailures(transaction, person: pending.person.id)
        let membership = try pending.open(
            transaction, attempt.token, next: attempt.next, origin: attempt.origin, invitation: attempt.invitation,
            now: now, today: today)
        guard let membership else { return .over }
        return .opened(attempt.next, DeviceMark(random: attempt.nextDevice, hash: pending.person.hash), membership)
    }
}
