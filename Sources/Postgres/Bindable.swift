public import Vocabulary

/// A value with a PostgreSQL text form.
public protocol Bindable {
    /// What `libpq` sends for the value, in the text format of its type.
    var bindText: String { get }
    /// The type's oid (`pg_type`), or 0 to let the server infer it from where the bind stands.
    static var bindType: UInt32 { get }
}

extension Bindable {
    /// Inferred by the server.
    public static var bindType: UInt32 { 0 }
}

extension String: Bindable {
    /// The string itself; a NUL byte cannot be stored and is dropped.
    public var bindText: String {
        utf8.contains(0) ? String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\0" })) : self
    }
}
extension Substring: Bindable {
    /// The characters of the slice.
    public var bindText: String { String(self).bindText }
}
extension Int: Bindable {
    /// `bigint`.
    public static var bindType: UInt32 { 20 }
    /// Decimal digits.
    public var bindText: String { String(self) }
}
extension Int32: Bindable {
    /// `integer`.
    public static var bindType: UInt32 { 23 }
    /// Decimal digits.
    public var bindText: String { String(self) }
}
extension Int64: Bindable {
    /// `bigint`.
    public static var bindType: UInt32 { 20 }
    /// Decimal digits.
    public var bindText: String { String(self) }
}
extension Double: Bindable {
    /// `double precision`.
    public static var bindType: UInt32 { 701 }
    /// The shortest decimal that reads back as the same number.
    public var bindText: String { description }
}
extension Bool: Bindable {
    /// `boolean`.
    public static var bindType: UInt32 { 16 }
    /// `t` or `f`.
    public var bindText: String { self ? "t" : "f" }
}
extension CalendarDate: Bindable {
    /// `date`.
    public static var bindType: UInt32 { 1082 }
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
