import Documents
import Intake
import Testing
import Vocabulary

@Suite("The roll of a council is read row by row (contracts §2)")
struct RollReaderTests {
    @Test("every column is read, in French or ISO dates")
    func everyColumn() throws {
        let read = try roll([
            "date_diplome": "01/07/2008", "annee_naissance": "1980", "date_qualification": "2009-01-05",
            "courriel_rpps": "zelie.testard@example.org", "courriel_verifie_le": "3/2/2026", "soins_directs": "Non",
            "soins_directs_depuis": "2025-01-01", "exoneration_bloc3_du": "2025-01-01",
            "exoneration_bloc3_au": "2026-12-31", "exoneration_motif": "sans_soins", "fin_inscription": "2026-06-30",
            "motif_fin": "Décès", "service_de_sante_armees": "oui", "adresse_1": "Dr Testard", "adresse_4": "33000 X",
        ])
        let row = try #require(read.rows.first)
        #expect(row.line == 2 && row.rpps == "19900000001" && row.council == "33" && row.specialtyCode == "SM54")
        #expect(row.registeredOn == day("2010-09-01") && row.diplomaOn == day("2008-07-01") && row.birthYear == 1980)
        #expect(row.qualifiedOn == day("2009-01-05") && row.emailCheckedOn == day("2026-02-03"))
        #expect(row.email == "zelie.testard@example.org" && !row.givesDirectCare)
        #expect(row.directCareSince == day("2025-01-01") && row.exemptionReason == .noCare)
        #expect(row.exemptFrom == day("2025-01-01") && row.exemptThrough == day("2026-12-31"))
        #expect(row.endedOn == day("2026-06-30") && row.endReason == .death && row.isMilitary)
        #expect(row.address == ["Dr Testard", "33000 X"])
        #expect(read.isBalanced && read.warningCodes.isEmpty)
    }

    @Test("header names match without accents, case, order, spaces or underscores; unknown ones are reported")
    func header() throws {
        let text =
            "Spécialité SM;DATE D'INSCRIPTION;Département inscription;R.P.P.S;Humeur\nSM54;2010-09-01;33;19900000001;x\n"
        let read = try readRoll(Array(text.utf8))
        #expect(read.rows.count == 1)
        #expect(read.report.unknownColumns == ["Humeur"])
    }

    @Test("rows pasted from a spreadsheet, with TAB and CRLF, are accepted")
    func pasted() throws {
        let text =
            "rpps\tdepartement_inscription\tdate_inscription\tspecialite_sm\r\n19900000001\t1\t1/9/2010\tsm54\r\n"
        let row = try #require(try readRoll(Array(text.utf8)).rows.first)
        #expect(row.council == "01" && row.specialtyCode == "SM54" && row.givesDirectCare)
    }

    @Test("one digit of a council is padded, Corsica is put in capitals", arguments: [("1", "01"), ("2a", "2A")])
    func councils(written: String, code: String) throws {
        #expect(try roll(["departement_inscription": written]).rows.first?.council == code)
    }

    @Test("an RPPS number may hold spaces and no-break spaces; a wrong Luhn key is only a warning")
    func rpps() throws {
        #expect(try roll(["rpps": "199 0000\u{A0}0001"]).rows.first?.rpps == "19900000001")
        let odd = try roll(["rpps": "19900000002"])
        #expect(odd.rows.count == 1 && odd.warningCodes == ["luhn"] && odd.report.warnings.first?.firstLine == 2)
    }

    @Test(
        "what cannot be is set aside with its reason",
        arguments: [
            ("rpps", "1990000000", "rpps_format"), ("rpps", "1,99E+10", "rpps_format"), ("rpps", "", "missing_value"),
            ("date_inscription", "30/02/2026", "date"), ("date_inscription", "2026-13-01", "date"),
            ("date_inscription", "45987", "date"), ("date_inscription", "21/11/26", "date"),
            ("date_inscription", "0210-09-01", "date_range"), ("date_inscription", "", "missing_value"),
            ("departement_inscription", "20", "unknown_council"), ("specialite_sm", "SM99", "unknown_specialty"),
            ("annee_naissance", "1899", "birth_year"), ("annee_naissance", "2027", "birth_year"),
            ("annee_naissance", "2005", "too_young"), ("courriel_rpps", "zelie@", "email"),
            ("courriel_rpps", "z elie@example.org", "email"), ("courriel_rpps", "zelie@example", "email"),
            ("soins_directs", "peut-être", "yes_no"), ("date_diplome", "2027-01-01", "diploma_in_future"),
            ("fin_inscription", "2009-01-01", "end_before_start"), ("motif_fin", "retraite", "end_reason_alone"),
            ("exoneration_motif", "sans_soins", "exemption_without_start"),
            ("exoneration_bloc3_au", "2026-01-01", "exemption_without_start"),
        ])
    func rejected(column: String, value: String, code: String) throws {
        let read = try roll([column: value])
        #expect(read.codes == [code])
        #expect(read.quarantined.first?.number == 2)
        #expect(read.quarantined.first?.text.contains(value) == true)
        #expect(read.isBalanced && read.rows.isEmpty)
    }

    @Test("dates that contradict one another are set aside")
    func contradictions() throws {
        let exemption = ["exoneration_bloc3_du": "2026-02-01", "exoneration_bloc3_au": "2026-01-01"]
        #expect(try roll(exemption).codes == ["exemption_reversed"])
        #expect(try roll(["fin_inscription": "2026-01-01", "motif_fin": "vacances"]).codes == ["end_reason"])
    }

    @Test("a registration after the day of the roll is accepted")
    func future() throws {
        #expect(try roll(["date_inscription": "2027-01-15"]).rows.count == 1)
    }

    @Test("a row of another council is set aside when the import is limited to one")
    func otherCouncil() throws {
        #expect(try roll(only: "2A").codes == ["other_council"])
        #expect(try roll(only: "33").rows.count == 1)
    }

    @Test("several rows of one physician are all accepted")
    func severalRows() throws {
        let text = """
            rpps;departement_inscription;date_inscription;specialite_sm;fin_inscription
            19900000001;33;2010-09-01;SM54;2014-01-01
            19900000001;33;2018-09-01;SM54;
            19900000001;33;2018-09-01;SM53;
            """
        #expect(try readRoll(Array(text.utf8)).rows.count == 3)
    }

    @Test("a formula and HTML are plain text")
    func plainText() throws {
        let read = try roll(["adresse_1": "=CMD()", "adresse_2": "<b>Testard</b>"])
        #expect(read.rows.first?.address == ["=CMD()", "<b>Testard</b>"])
    }
}
