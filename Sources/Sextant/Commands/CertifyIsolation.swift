import Access
import ArgumentParser
import Foundation
import Intake
import Logging
import Postgres
import Schema
import Vocabulary
import Web

/// Shows that nobody reaches what belongs to another organisation, and writes what was tried.
struct CertifyIsolation: RuledCommand {
    static let policy = CommandPolicy.machine(DatabaseRole.allCases)
    static let configuration = CommandConfiguration(
        abstract: "Certify from outside that no organisation reaches another's rows; exit 65 otherwise.",
        discussion: """
            Asked as the login of the application. Every attempt is taken back: nothing of the database changes. The
            verdict is « conforme » (exit 0), « NON CONFORME » or, when something that had to be tried was not,
            « incomplet » (exit 65 both).
            """)
    @Option(help: "Write the report to this file.") var out: String?
    @Option(help: "The private key that signs the report; SEXTANT_CERTIFICATE_KEY when absent.") var key: String?
    @Flag(help: "The report as one line of JSON.") var json = false
    @Flag(help: "Only the catalogue and the rows; neither pages nor exports.") var databaseOnly = false
    @Flag(help: "Write what the catalogue says, fact by fact, and nothing else.") var printDeclaration = false
    @Option(help: "Check the signature of this report instead of making one.") var verify: String?
    @Option(help: "With --verify: the public key it must bear, in base 64.") var publicKey: String?
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            if let verify { return try check(verify) }
            let configuration = Configuration()
            if printDeclaration { return try await declare(configuration) }
            let secret = try signingKey(configuration)
            let certificate = try await make(configuration)
            let text = json ? certificate.json.text + "\n" : certificate.text
            let signed = try secret.map { key in try refusing { () throws(CertificateKey.Fault) in try key.sign(text) }
            }
            try deliver(signed ?? text)
            if secret == nil { note("rapport non signé : donnez --key ou SEXTANT_CERTIFICATE_KEY") }
            note("certificat d'isolation : \(certificate.verdict.rawValue)")
            for part in certificate.missing { note("pas éprouvé : \(part)") }
            guard certificate.verdict == .sound else { throw ExitCode(Outcome.refused.rawValue) }
        }
    }

    private func deliver(_ text: String) throws {
        if let out { return try SmallFile.write(Array(text.utf8), to: out) }
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// What `Resources/isolation-declaration.txt` must say for this database to be as declared.
    private func declare(_ configuration: Configuration) async throws {
        let database = try configuration.database(connections: 1)
        try deliver(try await database.transaction(as: nil) { try IsolationReview.declaration($0) })
    }

    private func check(_ path: String) throws {
        let text = try SmallFile.text(path)
        let key = try refusing { () throws(CertificateKey.Fault) in try CertificateKey.verify(text, trusted: publicKey)
        }
        result("signature valide, clé \(key)")
    }

    private func signingKey(_ configuration: Configuration) throws -> CertificateKey? {
        guard let path = key else {
            return try configuration.text("SEXTANT_CERTIFICATE_KEY").map { text in
                try refusing { () throws(CertificateKey.Fault) in try CertificateKey(text) }
            }
        }
        let text = try SmallFile.text(path)
        return try refusing { () throws(CertificateKey.Fault) in try CertificateKey(text) }
    }

    private func refusing<Value>(_ body: () throws(CertificateKey.Fault) -> Value) throws -> Value {
        do throws(CertificateKey.Fault) { return try body() } catch { throw Refusal("Certificat : \(error.sentence).") }
    }

    private func make(_ configuration: Configuration) async throws -> IsolationCertificate {
        let database = try configuration.database(connections: 1)
        let today = try Clock.today(configuration)()
        note("catalogue et lignes…")
        var (place, sections) = try await database.rehearsal { rehearsal in
            try await rehearsal.transaction(as: nil, timeout: 0) { transaction in
                (try IsolationCertificate.place(transaction), try IsolationReview.run(transaction))
            }
        }
        if databaseOnly {
            var rest = IsolationSection("Pages, formulaires, exports et tâches")
            rest.omit("pages, formulaires, exports et tâches (--database-only)")
            sections.append(rest)
        } else {
            note("pages et formulaires…")
            sections.append(
                try await RouteProbe(
                    database: database, today: today, now: Instant(epochSeconds: Int64(Clock.now())),
                    random: { randomBytes($0) }, site: { try Serve.site(configuration, $0) }
                ).run())
            note("exports, tâches et agrégats…")
            sections.append(try await OutputProbe(database: database, today: today, actor: actor.actor).run())
        }
        return IsolationCertificate(
            madeAt: Date(timeIntervalSince1970: Clock.now()).formatted(.iso8601), database: place,
            version: "schéma \(try Schema.migrations().last?.name ?? "inconnu")", sections: sections)
    }
}
