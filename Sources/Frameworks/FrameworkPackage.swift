import Crypto
public import Vocabulary

/// A version of a référentiel as a file: the text, what it says, and the hash that names it.
public struct FrameworkPackage: Sendable {
    /// The JSON as it was read.
    public let text: String
    /// What it says.
    public let framework: Framework
    /// Hexadecimal SHA-256 of the text.
    public let fingerprint: String

    /// Reads and checks a package.
    ///
    /// - Throws: `JSON.Fault` or `InputFault` with the path of what is wrong.
    public init(_ text: String) throws {
        self.text = text
        framework = try Framework(json: JSON(parsing: text))
        fingerprint = SHA256.hash(data: Array(text.utf8)).hexadecimal
    }
}

extension Sequence where Element == UInt8 {
    /// Two small hexadecimal digits a byte.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
