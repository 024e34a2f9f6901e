import Access
import Alerts
import Intake
import Letters
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
        let lots: [Int64]
        let purges: [Int64]
        /// Its newest campaigns of alerts, and the entries of the newest.
        let campaigns: [Int64]
        let entries: [Int64]
        /// Employers who were told of its alerts, or are to be.
        let employers: [Int64]
        /// Its lots of letters on paper, and the notices of the newest.
        let postalLots: [Int64]
        let letters: [Int64]
        /// The numbers of its other things, by the field of a form that names them (`ProbeThings`).
        var things: [String: Int64]
        /// By what a page would betray it.
        let marks: ProbeMarks
        /// One of its family names.
        let name: String
    }

    let own: Side
    private(set) var foreign: Side

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
        let (alone, others) = try await database.transaction(as: other.principal) { transaction in
            let alone = try rows.filter { try PhysicianIdentity.find(transaction, $0.physicianID) == nil }
            return (alone, try names(transaction))
        }
        let (lots, purges, alerts, letters, addresses) = try await database.transaction(as: council.principal) {
            transaction in
            (
                try LotStore.list(transaction).map(\.id.number), try Purge.list(transaction).map(\.id),
                try ProbeGround.alerts(transaction), try ProbeGround.letters(transaction),
                try alone.compactMap { try PhysicianIdentity.find(transaction, $0.physicianID) }
                    .flatMap { $0.registrations.compactMap(\.email) }
            )
        }
        let (things, members) = try await database.transaction(as: .members(of: council.id)) {
            (try ProbeThings.numbers(of: council, $0), try ProbeThings.emails(of: council, $0))
        }
        let colleagues = try await database.transaction(as: .members(of: other.id)) {
            try ProbeThings.emails(of: other, $0)
        }
        let marks = ProbeMarks(
            numbers: Set(alone.map(\.rppsNumber)), names: ProbeMarks.names(of: alone.compactMap(name), without: others),
            emails: Set((addresses + members.subtracting(colleagues)).map { $0.lowercased() }),
            places: Set(
                alone.map { "medecins/\($0.physicianID)" } + lots.map { "imports/\($0)" }
                    + purges.map { "purges/\($0)" } + places(of: alerts) + letters.lots.map { "lots/\($0)" }))
        return Side(
            council: council, physicians: alone.map(\.physicianID), lots: lots, purges: purges,
            campaigns: alerts.campaigns, entries: alerts.entries, employers: alerts.employers, postalLots: letters.lots,
            letters: letters.notices, things: things, marks: marks,
            name: alone.compactMap(\.familyName).first ?? "")
    }

    /// The campaigns of a council, the entries of the newest, and the employers it was proposed to tell.
    private typealias Alerted = (campaigns: [Int64], entries: [Int64], employers: [Int64])

    private static func alerts(_ transaction: Transaction) throws -> Alerted {
        let campaigns = try CampaignSummary.all(transaction).map(\.id)
        let entries = try campaigns.first.flatMap { try ReadLedger(of: $0).run(transaction) }
        let employers = try EmployerAlert.all(transaction).map(\.id)
        return (campaigns, (entries ?? []).map(\.id), employers)
    }

    /// By which addresses a page would betray them.
    private static func places(of alerts: Alerted) -> [String] {
        let campaigns = alerts.campaigns.map { "alertes/\($0)" }
        let entries = alerts.entries.map { "destinataires/\($0)" }
        return campaigns + entries + alerts.employers.map { "employeurs/\($0)" }
    }

    /// The lots of letters of a council, and the notices of the newest.
    private static func letters(_ transaction: Transaction) throws -> (lots: [Int64], notices: [Int64]) {
        let lots = try ReadLots.all(transaction).map(\.id)
        let lines = try lots.first.map { try ReadLots.lines(of: $0, in: [.set], transaction) }
        return (lots, lines.map { $0.map(\.notice) } ?? [])
    }

    /// The names of a whole roll.
    private static func names(_ transaction: Transaction) throws -> [ProbeMarks.Name] {
        var names: [ProbeMarks.Name] = []
        try Worklist.forEach(transaction, WorklistQuery()) { row in
            if let name = name(row) { names.append(name) }
        }
        return names
    }

    private static func name(_ row: WorklistRow) -> ProbeMarks.Name? {
        guard let family = row.familyName, let given = row.givenName else { return nil }
        return ProbeMarks.Name(family: family, given: given)
    }
}

