import Letters

/// The addresses of the words of letters.
enum TemplateAddress: Hashable, Sendable {
    /// The national words, by kind.
    case list
    /// One kind, in one version; the one in force where none is named.
    case kind(Letters.Notice.Kind, version: TemplateVersion.Key?)
    case draft(Letters.Notice.Kind)
    case draftPart(Letters.Notice.Kind, DraftPart)
    /// What a council's letters say, and what it adds of its own.
    case council(String)
    case block(String, CouncilBlock.Kind, BlockPart)
    /// Published words that are to be revoked before their day.
    case revocation(Letters.Notice.Kind, RevocationPart)
    /// Letters to real recipients; `rank` of the only one of a file, from 1.
    case preview(String, Letters.Notice.Kind, proposed: Bool)
    case previewFile(String, Letters.Notice.Kind, proposed: Bool, rank: Int)

    /// What is done to a national draft.
    enum DraftPart: String, CaseIterable, Sendable {
        case beginning = "debut"
        case base
        case text = "texte"
        case proposal = "proposition"
        case publication
        case sendingBack = "renvoi"
        case withdrawal = "retrait"
        case removal = "suppression"
    }

    /// What is done to a block of a council.
    enum BlockPart: String, CaseIterable, Sendable {
        case proposal = "proposition"
        case publication
        case sendingBack = "renvoi"
        case withdrawal = "retrait"
        case revocationRequest = "demande-de-revocation"
        case revocation
    }

    /// What is done to published national words whose day has not come.
    enum RevocationPart: String, CaseIterable, Sendable {
        case request = "demande-de-revocation"
        case agreement = "revocation"
    }

    var path: String {
        switch self {
        case .list: "/national/modeles"
        case .kind(let kind, _): "/national/modeles/\(kind.step)"
        case .draft(let kind): "/national/modeles/\(kind.step)/brouillon"
        case .draftPart(let kind, let part): "/national/modeles/\(kind.step)/brouillon/\(part.rawValue)"
        case .council(let code): "/cd/\(code)/modeles"
        case .block(let code, let block, let part): "/cd/\(code)/modeles/blocs/\(block.step)/\(part.rawValue)"
        case .revocation(let kind, let part): "/national/modeles/\(kind.step)/\(part.rawValue)"
        case .preview(let code, _, _): "/cd/\(code)/modeles/apercu"
        case .previewFile(let code, _, _, _): "/cd/\(code)/modeles/apercu.pdf"
        }
    }

    var query: [(String, String)] {
        switch self {
        case .kind(_, let version?): [("version", version.step)]
        case .preview(_, let kind, let proposed): [("nature", kind.step)] + (proposed ? [("propositions", "oui")] : [])
        case .previewFile(_, let kind, let proposed, let rank):
            [("nature", kind.step), ("rang", String(rank))] + (proposed ? [("propositions", "oui")] : [])
        default: []
        }
    }

    /// Reads the steps of a path and its query; nil when it is of something else.
    init?(_ steps: [String], query: Query) {
        if steps.count >= 2, steps[0...1] == ["national", "modeles"] {
            self.init(national: Array(steps.dropFirst(2)), query: query)
        } else if steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]), steps[2] == "modeles" {
            self.init(council: steps[1], Array(steps.dropFirst(3)), query: query)
        } else {
            return nil
        }
    }

    private init?(national steps: [String], query: Query) {
        guard let first = steps.first else {
            self = .list
            return
        }
        guard let kind = Letters.Notice.Kind(step: first) else { return nil }
        switch steps.count {
        case 1: self = .kind(kind, version: query["version"].flatMap { TemplateVersion.Key(step: $0, kind) })
        case 2 where steps[1] == "brouillon": self = .draft(kind)
        case 2:
            guard let part = RevocationPart(rawValue: steps[1]) else { return nil }
            self = .revocation(kind, part)
        case 3 where steps[1] == "brouillon":
            guard let part = DraftPart(rawValue: steps[2]) else { return nil }
            self = .draftPart(kind, part)
        default: return nil
        }
    }

    private init?(council code: String, _ steps: [String], query: Query) {
        let kind = query["nature"].flatMap(Letters.Notice.Kind.init(step:)) ?? .alert
        let proposed = query["propositions"] == "oui"
        switch steps {
        case []: self = .council(code)
        case ["apercu"]: self = .preview(code, kind, proposed: proposed)
        case ["apercu.pdf"]: self = .previewFile(code, kind, proposed: proposed, rank: min(query.place("rang"), 3))
        default:
            guard steps.count == 3, steps[0] == "blocs", let block = CouncilBlock.Kind(step: steps[1]),
                let part = BlockPart(rawValue: steps[2])
            else { return nil }
            self = .block(code, block, part)
        }
    }
}

extension Letters.Notice.Kind {
    /// The kind in an address.
    var step: String {
        switch self {
        case .alert: "alerte"
        case .retraction: "retractation"
        case .contact: "contact"
        case .employer: "employeur"
        case .employerTold: "avis-employeur"
        case .employerRetraction: "annulation-employeur"
        }
    }

    init?(step: String) {
        guard let kind = Self.allCases.first(where: { $0.step == step }) else { return nil }
        self = kind
    }
}

extension CouncilBlock.Kind {
    /// The block in an address, and before the names of its fields.
    var step: String {
        switch self {
        case .header: "en-tete"
        case .paragraph: "paragraphe"
        case .delegation: "delegation"
        case .signature: "signature"
        case .sender: "expediteur"
        }
    }

    init?(step: String) {
        guard let kind = Self.allCases.first(where: { $0.step == step }) else { return nil }
        self = kind
    }
}

extension TemplateVersion.Key {
    /// The version in an address: `2` of the program, `n2` of the national council.
    var step: String { "\(id.hasSuffix(".national") ? "n" : "")\(version)" }

    init?(step: String, _ kind: Letters.Notice.Kind) {
        let isNational = step.hasPrefix("n")
        guard let number = Query.id(isNational ? String(step.dropFirst()) : step) else { return nil }
        self.init(
            id: isNational ? "\(kind.rawValue).national" : kind.rawValue, version: Int(clamping: number))
    }
}
