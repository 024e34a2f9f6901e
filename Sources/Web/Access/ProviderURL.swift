/// What stands under `/connexion/{fournisseur}`.
enum ProviderPart: Hashable, Sendable {
    /// From here to the provider.
    case start(next: String?)
    /// From the provider back here.
    case back
    /// No access for this identity.
    case unknown
    /// Where the provider demands to close sessions.
    case demand

    init?(_ word: String?, query: Query) {
        switch word {
        case nil: self = .start(next: query["suite"])
        case "retour": self = .back
        case "inconnu": self = .unknown
        case "fermeture": self = .demand
        default: return nil
        }
    }

    var path: String {
        switch self {
        case .start: ""
        case .back: "/retour"
        case .unknown: "/inconnu"
        case .demand: "/fermeture"
        }
    }
}

/// What stands under `/deconnexion`: signing out at the provider too.
enum DeparturePart: String, Hashable, Sendable, CaseIterable {
    /// The choice.
    case offer = "fournisseur"
    /// To the provider.
    case leave = "depart"
    /// Back from there.
    case back = "retour"
}

extension SiteURL {
    /// Reads the addresses of identity providers.
    init?(provider steps: [String], query: Query) {
        guard (2...3).contains(steps.count) else { return nil }
        if steps[0] == "connexion", Query.isCode(steps[1]) {
            guard let part = ProviderPart(steps.count == 3 ? steps[2] : nil, query: query) else { return nil }
            self = .provider(steps[1], part)
        } else {
            guard steps.count == 2, steps[0] == "deconnexion", let part = DeparturePart(rawValue: steps[1]) else {
                return nil
            }
            self = .departure(part)
        }
    }

    /// Whether it is a page on which one arrives after signing in, not a step of signing in or out.
    var isDestination: Bool {
        switch self {
        case .signIn, .signOut, .provider, .departure, .identity: false
        default: true
        }
    }
}
