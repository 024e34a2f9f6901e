import Postgres
import Vocabulary

/// Links the identity for which a provider vouches to the account whose session the browser still holds, in one
/// transaction. Nothing that the provider says of an address counts.
struct LinkOwnIdentity {
    let provider: IdentityProvider
    let proof: CodeExchange.Proof
    let session: Int64
    let browser: SessionToken
    let handle: SessionToken
    let origin: String?

    /// - Throws: `OpenIDFailure` when the session has ended, `PostgresError`.
    func run(_ transaction: Transaction, now: Instant) throws -> OpenIDSignIn.Outcome {
        guard
            let owner = try OwnIdentityStore.owner(transaction, session: session, browser: browser, now: now)
        else { throw OpenIDFailure("link_session_over") }
        try OpenIDStore.insertVisit(
            transaction, handle: handle, provider: provider.id, subject: proof.subject,
            providerSession: proof.session, idToken: try BrowserSecrets.seal(proof.idToken, handle: handle), now: now)
        if let refused = try refusal(transaction, owner) { return refused }
        let isNew = try OwnIdentityStore.link(
            transaction, provider: provider.id, subject: proof.subject, to: owner, now: now)
        let known = try IdentityStore.person(transaction, provider: provider.id, subject: proof.subject)
        guard known?.person == owner.person else {
            return .notLinked(handle: handle, .isSomebodyElses, OpenIDFailure("identity_of_another_person"))
        }
        if isNew { try record(transaction, owner, now) }
        return .linked(handle: handle)
    }

    /// Where the provider names people by their national identifier, it must be the owner's own.
    private func refusal(
        _ transaction: Transaction, _ owner: OwnIdentityStore.Owner
    ) throws -> OpenIDSignIn.Outcome? {
        guard provider.matching == .nationalIdentifier else { return nil }
        guard let identifier = proof.identifier else {
            return .notLinked(handle: handle, .identifierIsNotTheOwners, OpenIDFailure("identifier_missing"))
        }
        guard try IdentityStore.person(transaction, identifier: identifier)?.person == owner.person else {
            return .notLinked(handle: handle, .identifierIsNotTheOwners, OpenIDFailure("identifier_not_the_owners"))
        }
        return nil
    }

    private func record(_ transaction: Transaction, _ owner: OwnIdentityStore.Owner, _ now: Instant) throws {
        let author = Author(
            name: owner.email, personID: owner.person, role: Role(rawValue: owner.role), origin: origin)
        try AuditEvent(
            .identityLinked, by: author, on: "person:\(owner.person)", detail: "{\"provider\": \"\(provider.id)\"}"
        ).record(transaction, council: owner.council)
        try AccountMessage.add(transaction, to: owner.person, .identityLinked, other: provider.name, at: now)
    }
}
