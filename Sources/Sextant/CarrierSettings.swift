import Access
import Documents
import Letters
import Web

/// The electronic carrier of registered letters (`SEXTANT_AR24_…`). Without one, the council carries them to the post.
struct CarrierSettings: Sendable {
    private let account: AR24Account?
    private let caFile: String?
    private let site: String?

    /// - Throws: `Configuration.Problem` when a setting is missing beside another, or cannot be used.
    init(_ configuration: Configuration) throws {
        site = try configuration.address()
        caFile = try configuration.text("SEXTANT_AR24_CA")
        guard let address = try configuration.text("SEXTANT_AR24_ADDRESS") else {
            account = nil
            return
        }
        guard Self.fault(address: address) == nil else {
            throw Configuration.Problem(
                variable: "SEXTANT_AR24_ADDRESS",
                sentence: "« \(address) » n'est pas une adresse https sans barre finale")
        }
        func needed(_ variable: String) throws -> String {
            guard let value = try configuration.text(variable) else {
                throw Configuration.Problem(
                    variable: variable, sentence: "absent, alors que SEXTANT_AR24_ADDRESS est réglé")
            }
            return value
        }
        account = AR24Account(
            address: address, token: try needed("SEXTANT_AR24_TOKEN"), privateKey: try needed("SEXTANT_AR24_KEY"),
            user: try needed("SEXTANT_AR24_USER"))
    }

    /// How long an answer of AR24 is waited for, in seconds: it may take minutes over a letter.
    private static let patience = 120

    /// Who takes registered letters; the council itself where no carrier is set.
    var carrier: any RegisteredCarrier {
        guard let account else { return ManualCarrier() }
        return AR24Carrier(account, route: CurlRoute(caFile: caFile, secondsForAnswer: Self.patience)) {
            Clock.moment().epochSeconds
        }
    }

    /// Opens the carrier's door; nil where there is no carrier.
    var hook: HookKey? { account.map { HookKey(secret: $0.privateKey) } }

    /// Where the carrier says that something happened to a delivery; nil where it cannot reach us.
    var door: @Sendable (HookKey.Place) -> String? {
        let (hook, site) = (hook, site)
        return { place in
            guard let hook, let site else { return nil }
            return CarrierHook.address(hook.token(council: place.council, delivery: place.delivery), site: site)
        }
    }

    /// What is wrong with an address; nil when it can be used.
    @Sendable static func fault(address: String) -> String? {
        CurlRoute.mayAsk(address) && !address.hasSuffix("/") && !address.contains("?")
            ? nil : "n'est pas une adresse https sans barre finale (http sur cette machine seulement)"
    }
}

extension Setting {
    /// How registered letters leave electronically.
    static let ofTheCarrier = [
        Setting(
            "SEXTANT_AR24_ADDRESS",
            """
            Where the API of AR24 is, without a final slash: letters of physicians who agreed to it may then leave as
            electronic registered letters. While it is absent, registered letters are carried to the post.
            """, example: "#SEXTANT_AR24_ADDRESS=https://app.ar24.fr/api", fault: CarrierSettings.fault(address:)),
        Setting(
            "SEXTANT_AR24_TOKEN", "The token of the account at AR24 (SEXTANT_AR24_TOKEN); best read from a file.",
            example: "#SEXTANT_AR24_TOKEN_FILE=/etc/sextant/ar24-token"),
        Setting(
            "SEXTANT_AR24_KEY",
            """
            The private key of that account (SEXTANT_AR24_KEY): it signs what is asked, opens what is answered, and
            guards the door at which AR24 knocks; best read from a file.
            """, example: "#SEXTANT_AR24_KEY_FILE=/etc/sextant/ar24-key"),
        Setting(
            "SEXTANT_AR24_USER", "The key of the user of AR24 in whose name letters leave.",
            example: "#SEXTANT_AR24_USER=12345"),
        Setting(
            "SEXTANT_AR24_CA", "The PEM file of the authorities that vouch for AR24; the system's own when absent.",
            example: "#SEXTANT_AR24_CA=/etc/sextant/ar24-ca.pem", fault: file),
    ]
}
