import Testing

@testable import Web

/// A kind of thing that a path names; the test knows one of the reader's own, one of somebody else's and none.
enum PathKind: String, CaseIterable {
    case council, college, problem, physician, lot, asset, framework, version, provider, purge, campaign, entry, job
    case letterKind, block, employer, postalLot, notice

    /// Whether each council has things of its own of this kind.
    var isOfACouncil: Bool {
        [.physician, .lot, .purge, .campaign, .entry, .employer, .postalLot, .notice].contains(self)
    }
}

/// The pattern of a route, read step by step.
struct RoutePath {
    /// A pattern holds a parameter that no kind stands for: whoever adds one says here whose it is.
    struct UnknownParameter: Error, Equatable {
        let pattern: String
        let parameter: String
    }

    let steps: [(text: String, kind: PathKind?)]

    init(_ pattern: String) throws {
        var previous = ""
        var steps: [(String, PathKind?)] = []
        for step in pattern.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init) {
            var kind: PathKind?
            if step.contains(where: { ":{*".contains($0) }) {
                guard let known = RoutePath.kind(of: step, after: previous) else {
                    throw UnknownParameter(pattern: pattern, parameter: step)
                }
                kind = known
            }
            steps.append((step, kind))
            previous = step
        }
        self.steps = steps
    }

    private static func kind(of step: String, after previous: String) -> PathKind? {
        switch (previous, step) {
        case ("cd", ":code"), ("cr", ":code"): .council
        case ("cnp", ":slug"): .college
        case ("medecins", ":id"): .physician
        case ("imports", ":id"): .lot
        case ("purges", ":id"): .purge
        case ("alertes", ":id"): .campaign
        case ("destinataires", ":entry"): .entry
        case ("employeurs", ":id"): .employer
        case ("lots", ":id"): .postalLot
        case ("courriers", ":notice"): .notice
        case ("file", ":id"): .job
        case ("fichiers", ":name"): .asset
        case ("erreurs", ":kind"): .problem
        case ("modeles", ":letter"): .letterKind
        case ("blocs", ":block"): .block
        case ("connexion", ":provider"), ("fournisseurs", ":provider"), ("ar24", ":key"): .provider
        case ("referentiels", ":framework"): .framework
        case (":framework", ":version"): .version
        default: nil
        }
    }

    /// The kinds that the pattern names.
    var kinds: Set<PathKind> { Set(steps.compactMap(\.kind)) }

    /// The path with a value for each parameter.
    func path(_ value: (PathKind) -> String) -> String {
        "/" + steps.map { step in step.kind.map(value) ?? step.text }.joined(separator: "/")
    }
}

@Test("a route with a parameter that the tests of isolation do not know is refused by them")
func unknownParametersAreRefused() throws {
    #expect(try RoutePath("/cd/:code/medecins/:id").kinds == [.council, .physician])
    for pattern in ["/cd/:code/dossiers/:id", "/cd/:code/medecins/:id/:what", "/cd/{code}", "/x/**", "/:code"] {
        #expect(throws: RoutePath.UnknownParameter.self) { try RoutePath(pattern) }
    }
}
