public import Vocabulary

/// What one version of a référentiel says that another does not, in words.
public struct FrameworkDiff: Hashable, Sendable {
    /// What a change is about.
    public enum Kind: String, CaseIterable, Sendable {
        case title, college, publication, effectiveDate, partiality, fiction, scheme, versionRule, specialties
        case block, blockTitle, required, blockPoints, identity, exemption, defaultEvidence, blockSource
        case offList, exclusion, criterion, ambiguity
        case actionAdded, actionDropped, actionMoved, order
        case label, category, labelling, list, evidence, threshold, condition, points, variant, role, alias, limit
        case object, privacy, transmission, number, officialCode, source, lineAmbiguity

        /// Whether it may change what the engine finds; the others are for readers.
        public var judges: Bool {
            switch self {
            case .title, .college, .publication, .blockTitle, .blockSource, .criterion, .ambiguity, .order, .label,
                .category, .role, .privacy, .transmission, .number, .officialCode, .source, .lineAmbiguity, .fiction:
                false
            default: true
            }
        }
    }

    /// One difference.
    public struct Change: Hashable, Sendable {
        /// What it is about.
        public let kind: Kind
        /// The block; nil for the whole référentiel and for a line of several blocks.
        public let block: Block?
        /// The id of the line; nil when it is not about one.
        public let line: String?
        /// In French, with a capital and a full stop.
        public let sentence: String
    }

    /// The older version.
    public let from: FrameworkVersion.Key
    /// The newer one.
    public let to: FrameworkVersion.Key
    /// The differences: the whole first, then block by block, then line by line in the order of the text.
    public let changes: [Change]

    /// Compares two versions; they need not be of one référentiel.
    public init(from old: Framework, to new: Framework) {
        from = FrameworkVersion.Key(old.id, old.version)
        to = FrameworkVersion.Key(new.id, new.version)
        var comparison = Comparison()
        comparison.compareWhole(old, new)
        comparison.compareBlocks(old, new)
        comparison.compareLines(old, new)
        changes = comparison.changes
    }
}

/// Gathers the differences.
struct Comparison {
    private(set) var changes: [FrameworkDiff.Change] = []

    mutating func note(_ kind: FrameworkDiff.Kind, _ text: String, block: Block? = nil, line: String? = nil) {
        let capital = text.prefix(1).uppercased() + text.dropFirst()
        changes.append(
            FrameworkDiff.Change(kind: kind, block: block, line: line, sentence: DiffWords.typeset(capital + ".")))
    }

    mutating func compareWhole(_ old: Framework, _ new: Framework) {
        passes(.title, "le titre", old.title, new.title)
        passes(.college, "le conseil national professionnel", old.cnp, new.cnp)
        if old.publishedOn != new.publishedOn {
            note(.publication, "la date de publication passe \(DiffWords.dates(old.publishedOn, new.publishedOn))")
        }
        if old.effectiveFrom != new.effectiveFrom {
            note(.effectiveDate, "la date d'effet passe \(DiffWords.dates(old.effectiveFrom, new.effectiveFrom))")
        }
        if old.isPartial != new.isPartial {
            note(.partiality, new.isPartial ? "le texte n'est plus qu'un extrait" : "le texte n'est plus un extrait")
        }
        if old.isFictitious != new.isFictitious {
            note(
                .fiction,
                new.isFictitious ? "le référentiel est marqué fictif" : "le référentiel n'est plus marqué fictif")
        }
        passes(.scheme, "le mode de décompte", DiffWords.scheme(old.scheme), DiffWords.scheme(new.scheme))
        passes(
            .versionRule, "la règle de version", DiffWords.versionRule(old.versionRule),
            DiffWords.versionRule(new.versionRule))
        sets(.specialties, "la spécialité", "ajoutée", "retirée", old.specialtyCodes, new.specialtyCodes)
        if old.allowsOffList != new.allowsOffList {
            note(
                .offList,
                new.allowsOffList
                    ? "les actions hors liste sont désormais possibles"
                    : "les actions hors liste ne sont plus possibles")
        }
        named(
            .exclusion, "la pratique exclue", "ajoutée", "retirée", old.exclusions.map { ($0.id, $0.label) },
            new.exclusions.map { ($0.id, $0.label) })
        passes(
            .exclusion, "la source de la liste des pratiques exclues", old.exclusionSource ?? "aucune",
            new.exclusionSource ?? "aucune")
        named(
            .criterion, "le critère de labellisation", "ajouté", "retiré",
            old.labellingCriteria.map(DiffWords.criterion),
            new.labellingCriteria.map(DiffWords.criterion))
        named(
            .ambiguity, "la note d'interprétation", "ajoutée", "retirée", old.ambiguities.map { ($0.id, $0.note) },
            new.ambiguities.map { ($0.id, $0.note) })
    }

