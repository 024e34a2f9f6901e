public import Access

/// A route as the table of policies lists it.
public struct RoutePolicy: Sendable {
    /// Method and pattern: `GET /cd/:code/medecins.csv`.
    public let place: String
    /// The right that it asks for; nil where none is asked for.
    public let action: CouncilAction?
    /// Who may come through, in English, for the documentation.
    public let words: String
    /// Whether it hands out a file, or a resource of the API: something that is taken away.
    public let isExport: Bool
}

extension Site {
    /// Every route with its rule, in the order of patterns; nothing is asked of the database.
    public var policies: [RoutePolicy] {
        rules.map { rule in
            RoutePolicy(
                place: rule.place, action: rule.access.action, words: rule.access.words,
                isExport: rule.isExport)
        }.sorted { ($0.place.drop { $0 != "/" }, $0.place) < ($1.place.drop { $0 != "/" }, $1.place) }
    }
}

extension SiteRoutes.Rule {
    /// A resource of the API, a file for whoever is signed in, or the copy for the person concerned.
    var isExport: Bool {
        if case .key(let scope) = access { return scope != nil }
        if access.action == .exportPersonFile { return true }
        return access.needsSession && (pattern.split(separator: "/").last ?? "").contains(".")
    }
}

extension RouteAccess {
    /// The rule in a sentence of the documentation.
    var words: String {
        switch self {
        case .bare: "machines, without a session"
        case .key(nil): "any key of the API"
        case .key(let scope?): "a key of the API that opens `\(scope.rawValue)`"
        case .open: "everybody"
        case .signedIn: "whoever is signed in"
        case .may(let action): "`\(action.rawValue)`, in any organisation"
        case .council(let action): "`\(action.rawValue)`, in the departmental council of the path"
        case .college(let action): "`\(action.rawValue)`, in the college of the path"
        case .regional(let action): "`\(action.rawValue)`, in the regional council of the path"
        case .office(let kind, let action): "`\(action.rawValue)`, in the only organisation of kind `\(kind.rawValue)`"
        }
    }
}
