/// What a file is, told by its first bytes whatever its name says.
public enum FileKind: Equatable, Sendable {
    /// Nothing in it.
    case empty
    /// Text in UTF-8 or in a one-byte encoding: to be validated while reading.
    case text
    /// Text in UTF-16 or UTF-32.
    case wideText
    /// HTML or XML, also the web pages that some programs name `.xls`.
    case markup
    /// An Excel workbook (`.xlsx`, `.xlsm`, `.xlsb`).
    case excelWorkbook
    /// An OpenDocument spreadsheet (`.ods`).
    case openDocumentSheet
    /// Any other office document in a zip (`.docx`, `.odt`, `.pptx`…).
    case otherOfficeDocument
    /// An office document of before 2007 (`.xls`, `.doc`).
    case oldOfficeDocument
    /// A plain zip archive.
    case zip
    /// Another archive or compressed file (gzip, 7z, rar, xz, bzip2, zstd).
    case otherArchive
    /// A PDF.
    case pdf
    /// A PNG, JPEG, GIF or TIFF picture.
    case picture

    /// How many first bytes are enough to tell.
    public static let sampleSize = 65_536

    /// Tells the kind from the first bytes of a file (up to ``sampleSize``).
    public static func recognise(firstBytes bytes: UnsafeRawBufferPointer) -> FileKind {
        if bytes.isEmpty { return .empty }
        for (kind, signature) in signatures where bytes.starts(with: signature) { return kind }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return zipContent(bytes) }
        if bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .zip }
        let start = UnsafeRawBufferPointer(rebasing: bytes.prefix(1024))
        if start.firstIndex(ofSequence: Array("%PDF-".utf8)) != nil { return .pdf }
        if looksWide(start) { return .wideText }
        return looksLikeMarkup(start) ? .markup : .text
    }

    private static let signatures: [(FileKind, [UInt8])] = [
        (.pdf, Array("%PDF-".utf8)),
        (.oldOfficeDocument, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (.otherArchive, [0x1F, 0x8B]),
        (.otherArchive, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (.otherArchive, Array("Rar!".utf8)),
        (.otherArchive, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (.otherArchive, Array("BZh".utf8)),
        (.otherArchive, [0x28, 0xB5, 0x2F, 0xFD]),
        (.picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (.picture, [0xFF, 0xD8, 0xFF]),
        (.picture, Array("GIF8".utf8)),
        (.picture, [0x49, 0x49, 0x2A, 0x00]),
        (.picture, [0x4D, 0x4D, 0x00, 0x2A]),
        (.wideText, [0xFF, 0xFE]),
        (.wideText, [0xFE, 0xFF]),
        (.wideText, [0x00, 0x00, 0xFE, 0xFF]),
    ]

    /// Half or more of the bytes at odd, or at even, places are zero: UTF-16 without its mark.
    private static func looksWide(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 8 else { return false }
        var zeros = (even: 0, odd: 0)
        for index in bytes.indices where bytes[index] == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = bytes.count / 4
        return (zeros.even > half && zeros.odd == 0) || (zeros.odd > half && zeros.even == 0)
    }

    private static func looksLikeMarkup(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start]) { start += 1 }
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "<") else { return false }
        let next = bytes[start + 1]
        return next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A)
    }
}

extension FileKind {
    /// Tells a workbook from a plain zip by the names of its first entries, read from their local headers.
    private static func zipContent(_ bytes: UnsafeRawBufferPointer) -> FileKind {
        var names: [[UInt8]] = []
        var place = 0
        while names.count < 64, place + 30 <= bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
            guard let next = rest.firstIndex(ofSequence: [0x50, 0x4B, 0x03, 0x04]) else { break }
            place += next
            guard place + 30 <= bytes.count else { break }
            let length = Int(bytes[place + 26]) | Int(bytes[place + 27]) << 8
            let end = min(bytes.count, place + 30 + length)
            names.append(Array(bytes[place + 30..<end]))
            if names.count == 1, names[0] == Array("mimetype".utf8) { return openDocument(bytes, after: end) }
            place += 4
        }
        return kind(ofEntries: names.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Tells the kind of a zip from the names of its entries.
    static func kind(ofEntries names: [String]) -> FileKind {
        if names.contains(where: { $0.hasPrefix("xl/") }) { return .excelWorkbook }
        let office = ["word/", "ppt/", "visio/", "[Content_Types].xml", "_rels/.rels", "META-INF/manifest.xml"]
        return names.contains { name in office.contains { name.hasPrefix($0) } } ? .otherOfficeDocument : .zip
    }

    private static func openDocument(_ bytes: UnsafeRawBufferPointer, after start: Int) -> FileKind {
        let type = bytes[start..<min(bytes.count, start + 200)]
        let text = String(decoding: type, as: UTF8.self)
        return text.contains("opendocument.spreadsheet") ? .openDocumentSheet : .otherOfficeDocument
    }
}
