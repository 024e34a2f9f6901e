import Standings

/// A page ready to be shown: every value is there, nothing is looked up any more.
protocol Page: Sendable {
    /// What the browser's tab says first; unique among the pages.
    var title: String { get }
    /// The content, from its `h1` on.
    var main: HTML { get }
    /// The entry of the menu that it belongs to.
    var section: Section? { get }
}

extension Page {
    var section: Section? { nil }
}

/// The entries of a council's menu.
enum Section: CaseIterable {
    case dashboard, physicians, imports, discrepancies

    var label: HTML {
        switch self {
        case .dashboard: "Tableau de bord"
        case .physicians: "Médecins"
        case .imports: "Imports"
        case .discrepancies: "Écarts de données"
        }
    }

    func url(_ code: String) -> SiteURL {
        switch self {
        case .dashboard: .dashboard(code)
        case .physicians: .worklist(code, .init())
        case .imports: .imports(code, before: nil)
        case .discrepancies: .discrepancies(code, kind: nil, after: nil)
        }
    }
}
