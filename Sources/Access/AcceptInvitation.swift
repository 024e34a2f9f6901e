public import Postgres
public import Vocabulary

/// The use of a one-time link: whoever has no password chooses one, and goes on to the second factor.
public struct AcceptInvitation: Sendable {
    /// What a link is for.
    public struct Offer: Sendable, Equatable {
        /// Whom it is for.
        public let name: String
        /// The address with which they will sign in.
        public let email: String
        /// The organisation that gave it.
        public let council: String
        /// Whether a password must be chosen; otherwise the account has one, which stays.
        public let needsPassword: Bool
        /// Whether it replaces a lost password.
        public let isForNewPassword: Bool
    }

    /// What came of it.
    public enum Outcome: Sendable {
        /// A session is open.
        case opened(SessionToken, DeviceMark, Membership)
        /// The second factor is awaited under this token.
        case secondFactor(SessionToken)
        /// A second factor must be chosen under this token.
        case enrolment(SessionToken)
        /// The account had a password already: its owner signs in with it.
        case signInAsUsual
        /// The password was refused; the link may still be used.
        case refused(PasswordRule.Refusal)
        /// The link was used, is too old, or never was.
        case over
    }

    private let database: Database
    private let passwords: PasswordQueue
    private let rule: SecondFactorRule
    private let keys: KeyRing

    /// - Parameters:
    ///   - passwords: the queue of the process.
    ///   - keys: what seals the secrets of second factors.
    public init(_ database: Database, passwords: PasswordQueue, secondFactor rule: SecondFactorRule, keys: KeyRing) {
        self.database = database
        self.passwords = passwords
        self.rule = rule
        self.keys = keys
    }

    /// What the link offers; nil when it was used, is too old, or never was.
    ///
    /// - Throws: `PostgresError`.
    public func offer(_ token: InvitationToken, now: Instant) async throws -> Offer? {
        try await database.transaction(as: .access) { try InvitationStore.find($0, token: token, now: now) }
            .map { Offer($0) }
    }

    /// - Parameters:
    ///   - password: what was chosen; not looked at when the account has one already.
    ///   - browser: the browser in words.
    ///   - origin: the address of the client as the site saw it, for the journal.
    ///   - random: 112 random bytes, for the session, the mark, a second factor and the salt.
    /// - Throws: `PasswordQueue.Full`, `PostgresError`.
    public func run(
        _ token: InvitationToken, password: String, browser: String, origin: String?, random: [UInt8], now: Instant,
        today: CalendarDate
    ) async throws -> Outcome {
        let found = try await database.transaction(as: .access) {
            try InvitationStore.find($0, token: token, now: now)
        }
        guard let found else { return .over }
        guard Offer(found).needsPassword else { return try await acceptAsUsual(token, found, origin, now: now) }
        if let refusal = PasswordRule.refusal(of: password, email: found.email, name: found.name) {
            return .refused(refusal)
        }
        let hash = try await passwords.run { try PasswordHash(of: password, salt: Array(random[96..<112])) }
        let next = SessionToken(random: Array(random[0..<32]))
        let begun = try await database.transaction(as: .access) { transaction in
            try self.begin(
                transaction, token, found, hash, next,
                BegunSession(
                    person: found.person, email: found.email, browser: browser, origin: origin),
                random, now: now, today: today)
        }
        guard let (membership, stage) = begun else { return .over }
        switch stage {
        case .secondFactor: return .secondFactor(next)
        case .enrolment: return .enrolment(next)
        case .open: return .opened(next, DeviceMark(random: Array(random[32..<64]), hash: hash), membership)
        }
    }

    private func begin(
        _ transaction: Transaction, _ token: InvitationToken, _ found: InvitationStore.Found, _ hash: PasswordHash,
        _ next: SessionToken, _ session: BegunSession, _ random: [UInt8], now: Instant, today: CalendarDate
    ) throws -> (Membership, SessionStore.Stage)? {
        guard try InvitationStore.use(transaction, token: token, now: now) else { return nil }
        try PersonStore.setPassword(transaction, person: found.person, hash: hash)
        try SessionStore.deleteAll(transaction, person: found.person, but: nil)
        if found.hasPassword { try AccountMessage.add(transaction, to: found.person, .passwordChanged, at: now) }
        try record(transaction, found, session.origin)
        return try session.insert(
            transaction, token: next, rule: rule, secret: Array(random[64..<84]), nonce: Array(random[84..<96]),
            keys: keys, now: now, today: today)
    }

    private func acceptAsUsual(
        _ token: InvitationToken, _ found: InvitationStore.Found, _ origin: String?, now: Instant
    ) async throws -> Outcome {
        try await database.transaction(as: .access) { transaction in
            guard try InvitationStore.use(transaction, token: token, now: now) else { return .over }
            try record(transaction, found, origin)
            return .signInAsUsual
        }
    }

    private func record(
        _ transaction: Transaction, _ found: InvitationStore.Found, _ origin: String?
    ) throws {
        let author = Author(name: found.email, personID: found.person, origin: origin)
        try AuditEvent(
            found.purpose == .welcome ? .invitationAccepted : .passwordChanged, by: author,
            on: "person:\(found.person)"
        ).record(transaction, council: found.council)
    }
}

extension AcceptInvitation.Offer {
    init(_ found: InvitationStore.Found) {
        self.init(
            name: found.name, email: found.email, council: found.councilName,
            needsPassword: !found.hasPassword || found.purpose == .newPassword,
            isForNewPassword: found.purpose == .newPassword)
    }
}
