import Foundation

/// A message or one part of it: header fields and what follows them (RFC 2045, 2046).
struct MailPart {
    /// Parts of parts that are looked at; reports have two.
    private static let deepest = 5

    let fields: MailFields
    private let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        let end = MailLines.firstBlank(in: bytes)
        fields = MailFields(bytes[..<end.before])
        body = bytes[end.after...]
    }

    /// In lower case, without parameters.
    private var type: String {
        (fields["content-type"] ?? "text/plain").prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    }

    /// The bytes that the part stands for.
    var content: [UInt8] {
        switch fields["content-transfer-encoding"]?.lowercased() {
        case "quoted-printable": QuotedPrintable.decode(body)
        case "base64": Data(base64Encoded: Data(body), options: .ignoreUnknownCharacters).map { [UInt8]($0) } ?? []
        default: Array(body)
        }
    }

    /// The first part of a type, this one included.
    func find(depth: Int, _ isWanted: (String) -> Bool) -> MailPart? {
        if isWanted(type) { return self }
        guard depth < Self.deepest, type.hasPrefix("multipart/"), let boundary else { return nil }
        for part in parts(boundary) {
            if let found = part.find(depth: depth + 1, isWanted) { return found }
        }
        return nil
    }

    private var boundary: String? {
        let value = fields["content-type"] ?? ""
        guard let start = value.range(of: "boundary=", options: .caseInsensitive)?.upperBound else { return nil }
        let rest = value[start...]
        let text = rest.first == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != ";" && $0 != " " }
        return text.isEmpty ? nil : String(text)
    }

    /// The parts between lines that hold the boundary; a message that was cut ends its last part.
    private func parts(_ boundary: String) -> [MailPart] {
        let mark = Array("--\(boundary)".utf8)
        var starts: [(before: Int, after: Int)] = []
        for line in MailLines(body) where body[line.start..<line.end].starts(with: mark) {
            starts.append((line.start, line.next))
            if starts.count > 100 { break }
        }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1].before : body.endIndex
            return MailPart(body[min(starts[index].after, end)..<end])
        }
    }
}

/// Header fields by name in lower case; the first of each name, unfolded.
struct MailFields {
    private var values: [String: String] = [:]

    init(_ bytes: ArraySlice<UInt8>) {
        var field = ""
        for line in MailLines(bytes) {
            let text = String(decoding: bytes[line.start..<line.end], as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                field += " " + text.trimmingCharacters(in: .whitespaces)
            } else {
                keep(field)
                field = text
            }
        }
        keep(field)
    }

    subscript(_ name: String) -> String? { values[name] }

    private mutating func keep(_ field: String) {
        guard let colon = field.firstIndex(of: ":") else { return }
        let name = field[..<colon].lowercased()
        guard values[name] == nil else { return }
        values[name] = field[field.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }

    /// Groups of fields separated by blank lines.
    static func groups(of bytes: ArraySlice<UInt8>) -> [MailFields] {
        var groups: [MailFields] = []
        var rest = bytes
        while !rest.isEmpty, groups.count < 1000 {
            let end = MailLines.firstBlank(in: rest)
            groups.append(MailFields(rest[..<end.before]))
            rest = rest[end.after...]
        }
        return groups
    }
}

/// The lines of some bytes, ended by LF or CRLF.
struct MailLines: Sequence, IteratorProtocol {
    /// Where a line starts, where its text ends, where the next one starts.
    struct Line {
        let start: Int
        let end: Int
        let next: Int
    }

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func next() -> Line? {
        guard position < bytes.endIndex else { return nil }
        let start = position
        let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
        position = Swift.min(feed + 1, bytes.endIndex)
        let end = feed > start && feed < bytes.endIndex && bytes[feed - 1] == 0x0D ? feed - 1 : feed
        return Line(start: start, end: end, next: position)
    }

    /// Where the first empty line begins, and where what follows it begins.
    static func firstBlank(in bytes: ArraySlice<UInt8>) -> (before: Int, after: Int) {
        for line in MailLines(bytes) where line.start == line.end { return (line.start, line.next) }
        return (bytes.endIndex, bytes.endIndex)
    }
}
