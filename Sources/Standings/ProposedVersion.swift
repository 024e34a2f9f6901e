import Frameworks
import Intake
import Postgres
import Vocabulary

/// The text of a version that judges nobody yet.
struct ProposedVersion: Sendable {
    let key: FrameworkVersion.Key
    let framework: Framework
    /// Hexadecimal SHA-256 of the text.
    let fingerprint: String

    /// A draft or a proposed version; nil when there is none, or when it is approved.
    ///
    /// - Throws: `Refusal` when a draft is not whole enough to judge by.
    static func find(
        _ framework: FrameworkID, _ number: String, _ transaction: Transaction
    ) throws -> ProposedVersion? {
        let key = FrameworkVersion.Key(framework, number)
        guard let version = try VersionStore.find(key, transaction), version.stage != .approved,
            let text = try VersionStore.content(key, transaction)
        else { return nil }
        guard let whole = try? Framework(json: JSON(parsing: text)) else {
            throw Refusal(
                "Le brouillon « \(number) » du référentiel « \(framework) » est incomplet : son impact ne peut pas être "
                    + "calculé. Complétez-le d'abord.")
        }
        return ProposedVersion(key: key, framework: whole, fingerprint: version.fingerprint)
    }
}
