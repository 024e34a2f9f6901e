import Postgres
import Standings
import Vocabulary

/// What the ledger says of the physicians of a council, and what stands against writing to them.
struct CalendarLedger: Hashable, Sendable {
    /// What the ledger says of one alert.
    struct Entry: Hashable, Sendable {
        let mark: AlertMark
        /// The night that proposed it, or excluded it.
        let proposedOn: CalendarDate
        /// Whether the physician counts as alerted about this milestone.
        let isAlert: Bool
        /// Whether the rule excluded it: it is proposed again once its reason has gone.
        let isExcluded: Bool
        /// Whether a message about it has left, or may have: it is not proposed again.
        let hasLeft: Bool
    }

    /// Of one physician.
    struct Page: Hashable, Sendable {
        var entries: [Entry] = []
        var obstacles = Obstacles()
    }

    private(set) var pages: [Int64: Page] = [:]

    subscript(_ physician: Int64) -> Page { pages[physician] ?? Page() }

    static func read(_ physicians: [Int64], _ transaction: Transaction) throws -> CalendarLedger {
        let obstacles = try Obstacles.read(
            physicians, council: try CalendarStore.council(transaction), transaction)
        var ledger = CalendarLedger()
        ledger.pages = obstacles.mapValues { Page(obstacles: $0) }
        for entry in try CalendarStore.entries(transaction) {
            ledger.pages[entry.mark.physician, default: Page()].entries.append(entry)
        }
        return ledger
    }
}
