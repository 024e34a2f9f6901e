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
        let invitation: InvitationToken?

        /// How many random bytes an attempt takes.
        public static let randomLength = 96

        /// - Parameters:
        ///   - device: the mark that the browser brought, if any.
        ///   - browser: the browser in words, shown to its owner among the open sessions.
        ///   - origin: the address of the client as the site saw it, for the journal.
        ///   - invitation: the link with which the person came, which gives somebody without a role the offered one.
        ///   - random: 96 random bytes, for the session, the next mark and a second factor still to be chosen.
        public init(
            email: String, password: String, device: DeviceMark?, browser: String = "", origin: String? = nil,
            invitation: InvitationToken? = nil, random: [UInt8]
        ) {
            self.invitation = invitation
            self.email = Attempt.normal(email)
            self.password = password
            self.device = device
            self.browser = browser
            self.origin = origin
            next = SessionToken(random: Array(random[0..<32]))
            nextDevice = Array(random[32..<64])
            nextSecret = Array(random[64..<84])
            nonce = Array(random[84..<96])
        }

        /// The address as it is compared: the same account however it is typed.
        static func normal(_ email: String) -> String { email.lowercased().filter { !$0.isWhitespace } }
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
        let known = person.flatMap { $0.hash.encoded.isEmpty ? nil : $0 }
        let failures = AddressFailures(email: attempt.email, keys: keys)
        var before = 0
        if let known, let device = attempt.device, device.isValid(for: known.hash) {
            if let opens = counter.begin("appareil:\(device.text)", at: now) { return wait(opens, now) }
        } else {
            switch try await begin(failures, now) {
            case .waits(let opens): return wait(opens, now)
            case .counted(let number): before = number
            }
        }
        let hash = known?.hash ?? Self.decoy
        let isRight = try await passwords.run { hash.matches(attempt.password) }
        guard let known, isRight else {
            try await note(attempt, known, failures, after: before, today)
            return .refused
        }
        return try await open(attempt, known, now: now, today: today)
    }

    private enum Beginning {
        case waits(Instant)
        case counted(after: Int)
    }

    /// Counts the attempt on the address.
    private func begin(_ failures: AddressFailures, _ now: Instant) async throws -> Beginning {
        let count = try await database.transaction(as: .access) { try failures.read($0) }
        if let last = count.last {
            let opens = SignInDelay.opens(after: count.number, lastFailure: last)
            if now < opens { return .waits(opens) }
        }
        let isCounted = try await database.transaction(as: .access) { try failures.add($0, after: count, now: now) }
        return isCounted ? .counted(after: count.number) : .waits(now.adding(seconds: 1))
    }

    /// The first wrong password, and the one from which strangers wait, are in the journals of the person's
    /// organisations.
    private func note(
        _ attempt: Attempt, _ person: PersonStore.Person?, _ failures: AddressFailures, after before: Int,
        _ today: CalendarDate
    ) async throws {
        guard before == 0 || before + 1 == SignInDelay.free else { return }
        try await database.transaction(as: .access) { transaction in
            guard let person else { return try failures.touch(transaction) }
            let event = AuditEvent(
                .signInRefused, by: Author(name: attempt.email, origin: attempt.origin), on: "person:\(person.id)",
                detail: "{\"attempts\": \(before + 1)}")
            for council in try PersonStore.councils(transaction, of: person.id, since: today) {
                try event.record(transaction, council: council)
            }
        }
    }

    /// Whose tries a sign-in counts among (`RateLimit`): a browser's own only when its mark was signed for this very
    /// account. Whatever else a cookie holds, it is a stranger's try at the account.
    ///
    /// - Throws: `PostgresError`.
    public func subject(email: String, device: DeviceMark?) async throws -> RateLimit.Subject {
        let email = Attempt.normal(email)
        guard let device else { return .account(email) }
        let person = try await database.transaction(as: .access) { try PersonStore.find($0, email: email) }
        guard let person, !person.hash.encoded.isEmpty, device.isValid(for: person.hash) else { return .account(email) }
        return .device(device)
    }

    private func open(
        _ attempt: Attempt, _ person: PersonStore.Person, now: Instant, today: CalendarDate
    ) async throws -> Outcome {
        if let device = attempt.device { counter.forget("appareil:\(device.text)") }
        let (rule, keys) = (rule, keys)
        let begun = try await database.transaction(as: .access) { transaction in
            try AddressFailures(email: attempt.email, keys: keys).forget(transaction)
            return try BegunSession(
                person: person.id, email: attempt.email, browser: attempt.browser, origin: attempt.origin,
                invitation: attempt.invitation
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