extension ProbeGround {
    /// The same ground, on which the other council has these things too.
    func naming(_ things: [String: Int64]) -> ProbeGround {
        var ground = self
        ground.foreign.things.merge(things) { _, new in new }
        return ground
    }

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
            case .purge: whose == .nobody ? "999999999" : String(side(whose).purges.first ?? 999_999_999)
            case .lot: whose == .nobody ? "999999999" : String(side(whose).lots.first ?? 999_999_999)
            case .campaign: whose == .nobody ? "999999999" : String(side(whose).campaigns.first ?? 999_999_999)
            case .entry: whose == .nobody ? "999999999" : String(side(whose).entries.first ?? 999_999_999)
            case .employer: whose == .nobody ? "999999999" : String(side(whose).employers.first ?? 999_999_999)
            case .postalLot: whose == .nobody ? "999999999" : String(side(whose).postalLots.first ?? 999_999_999)
            case .notice: whose == .nobody ? "999999999" : String(side(whose).letters.first ?? 999_999_999)
            case .job: "999999999"
            case .framework: "medecine-generale"
            case .version: "1"
            case .provider: "inexistant"
            case .letterKind: "alerte"
            case .block: "signature"
            }
        }
    }

    private func side(_ whose: Whose) -> Side { whose == .own ? own : foreign }

    /// What every query may name, naming things of somebody.
    func query(_ whose: Whose) -> String {
        let side = side(whose)
        let (physician, lot) = (side.physicians[0], side.lots.first ?? 999_999_999)
        let named = [
            ("apres", "\(physician)"), ("avant", "\(lot)"), ("liste", "1"),
            ("medecin", "\(physician)"), ("conseil", side.council.code), ("code", side.council.code),
            ("page", "2"),
        ]
        return "?" + named.map { "\(Query.encode($0))=\(Query.encode($1))" }.joined(separator: "&")
    }

    /// Every field that a form may read, naming things of somebody.
    func fields(_ whose: Whose, proof: String) -> String {
        let side = side(whose)
        let physician = whose == .nobody ? "999999999" : String(side.physicians[0])
        let person = whose == .nobody ? 999_999_999 : side.things["personne"] ?? 999_999_999
        var fields = [
            ("preuve", proof), ("medecin", physician), ("type", "sans-courriel"), ("date", "2099-02-01"),
            ("referentiel", "medecine-generale"), ("raison", "essai"), ("contenu", "roll"),
            ("appartenance", "\(side.council.code) agent"), ("code", "SM99"), ("motif", "essai"),
            ("de", "\(person) agent"), ("role", "agent"), ("confirmation", "oui"),
            ("du", "2099-01-01"), ("au", "2099-01-02"), ("lu", "oui"), ("conseil", side.council.code),
            ("session", "999999999"), ("nom", side.name), ("q", side.name), ("saisie", "999999999"),
            ("brouillon", "999999999"), ("minutes", "15"),
        ]
        fields.append(("destinataire", whose == .nobody ? "999999999" : "\(side.entries.first ?? 999_999_999)"))
        for field in ProbeThings.fields + ProbeNeighbour.fields {
            let number = whose == .nobody ? nil : side.things[field]
            fields.append((field, "\(number ?? 999_999_999)"))
        }
        return fields.map { "\(Query.encode($0))=\(Query.encode($1))" }.joined(separator: "&")
    }
}

/// A pattern of the router with its parameters.
struct ProbePath {
    /// What a parameter names.
    enum Kind {
        case council, physician, lot, purge, campaign, entry, employer, postalLot, notice, job, framework, version
        case provider, letterKind, block, unknown
    }

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
        case ("cd", ":code"), ("cnp", ":slug"), ("cr", ":code"): .council
        case ("medecins", ":id"): .physician
        case ("imports", ":id"): .lot
        case ("purges", ":id"): .purge
        case ("alertes", ":id"): .campaign
        case ("destinataires", ":entry"): .entry
        case ("employeurs", ":id"): .employer
        case ("lots", ":id"): .postalLot
        case ("courriers", ":notice"): .notice
        case ("file", ":id"): .job
        case ("modeles", ":letter"): .letterKind
        case ("blocs", ":block"): .block
        case ("connexion", ":provider"), ("fournisseurs", ":provider"), ("ar24", ":key"): .provider
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
    var namesThing: Bool {
        steps.contains {
            [.physician, .lot, .purge, .campaign, .entry, .employer, .postalLot, .notice, .unknown].contains($0.kind)
        }
    }
    var isKnown: Bool { !steps.contains { $0.kind == .unknown } }
}
