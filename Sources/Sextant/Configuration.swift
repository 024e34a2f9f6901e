import Foundation
import Postgres
import Standings

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

    /// Hears what is announced at commits, on a session of its own beside the pool's. Where `SEXTANT_DATABASE` leads
    /// through a transaction pooler it hears nothing, and who listens goes on looking from time to time.
    ///
    /// - Parameter name: by which the server knows the session.
    func listener(_ channels: [String], name: String) throws -> Listener {
        Listener(
            try required("SEXTANT_DATABASE", "la chaîne de connexion libpq du compte sextant_login"),
            channels: channels, name: name)
    }

    /// The owner's connection, read by `migrate` alone (`SEXTANT_OWNER_DATABASE`).
    func ownerDatabase() throws -> Database {
        Database(
            try required("SEXTANT_OWNER_DATABASE", "la chaîne de connexion libpq du propriétaire du schéma"),
            connections: 1)
    }

    /// The hour of the night (`SEXTANT_NIGHT_HOUR`): 2 unless it says another one, or `off`.
    func nightSchedule() throws -> NightSchedule {
        guard let text = try text("SEXTANT_NIGHT_HOUR") else { return NightSchedule(hour: 2) }
        guard let schedule = NightSchedule(setting: text) else {
            throw Problem(
                variable: "SEXTANT_NIGHT_HOUR", sentence: "« \(text) » n'est ni une heure de 0 à 23, ni off")
        }
        return schedule
    }

    /// How many seconds an event may wait for its seal where a worker seals (`SEXTANT_SEAL_WITHIN`, 300 when absent).
    func longestWaitForSeal() throws -> Int {
        guard let text = try text("SEXTANT_SEAL_WITHIN") else { return 300 }
        guard let seconds = Int(text), seconds > 0 else {
            throw Problem(variable: "SEXTANT_SEAL_WITHIN", sentence: "« \(text) » n'est pas un nombre de secondes")
        }
        return seconds
    }

    private func required(_ variable: String, _ what: String) throws -> String {
        guard let value = try text(variable) else {
            throw Problem(variable: variable, sentence: "absent ; donnez \(what)")
        }
        return value
    }
}

extension NightSchedule {
    /// The hour as the setting says it, 0 to 23, or `off`; nil when it says something else.
    init?(setting text: String) {
        if text == "off" { self.init(hour: nil); return }
        guard let hour = Int(text), (0...23).contains(hour) else { return nil }
        self.init(hour: hour)
    }
}
