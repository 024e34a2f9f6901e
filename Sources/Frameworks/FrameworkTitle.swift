public import Postgres
public import Vocabulary

/// How a référentiel is named to a reader, with the marks that say what it is worth.
public struct FrameworkTitle: Sendable {
    /// Its id.
    public let id: FrameworkID
    /// The title of its latest approved version.
    public let title: String
    /// Only a part is known: « extrait ».
    public let isPartial: Bool
    /// Made for a demonstration.
    public let isFictitious: Bool

    /// Official code → title of the latest approved version, of a whole one where there is one.
    public static func byOfficialCode(_ versions: [FrameworkVersion]) -> [String: String] {
        let approved = versions.filter { $0.stage == .approved }
        let ordered = approved.filter(\.isPartial) + approved.filter { !$0.isPartial }
        return Dictionary(ordered.map { ($0.officialCode, $0.title) }, uniquingKeysWith: { $1 })
    }

    /// Every référentiel that has an approved version, by id.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [FrameworkTitle] {
        try transaction.query(
            """
            select distinct on (framework_id) framework_id, title, is_partial, is_fictitious
            from frameworks.version where stage = 'approved'
            order by framework_id, effective_from desc, version desc
            """
        ).map {
            FrameworkTitle(
                id: FrameworkID(try $0.text("framework_id")), title: try $0.text("title"),
                isPartial: try $0.bool("is_partial"), isFictitious: try $0.bool("is_fictitious"))
        }
    }
}
