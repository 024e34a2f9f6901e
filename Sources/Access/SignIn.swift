public import Postgres
public import Vocabulary

/// Opens a session for an address and its password.
///
/// An unknown address costs the same time, the same wait and the same sentence as a known one.
public final class SignIn: Sendable {
    /// What was asked.
    public struct Attempt: Sendable {
        let email: String
        let password: String
        let device: DeviceMark?
        let browser: String
        let origin: String?
        let next: SessionToken
        let nextDevice: [UInt8]
        let nextSecret: [UInt8]
        let nonce: [UInt8]

        /// How many random bytes an attempt takes.
        public static let randomLength = 96

        /// - Parameters:
        ///   - device: the mark that the browser brought, if any.
        ///   - browser: the browser in words, shown to its owner among the open sessions.
        ///   - origin: the address of the client as the site saw it, for the journal.
        ///   - random: 96 random bytes, for the session, the next mark and a second factor still to be chosen.
        public init(
            email: String, password: String, device: DeviceMark?, browser: String = "", origin: String? = nil,
            random: [UInt8]
        ) {
            self.email = email.lowercased().filter { !$0.isWhitespace }
            self.password = password
            self.device = device
            self.browser = browser
            self.origin = origin
            next = SessionToken(random: Array(random[0..<32]))
            nextDevice = Array(random[32..<64])
            nextSecret = Array(random[64..<84])
            nonce = Array(random[84..<96])
        }
    }

    /// What came of it.
    public enum Outcome: Sendable {
        /// A session is open.
        case opened(SessionToken, DeviceMark, Membership)
        /// The password is right; the second factor is awaited under this token (`ProveSecondFactor`).
        case secondFactor(SessionToken)
        /// The password is right; a second factor must be chosen under this token (`EnrolSecondFactor`).
        case enrolment(SessionToken)
        /// Wrong address or password, or no membership today: never told which.
        case refused
        /// Too many wrong passwords for this address; the next attempt is looked at in so many seconds.
        case wait(seconds: Int64)
    }

    private let database: Database
    private let passwords: PasswordQueue
    private let rule: SecondFactorRule
    private let keys: KeyRing
    private let counter = FailureCounter()
    /// Compared with when the address is unknown, so that both answers take the same time.
    static let decoy = PasswordHash(
        encoded: "$argon2id$v=19$m=19456,t=2,p=1$c2V4dGFudGRlY295c2FsdA$"
            + "Vx6cY5oQkZ3o7n3mQy2oQ1m6d0b8vKk4rX0h5n8cT1E")

    /// - Parameters:
    ///   - passwords: the queue of the process.
    ///   - keys: what seals the secrets of second factors.
    public init(
        _ database: Database, passwords: PasswordQueue, secondFactor rule: SecondFactorRule = .required, keys: KeyRing
    ) {
        self.database = database
        self.passwords = passwords
        self.rule = rule
        self.keys = keys
    }

    /// - Throws: `PasswordQueue.Full`, `PostgresError`.
    public func run(_ attempt: Attempt, now: Instant, today: CalendarDate) async throws -> Outcome {
        let person = try await database.transaction(as: .access) {
            try PersonStore.find($0, email: attempt.email)
        }
        guard let person, !person.hash.encoded.isEmpty else {
            if let opens = counter.begin("adresse:\(attempt.email)", at: now) { return wait(opens, now) }
            _ = try await passwords.run { Self.decoy.matches(attempt.password) }
            return .refused
        }
        if let opens = try await begin(attempt, person, now) { return wait(opens, now) }
        let isRight = try await passwords.run { person.hash.matches(attempt.password) }
        guard isRight else { return .refused }
        return try await open(attempt, person, now: now, today: today)
    }

    /// Counts the attempt, on the account or on the browser that is known to be the person's.
    private func begin(_ attempt: Attempt, _ person: PersonStore.Person, _ now: Instant) async throws -> Instant? {
        if let device = attempt.device, device.isValid(for: person.hash) {
            return counter.begin("appareil:\(device.text)", at: now)
        }
        if let last = person.lastFailure {
            let opens = SignInDelay.opens(after: person.failures, lastFailure: last)
            if now < opens { return opens }
        }
        let isCounted = try await database.transaction(as: .access) {
            try PersonStore.countAttempt($0, person, now: now)
        }
        return isCounted ? nil : now.adding(seconds: 1)
    }

    private func open(
        _ attempt: Attempt, _ person: PersonStore.Person, now: Instant, today: CalendarDate
    ) async throws -> Outcome {
        if let device = attempt.device { counter.forget("appareil:\(device.text)") }
        let (rule, keys) = (rule, keys)
        let begun = try await database.transaction(as: .access) { transaction in
            try PersonStore.forgetFailures(transaction, person: person.id)
            return try BegunSession(
                person: person.id, email: attempt.email, browser: attempt.browser, origin: attempt.origin
            ).insert(
                transaction, token: attempt.next, rule: rule, secret: attempt.nextSecret, nonce: attempt.nonce,
                keys: keys, now: now, today: today)
        }
        guard let (membership, stage) = begun else { return .refused }
        switch stage {
        case .secondFactor: return .secondFactor(attempt.next)
        case .enrolment: return .enrolment(attempt.next)
        case .open:
            return .opened(attempt.next, DeviceMark(random: attempt.nextDevice, hash: person.hash), membership)
        }
    }

    private func wait(_ opens: Instant, _ now: Instant) -> Outcome {
        .wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
    }
}
