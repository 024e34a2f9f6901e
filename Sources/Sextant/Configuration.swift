import Foundation
import Postgres

/// The settings of the process: environment variables `SEXTANT_…`; `SEXTANT_X_FILE` reads any of them from a file.
struct Configuration: Sendable {
    /// A setting is missing or unusable.
    struct Problem: Error, CustomStringConvertible {
        /// The environment variable.
        let variable: String
        /// What is wrong and what to do, in one sentence.
        let sentence: String

        var description: String { "\(variable) : \(sentence)" }
    }

    let environment: [String: String]

    init(environment: [String: String] = ProcessInfo.processInfo.environment) { self.environment = environment }

    /// The value of a variable, or of the file that its `_FILE` twin names.
    func text(_ variable: String) throws -> String? {
        if let value = environment[variable], !value.isEmpty { return value }
        guard let path = environment[variable + "_FILE"], !path.isEmpty else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Problem(
                variable: variable + "_FILE", sentence: "le fichier \(path) ne peut pas être lu par ce compte")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The pool over the unprivileged login (`SEXTANT_DATABASE`).
    func database(connections: Int = 8) throws -> Database {
        Database(
            try required("SEXTANT_DATABASE", "la chaîne de connexion libpq du compte sextant_login"),
            connections: connections)
    }

    /// The owner's connection, read by `migrate` alone (`SEXTANT_OWNER_DATABASE`).
    func ownerDatabase() throws -> Database {
        Database(
            try required("SEXTANT_OWNER_DATABASE", "la chaîne de connexion libpq du propriétaire du schéma"),
            connections: 1)
    }

    private func required(_ variable: String, _ what: String) throws -> String {
        guard let value = try text(variable) else {
            throw Problem(variable: variable, sentence: "absent ; donnez \(what)")
        }
        return value
    }
}
