public import Access
import Intake
public import Postgres
import Registry
public import Vocabulary

/// The part of a night that removes, by the rule alone, what ends by itself: sessions, links, drafts, counters, the
/// rows kept to undo imports that can no longer be undone. Each journal holds its counts.
public struct RemoveTraces: Sendable {
    let database: Database
    let author: Author

    /// - Parameter author: who runs the night, for the journals.
    public init(database: Database, by author: Author) {
        self.database = database
        self.author = author
    }

    /// Removes, one organisation a transaction; a second run finds nothing.
    ///
    /// - Parameter now: the moment; durations end at the beginning of a day, Europe/Paris.
    /// - Returns: how many rows went, by category.
    /// - Throws: `PostgresError`.
    public func run(now: Instant) async throws -> [String: Int] {
        let (author, today) = (author, ParisTime(epochSeconds: now.epochSeconds).day)
        let (rule, councils) = try await database.transaction(as: .access) {
            (try Retention.inForce(on: today, $0), try Council.departmental($0))
        }
        let expired = RemoveExpired(rule: rule)
        var total = try await database.transaction(as: .access, timeout: 0) {
            try expired.run(now: now, by: author, $0)
        }
        if let limit = expired.limit("before_images", now: now) {
            for council in councils {
                let number = try await database.transaction(as: council.principal, timeout: 0) { transaction in
                    let number = try ExpiredLots.removeImages(appliedBefore: limit, transaction)
                    try RemoveExpired.note(["before_images": number], in: council.id, by: author, transaction)
                    return number
                }
                total["before_images", default: 0] += number
            }
        }
        if let limit = expired.limit("directory_changes", now: now) {
            total["directory_changes"] = try await database.transaction(as: .national, timeout: 0) { transaction in
                let images = try ExpiredLots.removeImages(
                    appliedBefore: expired.limit("before_images", now: now) ?? limit, transaction)
                let number = try PurgedRecords.forgetDirectoryChanges(before: limit.epochSeconds, transaction)
                try RemoveExpired.note(
                    ["directory_changes": number, "before_images": images], in: 0, by: author, transaction)
                return number
            }
        }
        return total
    }
}
