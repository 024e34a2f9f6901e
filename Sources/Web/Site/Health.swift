import Access
import Jobs
import Postgres

/// Whether the site can serve: the database answers, its schema is there, and the login is as poor as it must be.
struct Health: Sendable {
    private let database: Database
    private let longestWait: Int?
    private let hasMailServer: Bool
    private let hasTypesetter: Bool

    /// - Parameters:
    ///   - longestWait: seconds that an event may wait for its seal; nil where nobody seals.
    ///   - hasMailServer: whether mails can leave.
    ///   - hasTypesetter: whether something is set that puts letters on paper.
    init(_ database: Database, longestWait: Int? = nil, hasMailServer: Bool = true, hasTypesetter: Bool = true) {
        self.database = database
        self.longestWait = longestWait
        self.hasMailServer = hasMailServer
        self.hasTypesetter = hasTypesetter
    }

    /// What waits for a person although the site serves, as French sentences: mails without a server, letters without a
    /// typesetter, jobs set aside.
    /// Empty when the database does not answer, which is a fault.
    func warnings() async -> [String] {
        guard let state = try? await database.transaction(as: .queue, timeout: 3_000, { try QueueState.read($0) })
        else { return [] }
        let aside = state.poison.isEmpty ? nil : "La file a mis des tâches de côté : « sextant queue list » les montre."
        let letters = await LetterWait.sentence(state, hasTypesetter: hasTypesetter, database)
        return [hasMailServer ? nil : MailWait.sentence(state), letters, aside].compactMap(\.self)
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
