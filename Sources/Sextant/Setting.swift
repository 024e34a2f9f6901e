import Access
import Foundation
import Standings
import Vocabulary

/// A setting of the process: the one list of them, from which `deploy/env.example` is written (`check-config
/// --example`) and against which `check-config` reads the environment.
struct Setting: Sendable {
    /// The environment variable.
    let name: String
    /// What it is for, as the example says it.
    let purpose: String
    /// The line of the example; one that begins with `#` is left out as a rule.
    let example: String
    /// What is wrong with a value and what to do, in French; nil when it can be used.
    let fault: @Sendable (String) -> String?

    init(
        _ name: String, _ purpose: String, example: String,
        fault: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.name = name
        self.purpose = purpose
        self.example = example
        self.fault = fault
    }

    /// Whether a variable of the environment is this setting, or the file that holds it.
    func isNamed(_ variable: String) -> Bool {
        let plain = variable.hasSuffix("_FILE") ? String(variable.dropLast(5)) : variable
        guard let mark = name.firstRange(of: "<ID>") else { return plain == name }
        return plain.hasPrefix(name[..<mark.lowerBound]) && plain.hasSuffix(name[mark.upperBound...])
            && plain.count > name.count - 4
    }

    /// Every setting, in the order of the example.
    static let all = ofTheProgram + ofAccess + ofTheJournal + ofMail + ofLetters + ofTheCarrier

    private static let ofTheProgram = [
        Setting(
            "SEXTANT_DATABASE", "Where the database is, as the unprivileged login role: a libpq connection string.",
            example: "SEXTANT_DATABASE=host=/run/postgresql dbname=sextant user=sextant_login"),
        Setting(
            "SEXTANT_OWNER_DATABASE",
            "The same as the owner of the schema; read by `sextant migrate` alone, so give it to nothing else.",
            example: "SEXTANT_OWNER_DATABASE=host=/run/postgresql dbname=sextant user=sextant_owner"),
        Setting(
            "SEXTANT_HTTPS", "Write yes when the site is reached by HTTPS: cookies are then sent over HTTPS only.",
            example: "SEXTANT_HTTPS=yes", fault: yesOrNo),
        Setting(
            "SEXTANT_HSTS_SUBDOMAINS",
            """
            With SEXTANT_HTTPS browsers are told to use HTTPS alone for a year, for the site's name and for every name
            under it. Write no when one of those names answers by HTTP alone, and only until it no longer does.
            """, example: "#SEXTANT_HSTS_SUBDOMAINS=yes", fault: yesOrNo),
        Setting(
            "SEXTANT_PROXY",
            """
            Write yes when a proxy of yours stands before the site and adds the address of its client to
            X-Forwarded-For: the journal then keeps that address; otherwise it keeps the address of whoever
            connects. Needed with SEXTANT_HTTPS: behind a proxy that is not said, all readers would be one network,
            and the limit of tries of one network would be everybody's.
            """, example: "SEXTANT_PROXY=yes", fault: yesOrNo),
        Setting(
            "SEXTANT_ADDRESS",
            """
            Where readers reach the site, without a final slash: one-time links and the Monday summaries lead there,
            and identity providers send readers back there. Needed as soon as a provider is registered (`sextant
            provider add`); without it no summary is sent.
            """, example: "#SEXTANT_ADDRESS=https://sextant.example", fault: address),
        Setting(
            "SEXTANT_DEMONSTRATION",
            "Write yes for a demonstration: the pages say that everything is invented, and show who may sign in.",
            example: "#SEXTANT_DEMONSTRATION=yes", fault: yesOrNo),
        Setting(
            "SEXTANT_TODAY",
            """
            The legal day the program believes it is, AAAA-MM-JJ, instead of the day of the system clock; for
            demonstrations.
            """, example: "#SEXTANT_TODAY=2026-11-21",
            fault: { CalendarDate(iso: $0) == nil ? "n'est pas un jour AAAA-MM-JJ ; corrigez-le ou retirez-le" : nil }),
        Setting(
            "SEXTANT_NIGHT_HOUR",
            """
            The hour, 0 to 23 in Paris, from which the worker runs the night once a civil day: what falls due, and
            the national figures. 2 when absent; off where something else runs `sextant nightly`.
            """, example: "#SEXTANT_NIGHT_HOUR=2",
            fault: { NightSchedule(setting: $0) == nil ? "n'est ni une heure de 0 à 23, ni off" : nil }),
    ]

    private static let ofAccess = [
        Setting(
            "SEXTANT_SECRET_KEY",
            """
            The key that seals second factors and drafts (SEXTANT_SECRET_KEY): 32 random bytes in base 64, as
            `openssl rand -base64 32` makes them, best read from a file and kept away from the database. To
            change it, put the new key first, a comma, then the former one.
            """, example: "SEXTANT_SECRET_KEY_FILE=/etc/sextant/secret-key", fault: keyRing),
        Setting(
            "SEXTANT_SECOND_FACTOR",
            """
            Nobody enters by a password alone (required, the default). The value demonstration lifts that for a
            demonstration on this machine, together with SEXTANT_DEMONSTRATION=yes.
            """, example: "#SEXTANT_SECOND_FACTOR=required",
            fault: { SecondFactorRule(rawValue: $0) == nil ? "n'est ni required ni demonstration" : nil }),
        Setting(
            "SEXTANT_OIDC_<ID>_SECRET",
            """
            The client secret of the identity provider registered as psc; another one has its own name in the place of
            PSC.
            """,
            example: "#SEXTANT_OIDC_PSC_SECRET_FILE=/etc/sextant/psc-secret"),
    ]

