/// One line of a référentiel.
public struct ActionLine: Hashable, Sendable {
    /// The id, stable over versions, as in `mg1-tutorat-msu`.
    public var id: String
    /// The blocks in which one realisation may be counted: one of them, never two (rule R06).
    public var blocks: [Block]
    /// The action, in French.
    public var label: String
    /// The heading under which the text lists it.
    public var category: String
    /// How it is recognised.
    public var labelling: Labelling
    /// The kinds of evidence accepted; any one is enough.
    public var evidence: [String]
    /// The kinds accepted for an item off the list, when they differ.
    public var evidenceOffList: [String]?
    /// What must be reached.
    public var thresholds: Thresholds
    /// What must be reached instead, item by item.
    public var itemThresholds: [String: Thresholds]
    /// What must be true; see ``Condition``.
    public var conditions: [Condition]
    /// The points one action of the line gives, when the référentiel counts points.
    public var points: Double?
    /// Named sub-items.
    public var variants: [Variant]
    /// The roles the text names, for information.
    public var roles: [String]
    /// The line this one counts as, with its blocks.
    public var aliasOf: String?
    /// Whether the line gives at most one action in the whole cycle.
    public var isLimitedToOne: Bool
    /// Whether a declaration that names no object takes its item for one.
    public var objectFromItem: Bool
    /// What must never be sent or shown, as in `reponses_jamais_transmises`.
    public var privacy: String?
    /// Who sends the evidence, when the text says so.
    public var transmittedBy: [String]
    /// The number of the line in the text, when it has one.
    public var number: Int?
    /// The line of the official list that this one details, as in `REF.10.01_1-AXE1-1`; nil when none is named.
    public var officialCode: String?
    /// Where the text says so.
    public var source: String
    /// The ambiguities that concern the line.
    public var ambiguities: [String]

    /// A named sub-item of a line, with its own labelling or thresholds.
    public struct Variant: Hashable, Sendable {
        /// The name used in declarations.
        public var name: String
        /// Its own labelling mode; nil for the line's.
        public var mode: LabellingMode?
        /// Its own thresholds; nil for the line's.
        public var thresholds: Thresholds?

        /// A sub-item.
        public init(name: String, mode: LabellingMode? = nil, thresholds: Thresholds? = nil) {
            self.name = name
            self.mode = mode
            self.thresholds = thresholds
        }
    }

    /// A line; what is not given is empty.
    public init(
        id: String, blocks: [Block], label: String = "", category: String = "", labelling: Labelling,
        evidence: [String] = [], evidenceOffList: [String]? = nil, thresholds: Thresholds = .none,
        itemThresholds: [String: Thresholds] = [:], conditions: [Condition] = [], points: Double? = nil,
        variants: [Variant] = [], roles: [String] = [], aliasOf: String? = nil, isLimitedToOne: Bool = false,
        objectFromItem: Bool = false,
        privacy: String? = nil, transmittedBy: [String] = [], number: Int? = nil, officialCode: String? = nil,
        source: String = "",
        ambiguities: [String] = []
    ) {
        self.id = id
        self.blocks = blocks
        self.label = label
        self.category = category
        self.labelling = labelling
        self.evidence = evidence
        self.evidenceOffList = evidenceOffList
        self.thresholds = thresholds
        self.itemThresholds = itemThresholds
        self.conditions = conditions
        self.points = points
        self.variants = variants
        self.roles = roles
        self.aliasOf = aliasOf
        self.isLimitedToOne = isLimitedToOne
        self.objectFromItem = objectFromItem
        self.privacy = privacy
        self.transmittedBy = transmittedBy
        self.number = number
        self.officialCode = officialCode
        self.source = source
        self.ambiguities = ambiguities
    }
}

/// What a line asks to be true, by the word the référentiels use.
public struct Condition: RawRepresentable, Hashable, Sendable {
    /// The word, as in `hors_etude_industrie` or `role:orateur`.
    public let rawValue: String

    /// A condition from its word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The meeting was not financed by health industries (rule R16).
    public static let notFundedByIndustry = Condition(rawValue: "non_finance_industrie")
    /// The study is not run by a company that sells health products (rule R16).
    public static let notIndustryStudy = Condition(rawValue: "hors_etude_industrie")
    /// The method of the HAS was followed (rule R13).
    public static let hasMethod = Condition(rawValue: "methode_has")
    /// One's treating physician is not oneself (rule R23).
    public static let treatedByOther = Condition(rawValue: "mt_pas_soi_meme")
    /// One's treating physician is not a first-degree relative (rule R23).
    public static let notTreatedByRelative = Condition(rawValue: "mt_pas_parent_1er_degre")

    /// The role asked, for a condition `role:…` (rule R22).
    public var role: String? { rawValue.hasPrefix("role:") ? String(rawValue.dropFirst(5)) : nil }

    /// Every condition a référentiel may name, roles aside.
    public static let known: Set<String> = [
        "non_finance_industrie", "hors_etude_industrie", "champ_medecine_generale", "theme_relation_patient",
        "mt_pas_soi_meme", "mt_pas_parent_1er_degre", "amelioration_pratiques_du_professionnel", "institutionnel",
        "donnees_patients", "association_agreee", "methode_has", "specialite_a_risque", "equipe_accreditee_odpcrim",
        "participation_association_patients", "a_destination_des_radiologues",
    ]
}

/// The kinds of evidence that référentiels name.
public enum EvidenceKind {
    /// Every kind a référentiel may name.
    public static let known: Set<String> = [
        "attestation_formation", "attestation_participation", "attestation_presence", "attestation_reussite",
        "attestation_universite", "attestation_faculte", "attestation_comite_lecture",
        "attestation_responsable_elearning", "attestation_organisateur", "attestation_crcdc",
        "attestation_prevoyance", "copie_diplome", "resume_communication", "article_original", "licence_club",
        "auto_declaration", "attestation_honneur", "transmis_andpc", "transmis_registre", "justificatif_libre",
    ]
}
