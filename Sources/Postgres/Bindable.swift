public import Vocabulary

/// A value with a PostgreSQL text form.
public protocol Bindable {
    /// What `libpq` sends for the value, in the text format of its type.
    var bindText: String { get }
}

extension String: Bindable {
    /// The string itself; a NUL byte cannot be stored and is dropped.
    public var bindText: String { utf8.contains(0) ? String(filter { $0 != "\0" }) : self }
}
extension Substring: Bindable {
    /// The characters of the slice.
    public var bindText: String { String(self).bindText }
}
extension Int: Bindable {
    /// Decimal digits.
    public var bindText: String { String(self) }
}
extension Int32: Bindable {
    /// Decimal digits.
    public var bindText: String { String(self) }
}
extension Int64: Bindable {
    /// Decimal digits.
    public var bindText: String { String(self) }
}
extension Double: Bindable {
    /// The shortest decimal that reads back as the same number.
    public var bindText: String { description }
}
extension Bool: Bindable {
    /// `t` or `f`.
    public var bindText: String { self ? "t" : "f" }
}
extension CalendarDate: Bindable {
    /// The ISO form of a `date`.
    public var bindText: String { description }
}
extension Array: Bindable where Element: Bindable {
    /// An array literal, each element quoted.
    public var bindText: String {
        let quoted = map { element in
            var text = "\""
            for character in element.bindText {
                if character == "\"" || character == "\\" { text.append("\\") }
                text.append(character)
            }
            return text + "\""
        }
        return "{" + quoted.joined(separator: ",") + "}"
    }
}
/// Bytes of a `bytea`.
public struct Bytes: Bindable, Sendable {
    /// The bytes.
    public let bytes: [UInt8]
    /// Wraps the bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    /// The hexadecimal form `\x…`.
    public var bindText: String {
        var text = [UInt8]()
        text.reserveCapacity(bytes.count * 2 + 2)
        text.append(contentsOf: [0x5C, 0x78])
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
