/// One line of a référentiel, as far as drawing a plausible declaration needs it; never used to judge one.
struct CatalogueLine: Sendable {
    /// Which dates and measures a declaration carries.
    enum Shape: String, Sendable {
        case day, days, weeks, years1, years2, club, meetings, test, registry, consultations1, consultations2, weekly

        /// Whole years that must have passed before the line can be done.
        var years: Int {
            switch self {
            case .years1, .club, .test, .weekly, .meetings: 1
            case .years2, .registry: 2
            default: 0
            }
        }
    }

    /// What makes the line valid without a decision.
    enum Labelling: String, Sendable {
        case free, label, list, method
    }

    let action: String
    let blocks: [Int]
    let shape: Shape
    let labelling: Labelling
    let evidence: [String]
    let items: [(name: String, shape: Shape?)]
    let role: String?
    let condition: String?
    let needsMethod: Bool
    let excludesIndustry: Bool
    let variant: String?

    /// Whether it may count in block 4, of which only a few fields may leave the physician.
    var isPersonal: Bool { blocks.contains(4) }
    /// Whether the listed item stands for the object (registries, groups).
    var hasItemAsObject: Bool { action.hasSuffix("-registre") || action.hasSuffix("-groupe-analyse") }
}

/// The lines of one référentiel by block.
struct Programme: Sendable {
    /// Id that declarations and labels use: `medecine-generale`, or the ANS code.
    let framework: String
    /// Lines that may count in block 1, 2, 3, 4 (index 0…3).
    var blocks: [[CatalogueLine]] = [[], [], [], []]
    var lines: [CatalogueLine] = []

    mutating func add(_ line: CatalogueLine) {
        lines.append(line)
        for block in line.blocks { blocks[block - 1].append(line) }
    }
}

/// What a physician of each CNP may have done.
struct Catalogue: Sendable {
    /// In the order of the colleges.
    let programmes: [Programme]

    /// Référentiels whose real lines are known, by ANS code.
    static let real = [
        "REF.10.01_1": "medecine-generale", "REF.10.14_1": "genetique", "REF.10.38_1": "radiologie-bloc2",
    ]

    init(_ table: ResourceTable, colleges: [CountryGenerator.Resources.College]) throws {
        let rows = table.columns(
            "framework", "action", "blocks", "shape", "labelling", "evidence", "items", "role", "condition", "method",
            "industry", "variant")
        let lines = try rows.map { row in (row[0], try Catalogue.line(row)) }
        programmes = colleges.map { college in
            guard let framework = Catalogue.real[college.code] else { return Catalogue.invented(college) }
            var programme = Programme(framework: framework)
            for (owner, line) in lines where owner == framework { programme.add(line) }
            return programme
        }
    }

    private static func line(_ row: [String]) throws -> CatalogueLine {
        guard let shape = CatalogueLine.Shape(rawValue: row[3]),
            let labelling = CatalogueLine.Labelling(rawValue: row[4])
        else { throw CountryError.badResource("lines.csv") }
        func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        func named(_ text: String) -> String? { text.isEmpty ? nil : text }
        let items = words(row[6]).map { item in
            let parts = item.split(separator: ":").map(String.init)
            return (name: parts[0], shape: parts.count > 1 ? CatalogueLine.Shape(rawValue: parts[1]) : nil)
        }
        return CatalogueLine(
            action: row[1], blocks: words(row[2]).compactMap(Int.init), shape: shape, labelling: labelling,
            evidence: words(row[5]), items: items, role: named(row[7]), condition: named(row[8]),
            needsMethod: row[9] == "yes", excludesIndustry: row[10] == "yes", variant: named(row[11]))
    }

    private static func invented(_ college: CountryGenerator.Resources.College) -> Programme {
        var programme = Programme(framework: college.code)
        for line in FictitiousFramework.lines(of: college) {
            programme.add(
                CatalogueLine(
                    action: line.action, blocks: [line.block], shape: .day,
                    labelling: line.needsLabel ? .label : .free, evidence: [line.evidence], items: [], role: nil,
                    condition: nil, needsMethod: false, excludesIndustry: false, variant: nil))
        }
        return programme
    }
}
