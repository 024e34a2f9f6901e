public import Documents
import Vocabulary

/// The account of an installation at AR24.
public struct AR24Account: Sendable {
    /// Where its API is, without a final slash: `https://app.ar24.fr/api`.
    public let address: String
    /// The token of the account.
    public let token: String
    /// The private key of the account, which signs questions and opens answers.
    public let privateKey: String
    /// The key of the user in whose name letters leave.
    public let user: String

    /// An account.
    public init(address: String, token: String, privateKey: String, user: String) {
        self.address = address
        self.token = token
        self.privateKey = privateKey
        self.user = user
    }
}

/// Hands registered letters to AR24 (electronic registered letters in the sense of CPCE, L. 100): form data in, JSON out,
/// HTTP 200 whatever the outcome, answers sealed and errors not.
public struct AR24Carrier: RegisteredCarrier {
    /// True.
    public let takesLetters: Bool = true

    private let account: AR24Account
    private let route: any WebRoute
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - route: asks its server.
    ///   - now: the moment, in seconds since 1970-01-01T00:00:00Z: questions bear it by the clocks of Paris.
    public init(_ account: AR24Account, route: any WebRoute, now: @escaping @Sendable () -> Int64) {
        self.account = account
        self.route = route
        self.now = now
    }

    /// The file, which sends nothing: whatever comes of it, nobody is left in doubt.
    public func upload(_ letter: RegisteredLetter) async -> CarrierUpload {
        let file = WebRequest.Part(
            "file", bytes: letter.pdf, file: "lettre-\(letter.reference).pdf", type: "application/pdf")
        switch await ask("attachment", [WebRequest.Part("id_user", account.user), file]) {
        case .success(let result):
            return AR24Report.text(result["file_id"]).map { .taken($0) } ?? .postponed("ar24.attachment without id")
        case .refused(let words): return .refused(words)
        case .unavailable(let code), .lost(let code): return .postponed(code)
        }
    }

    /// The letter.
    public func deposit(_ letter: RegisteredLetter, file: String) async -> CarrierAnswer {
        switch await ask("mail", fields(letter, file)) {
        case .success(let result):
            guard let id = AR24Report.text(result["id"]) else { return .unknown("ar24.mail without id") }
            return .accepted(id)
        case .refused(let words): return .refused(words)
        case .unavailable(let code): return .postponed(code)
        case .lost(let code): return .unknown(code)
        }
    }

    /// The state of a letter, by its own dates. An error that is not of the account says that there is no such letter.
    public func report(on id: String) async -> CarrierNews {
        let date = moment()
        let query = [("token", account.token), ("date", date), ("id", id)]
            .map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        guard let signature = cipher.signature(of: date) else { return .silent("ar24.key") }
        let request = WebRequest("\(account.address)/mail?\(query)", headers: ["signature": signature])
        switch answer(await route.ask(request), date) {
        case .success(let result): return .known(AR24Report.read(result))
        case .refused(let words): return .unknown(words)
        case .unavailable(let code), .lost(let code): return .silent(code)
        }
    }

    /// A file of AR24's own: no other server is ever asked.
    public func proof(at address: String) async -> [UInt8]? {
        guard isOwn(address), case .answered(200, let bytes) = await route.ask(WebRequest(address)),
            bytes.starts(with: Array("%PDF".utf8))
        else { return nil }
        return bytes
    }

    // MARK: Questions

    /// What AR24 made of a question.
    private enum Outcome {
        case success(JSON)
        /// It understood and does not want it.
        case refused(String)
        /// It has surely done nothing.
        case unavailable(String)
        /// It may have done what it was asked.
        case lost(String)
    }

    private var cipher: AR24Cipher { AR24Cipher(privateKey: account.privateKey) }

    private func fields(_ letter: RegisteredLetter, _ attachment: String) -> [WebRequest.Part] {
        let pairs = [
            ("id_user", account.user), ("eidas", "1"), ("to_firstname", letter.givenName),
            ("to_lastname", letter.familyName), ("to_email", letter.email), ("dest_statut", "particulier"),
            ("ref_dossier", letter.reference), ("attachment[0]", attachment),
        ]
        return pairs.map { WebRequest.Part($0, $1) } + (letter.hook.map { [WebRequest.Part("webhook", $0)] } ?? [])
    }

    private func ask(_ path: String, _ parts: [WebRequest.Part]) async -> Outcome {
        let date = moment()
        guard let signature = cipher.signature(of: date) else { return .unavailable("ar24.key") }
        let signed = [WebRequest.Part("token", account.token), WebRequest.Part("date", date)]
        let request = WebRequest(
            "\(account.address)/\(path)", headers: ["signature": signature], body: .form(signed + parts))
        return answer(await route.ask(request), date)
    }

    /// HTTP says 200 of every answer: the outcome stands in the body. Other statuses are of what stands before AR24.
    private func answer(_ answer: WebAnswer, _ date: String) -> Outcome {
        switch answer {
        case .unheard: return .unavailable("ar24.unreachable")
        case .unknown: return .lost("ar24.silent")
        case .answered(let status, _) where status == 429 || status == 503 || (400..<500).contains(status):
            return .unavailable("ar24.http \(status)")
        case .answered(let status, _) where status != 200: return .lost("ar24.http \(status)")
        case .answered(_, let bytes): return read(bytes, date)
        }
    }

    private func read(_ bytes: [UInt8], _ date: String) -> Outcome {
        let text = String(decoding: bytes, as: UTF8.self)
        let plain = (try? JSON(parsing: bytes)) ?? cipher.open(text, date: date).flatMap { try? JSON(parsing: $0) }
        guard let plain, let status = plain["status"]?.string?.lowercased() else { return .lost("ar24.unreadable") }
        switch status {
        case "success": return .success(plain["result"] ?? .null)
        case "maintenance": return .unavailable("ar24.maintenance")
        case "error":
            let slug = plain["slug"]?.string ?? "erreur"
            let words = plain["message"]?.string ?? plain["result"]?.string ?? ""
            // Of the account, the clock or the rights: no letter is to blame.
            let isOurs = ["token", "date", "signature", "user", "access", "decrypt"].contains { slug.contains($0) }
            return isOurs ? .unavailable("ar24.\(slug)") : .refused(String("\(slug) \(words)".prefix(300)))
        default: return .lost("ar24.\(status)")
        }
    }

    private func moment() -> String {
        let time = ParisTime(epochSeconds: now())
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(time.day) \(two(time.hour)):\(two(time.minute)):\(two(time.second))"
    }

    /// Whether an address is of the server that we were told to ask, or of AR24's own domain.
    private func isOwn(_ address: String) -> Bool {
        let origin = account.address.split(separator: "/").prefix(2).joined(separator: "//")
        if address.hasPrefix(origin + "/") { return true }
        guard address.hasPrefix("https://") else { return false }
        let host = address.dropFirst(8).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return (host == "ar24.fr" || host.hasSuffix(".ar24.fr")) && !host.contains("@") && !host.contains(":")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(digits)"
        }.joined()
    }
}
