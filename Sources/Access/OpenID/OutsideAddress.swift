/// An address outside Sextant to which we send a browser or a request: `https`, or `http` on this very machine.
public struct OutsideAddress: Hashable, Sendable {
    /// The whole address, query included, without fragment.
    public let text: String
    /// Whether it leads to this machine.
    let isLocal: Bool

    /// Nil when it is anything else: another scheme, a name or password inside, a fragment, letters that need escaping.
    public init?(_ text: String) {
        let scheme: String
        if text.hasPrefix("https://") {
            scheme = "https://"
        } else if text.hasPrefix("http://") {
            scheme = "http://"
        } else {
            return nil
        }
        guard text.utf8.count <= 8_192, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains(where: { "#\"<>\\^`{|}".contains($0) })
        else { return nil }
        let place = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        guard !place.isEmpty, !place.contains("@") else { return nil }
        let host = place.hasPrefix("[") ? place.prefix { $0 != "]" } + "]" : place.prefix { $0 != ":" }
        guard !host.isEmpty else { return nil }
        isLocal = ["127.0.0.1", "localhost", "[::1]"].contains(String(host))
        guard scheme == "https://" || isLocal else { return nil }
        self.text = text
    }

    /// The same with more pairs in its query.
    func adding(_ pairs: [(String, String)]) -> OutsideAddress? {
        guard !pairs.isEmpty else { return self }
        return OutsideAddress(text + (text.contains("?") ? "&" : "?") + FormText.encode(pairs))
    }
}

/// Pairs as `application/x-www-form-urlencoded`.
enum FormText {
    static func encode(_ pairs: [(String, String)]) -> String {
        pairs.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
    }

    /// Everything but letters, digits and `-._~` is escaped (RFC 3986, 2.3).
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
