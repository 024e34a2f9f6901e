public import Vocabulary

/// What a physician's row must be to stand on the list; filters add up (and), whatever their order.
public struct WorklistFilter: Hashable, Sendable {
    /// The beginning of the name, as typed; accents, case, hyphens and apostrophes do not matter.
    public var name: String?
    /// The state of the standing (contract §7).
    public var state: WorklistState?
    /// The référentiel assigned, by its id.
    public var framework: String?
    /// Late or not (contract §8).
    public var isLate: Bool?
    /// Programme complete or not.
    public var isComplete: Bool?
    /// With or without an e-mail address in the RPPS.
    public var hasEmail: Bool?
    /// The cycle ends on this day or before.
    public var endsThrough: CalendarDate?
    /// The next alert falls due on this day or before.
    public var alertThrough: CalendarDate?
    /// A block, 1 to 4, in which actions are missing.
    public var missingBlock: Int?

    /// Everybody.
    public init() {}

    /// Whether nothing is filtered out.
    public var isEmpty: Bool { self == WorklistFilter() }
}

/// The states of a stored standing (contract §7).
public enum WorklistState: String, Sendable, CaseIterable {
    /// The cycle runs.
    case inCycle = "in_cycle"
    /// The cycle has ended; the control is to be made (rule R30).
    case toVerify = "to_verify"
    /// The council has to choose the référentiel (rule R26-3).
    case frameworkToConfirm = "framework_to_confirm"
    /// No version of the référentiel is in force.
    case frameworkMissing = "framework_missing"
}

/// By what the list is sorted.
public enum WorklistSort: String, Sendable, CaseIterable {
    /// Family name, given name.
    case name
    /// End of the cycle, then name.
    case deadline
    /// Actions counted, then name; physicians without a référentiel come as if they had none.
    case progress
}

/// A list as a reader asked for it: filter, order and size of the page.
public struct WorklistQuery: Hashable, Sendable {
    /// Who is on it.
    public var filter: WorklistFilter
    /// By what it is sorted.
    public var sort: WorklistSort
    /// From the last to the first.
    public var isDescending: Bool
    /// Rows a page: 50, 100 or 200.
    public var size: Int
    /// Where the page stands.
    public var place: WorklistPlace
    /// Under which key the site keeps the name that was typed: an address holds the key and never the name.
    public var search: String?

    /// The first page of everybody by name.
    public init(
        filter: WorklistFilter = WorklistFilter(), sort: WorklistSort = .name, isDescending: Bool = false,
        size: Int = 50, place: WorklistPlace = .start
    ) {
        self.filter = filter
        self.sort = sort
        self.isDescending = isDescending
        self.size = size
        self.place = place
    }
}

/// Where a page begins or ends, by a row and not by a count: a page never skips or repeats a physician.
public enum WorklistPlace: Hashable, Sendable {
    /// The first page.
    case start
    /// The page that follows this physician.
    case after(Int64)
    /// The page that ends just before this physician.
    case before(Int64)
}
