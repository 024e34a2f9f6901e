import Postgres

/// Whether the site can serve: the database answers, its schema is there, and the login is as poor as it must be.
struct Health: Sendable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// French sentences, empty when all is well.
    ///
    /// The login must not be a superuser, must not pass over row-level security and must own nothing: otherwise one
    /// council could read another.
    func faults() async -> [String] {
        do {
            return try await database.transaction(as: nil, timeout: 3_000) { transaction in
                try HealthStore.faults(transaction)
            }
        } catch {
            if case .unavailable = Problem(error) { return ["La base démarre ou est hors d'atteinte."] }
            return ["La base répond, mais la vérification a échoué."]
        }
    }
}

/// The statements of the readiness check, on the catalogue only.
enum HealthStore {
    static func faults(_ transaction: Transaction) throws -> [String] {
        let row = try transaction.first(
            """
            select (select rolsuper from pg_roles where rolname = session_user) as is_super,
                (select rolbypassrls from pg_roles where rolname = session_user) as is_bypassing,
                exists (select from pg_class where relowner = (select oid from pg_roles where rolname = session_user))
                    as is_owner,
                to_regclass('standings.standing') is not null and to_regclass('access.session') is not null
                    as has_schema
            """)
        guard let row else { return ["La base ne répond pas."] }
        var faults: [String] = []
        if try !row.bool("has_schema") { faults.append("Le schéma manque : lancez « sextant migrate ».") }
        if try row.bool("is_super") { faults.append("Le compte de l'application est superutilisateur.") }
        if try row.bool("is_bypassing") { faults.append("Le compte de l'application contourne le cloisonnement.") }
        if try row.bool("is_owner") { faults.append("Le compte de l'application possède des tables.") }
        return faults
    }
}
