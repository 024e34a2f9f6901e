/// What the account page changes, each at an address of its own.
enum AccountPart: String, CaseIterable, Sendable {
    case password = "mot-de-passe"
    case secondFactor = "second-facteur"
    case recoveryCodes = "codes-de-secours"
    case newRecoveryCodes = "codes-de-secours/nouveaux"
    case sessions
}

extension SiteURL {
    /// An address under `/compte`.
    init?(account steps: [String]) {
        guard steps.first == "compte", let part = AccountPart(rawValue: steps.dropFirst().joined(separator: "/"))
        else { return nil }
        self = .accountPart(part)
    }
}
