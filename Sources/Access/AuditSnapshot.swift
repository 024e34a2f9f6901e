/// What a statement of PostgreSQL saw (`pg_snapshot`): `xmin:xmax:xip,…`, as in the manual, 9.26.
struct AuditSnapshot: Hashable, Sendable {
    let xmin: UInt64
    let xmax: UInt64
    let underway: Set<UInt64>
    let text: String

    /// Nil when the text is none.
    init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let xmin = UInt64(parts[0]), let xmax = UInt64(parts[1]), xmin <= xmax else {
            return nil
        }
        let list = parts[2].split(separator: ",").map { UInt64($0) }
        guard !list.contains(nil) else { return nil }
        self.xmin = xmin
        self.xmax = xmax
        underway = Set(list.compactMap(\.self))
        self.text = text
    }

    /// Whether what that transaction wrote was committed then.
    func sees(_ transaction: UInt64) -> Bool {
        transaction < xmin || (transaction < xmax && !underway.contains(transaction))
    }

    /// Whether it can come after an earlier one: nothing that was seen is forgotten.
    func follows(_ earlier: AuditSnapshot) -> Bool {
        xmin >= earlier.xmin && xmax >= earlier.xmax && underway.allSatisfy { !earlier.sees($0) }
    }
}
