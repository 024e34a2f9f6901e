public import Postgres
import Vocabulary

/// Says who somebody is at an identity provider: by a national identifier, or by the subject of one provider.
public struct LinkIdentity: Sendable {
    /// Why nothing was linked.
    public enum Refusal: Error, Sendable, Equatable {
        /// Nobody signs in with this address.
        case personIsUnknown
        /// No provider has this identifier.
        case providerIsUnknown
        /// Neither an RPPS number of eleven digits nor 8 followed by one.
        case identifierIsNotOne
        /// It is already somebody else's.
        case isTaken
        /// Without a membership there is no organisation in whose journal it would stand.
        case isNoMember
    }

    /// What tells who somebody is.
    public enum Mark: Sendable {
        /// The RPPS number, with or without the 8 that goes before it in the national identifier.
        case nationalIdentifier(String)
        /// The subject of one provider.
        case subject(String, provider: String)
    }

    private let database: Database

    /// Links people of this database.
    public init(_ database: Database) { self.database = database }

    /// - Parameters:
    ///   - email: finds the person; it is never compared with what a provider says.
    ///   - actor: who says so, for the journal.
    /// - Throws: `Refusal`, `PostgresError`.
    public func run(_ mark: Mark, email: String, actor: Author, now: Instant) async throws {
        let address = email.lowercased()
        do {
            try await database.transaction(as: .access) { transaction in
                guard let person = try PersonStore.find(transaction, email: address) else {
                    throw Refusal.personIsUnknown
                }
                try Self.link(transaction, mark, person.id, by: actor.name, now)
                let council = try transaction.first(
                    """
                    select council_id from access.membership where person_id = \(person.id)
                    order by upper_inf(during) desc, council_id desc limit 1
                    """)
                guard let council else { throw Refusal.isNoMember }
                try AuditEvent(.identityLinked, by: actor, on: "person:\(person.id)")
                    .record(transaction, council: try council.value("council_id"))
            }
        } catch let error as PostgresError where error.sqlState == "23505" {
            throw Refusal.isTaken
        }
    }

    private static func link(
        _ transaction: Transaction, _ mark: Mark, _ person: Int64, by actor: String, _ now: Instant
    ) throws {
        switch mark {
        case .nationalIdentifier(let text):
            guard let identifier = nationalIdentifier(text) else { throw Refusal.identifierIsNotOne }
            try IdentityStore.setIdentifier(transaction, identifier, of: person)
        case .subject(let subject, let provider):
            guard try IdentityProviderStore.find(transaction, id: provider) != nil else {
                throw Refusal.providerIsUnknown
            }
            try IdentityStore.link(transaction, provider: provider, subject: subject, to: person, by: actor, now: now)
        }
    }

    /// 8 and the eleven digits of the RPPS number; nil for anything else.
    static func nationalIdentifier(_ text: String) -> String? {
        let digits = text.filter { !$0.isWhitespace }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        if digits.count == 11 { return "8" + digits }
        return digits.count == 12 && digits.hasPrefix("8") ? digits : nil
    }
}
