import Postgres
import Vocabulary

/// Official codes and ids of référentiels: an id of its own where one is approved, else the official code
/// (contracts §7).
struct FrameworkCodes {
    let colleges: [String: CollegeStore.College]
    /// Official code → title of the latest approved whole version.
    let titles: [String: String]
    private let idByCode: [String: FrameworkID]
    private let codeByID: [FrameworkID: String]

    init(_ transaction: Transaction) throws {
        let versions = try VersionStore.list(transaction)
        colleges = Dictionary(
            try CollegeStore.list(transaction).map { ($0.frameworkCode, $0) }, uniquingKeysWith: { $1 })
        titles = FrameworkTitle.byOfficialCode(versions)
        codeByID = Dictionary(versions.map { ($0.key.framework, $0.officialCode) }, uniquingKeysWith: { $1 })
        let whole = versions.filter { !$0.isPartial }
        let judging = whole.filter { $0.stage == .approved } + whole
        idByCode = Dictionary(
            judging.map { ($0.officialCode, $0.key.framework) }, uniquingKeysWith: { old, _ in old })
    }

    /// Whether a text under this id may be a version of the référentiel with this code: it has one id for good. A part of
    /// it, by which nobody is judged, keeps the id it has.
    func isName(_ id: FrameworkID, of code: String, isPartial: Bool) -> Bool {
        id == self.id(of: code) || isPartial && codeByID[id] == code
    }

    func id(of code: String) -> FrameworkID { idByCode[code] ?? FrameworkID(code) }

    /// Nil for a référentiel that nobody knows.
    func official(of id: FrameworkID) -> String? {
        codeByID[id] ?? (colleges[id.rawValue] == nil ? nil : id.rawValue)
    }
}
