public import Postgres
public import Vocabulary

/// Gives somebody a role in an organisation and a one-time link with which they enter; no mail is sent: whoever
/// invites passes the link on.
///
/// The role is offered: it counts once the owner of the account accepts it, signed in and with the link in hand. Until
/// then the organisation sees the name that it typed. Whoever has an account already keeps name and password: the link
/// of one organisation opens nothing of another. The answer is the same in both cases, so it tells nobody who has an
/// account elsewhere. The operator alone gives a role at once, and only to somebody who has no password yet.
public struct InvitePerson: Sendable {
    /// Why somebody was not invited.
    public enum Refusal: Error, Sendable, Equatable {
        /// Not of the form `name@domain`.
        case emailIsNotOne
        /// No name.
        case nameIsEmpty
        /// The role does not exist in that kind of organisation.
        case roleIsOfAnotherOrganisation
    }

    private let database: Database

    /// Invites into the organisations of this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - email: any case; kept in lower case.
    ///   - council: the organisation of whoever invites: the caller has checked the right.
    ///   - from: the first day of the membership.
    ///   - token: 32 random bytes.
    /// - Returns: path and query of the link, good for 72 hours and for one use.
    /// - Throws: `Refusal`, `PostgresError`.
    @discardableResult
    public func run(
        email: String, name: String, council: Council, role: Role, from: CalendarDate, by author: Author,
        token bytes: [UInt8], now: Instant
    ) async throws -> String {
        let (address, name) = (email.lowercased(), String(name.trimmed.prefix(120)))
        guard Self.isAddress(address) else { throw Refusal.emailIsNotOne }
        guard !name.isEmpty else { throw Refusal.nameIsEmpty }
        guard role.organisation == council.kind else { throw Refusal.roleIsOfAnotherOrganisation }
        let token = InvitationToken(random: bytes)
        try await database.transaction(as: .access) { transaction in
            let person = try PersonStore.invite(transaction, email: address, name: name)
            let isNew = try PersonStore.hash(transaction, person: person) == nil
            let isGiven = author.isOperator && isNew
            if isGiven {
                try MembershipStore.keep(transaction, person: person, council: council.id, role: role, from: from)
            }
            try InvitationStore.insert(
                transaction, token: token, person: person, council: council.id, purpose: .welcome, by: author,
                name: name, offering: isGiven ? nil : role, from: isGiven ? nil : from, now: now)
            try AccountMessage.add(transaction, to: person, .roleOffered, other: council.name, at: now)
            try AuditEvent(
                .personInvited, by: author, on: "person:\(person)", detail: "{\"role\": \"\(role.rawValue)\"}"
            ).record(transaction, council: council.id)
        }
        return token.path
    }

    /// Whether a text has the form `name@domain` and no space.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= 200 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && !text.contains { $0.isWhitespace || $0.isNewline }
    }
}

extension String {
    /// Without the spaces at both ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
