/// The addresses of the campaigns of alerts.
enum AlertAddress: Hashable, Sendable {
    case list(String)
    /// `page` of the recipients and `excluded` of the exclusions, both from 1.
    case campaign(String, Int64, page: Int, excluded: Int)
    case part(String, Int64, Part)
    case recipient(String, Int64, entry: Int64)
    /// The campaign as a table for a spreadsheet.
    case file(String, Int64)
    case retraction(String, Int64, entry: Int64)

    /// What is done to a campaign.
    enum Part: String, CaseIterable, Sendable {
        case exclusions
        case additions = "ajouts"
        case approval = "approbation"
        case preparation
        case release = "suite"
        case stop = "arret"
        case resumption = "reprise"
        case abandonment = "abandon"
    }

    /// A campaign from its first page.
    static func campaign(_ code: String, _ id: Int64) -> AlertAddress { .campaign(code, id, page: 1, excluded: 1) }

    var path: String {
        switch self {
        case .list(let code): "/cd/\(code)/alertes"
        case .campaign(let code, let id, _, _): "/cd/\(code)/alertes/\(id)"
        case .part(let code, let id, let part): "/cd/\(code)/alertes/\(id)/\(part.rawValue)"
        case .file(let code, let id): "/cd/\(code)/alertes/\(id)/campagne.csv"
        case .recipient(let code, let id, let entry): "/cd/\(code)/alertes/\(id)/destinataires/\(entry)"
        case .retraction(let code, let id, let entry):
            "/cd/\(code)/alertes/\(id)/destinataires/\(entry)/retractation"
        }
    }

    var query: [(String, String)] {
        guard case .campaign(_, _, let page, let excluded) = self else { return [] }
        return [("page", page), ("exclues", excluded)].filter { $0.1 > 1 }.map { ($0.0, String($0.1)) }
    }

    /// Reads the steps of a path and its query; nil when it is of something else.
    init?(_ steps: [String], query: Query) {
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]), steps[2] == "alertes" else { return nil }
        let (code, rest) = (steps[1], Array(steps.dropFirst(3)))
        guard let first = rest.first else {
            self = .list(code)
            return
        }
        guard let id = Query.id(first) else { return nil }
        switch rest.count {
        case 1: self = .campaign(code, id, page: query.place("page"), excluded: query.place("exclues"))
        case 2 where rest[1] == "campagne.csv": self = .file(code, id)
        case 2:
            guard let part = Part(rawValue: rest[1]) else { return nil }
            self = .part(code, id, part)
        case 3, 4:
            guard rest[1] == "destinataires", let entry = Query.id(rest[2]) else { return nil }
            guard rest.count == 4 else {
                self = .recipient(code, id, entry: entry)
                return
            }
            guard rest[3] == "retractation" else { return nil }
            self = .retraction(code, id, entry: entry)
        default: return nil
        }
    }
}

extension Query {
    /// The number of a page, from 1; what is no number is the first.
    func place(_ name: String) -> Int { min(max(1, id(name).map { Int(clamping: $0) } ?? 1), 100_000) }
}
