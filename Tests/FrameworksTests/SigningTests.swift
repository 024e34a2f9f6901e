import Frameworks
import Intake
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A package is taken only with the signature of its own college, over its very bytes")
struct SigningTests {
    /// What the import of some bytes says on a database where key 1 is general medicine's.
    private static func refusal(
        _ bytes: [UInt8], prepare: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) async throws -> String? {
        try await Samples.national { transaction in
            try Samples.trust("medecine-generale", transaction)
            try prepare(transaction)
            let sentence = try Samples.refusal {
                _ = try Samples.importing(bytes).run(isApplied: true, transaction)
            }
            if sentence != nil { #expect(try VersionStore.list(transaction).count == 3) }
            return sentence
        }
    }

    private static func edited(_ change: (String) -> String) throws -> [UInt8] {
        Array(change(String(decoding: try Samples.package(try Samples.second()), as: UTF8.self)).utf8)
    }

    @Test("a good package is taken, and its file comes out again byte for byte")
    func roundTrip() async throws {
        let bytes = try Samples.package(try Samples.second())
        #expect(try await Self.refusal(bytes) == nil)
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            let stored = try #require(try SignedPackage.stored(key, transaction))
            #expect(Array(stored.text.utf8) == bytes)
            #expect(try SignedPackage(bytes).content == (try Samples.second()))
        }
    }

    @Test("a content that changed by one letter no longer has its hash")
    func contentChanged() async throws {
        let bytes = try Self.edited { $0.replacing("journal club", with: "journal-club") }
        #expect(try await Self.refusal(bytes)?.hasPrefix("manifest.sha256 : ") == true)
    }

