/// A JSON value read strictly (RFC 8259): objects keep the order of their members, a boolean is never a number.
///
/// Used for `evaluate`, the account feed and every stored declaration, hence the byte-level parser.
public enum JSON: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction that fits 53 bits, whatever its spelling (`4`, `4.0`, `4e0`).
    case integer(Int)
    /// Any other finite number.
    case decimal(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSON])
    /// An object, in the order written; no key twice.
    case object([Member])

    /// One key of an object with its value.
    public struct Member: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: JSON

        /// A member of an object.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// Why a text is not JSON, and where.
    public struct Fault: Error, Hashable, Sendable {
        /// Bytes from the start of the text to the fault.
        public let offset: Int
        /// What is wrong, in French.
        public let message: String

        static let repeatedKey = "clé répétée"

        /// Whether an object has the same key twice, which two readers could understand in two ways.
        public var isRepeatedKey: Bool { message == Self.repeatedKey }
    }
}

extension JSON {
    /// The value of `key` when this is an object that has it.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, when this is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The whole number, when this is one.
    public var integer: Int? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The number as a double, when this is a number.
    public var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        default: nil
        }
    }

    /// The truth value, when this is one.
    public var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    /// The elements, when this is a list.
    public var array: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members, when this is an object.
    public var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }
}
