import Country
import Foundation
import Frameworks
import Postgres
import Standings
import Vocabulary

/// Brings a version that waits for a second person into a generated country, as a college would send it: a key, a
/// signed package, the import, the proposal and the report on its effects.
struct LoadProposal {
    let database: Database
    let today: CalendarDate
    /// Thirty-two bytes of chance: the college's private key, forgotten afterwards.
    let seed: [UInt8]
    /// Who proposes.
    let proposer: String

    func run(_ proposal: CountrySummary.Proposal) async throws {
        let content = try String(contentsOfFile: proposal.path, encoding: .utf8)
        let secret = try SigningSecret(seed: seed)
        let package = try SignedPackage(signing: content, with: secret, on: today)
        let (today, proposer) = (today, proposer)
        // It starts in the past, so that its effect can be seen at once.
        let reason = "version fictive, pour montrer un effet"
        let report = try await database.transaction(as: .national) { transaction in
            let college = try CollegeStore.list(transaction).first { $0.frameworkCode == proposal.code }
            try TrustSigningKey(
                secret.publicKey, college: college?.slug ?? "", validFrom: proposal.publishedOn, actor: proposer
            ).run(transaction)
            let outcome = try ImportFrameworks(
                fileName: "\(proposal.code).sxpkg", bytes: Array(package.text.utf8),
                source: "Décision fictive de démonstration", published: proposal.publishedOn, actor: proposer,
                today: today, retroactive: reason
            ).run(isApplied: true, transaction)
            var report: ImpactID?
            for draft in outcome.drafts {
                try ProposeVersion(
                    draft.key, actor: proposer, today: today, reason: "Pour la démonstration", retroactive: reason
                ).run(transaction)
                report = try RequestImpact(
                    draft.key.framework, version: draft.key.number, asOf: nil, today: today, by: proposer
                ).run(transaction)
            }
            return report
        }
        if let report { _ = try await RunImpact(database: database, nonce: { randomBytes(32) }).run(report) }
    }
}
