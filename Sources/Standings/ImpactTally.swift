/// Whom a line of an impact report counts.
public struct ImpactKey: Hashable, Comparable, Sendable {
    /// The qualification that decides; empty when there is none.
    public let specialty: String
    /// The référentiel with the proposed version; empty when it is to be confirmed.
    public let framework: String

    /// Both fields.
    public init(specialty: String, framework: String) {
        self.specialty = specialty
        self.framework = framework
    }

    /// By specialty, then référentiel.
    public static func < (left: ImpactKey, right: ImpactKey) -> Bool {
        (left.specialty, left.framework) < (right.specialty, right.framework)
    }
}

/// The numbers of a group of physicians: one for each measure, 0 or more.
public struct ImpactTally: Hashable, Sendable {
    private var numbers: [Int]

    /// Nobody yet.
    public init() { numbers = Array(repeating: 0, count: ImpactMeasure.allCases.count) }

    /// The number of a measure.
    public subscript(measure: ImpactMeasure) -> Int {
        get { numbers[Self.place[measure] ?? 0] }
        set { numbers[Self.place[measure] ?? 0] = newValue }
    }

    private static let place = Dictionary(
        uniqueKeysWithValues: ImpactMeasure.allCases.enumerated().map { ($0.element, $0.offset) })

    /// Counts one physician.
    public mutating func add(_ comparison: ImpactComparison) {
        for measure in comparison.measures { self[measure] += 1 }
        self[.actionsLost] += comparison.lost.count
        self[.actionsGained] += comparison.gained.count
    }

    /// Both groups together.
    public static func + (left: ImpactTally, right: ImpactTally) -> ImpactTally {
        var sum = left
        for index in sum.numbers.indices { sum.numbers[index] += right.numbers[index] }
        return sum
    }
}

/// What a council's physicians come to: tallies by key, and examples of each measure.
public struct ImpactCount: Sendable {
    /// By specialty and référentiel.
    public private(set) var tallies: [ImpactKey: ImpactTally] = [:]
    private(set) var samples: ImpactSamples

    /// - Parameter seed: what the choice of examples depends on besides the physician; the same seed, the same choice.
    public init(seed: String) { samples = ImpactSamples(seed: seed) }

    /// Counts one physician; nobody when not subject to certification under either law.
    public mutating func add(_ comparison: ImpactComparison, of physicianID: Int) {
        guard let side = comparison.after ?? comparison.before else { return }
        let key = ImpactKey(specialty: comparison.specialtyCode ?? "", framework: side.framework ?? "")
        tallies[key, default: ImpactTally()].add(comparison)
        samples.offer(comparison, of: physicianID)
    }
}
