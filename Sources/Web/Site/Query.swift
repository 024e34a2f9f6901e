import Vocabulary

/// The pairs of a query string or of a posted form; the first of a name counts.
struct Query: Sendable, Equatable {
    private(set) var pairs: [(name: String, value: String)] = []

    /// Reads `a=1&b=x+y`; what is not UTF-8 once decoded is replaced, never refused.
    init(_ text: String) {
        for piece in text.split(separator: "&").prefix(200) {
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            pairs.append((Query.decode(parts[0]), parts.count == 2 ? Query.decode(parts[1]) : ""))
        }
    }

    init(_ pairs: [(String, String)]) {
        self.pairs = pairs.map { (name: Query.withoutNUL($0.0), value: Query.withoutNUL($0.1)) }
    }

    /// PostgreSQL stores no NUL: a value of nothing else is empty, before anybody asks whether it is.
    private static func withoutNUL(_ text: String) -> String {
        text.utf8.contains(0) ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\0" })) : text
    }

    /// The value with its spaces trimmed; nil when absent or empty: an empty field asks for nothing.
    subscript(_ name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value.trimmedSpaces, !value.isEmpty else {
            return nil
        }
        return value
    }

    /// The value as it came, spaces and all; empty when absent.
    func raw(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

    func id(_ name: String) -> Int64? { self[name].flatMap(Query.id) }

    static func == (left: Query, right: Query) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0.name == $1.name && $0.value == $1.value }
    }

    /// A key: digits only, at most eighteen, without leading zero.
    static func id(_ text: String) -> Int64? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            text.utf8.first != 0x30
        else { return nil }
        return Int64(text)
    }

    /// What may stand in a path: letters, digits, dot and hyphen.
    static func isCode(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    /// What an id or a number of a référentiel may hold in a path: also the underscore of official codes.
    static func isFrameworkCode(_ text: String) -> Bool { Framework.isAddress(text) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isAlphanumeric(byte) || "-._~".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(_ text: Substring) -> String {
        let source = Array(text.utf8)
        var (bytes, index) = ([UInt8](), 0)
        bytes.reserveCapacity(source.count)
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let value = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16),
                source[index + 1] != UInt8(ascii: "+"), source[index + 1] != UInt8(ascii: "-")
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(source[index] == UInt8(ascii: "+") ? 0x20 : source[index])
                index += 1
            }
        }
        return withoutNUL(String(decoding: bytes, as: UTF8.self))
    }
}

extension StringProtocol {
    /// Without the spaces and no-break spaces at both ends.
    var trimmedSpaces: String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
