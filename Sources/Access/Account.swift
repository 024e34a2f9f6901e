public import Postgres

/// What somebody reads about their own account.
public struct Account: Sendable {
    /// The second factor as its owner sees it.
    public enum SecondFactor: Hashable, Sendable {
        /// None.
        case absent
        /// Chosen at that moment, with so many recovery codes left.
        case present(since: Instant, codesLeft: Int)
    }

    /// One of the owner's open sessions.
    public struct OpenSession: Hashable, Sendable {
        /// Its number, with which it is closed.
        public let number: Int64
        /// The browser in words, empty when unknown.
        public let device: String
        /// The organisation for which it acts.
        public let council: String
        /// When it was opened.
        public let openedAt: Instant
        /// When a page was last asked for, to five minutes.
        public let lastSeenAt: Instant
        /// Whether it is the one that reads this.
        public let isThisOne: Bool
    }

    /// The state of the second factor.
    public let secondFactor: SecondFactor
    /// Whether the account has a password; whoever enters by an identity provider needs none.
    public let hasPassword: Bool
    /// The roles that are offered to the owner.
    public let offers: [MembershipOffer]
    /// The open sessions, the latest used first.
    public let sessions: [OpenSession]
    /// What happened to the account, newest first, ten at most.
    public let messages: [AccountMessage]
    /// The forms that were kept when a session ended.
    public let drafts: Int

    /// Reads the account of whoever is signed in.
    ///
    /// - Throws: `PostgresError`.
    public static func read(_ database: Database, of session: Session, now: Instant) async throws -> Account {
        try await database.transaction(as: .access) { transaction in
            let person = session.personID
            let factor = try SecondFactorStore.find(transaction, person: person)
            return Account(
                secondFactor: try factor?.confirmedAt.map {
                    .present(since: $0, codesLeft: try SecondFactorStore.codesLeft(transaction, person: person))
                } ?? .absent,
                hasPassword: try PersonStore.hash(transaction, person: person) != nil,
                offers: try MembershipOffer.open(transaction, to: person, now: now),
                sessions: try SessionStore.open(transaction, person: person, now: now).map { found in
                    OpenSession(
                        number: found.number, device: found.device, council: found.council, openedAt: found.openedAt,
                        lastSeenAt: found.lastSeenAt, isThisOne: found.number == session.number)
                },
                messages: try AccountMessage.latest(transaction, of: person),
                drafts: try DraftStore.count(transaction, of: session, now: now))
        }
    }
}
