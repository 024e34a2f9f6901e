import Postgres
import Vocabulary

/// Finds who a provider vouches for and opens their session, in one transaction.
struct OpenSession {
    let provider: IdentityProvider
    let proof: CodeExchange.Proof
    let token: SessionToken
    let handle: SessionToken
    let next: String?
    let device: String
    let origin: String?

    /// The link with which the person came, when that is where the sign-in leads.
    private var invitation: InvitationToken? { next.flatMap(InvitationToken.init(link:)) }

    private enum Finding {
        case somebody(IdentityStore.Known, Membership, isNew: Bool)
        case nobody(String)
    }

    /// - Throws: `PostgresError`.
    func run(_ transaction: Transaction, now: Instant, today: CalendarDate) throws -> OpenIDSignIn.Outcome {
        try OpenIDStore.insertVisit(
            transaction, handle: handle, provider: provider.id, subject: proof.subject,
            providerSession: proof.session, idToken: try BrowserSecrets.seal(proof.idToken, handle: handle), now: now)
        switch try find(transaction, now, today) {
        case .nobody(let reason): return .unknown(handle: handle, OpenIDFailure(reason))
        case .somebody(let known, let membership, let isNew):
            let author = Author(name: known.email, personID: known.person, role: membership.role, origin: origin)
            let detail = "{\"provider\": \"\(provider.id)\"}"
            if isNew {
                try IdentityStore.link(
                    transaction, provider: provider.id, subject: proof.subject, to: known.person, by: known.email,
                    now: now)
                try AuditEvent(.identityLinked, by: author, on: "person:\(known.person)", detail: detail)
                    .record(transaction, council: membership.council.id)
            }
            if try SessionStore.memberships(transaction, person: known.person, on: today).isEmpty {
                _ = try AcceptOffer.complete(transaction, invitation, by: author, now: now, today: today)
            }
            try SessionStore.insert(
                transaction, token: token, person: known.person, membership: membership, now: now, device: device)
            try OpenIDStore.tie(transaction, handle: handle, to: token)
            try AuditEvent(.signedIn, by: author, detail: detail).record(transaction, council: membership.council.id)
            return .opened(token, handle: handle, membership, next: next)
        }
    }

    private func find(_ transaction: Transaction, _ now: Instant, _ today: CalendarDate) throws -> Finding {
        let linked = try IdentityStore.person(transaction, provider: provider.id, subject: proof.subject)
        var known = linked
        if provider.matching == .nationalIdentifier {
            guard let identifier = proof.identifier else { return .nobody("identifier_missing") }
            guard let named = try IdentityStore.person(transaction, identifier: identifier) else {
                return .nobody(linked == nil ? "identifier_unknown" : "identifier_changed")
            }
            guard linked == nil || linked?.person == named.person else { return .nobody("identity_of_another_person") }
            known = named
        }
        guard let known else { return .nobody("identity_unknown") }
        var memberships = try SessionStore.memberships(transaction, person: known.person, on: today)
        if memberships.isEmpty {
            let offered = try AcceptOffer.membership(
                transaction, invitation, person: known.person, now: now, today: today)
            memberships = offered.map { [$0] } ?? []
        }
        guard let membership = memberships.first(where: { provider.serves($0.council) }) else {
            return .nobody("membership_missing")
        }
        return .somebody(known, membership, isNew: linked == nil)
    }
}
