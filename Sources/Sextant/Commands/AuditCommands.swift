import Access
import ArgumentParser
import Foundation
import Intake
import Postgres
import Vocabulary

/// Where signed heads go, and who stamps them.
struct AuditSettings {
    let configuration: Configuration

    /// The folder of `SEXTANT_AUDIT_FOLDER`; nil when heads are not exported.
    func folder() throws -> AuditFolder? {
        guard let path = try configuration.text("SEXTANT_AUDIT_FOLDER") else { return nil }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw Configuration.Problem(
                variable: "SEXTANT_AUDIT_FOLDER", sentence: "le dossier « \(path) » n'existe pas")
        }
        return AuditFolder(path)
    }

    /// The exporter, when folder and key are both set; nil when neither is.
    func exporter() throws -> ExportHeads? {
        let key = try configuration.text("SEXTANT_AUDIT_KEY")
        guard let folder = try folder() else {
            guard key == nil else {
                throw Configuration.Problem(
                    variable: "SEXTANT_AUDIT_FOLDER", sentence: "absent, alors que SEXTANT_AUDIT_KEY est donné")
            }
            return nil
        }
        guard let key else {
            throw Configuration.Problem(
                variable: "SEXTANT_AUDIT_KEY",
                sentence: "absent ; « sextant create-audit-key » en fait une, que vous donnez par "
                    + "SEXTANT_AUDIT_KEY_FILE")
        }
        do {
            return ExportHeads(to: folder, key: try AuditKey(key), authority: try authority())
        } catch let fault as InputFault {
            throw Configuration.Problem(variable: "SEXTANT_AUDIT_KEY", sentence: fault.message)
        }
    }

    private func authority() throws -> TimeStampAuthority? {
        guard let address = try configuration.text("SEXTANT_TIMESTAMP_AUTHORITY") else { return nil }
        guard let ca = try configuration.text("SEXTANT_TIMESTAMP_CA") else {
            throw Configuration.Problem(
                variable: "SEXTANT_TIMESTAMP_CA",
                sentence: "absent ; donnez le fichier PEM des certificats qui garantissent l'autorité")
        }
        return TimeStampAuthority(address: address, ca: ca)
    }
}

extension Export {
    /// The journal of an organisation, whole.
    struct AuditExport: RuledCommand {
        static let policy = CommandPolicy.right(.readJournal, [.audit, .access])
        var acting: Acting { Acting(actor, in: council) }
        static let configuration = CommandConfiguration(
            commandName: "audit", abstract: "The whole journal of an organisation with its seals, as lines of JSON.")
        @Option(help: "The code of the organisation.") var council: String
        @Option(help: "The file to write; it must not exist.") var out: String
        @OptionGroup var actor: ActorOption

        func run() async throws {
            try await reporting {
                let database = try Configuration().database(connections: 1)
                let found = try await database.transaction(as: .access) { try Council.find($0, code: council) }
                guard let found else { throw Refusal("L'organisation « \(council) » n'existe pas. Donnez son code.") }
                try NewFile.write([], to: out, mode: 0o600)
                guard let file = FileHandle(forWritingAtPath: out) else {
                    throw Refusal("« \(out) » ne peut pas être écrit.")
                }
                let now = Instant(epochSeconds: Int64(Clock.now()))
                try await ExportJournal(of: found, by: actor.author).run(database, at: now) { line in
                    try file.write(contentsOf: Data((line + "\n").utf8))
                }
                try file.close()
                note("journal de \(found.code) écrit dans \(out)")
            }
        }
    }

    /// Seals and signed heads.
    struct AuditHeadExport: RuledCommand {
        static let policy = CommandPolicy.machine([.audit])
        static let configuration = CommandConfiguration(
            commandName: "audit-head",
            abstract: "Seal what waits, write the signed heads of all journals to SEXTANT_AUDIT_FOLDER.")

        func run() async throws {
            try await reporting {
                let configuration = Configuration()
                guard let exporter = try AuditSettings(configuration: configuration).exporter() else {
                    throw Configuration.Problem(
                        variable: "SEXTANT_AUDIT_FOLDER", sentence: "absent : donnez le dossier des têtes signées")
                }
                let sealed = try await SealJournal(try configuration.database(connections: 1)).run()
                let summary = try await exporter.run(
                    sealed, on: try Clock.today(configuration)(), at: Instant(epochSeconds: Int64(Clock.now())),
                    random: { randomBytes($0) })
                result(
                    "\(sealed.seals) sceaux pour \(sealed.events) événements, \(summary.heads) têtes signées"
                        + (summary.wroteRoot ? ", racine du jour écrite" : "")
                        + (summary.stamps > 0 ? ", \(summary.stamps) horodatages" : ""))
                for fault in summary.faults { note("sans horodatage : \(fault)") }
                guard summary.faults.isEmpty else { throw ExitCode(Outcome.unreachable.rawValue) }
            }
        }
    }
}

/// A key for the heads.
struct CreateAuditKey: RuledCommand {
    static let policy = CommandPolicy.noDatabase
    static let configuration = CommandConfiguration(
        abstract: "Make the key that signs the heads of journals: the private half to a file, the public one printed.")
    @Option(help: "The file of the private key; it must not exist.") var out: String

    func run() async throws {
        try await reporting {
            let key = try AuditKey(seed: randomBytes(32))
            try NewFile.write(Array((key.text + "\n").utf8), to: out, mode: 0o600)
            result(key.publicKey.text)
        }
    }
}
