import Access
import Frameworks
import Postgres
import Vocabulary

/// Reads what the page of a version shows.
struct FrameworkVersionReading {
    let transaction: Transaction
    let session: Session
    let today: CalendarDate

    /// The version, if this reader may see it: drafts and proposals do not exist for a council.
    func version(_ key: FrameworkVersion.Key) throws -> FrameworkVersion {
        guard let version = try VersionStore.find(key, transaction), isVisible(version) else { throw Problem.notFound }
        return version
    }

    private func isVisible(_ version: FrameworkVersion) -> Bool {
        session.may(.readFrameworks, on: version.stage.object)
    }

    func page(
        _ key: FrameworkVersion.Key, against base: String?, proof: String,
        refused: FrameworkVersionPage.RefusedDecision?
    ) throws -> FrameworkVersionPage {
        let version = try version(key)
        let all = try VersionStore.list(of: key.framework, transaction).filter(isVisible)
        let states = FrameworkVersion.states(of: all, on: today)
        let text = try VersionStore.content(key, transaction) ?? ""
        return FrameworkVersionPage(
            version: version, state: states[key] ?? .draft,
            college: try CollegeStore.list(transaction).first { $0.frameworkCode == version.officialCode },
            draft: try? FrameworkDraft(text), events: try VersionStore.events(of: key, transaction),
            approval: try VersionStore.approval(of: key, transaction),
            others: all.filter { $0.key != key }.map { ($0, states[$0.key] ?? .draft) },
            difference: try difference(key, base, all), session: session, proof: proof,
            isRetroactive: version.isRetroactive(on: today, among: all), refused: refused)
    }

    /// What a version changes with respect to the approved one before it; nil when there is none, or it is not whole.
    func changes(of key: FrameworkVersion.Key) throws -> FrameworkVersionPage.Difference? {
        let all = try VersionStore.list(of: key.framework, transaction).filter {
            $0.stage == .approved || $0.key == key
        }
        return try difference(key, nil, all)
    }

    /// Id of a line → its words, over every approved version and this one.
    func lineLabels(of key: FrameworkVersion.Key) throws -> [String: String] {
        let all = try VersionStore.list(of: key.framework, transaction).filter {
            $0.stage == .approved || $0.key == key
        }
        let lines = try all.compactMap { try whole($0.key)?.lines }.joined()
        return Dictionary(lines.map { ($0.id, $0.label) }, uniquingKeysWith: { $1 })
    }

    private func whole(_ key: FrameworkVersion.Key) throws -> Framework? {
        try VersionStore.content(key, transaction).flatMap { try? FrameworkDraft($0).whole }
    }

    private func difference(
        _ key: FrameworkVersion.Key, _ base: String?, _ all: [FrameworkVersion]
    ) throws -> FrameworkVersionPage.Difference? {
        let earlier = all.prefix { $0.key != key }.last?.key.number
        guard let number = base ?? earlier, number != key.number, all.contains(where: { $0.key.number == number })
        else { return nil }
        guard let old = try whole(FrameworkVersion.Key(key.framework, number)), let new = try whole(key) else {
            return nil
        }
        return FrameworkVersionPage.Difference(
            base: number, sentences: FrameworkDiff(from: old, to: new).changes.map(\.sentence))
    }
}
