import Access
import Standings

/// Where a text that names somebody goes when a form brings it: kept on the server, and known to addresses by its key.
struct SearchDesk: Sendable {
    private let searches: Searches
    private let random: @Sendable (Int) -> [UInt8]

    /// - Parameter random: so many random bytes.
    init(_ searches: Searches, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.searches = searches
        self.random = random
    }

    /// Keeps what a field of the form holds; nil when it is empty.
    func keep(_ field: String, _ visit: Visit) async throws -> SearchKey? {
        guard let text = visit.form[field] else { return nil }
        let key = SearchKey(random: random(16))
        try await searches.keep(text, under: key, of: visit.session, nonce: random(12), now: visit.now)
        return key
    }

    /// What was typed; nil once it has expired, and in any session but the one in which it was typed.
    func text(_ key: SearchKey, _ visit: Visit) async throws -> String? {
        try await searches.text(key, of: visit.session, now: visit.now)
    }

    /// The list with the name that its address stands for; nil when the name has expired.
    func named(_ query: WorklistQuery, _ visit: Visit) async throws -> WorklistQuery? {
        guard let key = query.search.flatMap(SearchKey.init) else { return query }
        guard let name = try await text(key, visit) else { return nil }
        var named = query
        named.filter.name = name
        return named
    }

    /// The journal's filter with the person that its address stands for; nil when it has expired.
    func named(_ query: JournalQuery, _ visit: Visit) async throws -> JournalQuery? {
        guard let key = query.search else { return query }
        guard let person = try await text(key, visit) else { return nil }
        var named = query
        named.filter.actor = person
        return named
    }
}

extension Visit {
    /// Whether somebody wrote into the address what belongs into a form.
    func names(_ field: String) -> Bool { query.pairs.contains { $0.name == field } }
}

extension Query {
    /// The key of what was typed, in an address.
    var search: SearchKey? { self["recherche"].flatMap(SearchKey.init) }
}

extension SiteURL {
    /// Whether a form sent here asks for something and changes nothing: no loss when it comes too late, and open to
    /// whoever only reads.
    var isQuestion: Bool {
        switch self {
        case .search, .worklist, .journal: true
        default: false
        }
    }
}
