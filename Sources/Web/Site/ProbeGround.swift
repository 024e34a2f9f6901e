import Access
import Intake
import Postgres
import Registry
import Standings

/// Two councils of this database, and things that belong to each alone.
struct ProbeGround: Sendable {
    /// Whose things a path or a form names.
    enum Whose: Sendable { case own, foreign, nobody }

    /// One of the two.
    struct Side: Sendable {
        let council: Council
        /// Physicians who are on no roll of the other.
        let physicians: [Int64]
        /// Their RPPS numbers.
        let numbers: Set<String>
        let lots: [Int64]

        /// Whether one of these physicians is named among the numbers of a page.
        func shows(_ found: Set<String>) -> Bool { !numbers.isDisjoint(with: found) }
    }

    let own: Side
    let foreign: Side

    /// How many physicians of each council are looked for.
    private static let most = 200

    /// Why there is nothing to try.
    enum Missing: Error {
        /// Fewer than two councils have physicians.
        case councils
        /// Two councils have physicians, and each sees all those of the other.
        case ownPhysicians
    }

    /// The two councils with the most physicians.
    ///
    /// - Throws: `Missing`, `PostgresError`.
    static func choose(_ database: Database) async throws -> ProbeGround {
        let councils = try await database.transaction(as: .access) { try Council.departmental($0) }
        var sizes: [(Council, Int)] = []
        for council in councils {
            let size = try await database.transaction(as: council.principal) {
                try Worklist.count($0, WorklistFilter())
            }
            if size > 0 { sizes.append((council, size)) }
        }
        let chosen = sizes.sorted { $0.1 > $1.1 }.prefix(2).map(\.0)
        guard chosen.count == 2 else { throw Missing.councils }
        let (own, foreign) = (
            try await side(chosen[0], without: chosen[1], database),
            try await side(chosen[1], without: chosen[0], database)
        )
        guard !own.physicians.isEmpty, !foreign.physicians.isEmpty else { throw Missing.ownPhysicians }
        return ProbeGround(own: own, foreign: foreign)
    }

    private static func side(_ council: Council, without other: Council, _ database: Database) async throws -> Side {
        let rows = try await database.transaction(as: council.principal) {
            try Worklist.page($0, WorklistQuery(size: most)).rows
        }
        let alone = try await database.transaction(as: other.principal) { transaction in
            try rows.filter { try PhysicianIdentity.find(transaction, $0.physicianID) == nil }
        }
        let lots = try await database.transaction(as: council.principal) {
            try LotStore.list($0).map(\.id.number)
        }
        return Side(
            council: council, physicians: alone.map(\.physicianID), numbers: Set(alone.map(\.rppsNumber)), lots: lots)
    }
}

extension ProbeGround {
    /// The path of a route; `code` is that of the side when it is not said.
    func path(_ rule: SiteRoutes.Rule, _ whoseCode: Whose, _ whose: Whose) -> String {
        path(rule, code: whoseCode == .own ? own.council.code : foreign.council.code, whose)
    }

    /// The path of a route in the organisation `code`, naming things of somebody.
    func path(_ rule: SiteRoutes.Rule, code: String, _ whose: Whose) -> String {
        ProbePath(rule.pattern).path { kind in
            switch kind {
            case .council: code
            case .physician, .unknown: whose == .nobody ? "999999999" : String(side(whose).physicians[0])
            case .lot: whose == .nobody ? "999999999" : String(side(whose).lots.first ?? 999_999_999)
            case .framework: "medecine-generale"
            case .version: "1"
            case .provider: "inexistant"
            }
        }
    }

    private func side(_ whose: Whose) -> Side { whose == .own ? own : foreign }

    /// Every field that a form may read, naming things of somebody.
    func fields(_ whose: Whose, proof: String) -> String {
        let side = side(whose)
        let physician = whose == .nobody ? "999999999" : String(side.physicians[0])
        let fields = [
            ("preuve", proof), ("medecin", physician), ("type", "sans-courriel"), ("date", "2099-02-01"),
            ("referentiel", "medecine-generale"), ("raison", "essai"), ("contenu", "roll"),
            ("appartenance", "\(side.council.code) agent"), ("code", "SM99"),
        ]
        return fields.map { "\(Query.encode($0))=\(Query.encode($1))" }.joined(separator: "&")
    }
}

/// A pattern of the router with its parameters.
struct ProbePath {
    /// What a parameter names.
    enum Kind { case council, physician, lot, framework, version, provider, unknown }

    private let steps: [(text: String, kind: Kind?)]

    init(_ pattern: String) {
        var previous = ""
        var steps: [(String, Kind?)] = []
        for step in pattern.split(separator: "/").map(String.init) {
            steps.append((step, step.hasPrefix(":") ? ProbePath.kind(step, after: previous) : nil))
            previous = step
        }
        self.steps = steps
    }

    private static func kind(_ step: String, after previous: String) -> Kind {
        switch (previous, step) {
        case ("cd", ":code"), ("cnp", ":slug"): .council
        case ("medecins", ":id"): .physician
        case ("imports", ":id"): .lot
        case ("connexion", ":provider"): .provider
        case ("referentiels", ":framework"): .framework
        case (":framework", ":version"): .version
        default: .unknown
        }
    }

    /// The path with a value for each parameter.
    func path(_ value: (Kind) -> String) -> String {
        "/" + steps.map { step in step.kind.map(value) ?? step.text }.joined(separator: "/")
    }

    var namesCouncil: Bool { steps.contains { $0.kind == .council } }
    /// Whether it names something that belongs to one council.
    var namesThing: Bool { steps.contains { [.physician, .lot, .unknown].contains($0.kind) } }
    var isKnown: Bool { !steps.contains { $0.kind == .unknown } }
}
