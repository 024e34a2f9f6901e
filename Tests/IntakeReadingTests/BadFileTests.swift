import Documents
import Intake
import Testing

@Suite("A file that cannot be trusted is refused whole, with a sentence that says what to do")
struct BadFileTests {
    private let header = "rpps;departement_inscription;date_inscription;specialite_sm\n"
    private let row = "19900000001;33;2010-09-01;SM54\n"

    private func refused(_ bytes: [UInt8]) -> FileRefusal? { refusal { _ = try readRoll(bytes) } }

    @Test("an .xlsx, .ods, .docx, .zip, PDF, picture, .xls, gzip or UTF-16 under any name")
    func otherKinds() {
        let types: (name: String, content: [UInt8]) = ("[Content_Types].xml", [])
        let sheet: (name: String, content: [UInt8]) = (
            "mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)
        )
        let kinds: [([UInt8], String)] = [
            (storedZip([types, ("xl/workbook.xml", [])]), "Excel"), (storedZip([sheet]), "OpenDocument"),
            (storedZip([types, ("word/document.xml", [])]), "bureautique"), (storedZip([("a.csv", [65])]), "zip"),
            (Array("%PDF-1.7".utf8), "PDF"), ([0xFF, 0xD8, 0xFF], "image"), ([0x1F, 0x8B], "compressée"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Office"), ([0xFF, 0xFE, 0x72, 0], "UTF-16"),
        ]
        for (bytes, word) in kinds {
            let found = refused(bytes)
            #expect(found?.code == "not_text")
            #expect(found?.sentence.contains(word) == true && found?.sentence.contains("CSV UTF-8") == true)
        }
    }

    @Test("an archive is named, then what it is not, then what to do")
    func archiveInWords() {
        let sentence = refused(storedZip([("a.csv", [65])]))?.sentence ?? ""
        #expect(sentence.contains("est une archive zip, et non un fichier texte. Extrayez-en d'abord le fichier."))
    }

    @Test("an empty file, and one with blank lines only")
    func empty() {
        #expect(refused([])?.code == "empty")
        #expect(refused(Array("\n\n".utf8))?.code == "empty")
    }

    @Test("a missing required column is named")
    func missingColumn() {
        let found = refused(Array("rpps;date_inscription;specialite_sm\n".utf8))
        #expect(found?.code == "missing_column")
        #expect(found?.sentence.contains("departement_inscription") == true)
    }

    @Test("a column given twice, and the header given twice")
    func twice() {
        #expect(
            refused(Array("rpps;RPPS;departement_inscription;date_inscription;specialite_sm\n".utf8))?.code
                == "column_twice")
        let again = refused(Array((header + row + header + row).utf8))
        #expect(again?.code == "header_twice")
        #expect(again?.sentence.contains("ligne 3") == true)
    }

    @Test("the wrong encoding is placed by line and byte")
    func encoding() {
        let found = refused(Array((header + row).utf8) + Array("19900000001;33;Andr".utf8) + [0xE9, 0x0A])
        #expect(found?.code == "encoding")
        #expect(found?.sentence.contains("ligne 3, octet 20 (valeur 0xE9)") == true)
    }

    @Test("a zero byte")
    func zero() {
        #expect(refused(Array((header + "1990\0;33\n").utf8))?.code == "nul_byte")
    }

    @Test("a header of a million columns")
    func columns() {
        #expect(refused(Array((String(repeating: "a;", count: 1_000_000) + "\n").utf8))?.code == "too_many_columns")
    }

    @Test("truncated rows, extra separators and lone quotes spoil their own line only")
    func lines() throws {
        let bad = ["19900000001;33\n", "19900000001;33;2010-09-01;SM54;x\n", "\"19900000001;33;2010-09-01;SM54\n"]
        let read = try readRoll(Array((header + bad.joined() + "\n" + row).utf8))
        #expect(read.codes == ["truncated", "extra_separator", "lone_quote"])
        #expect(read.quarantined.map(\.number) == [2, 3, 4])
        #expect(read.quarantined.map(\.text) == bad.map { String($0.dropLast()) })
        #expect(read.rows.map(\.line) == [6])
        #expect(read.report.ignored.map(\.code) == ["blank"] && read.isBalanced)
    }

    @Test("the no-break spaces of French are set in what a person reads")
    func typography() {
        #expect(refused([])?.sentence.contains("«\u{A0}tableau.csv\u{A0}»") == true)
    }
}
