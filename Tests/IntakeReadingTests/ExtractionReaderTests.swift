import Documents
import Intake
import Testing

@Suite("The public RPPS extraction is read line by line (rpps-format)")
struct ExtractionReaderTests {
    private let header = extractionNames.joined(separator: "|")

    @Test("the columns that serve are read, trimmed of spaces and no-break spaces")
    func row() throws {
        let line = extractionLine(["Nom d'exercice": " \u{A0}TESTARD\u{202F} ", "Code savoir-faire": "SM54 "])
        let row = try #require(try extraction([line]).rows.first)
        #expect(row.line == 2 && row.rpps == "19900000001" && row.family == "TESTARD" && row.given == "ZÉLIE")
        #expect(row.civility == "MME" && row.professional == "DR" && row.category == "C" && row.mode == "L")
        #expect(row.type == "S" && row.code == "SM54" && row.department == "33" && row.commune == "33063")
        #expect(row.label == "Bordeaux" && row.sector == "SA07" && row.authority == "CNOM/CNOM/CNOM")
    }

    @Test("52 or 56 columns, with or without the trailing pipe, in LF or CRLF")
    func layouts() throws {
        for count in [52, 56] {
            for pipe in ["", "|"] {
                for end in ["\n", "\r\n"] {
                    let names = Array(extractionNames.prefix(count))
                    let text = names.joined(separator: "|") + pipe + end + extractionLine(names: names) + pipe + end
                    let (kind, read) = try readExtraction(Array(text.utf8))
                    #expect(kind == .activity && read.rows.count == 1 && read.isBalanced)
                    #expect(read.report.unknownColumns.isEmpty && read.warningCodes.isEmpty)
                }
            }
        }
    }

    @Test("the eight other spellings of the header are known, an unknown column is only reported")
    func spellings() throws {
        let other = header.replacing("civilité d'exercice|Code", with: "civilité exercice|Code")
            .replacing("répétition voie (coord. structure)", with: "répétition voie (coord. Structure)")
            .replacing("Département (structure)", with: "département (coord. structure)")
            .replacing("rôle", with: "fonction").replacing("genre activité", with: "genre d'activité")
        #expect(try extraction([extractionLine()], header: other).report.unknownColumns.isEmpty)
        let read = try extraction([extractionLine() + "|x"], header: header + "|Couleur")
        #expect(read.report.unknownColumns == ["Couleur"] && read.rows.count == 1)
    }

    @Test("columns are found by name, in any order")
    func order() throws {
        let names = Array(extractionNames.reversed())
        let read = try extraction([extractionLine(names: names)], header: names.joined(separator: "|"))
        #expect(read.rows.first?.family == "TESTARD")
    }

    @Test(
        "the département of the site comes from the commune, then from the postcode (rpps-format §5)",
        arguments: [
            ("2A004", "20000", "", "2A"), ("2B033", "", "", "2B"), ("", "20167", "", "2A"), ("", "20200", "", "2B"),
            ("", "20600", "", "2B"), ("75056", "", "", "75"), ("75112", "75012", "", "75"), ("97411", "", "", "974"),
            ("", "97133", "", "977"), ("", "97150", "", "978"), ("", "98800", "", "988"), ("", "98000", "", ""),
            ("", "01000", "99000", "01"), ("", "1200", "99131", ""), ("33063", "", "99134", ""), ("", "", "", ""),
            ("XX", "abcde", "", ""), ("98818", "", "98818", "988"),
        ])
    func department(commune: String, postcode: String, country: String, expected: String) throws {
        let line = extractionLine([
            "Code commune (coord. structure)": commune, "Code postal (coord. structure)": postcode,
            "Code pays (coord. structure)": country,
        ])
        #expect(try extraction([line]).rows.first?.department == expected)
    }

    @Test(
        "quarantined: what rpps-format §8 lists",
        arguments: [
            ("Identifiant PP", "1990000000", "rpps_format"), ("Identifiant PP", "1990000000A", "rpps_format"),
            ("Identification nationale PP", "819900000003", "national_identifier"),
            ("Identification nationale PP", "", "national_identifier"),
            ("Code savoir-faire", "SM99", "unknown_specialty"),
            ("Code savoir-faire", "", "unknown_specialty"), ("Nom d'exercice", "", "empty_name"),
            ("Prénom d'exercice", " \u{A0}", "empty_name"), ("Type d'identifiant PP", "5", "identifier_type"),
            ("Code profession", "", "missing_profession"),
            ("Nom d'exercice", String(repeating: "X", count: 501), "value_too_long"),
        ])
    func quarantined(column: String, value: String, code: String) throws {
        let line = extractionLine([column: value])
        let read = try extraction([line, extractionLine()])
        #expect(read.codes == [code] && read.quarantined.first?.text == line && read.rows.map(\.line) == [3])
        #expect(read.isBalanced)
    }

    @Test("quarantined: a truncated row and an extra separator")
    func widths() throws {
        let whole = extractionLine()
        let cut = String(whole.prefix(60))
        let read = try extraction([cut, whole + "|x", whole + "|", whole])
        #expect(read.codes == ["truncated", "extra_separator"] && read.rows.map(\.line) == [4, 5] && read.isBalanced)
        #expect(try extraction([String(repeating: "|", count: 1_000_000)]).codes == ["extra_separator"])
    }

    @Test("accepted with a warning: Luhn, the category F, text that looks garbled")
    func warned() throws {
        let luhn = extractionLine(["Identifiant PP": "19900000002", "Identification nationale PP": "819900000002"])
        let old = extractionLine(["Code catégorie professionnelle": "F"])
        let garbled = extractionLine(["Prénom d'exercice": "ZÃ©LIE"])
        let read = try extraction([luhn, old, garbled, garbled])
        #expect(read.rows.count == 4 && read.warningCodes == ["luhn", "deprecated_category", "mojibake"])
        #expect(read.report.warnings.map(\.count) == [1, 1, 2] && read.report.warnings.map(\.firstLine) == [2, 3, 4])
    }

    @Test("accepted as they are: duplicates, lone quotes, formulas, HTML, no site, a foreign site")
    func accepted() throws {
        let names = ["L\"EAU", "\"TESTARD", "=1+1", "<script>"]
        let lines = names.map { extractionLine(["Nom d'exercice": $0]) }
        let read = try extraction(lines + [lines[0]])
        #expect(read.rows.map(\.family) == names + [names[0]] && read.warningCodes.isEmpty)
    }

    @Test("ignored and counted: other professions, students, ADELI identifiers, blank lines")
    func ignored() throws {
        let read = try extraction([
            extractionLine(["Code profession": "60"]), extractionLine(["Code catégorie professionnelle": "E"]),
            extractionLine(["Type d'identifiant PP": "0", "Identifiant PP": "331234567"]), "", "  ", extractionLine(),
        ])
        #expect(read.rows.count == 1 && read.isBalanced)
        #expect(read.report.ignored.map(\.code) == ["other_profession", "student", "adeli", "blank"])
        #expect(read.report.ignored.map(\.count) == [1, 1, 1, 2])
        #expect(read.report.ignored.map(\.label).first == "Autres professions")
    }

    @Test("another profession can be asked for")
    func profession() throws {
        let text = header + "\n" + extractionLine(["Code profession": "50"]) + "\n" + extractionLine() + "\n"
        let read = try readExtraction(Array(text.utf8), profession: "50").reading
        #expect(read.rows.map(\.line) == [2] && read.report.ignoredLines == 1)
    }
}
