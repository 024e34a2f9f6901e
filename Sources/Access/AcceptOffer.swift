public import Postgres
public import Vocabulary

/// The owner's answer to an offered role. It is accepted by whoever both is signed in to the account and holds the
/// link: neither an account that somebody else opened under the same address nor a stolen link is enough.
public struct AcceptOffer: Sendable {
    private let database: Database

    /// Answers the offers of this database.
    public init(_ database: Database) { self.database = database }

    /// Accepts what the link offers; the organisation, or nil when the link is over or another person's.
    ///
    /// - Throws: `PostgresError`.
    public func accept(
        _ token: InvitationToken, by session: Session, from origin: String?, now: Instant, today: CalendarDate
    ) async throws -> Council? {
        try await database.transaction(as: .access) { transaction in
            let found = try InvitationStore.find(transaction, token: token, now: now, today: today)
            guard let found, found.person == session.personID else { return nil }
            let author = Author(name: session.email, personID: session.personID, origin: origin)
            return try Self.keep(transaction, token, found, by: author, now: now, today: today) ? found.council : nil
        }
    }

    /// Declines what an organisation offers; no link is needed for that.
    ///
    /// - Returns: whether something was offered.
    /// - Throws: `PostgresError`.
    public func decline(council code: String, by session: Session, from origin: String?, now: Instant) async throws
        -> Bool
    {
        try await database.transaction(as: .access) { transaction in
            let offers = try MembershipOffer.open(transaction, to: session.personID, now: now)
            guard let offer = offers.first(where: { $0.council.code == code }) else { return false }
            try InvitationStore.void(transaction, person: session.personID, council: offer.council.id, now: now)
            try AuditEvent(
                .invitationDeclined, by: Author(name: session.email, personID: session.personID, origin: origin),
                on: "person:\(session.personID)"
            ).record(transaction, council: offer.council.id)
            return true
        }
    }

    /// Makes the offered role a membership; false when the link was used meanwhile, or when it offers none.
    static func keep(
        _ transaction: Transaction, _ token: InvitationToken, _ found: InvitationStore.Found, by author: Author,
        now: Instant, today: CalendarDate
    ) throws -> Bool {
        guard let offered = found.offered,
            try InvitationStore.use(transaction, token: token, now: now)
        else { return false }
        try MembershipStore.keep(
            transaction, person: found.person, council: found.council.id, role: offered.role,
            from: max(offered.from, today))
        try AccountMessage.add(
            transaction, to: found.person, .roleAccepted, other: found.council.name, at: now)
        try AuditEvent(
            .invitationAccepted, by: author, on: "person:\(found.person)",
            detail: "{\"role\": \"\(offered.role.rawValue)\"}"
        ).record(transaction, council: found.council.id)
        return true
    }

    /// The role with which somebody who has none today may sign in: what the link in their browser offers them now.
    static func membership(
        _ transaction: Transaction, _ token: InvitationToken?, person: Int64, now: Instant, today: CalendarDate
    ) throws -> Membership? {
        guard let token,
            let found = try InvitationStore.find(transaction, token: token, now: now, today: today),
            found.person == person, let offered = found.offered, offered.from <= today
        else { return nil }
        return Membership(council: found.council, role: offered.role)
    }

    /// Accepts it once the sign-in is complete.
    static func complete(
        _ transaction: Transaction, _ token: InvitationToken?, by author: Author, now: Instant, today: CalendarDate
    ) throws -> Membership? {
        guard let token, let person = author.personID,
            let membership = try membership(transaction, token, person: person, now: now, today: today),
            let found = try InvitationStore.find(transaction, token: token, now: now, today: today),
            try keep(transaction, token, found, by: author, now: now, today: today)
        else { return nil }
        return membership
    }
}
