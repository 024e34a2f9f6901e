import Alerts

/// The addresses of how a council reaches its physicians.
enum ContactAddress: Hashable, Sendable {
    /// The physicians in a state, or all of them, by page.
    case list(String, Reach.State?, page: Int)
    /// The same as a table for a spreadsheet.
    case file(String, Reach.State?)
    /// Where letters are asked for.
    case letters(String)
    /// Where mails that verify are asked for.
    case mails(String)

    /// The list from its first page.
    static func list(_ code: String, _ state: Reach.State? = nil) -> ContactAddress { .list(code, state, page: 1) }

    var path: String {
        switch self {
        case .list(let code, _, _): "/cd/\(code)/contacts"
        case .file(let code, _): "/cd/\(code)/contacts.csv"
        case .letters(let code): "/cd/\(code)/contacts/lettres"
        case .mails(let code): "/cd/\(code)/contacts/verifications"
        }
    }

    var query: [(String, String)] {
        switch self {
        case .list(_, let state, let page):
            (state.map { [("etat", $0.word)] } ?? []) + (page > 1 ? [("page", String(page))] : [])
        case .file(_, let state): state.map { [("etat", $0.word)] } ?? []
        case .letters, .mails: []
        }
    }

    /// Reads the steps of a path and its query; nil when it is of something else.
    init?(_ steps: [String], query: Query) {
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) else { return nil }
        switch Array(steps.dropFirst(2)) {
        case ["contacts"]: self = .list(steps[1], Reach.State(query), page: query.place("page"))
        case ["contacts.csv"]: self = .file(steps[1], Reach.State(query))
        case ["contacts", "lettres"]: self = .letters(steps[1])
        case ["contacts", "verifications"]: self = .mails(steps[1])
        default: return nil
        }
    }
}

extension Reach.State {
    /// As it stands in an address.
    var word: String {
        switch self {
        case .absent: "sans-adresse"
        case .refused: "refusee"
        case .toCheck: "a-verifier"
        case .unverified: "jamais-verifiee"
        case .awaited: "en-cours"
        case .unread: "non-relevee"
        case .verified: "verifiee"
        }
    }

    /// The state asked for; nil for every one.
    init?(_ query: Query) {
        guard let found = query["etat"].flatMap({ word in Self.allCases.first { $0.word == word } }) else { return nil }
        self = found
    }
}
