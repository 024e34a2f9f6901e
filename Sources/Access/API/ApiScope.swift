/// What a key of the API opens; each part is an action of the table of rights, and nothing is opened beside it.
public enum ApiScope: String, Sendable, CaseIterable {
    /// Physicians, where they stand, and what changed.
    case register
    /// Lots of imports, with their counts; no line of a file.
    case imports
    /// Référentiels in force, to come and superseded.
    case frameworks
    /// National figures, in which small numbers are hidden.
    case figures
    /// Figures of the region of a regional council, in which small numbers are hidden.
    case region

    /// The right that the organisation must hold through some role of its people (``Policy``).
    public var action: CouncilAction {
        switch self {
        case .register: .exportRegister
        case .imports: .readImports
        case .frameworks: .readFrameworks
        case .figures: .readFigures
        case .region: .readRegion
        }
    }

    /// Whether an organisation of this kind has anybody who may do that: a key never opens more than its people may.
    public func isOpen(to kind: Council.Kind) -> Bool {
        Role.allCases.contains { $0.organisation == kind && Policy.may($0, action) }
    }

    /// As a person reads it.
    public var french: String {
        switch self {
        case .register: "Médecins et situations"
        case .imports: "Lots d'imports"
        case .frameworks: "Référentiels"
        case .figures: "Chiffres nationaux"
        case .region: "Chiffres de la région"
        }
    }
}
