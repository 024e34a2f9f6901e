public import Postgres
public import Vocabulary

/// The choice of a second factor: a secret is proposed, and counts once a code of it has been typed.
public struct EnrolSecondFactor: Sendable {
    /// A secret on its way to an authenticator.
    public struct Proposal: Sendable {
        /// The codes that the authenticator will show.
        public let code: OneTimeCode
        /// The address of the account, which the authenticator shows.
        public let email: String
    }

    /// What came of a typed code.
    public enum Outcome: Sendable {
        /// It is the second factor now; a sign-in that waited for it is open under another token.
        case opened(SessionToken, DeviceMark, Membership)
        /// The second factor of an open session was changed: its token too, and the owner's other sessions are closed.
        case changed(SessionToken)
        /// Not the code of now.
        case wrong
        /// Nothing was proposed, or too many wrong codes: the sign-in begins again.
        case over
    }

    private let database: Database
    private let keys: KeyRing
    private let present: PresentFactor

    /// - Parameter keys: what seals the secrets.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
        present = PresentFactor(keys: keys)
    }

    /// What is proposed to whoever signs in under this token, or to the owner of this session; nil when nothing is.
    ///
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func proposal(_ token: SessionToken, session: Session?, now: Instant) async throws -> Proposal? {
        try await database.transaction(as: .access) { transaction in
            let pending = try PendingSession.find(transaction, token: token, now: now)
            let waiting = pending?.stage == .enrolment ? pending : nil
            guard let person = waiting?.person.id ?? session?.personID,
                let email = waiting?.email ?? session?.email,
                let sealed = try waiting?.nextSecret ?? SessionStore.proposed(transaction, token: token)
            else { return nil }
            return Proposal(
                code: OneTimeCode(secret: try keys.open(sealed, for: SecondFactorRule.purpose(person))), email: email)
        }
    }

    /// Proposes another secret to whoever is signed in and has proven the present second factor, where there is one;
    /// the present one counts until a code of the new one is typed.
    ///
    /// - Parameters:
    ///   - token: the token of the session, which alone sees it.
    ///   - code: a code of the present second factor; looked at only where there is one.
    ///   - random: 32 random bytes.
    /// - Returns: `.done`, or why nothing is proposed; never `.absent`.
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func begin(
        _ session: Session, token: SessionToken, code: PresentFactor.Code, random: [UInt8], now: Instant
    ) async throws -> PresentFactor.Outcome {
        let sealed = try keys.seal(
            Array(random[0..<20]), for: SecondFactorRule.purpose(session.personID), nonce: Array(random[20..<32]))
        return try await database.transaction(as: .access) { transaction in
            let proof = try present.prove(transaction, session, code, now: now)
            guard proof == .done || proof == .absent else { return proof }
            try SessionStore.propose(transaction, token: token, sealed: sealed)
            return .done
        }
    }

    /// Looks at a code of the proposed secret.
    ///
    /// - Parameters:
    ///   - origin: the address of the client as the site saw it, for the journal.
    ///   - random: 236 random bytes, for the session, the mark and the recovery codes.
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func confirm(
        _ typed: String, token: SessionToken, session: Session?, origin: String?, invitation: InvitationToken? = nil,
        random: [UInt8], now: Instant, today: CalendarDate
    ) async throws -> Outcome {
        try await database.transaction(as: .access) { transaction in
            let pending = try PendingSession.find(transaction, token: token, now: now)
            if let pending, pending.stage == .enrolment {
                return try self.open(
                    transaction, typed, pending, token, origin, invitation, random, now: now, today: today)
            }
            guard let session else { return .over }
            let isRight = try self.accept(
                transaction, typed, try SessionStore.proposed(transaction, token: token), session.personID,
                session.author(from: origin), session.membership.council.id,
                random, now)
            guard isRight else { return .wrong }
            let next = SessionToken(random: Array(random[0..<32]))
            try SessionStore.deleteAll(transaction, person: session.personID, but: session.number)
            try SessionStore.renew(transaction, token: token, next: next)
            return .changed(next)
        }
    }

    private func open(
        _ transaction: Transaction, _ typed: String, _ pending: PendingSession, _ token: SessionToken,
        _ origin: String?, _ invitation: InvitationToken?, _ random: [UInt8], now: Instant, today: CalendarDate
    ) throws -> Outcome {
        // Who chose a second factor meanwhile keeps it: a sign-in that began before never replaces it.
        try PersonStore.lock(transaction, person: pending.person.id)
        let isChosen = try SecondFactorStore.find(transaction, person: pending.person.id) != nil
        guard pending.tries < 2 * PendingSession.most, !isChosen else {
            try SessionStore.delete(transaction, token: token)
            return .over
        }
        try pending.countTry(transaction, token: token)
        let isRight = try accept(
            transaction, typed, pending.nextSecret, pending.person.id, pending.author(from: origin), pending.council,
            random, now)
        guard isRight else { return .wrong }
        let next = SessionToken(random: Array(random[0..<32]))
        try SessionStore.deleteAll(transaction, person: pending.person.id, but: nil)
        let membership = try pending.open(
            transaction, token, next: next, origin: origin, invitation: invitation, now: now, today: today)
        guard let membership else { return .over }
        return .opened(next, DeviceMark(random: Array(random[32..<64]), hash: pending.person.hash), membership)
    }

    private func accept(
        _ transaction: Transaction, _ typed: String, _ sealed: [UInt8]?, _ person: Int64, _ author: Author,
        _ council: Int32,
        _ random: [UInt8], _ now: Instant
    ) throws -> Bool {
        guard let sealed else { return false }
        let code = OneTimeCode(secret: try keys.open(sealed, for: SecondFactorRule.purpose(person)))
        guard let step = code.step(of: typed, at: now, after: 0) else { return false }
        try SecondFactorStore.confirm(transaction, person: person, sealed: sealed, step: step, now: now)
        try RenewRecoveryCodes.write(transaction, person, keys, random: Array(random[64..<236]), now: now)
        try AccountMessage.add(transaction, to: person, .secondFactorChosen, at: now)
        try AuditEvent(.secondFactorChosen, by: author).record(transaction, council: council)
        return true
    }
}