    @Test("a manifest or a signature that changed is a wrong signature")
    func wrongSignature() async throws {
        let later = try Self.edited { $0.replacing(#""signedOn":"2026-11-20""#, with: #""signedOn":"2026-11-19""#) }
        #expect(try await Self.refusal(later)?.hasPrefix("signature : signature fausse") == true)
        let other = try SignedPackage(signing: try Samples.second(), with: try Samples.secret(2), on: day("2026-11-20"))
        let good = try SignedPackage(signing: try Samples.second(), with: try Samples.secret(), on: day("2026-11-20"))
        let swapped = good.text.replacing(try #require(good.signature), with: try #require(other.signature))
        #expect(try await Self.refusal(Array(swapped.utf8))?.hasPrefix("signature : signature fausse") == true)
        for spoilt in ["", "AAAA", "é", "=="] {
            let bytes = Array(good.text.replacing(try #require(good.signature), with: spoilt).utf8)
            #expect(try await Self.refusal(bytes)?.hasPrefix("signature : ") == true)
        }
    }

    @Test("a key that nobody trusts is unknown")
    func unknownKey() async throws {
        let bytes = try Samples.package(try Samples.second(), key: 9)
        #expect(try await Self.refusal(bytes)?.hasPrefix("manifest.keyId : clé inconnue") == true)
    }

    @Test("a revoked key signs nothing any more, whenever it signed")
    func revokedKey() async throws {
        let id = try Samples.secret().publicKey.id
        let sentence = try await Self.refusal(try Samples.package(try Samples.second())) { transaction in
            try RevokeSigningKey(id, on: Samples.today, reason: "clé perdue", actor: "a").run(transaction)
        }
        #expect(sentence?.contains("révoquée le 21/11/2026 (clé perdue)") == true)
    }

    @Test("the key of one college signs no other's référentiel")
    func foreignKey() async throws {
        let bytes = try Samples.package(try Samples.second(), key: 2)
        let sentence = try await Self.refusal(bytes) { try Samples.trust("genetique", key: 2, $0) }
        #expect(sentence?.contains("est celle de « genetique »") == true)
    }

    @Test("a day of signature before the key was valid, or to come, is refused")
    func dates() async throws {
        let early = try Samples.package(try Samples.second(), on: "2025-12-31")
        #expect(try await Self.refusal(early)?.hasPrefix("manifest.signedOn : ") == true)
        let late = try Samples.package(try Samples.second(), on: "2026-11-22")
        #expect(try await Self.refusal(late)?.hasPrefix("manifest.signedOn : ") == true)
    }

    @Test("a text that nobody signed is refused, as a package or bare")
    func unsigned() async throws {
        #expect(try await Self.refusal(Array(try Samples.second().utf8))?.hasPrefix("signature : ") == true)
        let good = try SignedPackage(signing: try Samples.second(), with: try Samples.secret(), on: day("2026-11-20"))
        let without = good.text.replacing(#""\#(try #require(good.signature))""#, with: "null")
        #expect(try await Self.refusal(Array(without.utf8))?.hasPrefix("signature : ") == true)
    }

    @Test(
        "a manifest that disagrees with the content is named by its member",
        arguments: [
            (#""framework":"medecine-generale""#, #""framework":"genetique""#, "manifest.framework"),
            (#""version":"2""#, #""version":"3""#, "manifest.version"),
            (#""effectiveFrom":"2028-01-01""#, #""effectiveFrom":"2028-01-02""#, "manifest.effectiveFrom"),
            (#""effectiveFrom":"2028-01-01""#, #""effectiveFrom":"2028-02-30""#, "manifest.effectiveFrom"),
            (#""signedOn""#, #""signed""#, "manifest.signed"), (#""content""#, #""contents""#, "contents"),
        ])
    func disagreement(found: String, replacement: String, path: String) async throws {
        let bytes = try Self.edited { $0.replacing(found, with: replacement) }
        let sentence = try await Self.refusal(bytes)
        #expect(sentence?.hasPrefix("\(path) : ") == true, "\(sentence ?? "")")
    }

    @Test("a number taken by law with another text is refused; the same text again changes nothing")
    func takenNumber() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            let same = try Samples.importing(try Samples.package(try Samples.second())).run(
                isApplied: true, transaction)
            #expect(same.drafts.map(\.effect) == [.unchanged])
            let other = try Samples.package(try Samples.second(from: "2029-01-01"))
            let sentence = try Samples.refusal {
                _ = try Samples.importing(other).run(isApplied: true, transaction)
            }
            #expect(sentence?.contains("le numéro 2 de « medecine-generale » est pris") == true)
        }
    }

    @Test("a private key reads its own file, and a spoilt one is refused by its path")
    func secretFile() throws {
        let secret = try Samples.secret()
        #expect(try SigningSecret(secret.text).publicKey == secret.publicKey)
        let other = try Samples.secret(2).publicKey.publicKey
        let mixed = secret.text.replacing(secret.publicKey.publicKey, with: other)
        #expect(#expect(throws: InputFault.self) { try SigningSecret(mixed) }?.path == "publicKey")
        #expect(#expect(throws: InputFault.self) { try SigningSecret("{}") }?.path == "format")
        #expect(#expect(throws: InputFault.self) { try SigningSecret("x") }?.path == "")
        #expect(#expect(throws: InputFault.self) { try SigningSecret(seed: [1, 2]) }?.path == "privateKey")
        #expect(#expect(throws: InputFault.self) { try SigningKey(publicKey: "AAAA") }?.path == "publicKey")
    }

    @Test("a key is trusted once, and not again after it was revoked")
    func trustTwice() async throws {
        try await Samples.national { transaction in
            try Samples.trust("medecine-generale", transaction)
            let twice = try Samples.refusal { try Samples.trust("genetique", transaction) }
            #expect(twice?.contains("déjà admise pour « medecine-generale »") == true)
            let id = try Samples.secret().publicKey.id
            let silent = try Samples.refusal {
                try RevokeSigningKey(id, on: Samples.today, reason: "", actor: "a").run(transaction)
            }
            #expect(silent?.contains("Dites pourquoi") == true)
            try RevokeSigningKey(id, on: Samples.today, reason: "perdue", actor: "a").run(transaction)
            #expect(try Samples.refusal { try Samples.trust("genetique", transaction) }?.contains("révoquée") == true)
            let nobody = try Samples.refusal { try Samples.trust("personne", key: 3, transaction) }
            #expect(nobody?.contains("« personne »") == true)
        }
    }
}
