import Access
import Vocabulary

/// What is asked of a journal, as it stands in the address: of a person, the key under which the session keeps it.
struct JournalQuery: Hashable, Sendable {
    var filter = JournalFilter()
    /// The number of the event after which the page begins; nil for the newest.
    var before: Int64?
    /// The key of what was typed to find a person.
    var search: SearchKey?

    init() {}

    init(_ query: Query) {
        filter.action = query["action"].flatMap(AuditAction.init(rawValue:))
        filter.kind = query["type"].flatMap(AuditAction.Kind.init(rawValue:))
        filter.physician = query.id("medecin")
        filter.from = query["du"].flatMap { CalendarDate(isoOrFrench: $0) }
        filter.through = query["au"].flatMap { CalendarDate(isoOrFrench: $0) }
        before = query.id("avant")
        search = query.search
    }

    var pairs: [(String, String)] {
        let all: [(String, String?)] = [
            ("recherche", search?.text), ("action", filter.action?.rawValue), ("type", filter.kind?.rawValue),
            ("medecin", filter.physician.map { String($0) }), ("du", filter.from?.description),
            ("au", filter.through?.description), ("avant", before.map { String($0) }),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The page of older lines.
    func before(_ number: Int64) -> JournalQuery {
        var query = self
        query.before = number
        return query
    }

    /// The newest page of the same lines, whoever acted.
    var nameless: JournalQuery {
        var query = first
        (query.search, query.filter.actor) = (nil, nil)
        return query
    }

    /// The newest page of the same lines.
    var first: JournalQuery {
        var query = self
        query.before = nil
        return query
    }
}

extension SiteURL {
    /// An address of a journal: a page, or the file of its lines.
    init?(journal steps: [String], query: Query) {
        guard let (workspace, rest) = Workspace.read(steps), rest.count == 1 else { return nil }
        switch (rest[0], workspace) {
        case (_, .ministry): return nil
        case ("journal", _): self = .journal(workspace, JournalQuery(query))
        case ("journal.csv", _): self = .journalFile(workspace, JournalQuery(query))
        default: return nil
        }
    }
}
