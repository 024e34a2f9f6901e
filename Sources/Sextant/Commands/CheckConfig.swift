import ArgumentParser
import Postgres

/// Says of each setting whether it can be used.
struct CheckConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check every setting and the rights of the login.")

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            _ = try Clock.today(configuration)
            let database = try configuration.database(connections: 1)
            let problems = try await database.transaction(as: nil) { transaction in
                try LoginCheck.problems(transaction)
            }
            for problem in problems { result("SEXTANT_DATABASE : \(problem)") }
            guard problems.isEmpty else { throw ExitCode(Outcome.refused.rawValue) }
            result("SEXTANT_DATABASE : la base répond, le compte n'a aucun droit propre et ne contourne rien")
        }
    }
}
