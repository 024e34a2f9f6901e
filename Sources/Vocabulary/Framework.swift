/// The id of a référentiel, as in `medecine-generale`; stable over its versions.
public struct FrameworkID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The id as written in files and commands.
    public let rawValue: String

    /// An id from its text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An id from its text.
    public init(_ text: String) { rawValue = text }

    /// The id as written in files and commands.
    public var description: String { rawValue }

    /// In alphabetical order.
    public static func < (left: FrameworkID, right: FrameworkID) -> Bool { left.rawValue < right.rawValue }
}

/// How a référentiel measures progress.
public enum CountingScheme: String, CaseIterable, Sendable {
    /// A number of actions in each block (R. 4022-7).
    case actions
    /// A number of points in each block, on top of the two actions of R. 4022-7.
    case points
}

/// Which version of a référentiel judges an action (rule R27).
public enum VersionRule: String, CaseIterable, Sendable {
    /// The version in force on the day the action was done.
    case realisationDate = "realisation_date"
    /// The version in force on the first day of the cycle.
    case cycleStart = "cycle_start"
}

/// One version of a référentiel: the actions of a specialty, published by arrêté (L. 4022-8).
public struct Framework: Hashable, Sendable {
    /// The id, the same in every version.
    public var id: FrameworkID
    /// The specialty, in French.
    public var title: String
    /// The Conseil national professionnel that wrote it.
    public var cnp: String
    /// The number of the version, as text.
    public var version: String
    /// The day of the arrêté that published this version.
    public var publishedOn: CalendarDate
    /// The first day this version applies (rule R27); the day of publication unless the arrêté says otherwise.
    public var effectiveFrom: CalendarDate
    /// Whether only a part of the text is known; nobody may be called complete on a part of a law.
    public var isPartial: Bool
    /// Whether it was made up for a demonstration.
    public var isFictitious: Bool
    /// Actions or points.
    public var scheme: CountingScheme
    /// From when on this version judges; nil leaves it to the rule set (rule R27).
    public var versionRule: VersionRule?
    /// The RPPS codes of specialties (TRE_R38) that fall under it.
    public var specialtyCodes: [String]
    /// The blocks it describes, in order; a partial text lacks some.
    public var blocks: [BlockRule]
    /// Whether the CNP may accept actions outside the list (rule R14).
    public var allowsOffList: Bool
    /// Practices whose actions never count (rule R15).
    public var exclusions: [Exclusion]
    /// Where the text says that they never count; nil when the package does not tell.
    public var exclusionSource: String?
    /// What the CNP looks at before it grants a label.
    public var labellingCriteria: [LabellingCriterion]
    /// The lines of the référentiel.
    public var lines: [ActionLine]
    /// What the text leaves open and the reading chosen, kept as notes.
    public var ambiguities: [Ambiguity]

    /// A version from its parts.
    public init(
        id: FrameworkID, title: String, cnp: String, version: String, publishedOn: CalendarDate,
        effectiveFrom: CalendarDate? = nil, isPartial: Bool = false, isFictitious: Bool = false,
        scheme: CountingScheme = .actions, versionRule: VersionRule? = nil,
        specialtyCodes: [String] = [], blocks: [BlockRule],
        allowsOffList: Bool = true, exclusions: [Exclusion] = [], exclusionSource: String? = nil,
        labellingCriteria: [LabellingCriterion] = [], lines: [ActionLine], ambiguities: [Ambiguity] = []
    ) {
        self.id = id
        self.title = title
        self.cnp = cnp
        self.version = version
        self.publishedOn = publishedOn
        self.effectiveFrom = effectiveFrom ?? publishedOn
        self.isPartial = isPartial
        self.isFictitious = isFictitious
        self.scheme = scheme
        self.versionRule = versionRule
        self.specialtyCodes = specialtyCodes
        self.blocks = blocks
        self.allowsOffList = allowsOffList
        self.exclusions = exclusions
        self.exclusionSource = exclusionSource
        self.labellingCriteria = labellingCriteria
        self.lines = lines
        self.ambiguities = ambiguities
    }

    /// What the référentiel asks in a block; nil when it does not describe the block.
    public subscript(block: Block) -> BlockRule? { blocks.first { $0.block == block } }

    /// The number of actions asked in each block, before any exemption (R. 4022-7).
    public var required: BlockCounts {
        var counts = BlockCounts.zero
        for rule in blocks { counts[rule.block] = rule.required }
        return counts
    }

    /// The line with this id; nil when there is none.
    public func line(_ id: String) -> ActionLine? { lines.first { $0.id == id } }
}

/// A practice whose actions are never taken into account, whatever their label (rule R15).
public struct Exclusion: Hashable, Sendable {
    /// The tag that marks an action.
    public var id: String
    /// The practice, in French.
    public var label: String
}

/// One criterion of labelling.
public struct LabellingCriterion: Hashable, Sendable {
    /// The id, stable over versions.
    public var id: String
    /// When it applies, in French; nil for always.
    public var condition: String?
    /// Where the text says so.
    public var source: String
}

/// A point the text leaves open, with the reading chosen.
public struct Ambiguity: Hashable, Sendable {
    /// The id, as in `A-MG-01`.
    public var id: String
    /// The question and the convention, in French.
    public var note: String
}
