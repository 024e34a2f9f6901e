/// What the account page changes, each at an address of its own.
enum AccountPart: String, CaseIterable, Sendable {
    case password = "mot-de-passe"
    case secondFactor = "second-facteur"
    case recoveryCodes = "codes-de-secours"
    case newRecoveryCodes = "codes-de-secours/nouveaux"
    case sessions
    case invitations
    case digest = "recapitulatif"
    case identities = "identites"
    case unlinkIdentity = "identites/retrait"
    case identityIsTaken = "identites/deja-reliee"
    case identityOfAnother = "identites/autre-numero"
}

extension SiteURL {
    /// An address under `/compte`.
    init?(account steps: [String]) {
        if steps.count >= 3, steps[0] == "compte", steps[1] == "fournisseurs", Query.isCode(steps[2]) {
            guard steps.count == 3 || steps.dropFirst(3) == ["depart"] else { return nil }
            self = .identity(steps[2], isDeparting: steps.count == 4)
            return
        }
        guard steps.first == "compte", let part = AccountPart(rawValue: steps.dropFirst().joined(separator: "/"))
        else { return nil }
        self = .accountPart(part)
    }
}
