import Postgres
import Vocabulary

/// Every statement on identity providers.
enum IdentityProviderStore {
    static func find(_ transaction: Transaction, id: String) throws -> IdentityProvider? {
        try transaction.first(select + "where provider_id = \(id)").map(IdentityProvider.init(row:))
    }

    /// All of them, in the order in which they were added: that of the buttons.
    static func list(_ transaction: Transaction) throws -> [IdentityProvider] {
        try transaction.query(select + "order by added_at, provider_id").map(IdentityProvider.init(row:))
    }

    private static let select: SQL = """
        select provider_id, name, issuer, discovery, client_id, authentication, matching, identifier_claim,
            to_json(levels)::text as levels, to_json(scopes)::text as scopes, parameters::text as parameters, answer,
            logout_tokens, to_json(kinds)::text as kinds, council_code
        from access.identity_provider 
        """

    /// Those of some memberships that may be used after signing in at a provider: a council's own issuer opens that
    /// council alone.
    static func served(
        _ transaction: Transaction, by provider: String, of memberships: [Membership]
    ) throws -> [Membership] {
        let provider = try find(transaction, id: provider)
        return memberships.filter { provider?.serves($0.council) == true }
    }

    static func insert(_ transaction: Transaction, _ provider: IdentityProvider) throws {
        var parameters = JSONWriter()
        parameters.object { writer in
            for (name, value) in provider.parameters.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                writer.string(value)
            }
        }
        try transaction.query(
            """
            insert into access.identity_provider (provider_id, name, issuer, discovery, client_id, authentication,
                matching, identifier_claim, levels, scopes, parameters, answer, logout_tokens, kinds,
                council_code)
            values (\(provider.id), \(provider.name), \(provider.issuer), \(provider.discovery), \(provider.clientID),
                \(provider.authentication.rawValue), \(provider.matching.rawValue), \(provider.identifierClaim),
                \(provider.levels)::text[], \(provider.scopes)::text[], \(parameters.text)::jsonb,
                \(provider.answer.rawValue), \(provider.logoutTokens.rawValue), \(provider.kinds.map(\.rawValue))::text[], \(provider.councilCode)::text)
            """)
    }

    static func delete(_ transaction: Transaction, id: String) throws -> Bool {
        try transaction.query("delete from access.identity_provider where provider_id = \(id)").affected == 1
    }
}

extension IdentityProvider {
    init(row: Row) throws {
        func texts(_ column: String) throws -> [String] {
            try JSON(parsing: row.text(column)).array?.compactMap(\.string) ?? []
        }
        func word<Word: RawRepresentable>(_ column: String, _: Word.Type) throws -> Word
        where Word.RawValue == String {
            guard let word = Word(rawValue: try row.text(column)) else {
                throw PostgresError.decoding("column \(column) holds an unknown word")
            }
            return word
        }
        let members = try JSON(parsing: row.text("parameters")).members ?? []
        self.init(
            id: try row.text("provider_id"), name: try row.text("name"), issuer: try row.text("issuer"),
            discovery: try row.text("discovery"), clientID: try row.text("client_id"),
            authentication: try word("authentication", Authentication.self),
            matching: try word("matching", Matching.self), identifierClaim: try row.text("identifier_claim"),
            levels: try texts("levels"), scopes: try texts("scopes"),
            parameters: Dictionary(
                members.map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first }),
            answer: try word("answer", Answer.self), logoutTokens: try word("logout_tokens", LogoutTokens.self),
            kinds: try texts("kinds").compactMap(Council.Kind.init(rawValue:)),
            councilCode: try row.optional("council_code"))
    }
}
