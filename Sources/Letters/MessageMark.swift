import Crypto

/// The names under which a mail travels. Nothing in them names a person.
enum MessageMark {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// The message id without its angle brackets, from the natural key of a notice alone: whoever sends the notice
    /// again, even from a database that forgot its last commits, gives the same.
    static func messageID(
        council code: String, kind: Notice.Kind, cause: String, addressee: Notice.Addressee, channel: Channel,
        domain: String
    ) -> String {
        let key = "\(code)|\(kind.rawValue)|\(cause)|\(addressee.rawValue)|\(channel.rawValue)"
        let digest = Array(SHA256.hash(data: Array(key.utf8)))
        return "l.\(code.lowercased()).\(base32(digest).prefix(26))@\(domain)"
    }

    /// The message id of a mail to somebody who works for a council, from its natural key alone.
    static func messageID(council code: String, agentKey key: String, domain: String) -> String {
        let digest = Array(SHA256.hash(data: Array("\(code)|agent|\(key)".utf8)))
        return "a.\(code.lowercased()).\(base32(digest).prefix(26))@\(domain)"
    }

    /// RFC 4648 in small letters, without padding.
    private static func base32(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var held = 0
        var bits = 0
        for byte in bytes {
            held = (held << 8 | Int(byte)) & 0xFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[held >> bits & 31])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The address to which failures of one delivery are reported: the only way back, so it bears the delivery's key and
/// a token that nobody can guess.
struct ReturnAddress: Hashable {
    let council: Int32
    let delivery: Int64
    /// Sixteen hexadecimal digits.
    let token: String

    func text(at domain: String) -> String { "retour+\(council).\(delivery).\(token)@\(domain)" }

    init(council: Int32, delivery: Int64, token: String) {
        self.council = council
        self.delivery = delivery
        self.token = token
    }

    /// The parts of such an address of this domain; nil for any other text.
    init?(_ text: String, at domain: String) {
        let halves = text.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1] == domain.lowercased(), halves[0].hasPrefix("retour+") else { return nil }
        let parts = halves[0].dropFirst(7).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let council = Int32(parts[0]), council > 0, let delivery = Int64(parts[1]),
            delivery > 0, parts[2].utf8.count == 16
        else { return nil }
        self.init(council: council, delivery: delivery, token: String(parts[2]))
    }

    /// Compares tokens in a time that tells nothing of where they differ.
    func holds(_ kept: String) -> Bool {
        let (left, right) = (Array(token.utf8), Array(kept.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
