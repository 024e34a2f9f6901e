import Access
import ArgumentParser
import Foundation
import Postgres

/// Says of each setting whether it can be used.
struct CheckConfig: RuledCommand {
    static let policy = CommandPolicy.machine([.login, .access])
    static let configuration = CommandConfiguration(abstract: "Check every setting and the rights of the login.")
    @Flag(help: "Print the text of deploy/env.example instead.") var example = false

    func run() async throws {
        guard !example else { return FileHandle.standardOutput.write(Data(Setting.exampleFile.utf8)) }
        try await reporting {
            let configuration = Configuration()
            let (lines, isSound) = SettingReport(configuration).lines
            let database = try configuration.database(connections: 1)
            let sendsMail = try configuration.text("SEXTANT_MAIL_SERVER") != nil
            let problems: [String]
            do {
                problems = try await database.transaction(as: nil) { transaction in
                    let forgets = sendsMail ? try LoginCheck.forgetsCommits(transaction) : nil
                    return try LoginCheck.problems(transaction) + [forgets].compactMap(\.self)
                }
            } catch {
                // What is known of the others is said before the database's own sentence.
                for line in lines { note(line) }
                throw error
            }
            for line in lines { result(line) }
            for problem in problems { result("SEXTANT_DATABASE : \(problem)") }
            guard problems.isEmpty else { throw ExitCode(Outcome.refused.rawValue) }
            result("SEXTANT_DATABASE : la base répond, le compte n'a aucun droit propre et ne contourne rien")
            let providers = (try? await configuration.providerSentences(database)) ?? []
            for provider in providers { result(provider.sentence) }
            let typesetter = try await configuration.typesetterSentence()
            if let typesetter { result(typesetter.sentence) }
            guard isSound, !providers.contains(where: \.isFault), typesetter?.isFault != true else {
                throw ExitCode(Outcome.refused.rawValue)
            }
        }
    }
}

/// What the environment says, setting by setting.
struct SettingReport {
    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    /// A French sentence for each setting that is given or missing, and whether all can be used.
    var lines: (lines: [String], isSound: Bool) {
        var faults = unknown
        var sound: [String] = []
        for setting in Setting.all where setting.name != "SEXTANT_DATABASE" && !setting.name.contains("<ID>") {
            do {
                guard let value = try configuration.text(setting.name) else { continue }
                if let fault = setting.fault(value) {
                    faults.append("\(setting.name) : \(fault)")
                } else {
                    sound.append("\(setting.name) : en ordre")
                }
            } catch {
                faults.append("\(error)")
            }
        }
        do {
            _ = try configuration.secondFactor()
        } catch {
            if !faults.contains(where: { $0.hasPrefix("SEXTANT_SECRET_KEY") || $0.hasPrefix("SEXTANT_SECOND_FACTOR") })
            {
                faults.append("\(error)")
            }
        }
        if (try? configuration.text("SEXTANT_MAIL_SERVER")) != nil, (try? configuration.text("SEXTANT_ADDRESS")) == nil
        {
            sound.append(
                "SEXTANT_ADDRESS : absent ; aucun récapitulatif du lundi ne part, ses liens ne mèneraient nulle part")
        }
        if (try? configuration.text("SEXTANT_HTTPS")) == "yes", (try? configuration.text("SEXTANT_PROXY")) != "yes" {
            faults.append(
                """
                SEXTANT_PROXY : absent alors que SEXTANT_HTTPS vaut yes ; écrivez yes, sans quoi tous les lecteurs \
                passent pour un seul réseau et s'attendent les uns les autres
                """)
        }
        faults += mail
        return (faults + sound, faults.isEmpty)
    }

    /// What the settings of mail say together: message ids and reports need a domain of ours.
    private var mail: [String] {
        func has(_ name: String) -> Bool { ((try? configuration.text(name)) ?? nil) != nil }
        guard has("SEXTANT_MAIL_SERVER") else { return [] }
        var faults: [String] = []
        if !has("SEXTANT_MAIL_DOMAIN") {
            faults.append(
                "SEXTANT_MAIL_DOMAIN : absent alors que SEXTANT_MAIL_SERVER est réglé ; donnez le domaine d'envoi")
        }
        if has("SEXTANT_MAIL_USER") != has("SEXTANT_MAIL_PASSWORD") {
            faults.append("SEXTANT_MAIL_USER et SEXTANT_MAIL_PASSWORD vont ensemble ; donnez les deux, ou aucun")
        }
        return faults
    }

    /// A name that no setting has is most often a slip of the pen, and the setting meant is then missing.
    private var unknown: [String] {
        configuration.environment.keys.filter { $0.hasPrefix("SEXTANT_") }.sorted()
            .filter { name in !Setting.all.contains { $0.isNamed(name) } }
            .map { "\($0) : aucun réglage ne porte ce nom ; corrigez-le ou retirez-le" }
    }
}
