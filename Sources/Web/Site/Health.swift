import Access
import Postgres

/// Whether the site can serve: the database answers, its schema is there, and the login is as poor as it must be.
struct Health: Sendable {
    private let database: Database
    private let longestWait: Int?

    /// - Parameter longestWait: seconds that an event may wait for its seal; nil where nobody seals.
    init(_ database: Database, longestWait: Int? = nil) {
        self.database = database
        self.longestWait = longestWait
    }

    /// French sentences, empty when all is well.
    ///
    /// The login must not be a superuser, must not pass over row-level security and must own nothing: otherwise one
    /// council could read another.
    func faults() async -> [String] {
        do {
            let problems = try await database.transaction(as: nil, timeout: 3_000) { transaction in
                try LoginCheck.problems(transaction)
            }
            guard problems.isEmpty, let longestWait else { return problems }
            let lag = try await SealJournal(database).lag()
            return lag <= longestWait ? [] : ["Le journal n'est plus scellé depuis \(lag) secondes."]
        } catch {
            if case .unavailable = Problem(error) { return ["La base démarre ou est hors d'atteinte."] }
            return ["La base répond, mais la vérification a échoué."]
        }
    }
}