    mutating func compareBlocks(_ old: Framework, _ new: Framework) {
        for block in Block.allCases {
            switch (old[block], new[block]) {
            case (nil, nil): continue
            case (nil, _?): note(.block, "le bloc \(block.number) est ajouté", block: block)
            case (_?, nil): note(.block, "le bloc \(block.number) est supprimé", block: block)
            case (let old?, let new?): compare(old, new)
            }
        }
    }

    private mutating func compare(_ old: BlockRule, _ new: BlockRule) {
        let (block, place) = (old.block, "bloc \(old.block.number) : ")
        passes(.blockTitle, place + "l'intitulé", old.title, new.title, block)
        if old.required != new.required {
            note(
                .required,
                "\(place)le nombre d'actions demandé passe de \(old.required) à \(new.required)", block: block)
        }
        passes(
            .blockPoints, place + "le nombre de points demandé", DiffWords.points(old.points),
            DiffWords.points(new.points), block)
        passes(
            .identity, place + "l'identité des actions", DiffWords.identity(old.identity),
            DiffWords.identity(new.identity), block)
        passes(
            .exemption, place + "la dispense", DiffWords.exemption(old.exemption), DiffWords.exemption(new.exemption),
            block)
        passes(
            .defaultEvidence, place + "le justificatif admis par défaut", DiffWords.evidence(old.defaultEvidence),
            DiffWords.evidence(new.defaultEvidence), block)
        passes(.blockSource, place + "la source", DiffWords.text(old.source), DiffWords.text(new.source), block)
    }

    /// « le titre passe de « a » à « b » ».
    mutating func passes(
        _ kind: FrameworkDiff.Kind, _ what: String, _ old: String, _ new: String, _ block: Block? = nil,
        line: String? = nil
    ) {
        guard old != new else { return }
        note(kind, "\(what) passe de « \(old) » à « \(new) »", block: block, line: line)
    }

    private mutating func sets(
        _ kind: FrameworkDiff.Kind, _ what: String, _ added: String, _ removed: String, _ old: [String], _ new: [String]
    ) {
        for value in new where !old.contains(value) { note(kind, "\(what) « \(value) » est \(added)") }
        for value in old where !new.contains(value) { note(kind, "\(what) « \(value) » est \(removed)") }
        if old != new, Set(old) == Set(new) { note(kind, "\(what) : l'ordre change") }
    }

    private mutating func named(
        _ kind: FrameworkDiff.Kind, _ what: String, _ added: String, _ removed: String, _ old: [(String, String)],
        _ new: [(String, String)]
    ) {
        let before = Dictionary(old, uniquingKeysWith: { $1 })
        let after = Dictionary(new, uniquingKeysWith: { $1 })
        for (id, text) in new {
            guard let earlier = before[id] else {
                note(kind, "\(what) « \(text) » (\(id)) est \(added)")
                continue
            }
            passes(kind, "\(what) (\(id))", earlier, text)
        }
        for (id, text) in old where after[id] == nil { note(kind, "\(what) « \(text) » (\(id)) est \(removed)") }
        if old.map(\.0) != new.map(\.0), Set(old.map(\.0)) == Set(new.map(\.0)) {
            note(kind, "\(what) : l'ordre change")
        }
    }
}
