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
        /// Whether a password must be chosen; otherwise the account's owner signs in as usual and accepts.
        public let needsPassword: Bool
        /// The role that is offered; nil when it was given with the link.
        public let role: Role?
        /// Whether it replaces a lost password.
        public let isForNewPassword: Bool
        let person: Int64

        /// Whether it is for whoever is signed in.
        public func isFor(_ session: Session?) -> Bool { session?.personID == person }
    }

    /// What came of it.
    public enum Outcome: Sendable {
        /// A session is open.
        case opened(SessionToken, DeviceMark, Membership)
        /// The second factor is awaited under this token.
        case secondFactor(SessionToken)
        /// A second factor must be chosen under this token.
        case enrolment(SessionToken)
        /// The account's owner signs in as usual.
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
    public func offer(_ token: InvitationToken, now: Instant, today: CalendarDate) async throws -> Offer? {
        try await database.transaction(as: .access) {
            try InvitationStore.find($0, token: token, now: now, today: today)
        }.flatMap { Offer($0) }
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
            try InvitationStore.find($0, token: token, now: now, today: today)
        }
        guard let found, let offer = Offer(found) else { return .over }
        guard offer.needsPassword else { return .signInAsUsual }
        if let refusal = PasswordRule.refusal(of: password, email: found.email, name: found.name) {
            return .refused(refusal)
        }
        let hash = try await passwords.run { try PasswordHash(of: password, salt: Array(random[96..<112])) }
        let next = SessionToken(random: Array(random[0..<32]))
        let begun = try await database.transaction(as: .access) { transaction in
            try self.begin(
                transaction, token, hash, next,
                BegunSession(
                    person: found.person, email: found.email, browser: browser, origin: origin),
                random, now: now, today: today)
        }
        guard case .begun(let membership, let stage) = begun else { return begun == .over ? .over : .signInAsUsual }
        switch stage {
        case .secondFactor: return .secondFactor(next)
        case .enrolment: return .enrolment(next)
        case .open: return .opened(next, DeviceMark(random: Array(random[32..<64]), hash: hash), membership)
        }
    }

    private enum Begun: Equatable {
        case begun(Membership, SessionStore.Stage)
        /// The password is chosen; the role begins on a later day.
        case laterDay
        case over
    }

    /// What the link may do is read again here: somebody may have become a member elsewhere since the page was shown.
    private func begin(
        _ transaction: Transaction, _ token: InvitationToken, _ hash: PasswordHash, _ next: SessionToken,
        _ session: BegunSession, _ random: [UInt8], now: Instant, today: CalendarDate
    ) throws -> Begun {
        try PersonStore.lock(transaction, person: session.person)
        guard let found = try InvitationStore.find(transaction, token: token, now: now, today: today),
            found.setsPassword, found.person == session.person
        else { return .over }
        let author = Author(name: found.email, personID: found.person, origin: session.origin)
        let isAccepted = try AcceptOffer.keep(transaction, token, found, by: author, now: now, today: today)
        guard try isAccepted || InvitationStore.use(transaction, token: token, now: now) else { return .over }
        try PersonStore.setPassword(
            transaction, person: found.person, hash: hash, name: found.hasPassword ? nil : found.name, now: now)
        try SessionStore.deleteAll(transaction, person: found.person, but: nil)
        if found.hasPassword { try AccountMessage.add(transaction, to: found.person, .passwordChanged, at: now) }
        if !isAccepted { try record(transaction, found, author, today) }
        let begun = try session.insert(
            transaction, token: next, rule: rule, secret: Array(random[64..<84]), nonce: Array(random[84..<96]),
            keys: keys, now: now, today: today)
        return begun.map { .begun($0.0, $0.1) } ?? .laterDay
    }

    /// A changed password is in the journal of every organisation to which it gives access.
    private func record(
        _ transaction: Transaction, _ found: InvitationStore.Found, _ author: Author, _ today: CalendarDate
    ) throws {
        let event = AuditEvent(
            found.purpose == .welcome ? .invitationAccepted : .passwordChanged, by: author,
            on: "person:\(found.person)")
        let others = try PersonStore.councils(transaction, of: found.person, since: today)
        for council in Set(others + [found.council.id]).sorted() { try event.record(transaction, council: council) }
    }
}

extension AcceptInvitation.Offer {
    /// Nil when the link is for a password that it may not choose any more.
    init?(_ found: InvitationStore.Found) {
        guard found.setsPassword || found.purpose == .welcome else { return nil }
        self.init(
            name: found.name, email: found.email, council: found.council.name, needsPassword: found.setsPassword,
            role: found.offered?.role, isForNewPassword: found.purpose == .newPassword, person: found.person)
    }
}
