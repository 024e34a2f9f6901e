import Access
import Foundation
import Frameworks
import Postgres
import Vocabulary

/// A référentiel with all its versions, as the list shows it.
struct FrameworkRow: Sendable {
    /// A version under way, with what it still lacks.
    struct Draft: Sendable {
        let version: FrameworkVersion
        let state: FrameworkVersion.State
        /// A few words each; empty for what is whole.
        let missing: [String]
    }

    /// The id, or the official code where no version exists yet.
    let id: String
    let title: String
    let officialCode: String
    let college: String
    let profession: String
    let isFictitious: Bool
    let isPartial: Bool
    let inForce: FrameworkVersion?
    let coming: [FrameworkVersion]
    let superseded: Int
    /// Drafts and proposals; none for a reader who may not see them.
    let drafts: [Draft]

    /// Whether a list with this filter shows it.
    func passes(_ filter: FrameworkFilter) -> Bool {
        if let profession = filter.profession, profession != self.profession { return false }
        if let text = filter.text {
            let all = [title, college, officialCode, id].joined(separator: " ")
            guard FrameworkRow.fold(all).contains(FrameworkRow.fold(text)) else { return false }
        }
        switch filter.state {
        case nil: return true
        case "en-vigueur": return inForce != nil
        case "a-venir": return !coming.isEmpty
        case "proposee": return drafts.contains { $0.state == .proposed }
        case "brouillon": return drafts.contains { $0.state == .draft }
        default: return inForce == nil
        }
    }

    private static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}

/// Reads every référentiel, those of the other professions too.
struct FrameworkRegister {
    let transaction: Transaction
    let today: CalendarDate
    /// Whether drafts and proposals are shown.
    let seesDrafts: Bool

    func rows() throws -> [FrameworkRow] {
        let versions = try VersionStore.list(transaction)
        let states = FrameworkVersion.states(of: versions, on: today)
        let colleges = try CollegeStore.list(transaction)
        let collegeOf = Dictionary(colleges.map { ($0.frameworkCode, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [FrameworkRow] = []
        for (id, mine) in Dictionary(grouping: versions, by: \.key.framework).sorted(by: { $0.key < $1.key }) {
            if let row = try row(id.rawValue, mine, states, collegeOf) { rows.append(row) }
        }
        let known = Set(rows.map(\.officialCode))
        rows += colleges.filter { !known.contains($0.frameworkCode) }.map(empty)
        return rows.sorted { ($0.profession, $0.officialCode, $0.id) < ($1.profession, $1.officialCode, $1.id) }
    }

    private func row(
        _ id: String, _ versions: [FrameworkVersion], _ states: [FrameworkVersion.Key: FrameworkVersion.State],
        _ colleges: [String: CollegeStore.College]
    ) throws -> FrameworkRow? {
        let approved = versions.filter { $0.stage == .approved }
        guard let named = approved.last ?? (seesDrafts ? versions.last : nil) else { return nil }
        let college = colleges[named.officialCode]
        let drafts = try versions.filter { seesDrafts && $0.stage != .approved }.map(draft)
        return FrameworkRow(
            id: id, title: named.title, officialCode: named.officialCode, college: college?.name ?? "",
            profession: college?.professionCode ?? "10", isFictitious: named.isFictitious, isPartial: named.isPartial,
            inForce: versions.first { states[$0.key] == .inForce },
            coming: versions.filter { states[$0.key] == .approved },
            superseded: versions.count { states[$0.key] == .superseded }, drafts: drafts)
    }

    private func draft(_ version: FrameworkVersion) throws -> FrameworkRow.Draft {
        let text = version.stage == .draft ? try VersionStore.content(version.key, transaction) : nil
        let missing = text.map { (try? FrameworkDraft($0))?.summary ?? ["un texte lisible"] } ?? []
        return FrameworkRow.Draft(
            version: version, state: version.stage == .draft ? .draft : .proposed, missing: missing)
    }

    private func empty(_ college: CollegeStore.College) -> FrameworkRow {
        FrameworkRow(
            id: college.frameworkCode, title: college.name, officialCode: college.frameworkCode, college: college.name,
            profession: college.professionCode, isFictitious: false, isPartial: false, inForce: nil, coming: [],
            superseded: 0, drafts: [])
    }
}
