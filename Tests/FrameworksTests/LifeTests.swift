import Frameworks
import Intake
import Postgres
import Support
import Testing
import Vocabulary

@Suite("A version is drafted, proposed, and approved by a second person; then it is never edited")
struct LifeTests {
    @Test("from draft to law: the history says who did what, the approval which report was accepted")
    func wholeLife() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            #expect(try VersionStore.find(key, transaction)?.stage == .draft)
            try ProposeVersion(key, actor: "Anne Martin", today: Samples.today, reason: "avis du 3 novembre").run(
                transaction)
            try WithdrawVersion(key, actor: "Anne Martin", reason: "une coquille").run(transaction)
            try Samples.approve(key, transaction)
            let events = try VersionStore.events(of: key, transaction)
            #expect(events.map(\.stage) == ["draft", "proposed", "draft", "proposed", "approved"])
            #expect(events.map(\.by).last == "Louis Petit")
            #expect(events[1].reason == "avis du 3 novembre")
            let approval = try #require(try VersionStore.approval(of: key, transaction))
            #expect(approval.proposedBy == "Anne Martin")
            #expect(approval.impact.impactID > 0)
            #expect(approval.impact.reportHash == "abc")
            let version = try #require(try VersionStore.find(key, transaction))
            #expect(version.effectiveFrom == day("2028-01-01"))
            #expect(version.keyID == (try Samples.secret().publicKey.id))
        }
    }

    @Test("every other step is refused with a sentence")
    func forbiddenSteps() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            let accepted = try Samples.acceptance(of: key, transaction)
            func expectRefused(_ part: String, _ body: () throws -> Void) throws {
                let sentence = try Samples.refusal(body) ?? "not refused"
                #expect(sentence.contains(part), "\(sentence)")
            }
            try expectRefused("doit d'abord être proposée") {
                try ApproveVersion(key, actor: "b", acceptedImpact: accepted, today: Samples.today).run(transaction)
            }
            try expectRefused("rien à retirer") {
                try WithdrawVersion(key, actor: "a", reason: "x").run(transaction)
            }
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            try expectRefused("déjà proposée") {
                try ProposeVersion(key, actor: "b", today: Samples.today).run(transaction)
            }
            try expectRefused("retirez d'abord") { try DiscardDraft(key, actor: "a").run(transaction) }
            try expectRefused("Dites pourquoi") { try WithdrawVersion(key, actor: "a", reason: "").run(transaction) }
            try ApproveVersion(key, actor: "b", acceptedImpact: accepted, today: Samples.today).run(transaction)
            try expectRefused("déjà approuvée") {
                try ProposeVersion(key, actor: "b", today: Samples.today).run(transaction)
            }
            try expectRefused("déjà approuvée") {
                try ApproveVersion(key, actor: "c", acceptedImpact: accepted, today: Samples.today).run(transaction)
            }
            try expectRefused("ne se retire plus") {
                try WithdrawVersion(key, actor: "a", reason: "x").run(transaction)
            }
            try expectRefused("ne se supprime pas") { try DiscardDraft(key, actor: "a").run(transaction) }
            let unknown = FrameworkVersion.Key(key.framework, "99")
            try expectRefused("n'a pas de version") {
                try ProposeVersion(unknown, actor: "a", today: Samples.today).run(transaction)
            }
        }
    }

    @Test("the same person never approves, however the name is written", arguments: ["Anne Martin", " anne MARTIN "])
    func secondPerson(actor: String) async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try ProposeVersion(key, actor: "Anne Martin", today: Samples.today).run(transaction)
            let accepted = try Samples.acceptance(of: key, transaction)
            let sentence = try Samples.refusal {
                try ApproveVersion(key, actor: actor, acceptedImpact: accepted, today: Samples.today).run(transaction)
            }
            #expect(sentence?.contains("une autre personne") == true)
            #expect(try VersionStore.find(key, transaction)?.stage == .proposed)
        }
    }

    @Test("a report on another text, under another law, or unfinished is not accepted")
    func staleReport() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction)
            let good = try Samples.acceptance(of: key, transaction)
            func sentence(_ text: String, _ law: String, _ report: String) throws -> String? {
                try Samples.refusal {
                    try ApproveVersion(
                        key, actor: "b",
                        acceptedImpact: ImpactAcceptance(
                            impactID: good.impactID, asOf: good.asOf, contentFingerprint: text, lawFingerprint: law,
                            reportHash: report), today: Samples.today
                    ).run(transaction)
                }
            }
            let (text, law) = (good.contentFingerprint, good.lawFingerprint)
            #expect(try sentence("x", law, "abc")?.contains("autre texte") == true)
            #expect(try sentence(text, "x", "abc")?.contains("règles ont changé") == true)
            #expect(try sentence(text, law, "")?.contains("pas terminé") == true)
            #expect(try sentence(text, law, "abc") == nil)
        }
    }

    @Test("a draft may change and go; its history stays")
    func draftChangesAndGoes() async throws {
        try await Samples.national { transaction in
            let key = try Samples.draft(try Samples.second(), transaction)
            let other = try Samples.second(from: "2029-01-01")
            let outcome = try Samples.importing(try Samples.package(other)).run(isApplied: true, transaction)
            #expect(outcome.drafts.map(\.effect) == [.changed])
            #expect(try VersionStore.find(key, transaction)?.effectiveFrom == day("2029-01-01"))
            let again = try Samples.importing(try Samples.package(other)).run(isApplied: true, transaction)
            #expect(again.drafts.map(\.effect) == [.unchanged])
            try DiscardDraft(key, actor: "a", reason: "abandonné").run(transaction)
            #expect(try VersionStore.find(key, transaction) == nil)
            #expect(try VersionStore.events(of: key, transaction).map(\.stage) == ["draft", "draft", "discarded"])
        }
    }

    @Test(
        "not even by hand is a text edited once proposed or approved, nor removed",
        arguments: [
            ("approved", "version_approved_is_never_edited", "update frameworks.version set content = '{}'"),
            ("approved", "version_approved_is_never_edited", "update frameworks.version set stage = 'draft'"),
            ("approved", "version_approved_is_never_edited", "delete from frameworks.version"),
            ("proposed", "version_proposed_keeps_its_text", "update frameworks.version set content = '{}'"),
            (
                "proposed", "version_proposed_keeps_its_text",
                "update frameworks.version set effective_from = '2040-01-01'"
            ),
            ("proposed", "version_proposed_is_withdrawn_first", "delete from frameworks.version"),
            ("draft", "version_proposed_keeps_its_text", "update frameworks.version set stage = 'approved'"),
            (
                "proposed", "version_is_approved_by_a_second_person",
                "update frameworks.version set stage = 'approved'"
            ),
        ])
    func neverEdited(stage: String, constraint: String, statement: String) async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await Samples.national { transaction in
                let key = try Samples.draft(try Samples.second(), transaction)
                if stage != "draft" { try ProposeVersion(key, actor: "a", today: Samples.today).run(transaction) }
                if stage == "approved" {
                    let accepted = try Samples.acceptance(of: key, transaction)
                    try ApproveVersion(key, actor: "b", acceptedImpact: accepted, today: Samples.today).run(transaction)
                }
                try transaction.query(
                    SQL(stringLiteral: statement) + " where framework_id = 'medecine-generale' and version = '2'")
            }
        }
        #expect(error?.constraint == constraint)
    }

    @Test("history and approvals are only added to, by any role of the application")
    func historyStays() async throws {
        let place = try await SharedDatabase.open()
        let rights = try await place.database.rolledBack(as: .national) { transaction in
            try transaction.query(
                """
                select grantee || ' ' || privilege_type as name from information_schema.role_table_grants
                where table_schema = 'frameworks' and table_name in ('version_event', 'version_approval')
                    and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and grantee <> 'sextant_owner'
                """
            ).map { try $0.text("name") }
        }
        #expect(rights == [])
    }
}
