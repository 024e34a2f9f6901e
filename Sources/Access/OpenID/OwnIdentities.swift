public import Postgres
public import Vocabulary

/// The identities by which the owner of an account signs in at providers: listed, linked and given up by the owner
/// alone, after the second factor was proven again.
public struct OwnIdentities: Sendable {
    /// One of the owner's identities.
    public struct Linked: Sendable {
        /// The provider.
        public let provider: IdentityProvider
        /// When it was linked.
        public let since: Instant
    }

    /// What the owner may do at providers.
    public struct Overview: Sendable {
        /// What is linked, the oldest first.
        public let linked: [Linked]
        /// Providers that serve one of the owner's organisations and know no identity of the owner yet.
        public let open: [IdentityProvider]
        /// Whether the account opens by a password too.
        public let hasPassword: Bool
        /// Whether there is a second factor to prove.
        public let hasSecondFactor: Bool

        /// Whether an identity may be given up: never the last way to sign in, and not one that the national
        /// identifier would bring back at once.
        public func mayGiveUp(_ identity: Linked) -> Bool {
            identity.provider.matching == .subject && (hasPassword || linked.count > 1)
        }
    }

    /// What came of a form.
    public enum Outcome: Sendable, Equatable {
        /// It is done.
        case done
        /// Not the code of now, or used already.
        case wrongCode
        /// Too many wrong codes; the next one is looked at in so many seconds.
        case wait(seconds: Int64)
        /// Without a second factor nobody can prove that it is the owner who asks.
        case secondFactorIsMissing
        /// It is the last way to sign in.
        case isLastWay
        /// No such provider for this owner, or no such identity.
        case unknown
    }

    /// How long the owner has to leave for the provider once the code was right, in seconds.
    public static let intentionLife: Int64 = 600
    private let database: Database
    private let check: FactorCheck

    /// - Parameter keys: what seals the secrets of second factors.
    public init(_ database: Database, keys: KeyRing) {
        self.database = database
        check = FactorCheck(keys: keys)
    }

    /// What is linked and what may be.
    ///
    /// - Throws: `PostgresError`.
    public func overview(of session: Session) async throws -> Overview {
        try await database.transaction(as: .access) { try Self.overview($0, session) }
    }

    private static func overview(_ transaction: Transaction, _ session: Session) throws -> Overview {
        let providers = try IdentityProviderStore.list(transaction)
        let linked = try OwnIdentityStore.linked(transaction, person: session.personID).compactMap { found in
            providers.first { $0.id == found.provider }.map { Linked(provider: $0, since: found.since) }
        }
        let open = providers.filter { provider in
            session.memberships.contains { provider.serves($0.council) }
                && !linked.contains { $0.provider.id == provider.id }
        }
        return Overview(
            linked: linked, open: open,
            hasPassword: try PersonStore.hash(transaction, person: session.personID) != nil,
            hasSecondFactor: try SecondFactorStore.find(transaction, person: session.personID)?.confirmedAt != nil)
    }

    /// Notes, once the code is right, that the owner is about to leave for a provider to link an identity.
    ///
    /// - Parameter code: the six digits of the authenticator.
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func intend(_ provider: String, code: String, session: Session, now: Instant) async throws -> Outcome {
        try await database.transaction(as: .access) { transaction in
            guard try Self.overview(transaction, session).open.contains(where: { $0.id == provider }) else {
                return .unknown
            }
            let proof = try prove(transaction, session, code, now)
            guard proof == .done else { return proof }
            try OwnIdentityStore.intend(
                transaction, session: session.number, provider: provider,
                until: now.adding(seconds: Self.intentionLife))
            return .done
        }
    }

    /// Whether the owner is about to leave for this provider.
    ///
    /// - Throws: `PostgresError`.
    public func intends(_ provider: String, session: Session, now: Instant) async throws -> Bool {
        try await database.transaction(as: .access) {
            try OwnIdentityStore.intends($0, session: session.number, provider: provider, now: now)
        }
    }

    /// Uses the intention up; false when there is none any more.
    ///
    /// - Throws: `PostgresError`.
    public func depart(_ provider: String, session: Session, now: Instant) async throws -> Bool {
        try await database.transaction(as: .access) {
            try OwnIdentityStore.depart($0, session: session.number, provider: provider, now: now)
        }
    }

    /// Gives an identity up, and closes the owner's other sessions that it opened.
    ///
    /// - Parameters:
    ///   - code: the six digits of the authenticator.
    ///   - origin: the address of the client as the site saw it, for the journal.
    /// - Throws: `KeyRing.Unreadable`, `PostgresError`.
    public func giveUp(
        _ provider: String, code: String, session: Session, from origin: String?, now: Instant
    ) async throws -> Outcome {
        try await database.transaction(as: .access) { transaction in
            // Two forms at once must not give up the last two ways: the first one's lock makes the second wait.
            try OwnIdentityStore.lock(transaction, person: session.personID)
            let overview = try Self.overview(transaction, session)
            guard let identity = overview.linked.first(where: { $0.provider.id == provider }) else { return .unknown }
            guard overview.mayGiveUp(identity) else { return .isLastWay }
            let proof = try prove(transaction, session, code, now)
            guard proof == .done else { return proof }
            try OwnIdentityStore.delete(
                transaction, provider: provider, person: session.personID, keeping: session.number)
            try AuditEvent(
                .identityGivenUp, by: session.author(from: origin), on: "person:\(session.personID)",
                detail: "{\"provider\": \"\(provider)\"}"
            ).record(transaction, council: session.membership.council.id)
            try AccountMessage.add(
                transaction, to: session.personID, .identityGivenUp, other: identity.provider.name, at: now)
            return .done
        }
    }

    /// Whether this is the code of now. A wrong one makes the next one wait, as at sign-in.
    private func prove(
        _ transaction: Transaction, _ session: Session, _ typed: String, _ now: Instant
    ) throws -> Outcome {
        guard let person = try SecondFactorStore.owner(transaction, person: session.personID) else {
            return .secondFactorIsMissing
        }
        if let opens = try check.begin(transaction, person, device: nil, now: now) {
            return .wait(seconds: max(1, opens.epochSeconds - now.epochSeconds))
        }
        guard try check.isCode(transaction, typed, of: person.id, now: now) else { return .wrongCode }
        try check.forget(transaction, person, device: nil)
        return .done
    }
}
