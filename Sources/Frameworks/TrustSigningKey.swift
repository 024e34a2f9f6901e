import Intake
public import Postgres
public import Vocabulary

/// Trusts a key of a college from a day on: from then on what it signs for its own référentiel may be imported.
public struct TrustSigningKey: Sendable {
    /// The key.
    public let key: SigningKey
    /// The short name of the college, such as `genetique`.
    public let college: String
    /// The first day it may sign.
    public let validFrom: CalendarDate
    /// Who trusts it.
    public let actor: String

    /// Ready to run.
    public init(_ key: SigningKey, college: String, validFrom: CalendarDate, actor: String) {
        self.key = key
        self.college = college
        self.validFrom = validFrom
        self.actor = actor
    }

    /// - Throws: `Refusal` when the college is unknown or the key is trusted or revoked already; `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        guard let college = try CollegeStore.find(slug: college, transaction) else {
            throw Refusal("Aucun conseil national professionnel ne s'appelle « \(college) ».")
        }
        if let known = try SigningKeyStore.find(key.id, transaction) {
            throw Refusal(
                known.revokedOn == nil
                    ? "La clé « \(key.id) » est déjà admise pour « \(known.collegeSlug) »."
                    : "La clé « \(key.id) » a été révoquée : elle ne peut plus être admise. Créez-en une autre.")
        }
        try SigningKeyStore.add(
            key, frameworkCode: college.frameworkCode, validFrom: validFrom, by: actor, transaction)
    }
}

/// Revokes a key: nothing that it signed, whenever that was, may be imported any more. What is in the register stays.
public struct RevokeSigningKey: Sendable {
    /// Its id.
    public let id: String
    /// The day of the revocation.
    public let day: CalendarDate
    /// Why, in French.
    public let reason: String
    /// Who revokes it.
    public let actor: String

    /// Ready to run.
    public init(_ id: String, on day: CalendarDate, reason: String, actor: String) {
        self.id = id
        self.day = day
        self.reason = reason
        self.actor = actor
    }

    /// - Throws: `Refusal` when it is unknown, revoked already, or no reason is given; `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        guard let known = try SigningKeyStore.find(id, transaction) else {
            throw Refusal("La clé « \(id) » n'est pas connue.")
        }
        guard known.revokedOn == nil else { throw Refusal("La clé « \(id) » est déjà révoquée.") }
        guard !reason.isEmpty else { throw Refusal("Dites pourquoi la clé est révoquée.") }
        try SigningKeyStore.revoke(id, on: day, by: actor, reason: reason, transaction)
    }
}
