import Foundation
import Access
import Frameworks
import Postgres
import Registry
import Synchronization
import Vocabulary

/// The names that the list shows for codes.
struct CatalogueNames: Sendable {
    /// Référentiel id → title as shown.
    var frameworks: [String: FrameworkName] = [:]
    /// Specialty code → label.
    var specialties: [String: String] = [:]

    /// One référentiel, with the marks that say what it is worth.
    struct FrameworkName: Sendable {
        let title: String
        let isPartial: Bool
        let isFictitious: Bool

        /// The title without the words that its mark says.
        var short: String {
            guard isFictitious, let dash = title.range(of: " — ") else { return title }
            return String(title[dash.upperBound...])
        }
    }

    func framework(_ id: String?) -> String {
        guard let id else { return "–" }
        return frameworks[id]?.title ?? id
    }

    func specialty(_ code: String?) -> String {
        guard let code else { return "–" }
        return specialties[code] ?? code
    }
}

/// The names, read again every minute: they change with a release or an import of référentiels.
final class Catalogue: Sendable {
    private let kept = Mutex<(names: CatalogueNames, at: Instant)?>(nil)

    /// The names, from memory or read in the caller's transaction.
    func names(_ transaction: Transaction, at now: Instant) throws -> CatalogueNames {
        let known = kept.withLock { $0 }
        if let known, now < known.at.adding(seconds: 60) { return known.names }
        var names = CatalogueNames()
        for title in try FrameworkTitle.all(transaction) {
            names.frameworks[title.id.rawValue] = .init(
                title: title.title, isPartial: title.isPartial, isFictitious: title.isFictitious)
        }
        names.specialties = try SpecialtyNames.read(transaction)
        kept.withLock { $0 = (names, now) }
        return names
    }
}
