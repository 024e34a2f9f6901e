import Documents
import Intake

/// The lines in quarantine as a file to correct and import again: the lines as they were, and a column `erreur`.
struct RejectedFile {
    let lines: [RejectedLine]
    /// The file's own first line, when it is still there.
    let header: String?

    var bytes: [UInt8] {
        guard let header, lines.allSatisfy({ $0.number > 0 }) else { return listing }
        let separator = RejectedFile.separator(of: header)
        var text = "\u{FEFF}\(header)\(separator)erreur\r\n"
        for line in lines {
            let reason = line.reason.split(separator: "\"").joined(separator: "”")
            text += "\(RejectedFile.safe(line.line))\(separator)\"\(reason)\"\r\n"
        }
        return Array(text.utf8)
    }

    /// Without the header, a plain listing.
    private var listing: [UInt8] {
        var writer = CSVWriter(for: .person)
        writer.record(["fichier", "ligne", "texte", "erreur"])
        for line in lines {
            writer.text(line.fileName)
            writer.number(line.number)
            writer.text(line.line)
            writer.text(line.reason)
            writer.endRecord()
        }
        return writer.bytes
    }

    /// The first line, without mark and line end.
    static func header(_ bytes: [UInt8]) -> String {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return String(decoding: body.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(64 << 10), as: UTF8.self)
    }

    private static func separator(of header: String) -> Character {
        let candidates: [Character] = [";", ",", "\t"]
        return candidates.max { left, right in
            header.filter { $0 == left }.count < header.filter { $0 == right }.count
        } ?? ";"
    }

    /// A spreadsheet runs a cell that begins with these; the line is defused before it is opened in one.
    private static func safe(_ line: String) -> String {
        guard let first = line.utf8.first, "=+-@".utf8.contains(first) else { return line }
        return "'" + line
    }
}
