import Documents
import Intake
import Testing

@Suite("An RPPS file is recognised by its header, and refused whole when it cannot be trusted")
struct ExtractionFileTests {
    private let header = extractionNames.joined(separator: "|")

    private func refused(_ bytes: [UInt8]) -> FileRefusal? { refusal { _ = try readExtraction(bytes) } }

    @Test("the file of know-hows has rows without activity; the file of diplomas is read without use")
    func kinds() throws {
        let names = Array(extractionNames[0..<3] + extractionNames[7..<17])
        let text = names.joined(separator: "|") + "\n" + extractionLine(names: names) + "\n"
        let (kind, read) = try readExtraction(Array(text.utf8))
        #expect(kind == .knowHow && read.rows.first?.code == "SM54" && read.rows.first?.department == "")
        #expect(read.warningCodes.isEmpty)
        let diplomas =
            "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Nom d'exercice|Prénom d'exercice|"
            + "Code type diplôme obtenu|Libellé type diplôme obtenu\n8|19900000001|819900000001|X|Y|DE|Diplôme\n"
        let other = try readExtraction(Array(diplomas.utf8))
        #expect(other.kind == .diplomas && other.reading.report.ignored.map(\.code) == ["unused_file"])
    }

    @Test("refused whole: each missing column among the first 17, by its name", arguments: 0..<17)
    func missing(index: Int) {
        var names = extractionNames
        names.remove(at: index)
        let found = refused(Array((names.joined(separator: "|") + "\n").utf8))
        #expect(found?.code == "missing_column")
        #expect(found?.sentence.contains(extractionNames[index]) == true)
    }

    @Test("refused whole: invalid UTF-8, a zero byte, the header twice, a column twice, an empty file")
    func refusedWhole() {
        let good = Array((header + "\n" + extractionLine() + "\n").utf8)
        let latin = refused(good + Array("8|Andr".utf8) + [0xE9] + Array("|\n".utf8))
        #expect(latin?.code == "encoding" && latin?.sentence.contains("ligne 3, octet 7") == true)
        #expect(refused(good + [0x38, 0, 0x0A])?.code == "nul_byte")
        let again = refused(good + good)
        #expect(again?.code == "header_twice" && again?.sentence.contains("ligne 3") == true)
        #expect(refused(Array((header + "|Nom d'exercice\n").utf8))?.code == "column_twice")
        #expect(refused([])?.code == "empty")
        #expect(refused(Array((header + String(repeating: "|x", count: 1_000_000)).utf8))?.code == "too_many_columns")
        #expect(refused(Array("%PDF-1.4".utf8))?.code == "not_text")
        #expect(refused(Array("rpps;nom\n1;2\n".utf8))?.code == "missing_column")
    }

    @Test("the zip of the site is read: the activities first, then the know-hows")
    func zip() throws {
        let text = Array((header + "|\n" + extractionLine() + "|\n").utf8)
        let zip = storedZip([
            ("PS_LibreAcces_Dipl_AutExerc_202611210830.txt", text),
            ("PS_LibreAcces_SavoirFaire_202611210830.txt", text),
            ("PS_LibreAcces_Personne_activite_202611210830.txt", text),
        ])
        let sources = try ExtractionFiles.open(bytes: zip, name: "PS_LibreAcces.zip")
        #expect(sources.map { $0.name.split(separator: "_")[2] } == ["Personne", "SavoirFaire", "Dipl"])
        let reader = try ExtractionReader(sources[0], rules: .init(specialties: knownSpecialties))
        _ = try reader.read(row: { _ in }, quarantine: { _ in })
        #expect(reader.report.rows == 1)
        let other = refusal {
            _ = try ExtractionFiles.open(bytes: storedZip([("a.txt", []), ("b.txt", [])]), name: "a.zip")
        }
        #expect(other?.code == "no_entry" && other?.sentence.contains("a.txt, b.txt") == true)
        let workbook = storedZip([("[Content_Types].xml", []), ("xl/workbook.xml", [])])
        #expect(refusal { _ = try readExtraction(workbook) }?.code == "not_text")
    }

    @Test("reading can be paused after any number of lines and resumed")
    func paused() throws {
        let text = header + "\n" + (0..<10).map { _ in extractionLine() }.joined(separator: "\n")
        let reader = try ExtractionReader(
            ByteSource(bytes: Array(text.utf8), name: "x"), rules: .init(specialties: nil))
        var steps = 0
        while try reader.read(atMost: 3, row: { _ in }, quarantine: { _ in }) { steps += 1 }
        #expect(steps == 3 && reader.report.rows == 10)
    }
}
