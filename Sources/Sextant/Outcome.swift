import Access
import ArgumentParser
import Foundation
import Intake
import Postgres

/// Exit statuses of the commands (contract: 0 done, 64 usage, 65 refused, 69 database out of reach, 70 our fault).
enum Outcome: Int32 {
    case usage = 64
    case refused = 65
    case unreachable = 69
    case fault = 70
}

/// Runs the body of a command and turns whatever it throws into one sentence on standard error and a status.
func reporting(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as ExitCode {
        throw error
    } catch {
        let (sentence, outcome) = explain(error)
        note(sentence)
        throw ExitCode(outcome.rawValue)
    }
}

private func explain(_ error: any Error) -> (String, Outcome) {
    switch error {
    case let problem as Configuration.Problem: (problem.description, .usage)
    case let refusal as Refusal: (refusal.sentence, .refused)
    case let refusal as AddPerson.Refusal: (refusal.sentence, .refused)
    case PostgresError.unreachable(let message): ("la base de données est hors d'atteinte : \(message)", .unreachable)
    case PostgresError.server(let error) where error.sqlState == "53100":
        (
            "le disque de la base de données est plein ; rien n'a été modifié. Libérez de la place et recommencez.",
            .unreachable
        )
    case PostgresError.server(let error) where error.sqlState == "53300":
        ("la base de données n'accepte plus de connexion ; recommencez dans un instant.", .unreachable)
    default: AccountRefusal.sentence(error).map { ($0, .refused) } ?? ("erreur interne : \(error)", .fault)
    }
}

/// `0 ligne`, `1 ligne`, `2 lignes`: French counts nothing in the singular.
func counted(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number < 2 ? one : many)" }

/// Writes one line to standard error; standard output holds only results.
func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Writes one line to standard output.
func result(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
