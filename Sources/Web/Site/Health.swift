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
                try LoginCheck.problems(transaction)
            }
        } catch {
            if case .unavailable = Problem(error) { return ["La base démarre ou est hors d'atteinte."] }
            return ["La base répond, mais la vérification a échoué."]
        }
    }
}
