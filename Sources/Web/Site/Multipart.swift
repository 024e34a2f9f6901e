/// Reads `multipart/form-data` (RFC 7578) as it arrives, in pieces of any size, with bounds on everything.
struct Multipart {
    /// The form is not what its header announced.
    struct Malformed: Error {}

    private enum State { case preamble, headers, body, end }

    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var field = ""
    private var fileName: String?
    private var content: [UInt8] = []
    private var parts = 0
    private(set) var form: [(String, String)] = []
    private(set) var files: [UploadedFile] = []

    private static let headerLimit = 8 << 10
    private static let partLimit = 64
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    /// - Parameter contentType: the header of the request, with its `boundary`.
    init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
        let boundary = contentType.split(separator: ";").dropFirst().compactMap { piece -> String? in
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmedSpaces.lowercased() == "boundary" else { return nil }
            return pair[1].trimmedSpaces.filter { $0 != "\"" }
        }.first
        guard let boundary, (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Whether the closing delimiter has come.
    var isComplete: Bool { state == .end }

    /// Takes the next bytes of the body.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(Malformed) {
        guard state != .end else { return }
        buffer.append(contentsOf: bytes)
        while try step() {}
    }

    private mutating func step() throws(Malformed) -> Bool {
        switch state {
        case .preamble, .body: return try reachDelimiter()
        case .headers: return try readHeaders()
        case .end: return false
        }
    }

    /// Moves everything before the delimiter into the part; keeps back what may be the beginning of one.
    private mutating func reachDelimiter() throws(Malformed) -> Bool {
        guard let start = Multipart.find(delimiter, in: buffer) else {
            let safe = max(0, buffer.count - delimiter.count)
            if state == .body { content.append(contentsOf: buffer[..<safe]) }
            buffer.removeFirst(safe)
            return false
        }
        guard buffer.count >= start + delimiter.count + 2 else { return false }
        if state == .body {
            content.append(contentsOf: buffer[..<start])
            closePart()
        }
        let after = buffer[(start + delimiter.count)..<(start + delimiter.count + 2)]
        if after.elementsEqual("--".utf8) {
            state = .end
        } else if after.elementsEqual(Multipart.lineEnd) {
            state = .headers
        } else {
            throw Malformed()
        }
        buffer.removeFirst(start + delimiter.count + 2)
        return state != .end
    }

    private mutating func readHeaders() throws(Malformed) -> Bool {
        guard let end = Multipart.find([0x0D, 0x0A, 0x0D, 0x0A], in: buffer) else {
            if buffer.count > Multipart.headerLimit { throw Malformed() }
            return false
        }
        guard end <= Multipart.headerLimit else { throw Malformed() }
        let head = String(decoding: buffer[..<end], as: UTF8.self)
        guard let disposition = Disposition(head) else { throw Malformed() }
        (field, fileName, content) = (disposition.name, disposition.fileName, [])
        parts += 1
        guard parts <= Multipart.partLimit else { throw Malformed() }
        buffer.removeFirst(end + 4)
        // A part may be empty: its delimiter then follows the blank line at once.
        buffer.insert(contentsOf: Multipart.lineEnd, at: 0)
        state = .body
        return true
    }

    private mutating func closePart() {
        // The line end that `readHeaders` put before the content is the delimiter's own where there is no content.
        content.removeFirst(min(content.count, Multipart.lineEnd.count))
        if let fileName {
            if !(fileName.isEmpty && content.isEmpty) {
                files.append(UploadedFile(field: field, name: fileName, bytes: content))
            }
        } else {
            form.append((field, String(decoding: content, as: UTF8.self)))
        }
        content = []
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= needle.count, let first = needle.first else { return nil }
        return bytes.withUnsafeBufferPointer { hay in
            needle.withUnsafeBufferPointer { needle in
                var index = 0
                let last = hay.count - needle.count
                while index <= last {
                    if hay[index] == first {
                        var offset = 1
                        while offset < needle.count, hay[index + offset] == needle[offset] { offset += 1 }
                        if offset == needle.count { return index }
                    }
                    index += 1
                }
                return nil
            }
        }
    }
}

/// The `Content-Disposition` of one part.
private struct Disposition {
    let name: String
    let fileName: String?

    init?(_ head: String) {
        let line = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let line else { return nil }
        var values: [String: String] = [:]
        for piece in Disposition.pieces(line.dropFirst("content-disposition:".count)) {
            let pair = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            values[pair[0].trimmedSpaces.lowercased()] = Disposition.unquoted(pair[1].trimmedSpaces)
        }
        guard let name = values["name"] else { return nil }
        self.name = name
        // Browsers of old send a whole path: only the last step is a name.
        fileName = values["filename"].map { String($0.split { $0 == "/" || $0 == "\\" }.last ?? "") }
    }

    /// Cuts at semicolons outside quotes.
    private static func pieces(_ text: Substring) -> [Substring] {
        var (pieces, start, isQuoted) = ([Substring](), text.startIndex, false)
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ";", !isQuoted {
                pieces.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        return pieces + [text[start...]]
    }

    /// Without quotes; browsers write `%22` for a quote inside (WHATWG, multipart/form-data encoding).
    private static func unquoted(_ text: String) -> String {
        guard text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count >= 2 else { return text }
        return String(text.dropFirst().dropLast())
    }
}
