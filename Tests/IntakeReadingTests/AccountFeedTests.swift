import Documents
import Intake
import Testing
import Vocabulary

@Suite("The account feed is read file by file (contracts §4)")
struct AccountFeedTests {
    @Test("accounts, alerts and physicians without an address become typed rows")
    func tables() throws {
        let read = try readFeed([
            (
                "comptes.csv",
                "rpps;statut_compte;courriel_rpps;debut_cycle;fin_cycle;code_referentiel;maj_le\n"
                    + "19900000001;active;z@example.org;2023-01-01;2031-12-31;REF.10.01_1;2026-11-20T08:30:00Z\n"
            ),
            ("alertes_ans.csv", "id_source;rpps;type;emise_le\nA1;19900000001;retard;2026-01-05\n"),
            ("sans_adresse.csv", "rpps;motif;constate_le\n19900000001;retour;05/01/2026\n"),
        ])
        #expect(read.rows.count == 3 && read.isBalanced)
        guard case .account(let account) = read.rows[0], case .alert(let alert) = read.rows[1],
            case .unreachable(let unreachable) = read.rows[2]
        else { return #expect(Bool(false), "\(read.rows)") }
        #expect(account.state == .active && account.updatedOn == day("2026-11-20"))
        #expect(account.cycleEnd == day("2031-12-31") && account.frameworkCode == "REF.10.01_1")
        #expect(alert.sourceID == "A1" && alert.type == "retard" && alert.issuedOn == day("2026-01-05"))
        #expect(unreachable.reason == "retour" && unreachable.seenOn == day("2026-01-05"))
    }

    @Test("a line of actions.jsonl carries the action object of evaluate")
    func jsonLines() throws {
        let action =
            #"{"id":"x","action":"b1","date":"2024-03-10","object":"Congrès","evidence":{"kind":"attestation_formation","receivedOn":"2024-03-11"}}"#
        let read = try readFeed([
            (
                "actions.jsonl",
                #"{"sourceId":"S1","rpps":"19900000001","origin":"medecin","deleted":false,"action":"#
                    + action + "}\n" + #"{"sourceId":"S2","rpps":"19900000001","deleted":true}"# + "\n\n"
            )
        ])
        let actions = read.actions
        #expect(actions.count == 2 && read.isBalanced)
        #expect(actions[0].sourceID == "S1" && actions[0].origin == .physician && !actions[0].isDeleted)
        #expect(try actions[0].declaration?.canonicalJSON == Declaration(json: JSON(parsing: action)).canonicalJSON)
        #expect(actions[1].isDeleted && actions[1].declaration == nil)
    }

    @Test("a row of actions.csv becomes the same declaration")
    func sheet() throws {
        let read = try readFeed([
            (
                "actions.csv",
                "id_source;rpps;bloc;code_action;libelle;periode_debut;periode_fin;organisme;objet;"
                    + "element_liste;role;justificatif;origine;supprimee;date_realisation;justificatif_recu_le\n"
                    + "S1;19900000001;1;b1;Un titre;2024-01-01;2024-02-01;Un organisme;Congrès;el;orateur;attestation;"
                    + "andpc;;;\nS2;19900000001;;b1;;;;;;;;attestation;;oui;2024-05-01;2024-06-01\n"
            )
        ])
        var expected = Declaration(id: "S1", action: "b1")
        expected.period = day("2024-01-01")...day("2024-02-01")
        expected.blockWanted = .knowledge
        (expected.object, expected.item, expected.role) = ("Congrès", "el", "orateur")
        expected.evidence = Evidence(kind: "attestation", receivedOn: day("2024-02-01"))
        #expect(read.actions.first?.declaration == expected)
        #expect(read.actions.first?.title == "Un titre" && read.actions.first?.organiser == "Un organisme")
        #expect(read.actions.first?.origin == .agency)
        #expect(read.actions.last?.isDeleted == true)
        #expect(read.actions.last?.declaration?.evidence?.receivedOn == day("2024-06-01"))
    }

    @Test(
        "what cannot be is set aside, with the field",
        arguments: [
            ("{", "json", "octet"), ("[1]", "json", "objet JSON"),
            (#"{"rpps":"19900000001"}"#, "json_field", "sourceId"),
            (#"{"sourceId":"S","rpps":"1"}"#, "rpps_format", "onze chiffres"),
            (#"{"sourceId":"S","rpps":19900000001}"#, "json_field", "rpps"),
            (#"{"sourceId":"S","rpps":"19900000001","origin":"voisin"}"#, "json_field", "origin"),
            (#"{"sourceId":"S","rpps":"19900000001","deleted":"oui"}"#, "json_field", "deleted"),
            (#"{"sourceId":"S","rpps":"19900000001"}"#, "json_field", "action"),
            (#"{"sourceId":"S\u0000","rpps":"19900000001"}"#, "nul_character", "nul"),
        ])
    func rejectedLines(line: String, code: String, word: String) throws {
        let read = try readFeed([("actions.jsonl", line + "\n")])
        #expect(read.codes == [code] && read.isBalanced)
        #expect(code == "json_field" || read.quarantined.first?.sentence.contains(word) == true)
    }

    @Test("a line of blocks 1 to 3 keeps its text, its field and its value when it is set aside")
    func rejectedText() throws {
        let line = #"{"sourceId":"S","rpps":"19900000001","action":{"action":"b1","date":"2026-02-30"}}"#
        let read = try readFeed([("actions.jsonl", line + "\n")])
        #expect(read.quarantined.first?.text == line)
        #expect(read.quarantined.first?.sentence.contains("action.date") == true)
        #expect(read.quarantined.first?.sentence.contains("2026-02-30") == true)
    }

    @Test("files under other names are recognised by their first line, others are reported")
    func otherNames() throws {
        let read = try readFeed([
            ("lot-33.json", #"{"sourceId":"S","rpps":"19900000001","deleted":true}"# + "\n"),
            ("export.csv", "RPPS;Constaté le\n19900000001;2026-01-05\n"), ("notes.txt", "bonjour\n"),
        ])
        #expect(read.rows.count == 2 && read.warningCodes == ["unknown_file:notes.txt"])
    }

    @Test("a file that is no text, or lacks a required column, refuses the lot")
    func refusals() {
        #expect(refusal { _ = try readFeed([("comptes.csv", "%PDF-1.4")]) }?.code == "not_text")
        #expect(refusal { _ = try readFeed([("comptes.csv", "rpps;maj_le\n")]) }?.code == "missing_column")
        #expect(refusal { _ = try readFeed([]) }?.code == "empty")
    }
}
