import Access
import Standings

/// A page ready to be shown: every value is there, nothing is looked up any more.
protocol Page: Sendable {
    /// What the browser's tab says first; unique among the pages.
    var title: String { get }
    /// The content, from its `h1` on.
    var main: HTML { get }
    /// The entry of the menu that it belongs to.
    var section: Section? { get }
    /// After how many seconds the browser asks again: only where the reader asked to follow something.
    var refreshSeconds: Int? { get }
    /// Whether what the last form did is said above it: its word stays in the address, and the page may have moved on.
    func says(_ notice: Notice) -> Bool
}

extension Page {
    var refreshSeconds: Int? { nil }
    var section: Section? { nil }
    func says(_ notice: Notice) -> Bool { !notice.isOfCampaign }
}

/// The entries of the menu; each member sees those that the role opens.
enum Section: CaseIterable {
    case office, dashboard, ownFiles, physicians, alerts, templates, imports, discrepancies, frameworks, specialties,
        figures, members, tokens, journal, retention, notices, viewAs, breakGlass

    var label: HTML {
        switch self {
        case .office: "Accueil"
        case .ownFiles: "Mes dossiers"
        case .figures: "Chiffres nationaux"
        case .members: "Membres"
        case .journal: "Journal"
        case .retention: "Conservation"
        case .notices: "Avis"
        case .viewAs: "Voir comme"
        case .breakGlass: "Accès exceptionnel"
        case .tokens: "Accès API"
        case .frameworks: "Référentiels"
        case .specialties: "Spécialités"
        case .dashboard: "Tableau de bord"
        case .physicians: "Médecins"
        case .alerts: "Alertes"
        case .templates: "Modèles"
        case .imports: "Imports"
        case .discrepancies: "Écarts de données"
        }
    }

    /// What the role must be allowed to do for the entry to be shown, or one of them.
    private var actions: [CouncilAction] {
        switch self {
        case .office: [.openNationalOffice, .openCertificationOffice, .openCollege, .readRegion, .readPlatform]
        case .ownFiles: [.readOwnFiles]
        case .figures: [.readFigures]
        case .members: [.readMembers]
        case .journal: [.readJournal]
        case .retention: [.readRetention]
        case .notices: [.acknowledgeNotice]
        case .viewAs: [.viewAs]
        case .breakGlass: [.breakGlass]
        case .tokens: [.manageTokens]
        case .dashboard, .physicians, .discrepancies: [.readRegister]
        case .imports: [.readImports]
        case .alerts: [.readAlerts]
        case .templates: [.editTemplates]
        case .frameworks: [.readFrameworks]
        case .specialties: [.editFrameworks]
        }
    }

    /// The entries that a role opens.
    static func entries(for role: Role) -> [Section] {
        allCases.filter { section in section.actions.contains { Policy.may(role, $0) } }
    }

    func url(_ membership: Membership) -> SiteURL {
        let code = membership.council.code
        return switch self {
        case .office: SignInRoutes.start(membership)
        case .ownFiles: .ownFiles(code)
        case .figures: .figures(Workspace(membership.council) ?? .national)
        case .members: .members(Workspace(membership.council) ?? .council(code))
        case .tokens: .apiTokens(Workspace(membership.council) ?? .council(code))
        case .journal: .journal(Workspace(membership.council) ?? .council(code), .init())
        case .retention: .personalData(.home(code))
        case .notices: .reading(.notices(code))
        case .viewAs: .reading(.viewAs(code))
        case .breakGlass: .reading(.breakGlass)
        case .frameworks: .frameworks(.init())
        case .specialties: .specialties(code: nil)
        case .dashboard: .dashboard(code)
        case .physicians: .worklist(code, .init())
        case .alerts: .alerts(.list(code))
        case .templates: .templates(membership.council.kind == .national ? .list : .council(code))
        case .imports: .imports(code, before: nil)
        case .discrepancies: .discrepancies(code, kind: nil, after: nil)
        }
    }
}
