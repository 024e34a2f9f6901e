/// When two actions of one block are the same action (rules R04 and R05).
public enum Identity: String, CaseIterable, Sendable {
    /// One action a line.
    case line
    /// One action a line and object.
    case object
    /// One action a line, object and date.
    case occurrence
}

/// What a référentiel asks in one block.
public struct BlockRule: Hashable, Sendable {
    /// The block.
    public var block: Block
    /// Its heading, in French.
    public var title: String
    /// The number of actions asked, 0 to 15; two by R. 4022-7.
    public var required: Int
    /// The points asked in the block, on top of the actions, when the référentiel counts points.
    public var points: Double?
    /// When two actions are the same.
    public var identity: Identity
    /// Whom the block does not bind, in French, and its source; nil when it binds everyone.
    public var exemption: Exemption?
    /// The kind of evidence accepted on lines that name none.
    public var defaultEvidence: String?
    /// Where the text says so.
    public var source: String

    /// A ground of exemption written in the référentiel (R. 4022-12 for block 3).
    public struct Exemption: Hashable, Sendable {
        /// The ground, as in `aucune_activite_de_soins_directe`.
        public var ground: String
        /// The article or line of the text.
        public var source: String

        /// A ground with its source.
        public init(ground: String, source: String) {
            self.ground = ground
            self.source = source
        }
    }

    /// The rule of a block.
    public init(
        block: Block, title: String = "", required: Int = 2, points: Double? = nil, identity: Identity,
        exemption: Exemption? = nil, defaultEvidence: String? = nil, source: String = ""
    ) {
        self.block = block
        self.title = title
        self.required = required
        self.points = points
        self.identity = identity
        self.exemption = exemption
        self.defaultEvidence = defaultEvidence
        self.source = source
    }
}
