import Crypto

/// A one-time code made from a shared secret and the time (RFC 6238): six digits, thirty seconds, HMAC-SHA-1.
public struct OneTimeCode: Sendable {
    /// Seconds during which a code stays the same.
    public static let period: Int64 = 30
    static let secretLength = 20
    private let secret: [UInt8]

    /// The codes of a secret of twenty bytes.
    init(secret: [UInt8]) { self.secret = secret }

    /// The secret in base 32, as authenticators take it when typed: letters and digits in groups of four.
    public var groupedSecret: String {
        let letters = Array(Base32.text(secret))
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }

    /// The `otpauth` address that a QR code holds.
    ///
    /// - Parameter account: the e-mail address, shown by the authenticator.
    public func address(account: String) -> String {
        let label = account.utf8.map { byte -> String in
            let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E || byte == 0x2D
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Secrets.hex([byte]).uppercased()
        }.joined()
        return "otpauth://totp/Sextant:\(label)?secret=\(Base32.text(secret))&issuer=Sextant"
    }

    /// The step of a moment: the number of periods since 1970.
    static func step(at now: Instant) -> Int64 { now.epochSeconds / period }

    /// The code of a step.
    func code(at step: Int64, digits: Int = 6) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step of which this is the code: the present one, the one before or the one after, and later than `last`.
    ///
    /// Every candidate is compared, so the time taken tells nothing.
    func step(of typed: String, at now: Instant, after last: Int64) -> Int64? {
        let digits = typed.filter { !$0.isWhitespace }
        let present = Self.step(at: now)
        var found: Int64?
        for step in present - 1...present + 1 where Secrets.same(code(at: step), digits) && step > last {
            found = found ?? step
        }
        return found
    }
}

/// RFC 4648, without padding.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var (text, buffer, bits) = ([UInt8](), 0, 0)
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[buffer >> bits & 31])
            }
        }
        if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// A code that opens an account once, when the telephone is lost: sixteen letters and digits in groups of four.
enum RecoveryCode {
    static let number = 10
    private static let length = 16
    /// Without the letters and digits that are read one for another.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789".utf8)

    /// Ten codes from 160 random bytes.
    static func codes(random bytes: [UInt8]) -> [String] {
        (0..<number).map { index in
            let letters = bytes[index * length..<(index + 1) * length].map { alphabet[Int($0) % alphabet.count] }
            return stride(from: 0, to: length, by: 4)
                .map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
        }
    }

    /// What is kept of a code: a digest of its letters, whatever the reader put between them.
    static func digest(_ typed: String) -> [UInt8] {
        Secrets.sha256(Array("secours:".utf8) + typed.lowercased().utf8.filter { alphabet.contains($0) })
    }

    /// Whether a text has the length of such a code, so that it is looked for as one.
    static func isOne(_ typed: String) -> Bool {
        typed.lowercased().utf8.filter { alphabet.contains($0) }.count == length
    }
}
