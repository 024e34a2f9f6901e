import Access
import ArgumentParser
import Foundation
import Intake
import Vocabulary

/// Verifies journals in the database, or an export without any database.
struct VerifyAudit: RuledCommand {
    static let policy = CommandPolicy.machine([.audit])
    static let configuration = CommandConfiguration(
        abstract: "Verify journals against their seals, and the seals against the heads that left the database.")
    @Option(help: "Only this organisation.") var council: String?
    @Option(help: "Verify this export instead of a database.") var fromExport: String?
    @Option(help: "The folder of signed heads; SEXTANT_AUDIT_FOLDER when absent.") var heads: String?
    @Option(help: "The public key of the heads, in base 64; SEXTANT_AUDIT_PUBLIC_KEY when absent.")
    var publicKey: String?
    @Option(help: "The PEM file that vouches for time-stamps; SEXTANT_TIMESTAMP_CA when absent.")
    var timestampCa: String?
    @Flag(help: "Print exactly one line of JSON.") var json = false

    func run() async throws {
        try await reporting {
            let configuration = Configuration()
            let witness = try witness(configuration)
            let verify = VerifyJournal(
                heads: witness, longestWait: witness == nil ? nil : try configuration.longestWaitForSeal())
            let keyIsGiven = try givenKey(configuration) != nil
            let today = ParisTime(epochSeconds: Int64(Clock.now())).day
            let summary: VerifyJournal.Summary
            do {
                if let fromExport {
                    summary = try verify.run(try text(fromExport).split(separator: "\n"))
                } else {
                    summary = try await verify.run(try configuration.database(connections: 1), only: council, on: today)
                }
            } catch let fault as AuditFolder.Fault {
                throw Refusal(fault.description)
            }
            guard summary.councils > 0 else {
                throw Refusal("Aucun journal à vérifier : cette organisation n'existe pas.")
            }
            if json { result(VerifyAudit.json(summary, keyIsGiven)) } else { report(summary, witness, keyIsGiven) }
            guard summary.findings.isEmpty else { throw ExitCode(Outcome.refused.rawValue) }
        }
    }

    private func witness(_ configuration: Configuration) throws -> HeadWitness? {
        let folder = try heads.map { AuditFolder($0) } ?? AuditSettings(configuration: configuration).folder()
        guard let folder else { return nil }
        guard let key = try givenKey(configuration) ?? folder.publicKey else {
            throw Refusal("Le dossier des têtes n'a pas de clé publique : donnez-la par --public-key.")
        }
        let ca = try timestampCa ?? configuration.text("SEXTANT_TIMESTAMP_CA")
        let authority = try configuration.text("SEXTANT_TIMESTAMP_AUTHORITY")
        return HeadWitness(folder, key: key, ca: ca, expectsStamps: ca != nil || authority != nil)
    }

    /// The key that somebody gave apart from the heads; whoever can write beside them can put another key there too.
    private func givenKey(_ configuration: Configuration) throws -> AuditPublicKey? {
        guard let text = try publicKey ?? configuration.text("SEXTANT_AUDIT_PUBLIC_KEY") else { return nil }
        do throws(InputFault) {
            return try AuditPublicKey(text)
        } catch {
            throw Refusal("\(publicKey == nil ? "SEXTANT_AUDIT_PUBLIC_KEY" : "--public-key") : \(error.message).")
        }
    }

    private func text(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw Refusal("« \(path) » ne peut pas être lu, ou n'est pas en UTF-8.") }
        return text
    }

    private func report(_ summary: VerifyJournal.Summary, _ witness: HeadWitness?, _ keyIsGiven: Bool) {
        for finding in summary.findings { result(finding.sentence) }
        let verdict = summary.findings.isEmpty ? "aucune altération" : "altérations : \(summary.findings.count)"
        let doubt = witness == nil || keyIsGiven ? "" : ", clé non vérifiée"
        result(
            "\(summary.councils) journaux, \(summary.seals) sceaux, \(summary.events) événements "
                + "(dont \(summary.unsealed) pas encore scellés), \(summary.heads) têtes comparées, "
                + "\(summary.roots) racines dont \(summary.stamps) horodatages vérifiés : "
                + verdict + doubt)
        if witness != nil, !keyIsGiven {
            note("la clé publique est celle du dossier lui-même : donnez la vôtre par --public-key")
        }
        if witness == nil {
            note("sans les têtes signées, une fin coupée ou une chaîne entièrement réécrite ne se voit pas (--heads)")
        }
    }

    private static func json(_ summary: VerifyJournal.Summary, _ keyIsGiven: Bool) -> String {
        JSON.object([
            .init("councils", .integer(summary.councils)), .init("seals", .integer(summary.seals)),
            .init("events", .integer(summary.events)), .init("unsealed", .integer(summary.unsealed)),
            .init("heads", .integer(summary.heads)), .init("roots", .integer(summary.roots)),
            .init("stamps", .integer(summary.stamps)), .init("keyVerified", .bool(keyIsGiven)),
            .init("found", .array(summary.findings.map(\.json))),
        ]).text
    }
}
