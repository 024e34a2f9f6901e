import Crypto

/// What lets a carrier knock: one key a delivery, which says of itself whose it is, so that nothing else of the message
/// has to be believed.
public struct HookKey: Sendable {
    /// One delivery of one council.
    public struct Place: Hashable, Sendable {
        /// The key of the tenant.
        public let council: Int32
        /// The key of the delivery.
        public let delivery: Int64
    }

    private let key: SymmetricKey

    /// - Parameter secret: what only this installation and the carrier know.
    public init(secret: String) {
        key = SymmetricKey(data: SHA256.hash(data: Array("sextant hook \(secret)".utf8)))
    }

    /// `council-delivery-` and 64 hexadecimal digits.
    public func token(council: Int32, delivery: Int64) -> String {
        let place = "\(council)-\(delivery)"
        let code = HMAC<SHA256>.authenticationCode(for: Array(place.utf8), using: key)
        return "\(place)-" + code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Whose key this is; nil for any other text. The time that it takes tells nothing of where two codes differ.
    public func open(_ token: String) -> Place? {
        let parts = token.utf8.count <= 120 ? token.split(separator: "-", omittingEmptySubsequences: false) : []
        guard parts.count == 3, let council = Int32(parts[0]), council > 0, let delivery = Int64(parts[1]),
            delivery > 0, let code = Self.bytes(parts[2]),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Array("\(council)-\(delivery)".utf8), using: key)
        else { return nil }
        return Place(council: council, delivery: delivery)
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count == 64, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            return nil
        }
        let values = digits.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
