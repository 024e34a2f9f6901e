import Vocabulary

/// A piece of page, written as HTML in a literal whose interpolations are escaped by their type.
///
/// Only another `HTML` passes as it is; a `String` becomes text that can close no tag and no double-quoted
/// attribute; a `SiteURL` prints itself. There is no way to splice an unescaped run-time string.
/// The literal parts get the no-break spaces of French typography, so that sources stay readable.
struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
    private(set) var bytes: [UInt8]

    init(stringLiteral value: String) {
        bytes = []
        French.typeset(value, into: &bytes)
    }

    init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    /// Text of ours, said to a reader: typeset, then escaped.
    init(say text: String) {
        var typeset: [UInt8] = []
        French.typeset(text, into: &typeset)
        bytes = []
        typeset.withUnsafeBufferPointer { HTML.escape($0, into: &bytes) }
    }

    /// Nothing.
    static let empty = HTML(stringLiteral: "")

    var isEmpty: Bool { bytes.isEmpty }
    /// The page as text, for tests.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }

    /// Escapes for text and double-quoted attributes; control characters that HTML forbids are dropped.
    static func escape(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
        var copied = 0
        for index in text.indices {
            let replacement: StaticString
            switch text[index] {
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "\""): replacement = "&quot;"
            case UInt8(ascii: "'"): replacement = "&#39;"
            case 0x09, 0x0A, 0x20...0x7E, 0x80...: continue
            default: replacement = ""
            }
            if copied < index { bytes.append(contentsOf: text[copied..<index]) }
            replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
            copied = index + 1
        }
        if copied < text.count { bytes.append(contentsOf: text[copied...]) }
    }

    /// The same for a string or a part of one.
    static func escape(_ text: some StringProtocol, into bytes: inout [UInt8]) {
        var text = String(text)
        text.withUTF8 { escape($0, into: &bytes) }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        mutating func appendLiteral(_ literal: String) { French.typeset(literal, into: &bytes) }

        mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &bytes) }
        mutating func appendInterpolation(_ text: Substring) { HTML.escape(text, into: &bytes) }
        mutating func appendInterpolation(say text: String) { bytes.append(contentsOf: HTML(say: text).bytes) }
        /// A number, with the narrow no-break space of French thousands.
        mutating func appendInterpolation(_ number: Int) { HTML.escape(French.number(number), into: &bytes) }
        /// A number as a machine reads it: attributes, coordinates.
        mutating func appendInterpolation(raw number: Int) { bytes.append(contentsOf: String(number).utf8) }
        mutating func appendInterpolation(raw number: Double) {
            let tenths = Int((number * 10).rounded())
            bytes.append(contentsOf: "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)".utf8)
        }
        mutating func appendInterpolation(_ url: SiteURL) { HTML.escape(url.text, into: &bytes) }
        mutating func appendInterpolation(_ html: HTML) { bytes.append(contentsOf: html.bytes) }
        mutating func appendInterpolation(_ html: HTML?) { if let html { bytes.append(contentsOf: html.bytes) } }
        mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes.append(contentsOf: part.bytes) }
        }
        /// A date of law, machine-readable too.
        mutating func appendInterpolation(_ date: CalendarDate) {
            bytes.append(contentsOf: "<time datetime=\"\(date)\">\(date.french)</time>".utf8)
        }
        /// The ISO form of a date, for the value of a field.
        mutating func appendInterpolation(iso date: CalendarDate) { bytes.append(contentsOf: date.description.utf8) }
        /// A boolean attribute: `\(isOn, "checked")`.
        mutating func appendInterpolation(_ isOn: Bool, _ attribute: StaticString) {
            guard isOn else { return }
            bytes.append(UInt8(ascii: " "))
            attribute.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
    }
}
