public import Postgres

/// Keys of councils, for the commands that visit them one by one.
public enum Councils {
    /// The tenants that may own a lot: the national council (0) first, then the departmental ones. The CNCP is none.
    public static func keys(_ transaction: Transaction) throws -> [Int32] {
        try transaction.query(
            "select council_id from access.published_council where council_id >= 0 order by council_id"
        ).map {
            try $0.value("council_id")
        }
    }

    /// The key of a departmental council by its code, or nil.
    public static func key(of code: String, _ transaction: Transaction) throws -> Int32? {
        try transaction.first(
            "select council_id from access.published_council where code = \(code) and kind = 'departmental'"
        )?.value("council_id")
    }
}
