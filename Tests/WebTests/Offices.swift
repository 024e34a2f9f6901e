import Access
import Frameworks
import Postgres
import Support
import Testing
import Vocabulary

@testable import Web

/// The version of general medicine that the offices prepare.
let second = FrameworkAddress("medecine-generale", "2")

/// People of both offices beside those of `visit`, and a signed draft of a second version without a line that counts.
func offices(_ body: @escaping @Sendable (Browser, Journey) async throws -> Void) async throws {
    try await visit { browser, journey in
        try await invite(journey.database, "national@example.org", council: "national", role: .nationalAdministrator)
        for name in ["anne", "bruno"] {
            try await invite(journey.database, "\(name)@example.org", council: "CNCP", role: .cncpOfficer)
        }
        try await journey.database.transaction(as: .national) { transaction in
            let first = FrameworkVersion.Key(FrameworkID("medecine-generale"), "1")
            let text = try #require(try VersionStore.content(first, transaction))
                .split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.contains(#""id": "mg1-dpc-andpc-faf""#) }.joined(separator: "\n")
                .replacing(#""version": "1""#, with: #""version": "2""#)
                .replacing(
                    #""publishedOn": "2026-02-26""#,
                    with: #""publishedOn": "2026-12-01", "effectiveFrom": "2027-02-05""#)
            let secret = try SigningSecret(seed: Array(repeating: 7, count: 32))
            try TrustSigningKey(
                secret.publicKey, college: "medecine-generale", validFrom: day("2026-01-01"), actor: "essai"
            ).run(transaction)
            let package = try SignedPackage(signing: text, with: secret, on: day("2026-11-20"))
            _ = try ImportFrameworks(
                fileName: "v2.sxpkg", bytes: Array(package.text.utf8), source: "décision du CNP",
                published: day("2026-12-01"), actor: "essai", today: day("2026-11-21")
            ).run(isApplied: true, transaction)
        }
        try await body(browser, journey)
    }
}

extension Browser {
    /// Ends the session and opens that of somebody else.
    func become(_ email: String) async throws {
        let page = try await get(.help)
        if cookies.keys.contains(where: { $0.hasSuffix("session") }) {
            _ = try await post(.signOut, [("preuve", page.proof)])
        }
        #expect(try await signIn(email).status == 303)
    }

    /// Posts a form of the version's page.
    func decide(_ part: FrameworkPart, _ fields: [(String, String)] = []) async throws -> Shown {
        let proof = try await get(.help).proof
        return try await post(.frameworkPart(second, part), [("preuve", proof)] + fields)
    }
}