    private static let ofTheJournal = [
        Setting(
            "SEXTANT_AUDIT_FOLDER",
            """
            The folder where the heads of the sealed journals leave the database, signed: on a disk or a machine
            where the administrator of the database cannot write. Read by the worker, `export audit-head` and
            `verify-audit`.
            """, example: "#SEXTANT_AUDIT_FOLDER=/var/lib/sextant-audit", fault: folder),
        Setting(
            "SEXTANT_AUDIT_KEY",
            """
            The private key that signs those heads, in base 64 (SEXTANT_AUDIT_KEY, best read from a file);
            `sextant create-audit-key --out FILE` makes one.
            """, example: "#SEXTANT_AUDIT_KEY_FILE=/etc/sextant/audit-key", fault: key),
        Setting(
            "SEXTANT_AUDIT_PUBLIC_KEY",
            """
            The public half of that key, as `create-audit-key` printed it: `verify-audit` believes it, and not the one
            that stands beside the heads, which whoever can write there could replace.
            """, example: "#SEXTANT_AUDIT_PUBLIC_KEY=base64-of-32-bytes", fault: key),
        Setting(
            "SEXTANT_SEAL_WITHIN",
            """
            How many seconds an event of a journal may wait for its seal, 300 when absent: where heads leave the
            database, `verify-audit` then reports it, and the site is not ready.
            """, example: "#SEXTANT_SEAL_WITHIN=300",
            fault: { Int($0).map { $0 > 0 } == true ? nil : "n'est pas un nombre de secondes" }),
        Setting(
            "SEXTANT_TIMESTAMP_AUTHORITY",
            "The time-stamping authority (RFC 3161) asked once a day for a stamp over the root of all journals.",
            example: "#SEXTANT_TIMESTAMP_AUTHORITY=https://authority.example/tsa", fault: address),
        Setting(
            "SEXTANT_TIMESTAMP_CA", "The PEM file of the certificates that vouch for that authority.",
            example: "#SEXTANT_TIMESTAMP_CA=/etc/sextant/timestamp-ca.pem", fault: file),
        Setting(
            "SEXTANT_CERTIFICATE_KEY",
            """
            The private key (SEXTANT_CERTIFICATE_KEY, Ed25519, 32 bytes in base 64) that signs the reports of
            `sextant certify-isolation`; best read from a file, and kept away from the database.
            """, example: "#SEXTANT_CERTIFICATE_KEY_FILE=/etc/sextant/certificate-key", fault: key),
    ]

    /// The text of `deploy/env.example`.
    static var exampleFile: String {
        let head = """
            Settings of Sextant. Each one may instead be read from a file: SEXTANT_X_FILE=/path reads SEXTANT_X from it,
            which suits secrets handed over by the system. `sextant check-config` names each wrong one in a sentence;
            `sextant check-config --example` writes this file.
            """
        let parts = all.map { commented($0.purpose) + $0.example }
        return ([String(commented(head).dropLast())] + parts).joined(separator: "\n\n") + "\n"
    }

    /// A text as lines of comment, 120 columns at most.
    private static func commented(_ text: String) -> String {
        var lines = ["#"]
        for word in text.split(whereSeparator: \.isWhitespace) {
            if lines[lines.count - 1].count + 1 + word.count > 120 { lines.append("#") }
            lines[lines.count - 1] += " " + word
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Setting {
    @Sendable private static func yesOrNo(_ value: String) -> String? {
        ["yes", "no"].contains(value) ? nil : "vaut « \(value) » ; écrivez yes ou no"
    }

    @Sendable private static func address(_ value: String) -> String? {
        guard let url = URL(string: value), ["http", "https"].contains(url.scheme ?? ""), url.host?.isEmpty == false
        else { return "n'est pas une adresse http ou https ; par exemple https://sextant.example" }
        return value.hasSuffix("/") ? "finit par une barre oblique ; retirez-la" : nil
    }

    @Sendable private static func key(_ value: String) -> String? {
        guard let bytes = Foundation.Data(base64Encoded: value) else {
            return "n'est pas en base 64 ; « openssl rand -base64 32 » fait une clé"
        }
        return bytes.count == 32 ? nil : "fait \(bytes.count) octets ; il en faut 32"
    }

    @Sendable private static func keyRing(_ value: String) -> String? {
        do throws(KeyRing.Refusal) {
            _ = try KeyRing(value)
            return nil
        } catch {
            switch error {
            case .empty: return "ne contient aucune clé ; « openssl rand -base64 32 » en fait une"
            case .keyIsMalformed(let position):
                return
                    "la clé n° \(position) ne fait pas 32 octets en base 64 ; « openssl rand -base64 32 » en fait une"
            }
        }
    }

    @Sendable private static func folder(_ value: String) -> String? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: value, isDirectory: &isFolder), isFolder.boolValue else {
            return "« \(value) » n'est pas un dossier ; créez-le ou corrigez le chemin"
        }
        return FileManager.default.isWritableFile(atPath: value)
            ? nil : "le dossier « \(value) » ne peut pas être écrit par ce compte"
    }

    @Sendable static func file(_ value: String) -> String? {
        FileManager.default.isReadableFile(atPath: value)
            ? nil : "le fichier « \(value) » ne peut pas être lu par ce compte"
    }
}
