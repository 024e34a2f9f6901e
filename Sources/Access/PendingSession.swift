import Postgres
import Vocabulary

/// A sign-in that waits for its second factor or for its choice.
struct PendingSession: Sendable {
    let person: PersonStore.Person
    let email: String
    let name: String
    let stage: SessionStore.Stage
    let council: Int32
    let role: String
    let device: String
    let tries: Int
    /// The second factor that was proposed to this browser, sealed.
    let nextSecret: [UInt8]?

    /// Wrong codes that one right password may cost.
    static let most = 5

    /// What waits behind a token, or nil.
    static func find(_ transaction: Transaction, token: SessionToken, now: Instant) throws -> PendingSession? {
        try transaction.first(
            """
            select p.person_id, p.email, p.name, p.password_hash, f.failed_attempts,
                extract(epoch from f.last_failure_at)::bigint as failed_at, s.stage, s.council_id, s.role, s.device,
                s.tries, s.next_secret
            from access.session s join access.person p using (person_id)
                left join access.second_factor f using (person_id)
            where s.token_hash = \(Bytes(token.digest)) and s.stage <> 'open' and s.expires_at > \(now.sql)
            """
        ).map { row in
            PendingSession(
                person: PersonStore.Person(
                    id: Int64(try row.int("person_id")),
                    hash: PasswordHash(encoded: try row.optional("password_hash") ?? ""),
                    failures: try row.optional("failed_attempts") ?? 0,
                    lastFailure: try row.optional("failed_at", as: Int.self).map { Instant(epochSeconds: Int64($0)) }),
                email: try row.text("email"), name: try row.text("name"),
                stage: SessionStore.Stage(rawValue: try row.text("stage")) ?? .secondFactor,
                council: try row.value("council_id"), role: try row.text("role"), device: try row.text("device"),
                tries: try row.int("tries"), nextSecret: try row.optional("next_secret", as: Bytes.self)?.bytes)
        }
    }

    /// Whoever signs in, for the journal.
    func author(from origin: String?) -> Author {
        Author(name: email, personID: person.id, role: Role(rawValue: role), origin: origin)
    }

    /// One right password pays for a few codes, then it is asked again.
    func countTry(_ transaction: Transaction, token: SessionToken) throws {
        try transaction.query(
            "update access.session set tries = tries + 1 where token_hash = \(Bytes(token.digest))")
    }

    /// Opens the session under another token; nil when the membership has ended meanwhile.
    ///
    /// - Parameter invitation: the link with which the person came, which gives somebody without a role the offered one.
    func open(
        _ transaction: Transaction, _ token: SessionToken, next: SessionToken, origin: String?,
        invitation: InvitationToken? = nil, now: Instant, today: CalendarDate
    ) throws -> Membership? {
        try SessionStore.delete(transaction, token: token)
        let membership =
            try SessionStore.memberships(transaction, person: person.id, on: today)
            .first { $0.council.id == council && $0.role.rawValue == role }
            ?? AcceptOffer.complete(transaction, invitation, by: author(from: origin), now: now, today: today)
        guard let membership else { return nil }
        try SessionStore.insert(
            transaction, token: next, person: person.id, membership: membership, now: now, device: device)
        try AuditEvent(.signedIn, by: author(from: origin)).record(transaction, council: membership.council.id)
        return membership
    }
}

/// A session about to be opened, or to wait for its second factor.
struct BegunSession {
    let person: Int64
    let email: String
    let browser: String
    let origin: String?
    /// The link with which the person came.
    var invitation: InvitationToken?

    /// Writes it; nil when the person has no membership today.
    ///
    /// - Parameters:
    ///   - secret: twenty random bytes, proposed to whoever must choose a second factor.
    ///   - nonce: twelve random bytes to seal it.
    func insert(
        _ transaction: Transaction, token: SessionToken, rule: SecondFactorRule, secret: [UInt8], nonce: [UInt8],
        keys: KeyRing, now: Instant, today: CalendarDate
    ) throws -> (Membership, SessionStore.Stage)? {
        let own = try SessionStore.memberships(transaction, person: person, on: today).first
        let first =
            try own
            ?? AcceptOffer.membership(transaction, invitation, person: person, now: now, today: today)
        guard let first else { return nil }
        let hasFactor = try SecondFactorStore.find(transaction, person: person)?.secret != nil
        let stage: SessionStore.Stage = hasFactor ? .secondFactor : rule == .required ? .enrolment : .open
        try SessionStore.insert(
            transaction, token: token, person: person, membership: first, now: now, stage: stage, device: browser)
        if stage == .enrolment {
            try SessionStore.propose(
                transaction, token: token,
                sealed: keys.seal(secret, for: SecondFactorRule.purpose(person), nonce: nonce))
        }
        if stage == .open {
            let author = Author(name: email, personID: person, role: first.role, origin: origin)
            if own == nil {
                _ = try AcceptOffer.complete(transaction, invitation, by: author, now: now, today: today)
            }
            try AuditEvent(.signedIn, by: author).record(transaction, council: first.council.id)
        }
        return (first, stage)
    }
}
