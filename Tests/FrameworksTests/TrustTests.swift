import Foundation
import Frameworks
import Intake
import Postgres
import Support
import Testing
import Vocabulary

@Suite("Only a text that a trusted key has signed and a second person has approved becomes law")
struct TrustTests {
    @Test(
        "a key of small order, or written in another way than the one, is no key (RFC 8032)",
        arguments: [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ])
    func weakKey(digits: String) {
        let bytes = stride(from: 0, to: 64, by: 2).map { place in
            UInt8(digits.dropFirst(place).prefix(2), radix: 16) ?? 0
        }
        #expect(throws: InputFault.self) { try SigningKey(publicKey: Data(bytes).base64EncodedString()) }
    }

    @Test("every key that is made is one")
    func goodKeys() throws {
        for number in UInt8(0)...60 {
            let key = try Samples.secret(number).publicKey
            #expect(try SigningKey(publicKey: key.publicKey) == key)
        }
    }

    @Test("what a key signed before it was revoked is neither proposed nor approved any more")
    func revokedMeanwhile() async throws {
        @Sendable func revoke(_ transaction: Transaction) throws {
            try RevokeSigningKey(
                try Samples.secret().publicKey.id, on: day("2026-11-21"), reason: "clé volée", actor: "Anne Martin"
            ).run(transaction)
        }
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try revoke(transaction)
            let sentence = try Samples.refusal {
                try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            }
            #expect(sentence?.contains("révoquée le 21/11/2026 (clé volée)") == true, "\(sentence ?? "")")
        }
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            let accepted = try Samples.acceptance(of: key, transaction)
            try revoke(transaction)
            let sentence = try Samples.refusal {
                try ApproveVersion(key, actor: "b", acceptedImpact: accepted, today: Samples.today).run(transaction)
            }
            #expect(sentence?.contains("révoquée le 21/11/2026") == true, "\(sentence ?? "")")
        }
    }

    /// What a statement by hand on a draft, a proposal and a whole report on it ends with.
    private static func error(
        as role: String = "sextant_cncp", isProposed: Bool = true, _ statements: [String]
    ) async throws -> PostgresError? {
        await #expect(throws: PostgresError.self) {
            try await Samples.national { transaction in
                let key = try Samples.draft(try Samples.second(), transaction)
                if isProposed { try ProposeVersion(key, actor: "Anne Martin", today: Samples.today).run(transaction) }
                let accepted = try Samples.acceptance(of: key, transaction)
                try transaction.query("set local role \(SQL(stringLiteral: role))")
                for statement in statements {
                    let text = statement.replacing("$impact", with: String(accepted.impactID))
                        .replacing("$text", with: accepted.contentFingerprint)
                        .replacing("$law", with: accepted.lawFingerprint)
                        .replacing("$day", with: accepted.asOf.description)
                    try transaction.query(SQL(stringLiteral: text))
                }
            }
        }
    }

    private static func approval(
        proposer: String = "Anne Martin", by: String = "Louis Petit", impact: String = "$impact", hash: String = "abc",
        on day: String = "$day"
    ) -> String {
        """
        insert into frameworks.version_approval (framework_id, version, proposed_by, approved_by, impact_id, impact_as_of,
            content_fingerprint, law_fingerprint, report_hash)
        values ('medecine-generale', '2', '\(proposer)', '\(by)', \(impact), '\(day)', '$text', '$law', '\(hash)')
        """
    }

    @Test(
        "by hand too an approval takes another person than the last proposer, and a whole report on the text",
        arguments: [
            (approval(proposer: "Louis Petit", by: "Anne Martin"), "version_approval_takes_two_persons"),
            (approval(by: " anne MARTIN "), "version_approval_takes_two_persons"),
            (approval(by: " "), "version_approval_takes_two_persons"),
            (approval(impact: "424242"), "version_approval_rests_on_a_report"),
            (approval(hash: "abd"), "version_approval_rests_on_a_report"),
            (approval(on: "2028-01-02"), "version_approval_rests_on_a_report"),
        ])
    func approvalByHand(statement: String, constraint: String) async throws {
        #expect(try await Self.error([statement])?.constraint == constraint)
    }

    @Test("a text nobody proposed is not approved by hand, nor one changed on the way")
    func proposalByHand() async throws {
        let unproposed = try await Self.error(isProposed: false, [Self.approval()])
        #expect(unproposed?.constraint == "version_approval_takes_two_persons")
        let changed = try await Self.error([
            Self.approval(),
            """
            update frameworks.version set stage = 'approved', title = 'autre'
            where framework_id = 'medecine-generale' and version = '2'
            """,
        ])
        #expect(changed?.constraint == "version_proposed_keeps_its_text")
        let forged = try await Self.error(
            isProposed: false,
            ["update frameworks.version set content = content || ' ' where version = '2' and stage = 'draft'"])
        #expect(forged?.constraint == "version_fingerprint_is_its_hash")
        let unsigned = try await Self.error(
            isProposed: false,
            [
                """
                update frameworks.version set manifest = null, signature = null, key_id = null
                where version = '2' and stage = 'draft'
                """, "update frameworks.version set stage = 'proposed' where version = '2'",
            ])
        #expect(unsigned?.constraint == "version_is_signed_by_a_trusted_key")
    }

    @Test("a revoked key stays revoked, the rest of a key never changes, and the CNCP touches none")
    func keysByHand() async throws {
        let revoke = """
            update frameworks.signing_key set revoked_on = '2026-11-21', revoked_by = 'a', revocation_reason = 'b'
            """
        let undone = try await Self.error(
            as: "sextant_national",
            [
                revoke,
                "update frameworks.signing_key set revoked_on = null, revoked_by = null, revocation_reason = null",
            ])
        #expect(undone?.constraint == "signing_key_stays_revoked")
        let moved = try await Self.error(
            as: "sextant_national", ["update frameworks.signing_key set framework_code = 'REF.10.02_1'"])
        #expect(moved?.sqlState == "42501")
        #expect(try await Self.error([revoke])?.sqlState == "42501")
    }

    @Test("the CNCP asks for a report and gives it up; it neither ends one nor writes its numbers")
    func reportsByHand() async throws {
        let asked = """
            insert into standings.impact (framework_id, version, version_fingerprint, law_fingerprint, as_of, requested_by)
            values ('medecine-generale', '2', '$text', '$law', '$day', 'essai')
            """
        for statement in [
            "update standings.impact set state = 'done', finished_at = now(), report_hash = 'x' where state = 'queued'",
            "update standings.impact set state = 'failed', finished_at = now() where state = 'queued'",
            "insert into standings.impact_published (impact_id, content) values ($impact, '{}')",
            "select nonce from standings.impact_seal", "select * from standings.impact_line",
            "update standings.impact set report_hash = 'x'",
        ] {
            #expect(try await Self.error([asked, statement])?.sqlState == "42501", "\(statement)")
        }
    }
}
