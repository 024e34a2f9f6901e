public import Postgres

/// Another password for whoever is signed in: the other sessions close, and this one goes on under another token.
public struct ChangePassword: Sendable {
    /// What came of it.
    public enum Outcome: Sendable {
        /// Done; the session's next token and the mark that the new password makes valid.
        case changed(SessionToken, DeviceMark)
        /// The present password was not right.
        case wrong
        /// The new one was refused.
        case refused(PasswordRule.Refusal)
        /// Too many wrong passwords; the next attempt is looked at in so many seconds.
        case wait(seconds: Int64)
    }

    private let database: Database
    private let passwords: PasswordQueue
    private let proof: ProveIdentity

    /// - Parameters:
    ///   - passwords: the queue of the process.
    ///   - proof: what checks the present password.
    public init(_ database: Database, passwords: PasswordQueue, proof: ProveIdentity) {
        self.database = database
        self.passwords = passwords
        self.proof = proof
    }

    /// - Parameters:
    ///   - origin: the address of the client as the site saw it, for the journal.
    ///   - random: 80 random bytes, for the session, the mark and the salt.
    /// - Throws: `PasswordQueue.Full`, `PostgresError`.
    public func run(
        _ session: Session, token: SessionToken, from origin: String?, present: String, wanted: String,
        random: [UInt8], now: Instant
    ) async throws -> Outcome {
        switch try await proof.run(session, password: present, now: now) {
        case .right: break
        case .wrong: return .wrong
        case .wait(let seconds): return .wait(seconds: seconds)
        }
        if let refusal = PasswordRule.refusal(of: wanted, email: session.email, name: session.name) {
            return .refused(refusal)
        }
        let hash = try await passwords.run { try PasswordHash(of: wanted, salt: Array(random[64..<80])) }
        let next = SessionToken(random: Array(random[0..<32]))
        try await database.transaction(as: .access) { transaction in
            try PersonStore.setPassword(transaction, person: session.personID, hash: hash, now: now)
            try SessionStore.deleteAll(transaction, person: session.personID, but: session.number)
            try SessionStore.renew(transaction, token: token, next: next)
            try AccountMessage.add(transaction, to: session.personID, .passwordChanged, at: now)
            try AuditEvent(.passwordChanged, by: session.author(from: origin))
                .record(transaction, council: session.membership.council.id)
        }
        return .changed(next, DeviceMark(random: Array(random[32..<64]), hash: hash))
    }
}

/// Asks whoever is signed in for the password again, before anything that would shut the owner out.
public final class ProveIdentity: Sendable {
    /// What came of it.
    public enum Outcome: Sendable, Equatable {
        /// It is the person's password.
        case right
        /// It is not.
        case wrong
        /// Too many wrong ones in this session; the next is looked at in so many seconds.
        case wait(seconds: Int64)
    }

    private let database: Database
    private let passwords: PasswordQueue
    private let counter = FailureCounter()

    /// - Parameter passwords: the queue of the process.
    public init(_ database: Database, passwords: PasswordQueue) {
        self.database = database
        self.passwords = passwords
    }

    /// - Throws: `PasswordQueue.Full`, `PostgresError`.
    public func run(_ session: Session, password: String, now: Instant) async throws -> Outcome {
        guard !password.isEmpty else { return .wrong }
        // Counted by session: whoever found an open browser never makes the owner wait elsewhere.
        let key = "session:\(session.number)"
        if let opens = counter.begin(key, at: now) {
            return .wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
        }
        let hash = try await database.transaction(as: .access) {
            try PersonStore.hash($0, person: session.personID)
        }
        guard let hash, try await passwords.run({ hash.matches(password) }) else { return .wrong }
        counter.forget(key)
        return .right
    }
}
