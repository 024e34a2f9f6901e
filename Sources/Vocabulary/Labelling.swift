/// How an action of a line comes to be recognised (rules R09, R10 and R13).
public enum LabellingMode: String, CaseIterable, Sendable {
    /// Recognised at once (✪).
    case automatic
    /// Needs a favourable decision of the CNP, before or after (✪✪).
    case onRequest = "on_request"
    /// Recognised when the item is on the list, else as ``Labelling/offList`` says.
    case list
    /// Recognised when done by the method of the HAS, else needs a label.
    case hasMethod = "has_method"
    /// Needs a label of the CNP.
    case cnpLabel = "cnp_label"
    /// Recognised by the method of the HAS or by a label of the CNP.
    case hasMethodOrCNPLabel = "has_method_or_cnp_label"
    /// A free action, which the CNP decides.
    case cnpDecision = "cnp_decision"
    /// The text says nothing: held to be recognised.
    case unspecified
}

/// The list of items of a line.
public struct ItemList: Hashable, Sendable {
    /// What being off the list means.
    public enum Kind: String, CaseIterable, Sendable {
        /// Off-list items are possible.
        case indicative
        /// The text gives a closed list.
        case closed
        /// The list is in an annex that is not known.
        case missing
    }

    /// What being off the list means.
    public var kind: Kind
    /// The ids of the items.
    public var items: [String]
    /// Where the list is published, or the annex that holds it.
    public var reference: String?

    /// A list of items.
    public init(kind: Kind, items: [String], reference: String? = nil) {
        self.kind = kind
        self.items = items
        self.reference = reference
    }
}

/// The labelling of a line.
public struct Labelling: Hashable, Sendable {
    /// How an action of the line is recognised.
    public var mode: LabellingMode
    /// The list of items, if the line has one.
    public var list: ItemList?
    /// How an item off the list is recognised; on request when nil.
    public var offList: LabellingMode?
    /// The ground given by the text, in French.
    public var ground: String?

    /// The labelling of a line.
    public init(mode: LabellingMode, list: ItemList? = nil, offList: LabellingMode? = nil, ground: String? = nil) {
        self.mode = mode
        self.list = list
        self.offList = offList
        self.ground = ground
    }
}
