import Documents
import Foundation

/// The mail server of the process (`SEXTANT_MAIL_…`). Without one, mails wait; none is ever dropped.
struct MailSettings: Sendable {
    /// Where mails are handed over; nil when `SEXTANT_MAIL_SERVER` is absent.
    let server: MailServer?
    /// The domain of our message ids and of the address of reports.
    let domain: String
    /// Where physicians find their certification account, for the letters; nil when it is not set.
    let platform: String?
    /// The Maildir into which the reports of failures are delivered; nil when there is none.
    let bounces: String?

    /// - Throws: `Configuration.Problem` when a setting cannot be used.
    init(_ configuration: Configuration) throws {
        domain = try configuration.text("SEXTANT_MAIL_DOMAIN") ?? "localhost"
        platform = try configuration.text("SEXTANT_PLATFORM_ADDRESS")
        bounces = try configuration.text("SEXTANT_BOUNCE_FOLDER")
        guard Self.fault(domain: domain) == nil else {
            throw Configuration.Problem(variable: "SEXTANT_MAIL_DOMAIN", sentence: "« \(domain) » n'est pas un domaine")
        }
        guard let text = try configuration.text("SEXTANT_MAIL_SERVER") else {
            server = nil
            return
        }
        guard let place = Self.place(text) else {
            throw Configuration.Problem(
                variable: "SEXTANT_MAIL_SERVER", sentence: "« \(text) » n'est pas de la forme smtp://hôte:port")
        }
        server = MailServer(
            host: place.host, port: place.port, user: try configuration.text("SEXTANT_MAIL_USER"),
            password: try configuration.text("SEXTANT_MAIL_PASSWORD"),
            caFile: try configuration.text("SEXTANT_MAIL_CA"), helo: domain)
    }

    /// Whether the summaries of the week can leave: their links need the address of the site.
    func sendsDigests(_ configuration: Configuration) throws -> Bool {
        try server != nil && configuration.address() != nil
    }

    /// The parts of `smtp://host:port`; nil when the text is of another form.
    static func place(_ text: String) -> (host: String, port: Int)? {
        guard text.hasPrefix("smtp://") else { return nil }
        let parts = text.dropFirst(7).split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), isHost(parts[0]) else { return nil }
        let port = parts.count == 2 ? Int(parts[1]) : 587
        guard let port, (1...65_535).contains(port) else { return nil }
        return (String(parts[0]), port)
    }

    /// What is wrong with a domain; nil when it can be used.
    static func fault(domain: String) -> String? { isHost(domain[...]) ? nil : "n'est pas un domaine" }

    private static func isHost(_ text: Substring) -> Bool {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-".utf8)
        return (1...253).contains(text.utf8.count) && text.utf8.allSatisfy(allowed.contains)
    }
}

extension Setting {
    /// How mails leave.
    static let ofMail = [
        Setting(
            "SEXTANT_MAIL_SERVER",
            """
            The server that takes our mails, smtp://host:587: encryption by STARTTLS is always required. While it is
            absent, mails wait; none is dropped. `sextant check-mail` tries it.
            """, example: "#SEXTANT_MAIL_SERVER=smtp://smtp.example:587",
            fault: { MailSettings.place($0) == nil ? "n'est pas de la forme smtp://hôte:port" : nil }),
        Setting(
            "SEXTANT_MAIL_USER", "The account at that server, where it asks for one.",
            example: "#SEXTANT_MAIL_USER=sextant"),
        Setting(
            "SEXTANT_MAIL_PASSWORD", "The password of that account (SEXTANT_MAIL_PASSWORD); best read from a file.",
            example: "#SEXTANT_MAIL_PASSWORD_FILE=/etc/sextant/mail-password"),
        Setting(
            "SEXTANT_MAIL_CA",
            "The PEM file of the authorities that vouch for that server; the system's own when absent.",
            example: "#SEXTANT_MAIL_CA=/etc/sextant/mail-ca.pem", fault: file),
        Setting(
            "SEXTANT_MAIL_DOMAIN", "The domain of our message ids and of the address to which failures are reported.",
            example: "#SEXTANT_MAIL_DOMAIN=sextant.example", fault: MailSettings.fault(domain:)),
        Setting(
            "SEXTANT_BOUNCE_FOLDER",
            """
            The Maildir into which the mail server delivers what comes back to retour+…@ that domain. The worker reads
            the reports of failed delivery there; without it, only refusals during the conversation are known.
            """, example: "#SEXTANT_BOUNCE_FOLDER=/var/mail/sextant-retours", fault: maildir),
        Setting(
            "SEXTANT_PLATFORM_ADDRESS",
            """
            Where physicians find their certification account: mails lead there. Without it they name the account and
            give no link.
            """, example: "#SEXTANT_PLATFORM_ADDRESS=https://macertifprosante.esante.gouv.fr", fault: link),
    ]
}

extension Setting {
    @Sendable private static func maildir(_ value: String) -> String? {
        let missing = ["new", "cur"].filter { name in
            var isFolder: ObjCBool = false
            let path = "\(value)/\(name)"
            return !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
                || !FileManager.default.isWritableFile(atPath: path)
        }
        guard missing.isEmpty else {
            return "« \(value) » n'est pas un Maildir que ce compte peut écrire : il y faut les dossiers new et cur"
        }
        return nil
    }

    @Sendable private static func link(_ value: String) -> String? {
        guard let url = URL(string: value), url.scheme == "https", url.host?.isEmpty == false else {
            return "n'est pas une adresse https"
        }
        return nil
    }
}
