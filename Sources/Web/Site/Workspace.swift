import Access

/// The first steps of an address: for which organisation one works there.
enum Workspace: Hashable, Sendable {
    /// A departmental council, by its code.
    case council(String)
    /// A college (CNP), by its code.
    case college(String)
    /// A regional council, by its code.
    case region(String)
    case national
    case cncp
    case ministry

    /// The workspace of an organisation; nil where it has no page of members.
    init?(_ council: Council) {
        switch council.kind {
        case .departmental: self = .council(council.code)
        case .college: self = .college(council.code)
        case .national: self = .national
        case .cncp: self = .cncp
        case .ministry: self = .ministry
        case .regional: self = .region(council.code)
        case .platform: return nil
        }
    }

    /// The path on which everything of the workspace begins.
    var path: String {
        switch self {
        case .council(let code): "/cd/\(code)"
        case .college(let code): "/cnp/\(code)"
        case .region(let code): "/cr/\(code)"
        case .national: "/national"
        case .cncp: "/cncp"
        case .ministry: "/dgos"
        }
    }

    /// Reads the first steps of a path; the others are what lies in the workspace.
    static func read(_ steps: [String]) -> (workspace: Workspace, rest: [String])? {
        switch steps.first {
        case "cd" where steps.count >= 2 && Query.isCode(steps[1]):
            (.council(steps[1]), Array(steps.dropFirst(2)))
        case "cnp" where steps.count >= 2 && Query.isCode(steps[1]):
            (.college(steps[1]), Array(steps.dropFirst(2)))
        case "cr" where steps.count >= 2 && Query.isCode(steps[1]):
            (.region(steps[1]), Array(steps.dropFirst(2)))
        case "national": (.national, Array(steps.dropFirst()))
        case "cncp": (.cncp, Array(steps.dropFirst()))
        case "dgos": (.ministry, Array(steps.dropFirst()))
        default: nil
        }
    }

    /// The workspaces whose members a page lists: the pattern of their routes, and the rule that asks for a right.
    static let routes: [(pattern: String, access: @Sendable (CouncilAction) -> RouteAccess)] = [
        ("/cd/:code", { .council($0) }), ("/cnp/:slug", { .college($0) }), ("/cr/:code", { .regional($0) }),
        ("/national", { .office(.national, $0) }), ("/cncp", { .office(.cncp, $0) }),
    ]

    /// The workspaces whose programs read the API: those with members of their own to manage, and the ministry's.
    static let programs: [(pattern: String, access: @Sendable (CouncilAction) -> RouteAccess)] =
        routes + [("/dgos", { @Sendable (action: CouncilAction) in .office(.ministry, action) })]
}

/// What the page of members changes.
enum MembersPart: String, CaseIterable, Sendable {
    case end = "fin"
    case delegations
    case endDelegation = "delegations/fin"
    case absences
    case endAbsence = "absences/fin"
    case resetFactor = "second-facteur"
    case newPassword = "mot-de-passe"
    case endSessions = "sessions"
}

extension SiteURL {
    /// An address of what every organisation has: its members, its figures.
    init?(workspace steps: [String]) {
        guard let (workspace, rest) = Workspace.read(steps) else { return nil }
        if case .college(let code) = workspace, rest.isEmpty {
            self = .college(code)
            return
        }
        if case .region(let code) = workspace, rest.isEmpty {
            self = .region(code)
            return
        }
        guard let first = rest.first else { return nil }
        let more = rest.dropFirst().joined(separator: "/")
        switch (first, workspace) {
        case ("acces-api", _):
            guard more.isEmpty || more == "revocation" else { return nil }
            self = more.isEmpty ? .apiTokens(workspace) : .revokeApiToken(workspace)
        case ("membres", .council), ("membres", .college), ("membres", .region), ("membres", .national),
            ("membres", .cncp):
            if more.isEmpty, rest.count == 1 {
                self = .members(workspace)
            } else if let part = MembersPart(rawValue: more) {
                self = .membersPart(workspace, part)
            } else {
                return nil
            }
        case ("chiffres", .national), ("chiffres", .cncp):
            guard rest.count == 1 else { return nil }
            self = .figures(workspace)
        default: return nil
        }
    }
}
