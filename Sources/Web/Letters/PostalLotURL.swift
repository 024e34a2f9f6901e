/// The addresses of letters on paper.
enum PostalLotAddress: Hashable, Sendable {
    /// `page` of the lots that are deposited or cancelled, from 1.
    case list(String, page: Int)
    /// `isFollowed`: the browser asks again while the lot is being made.
    case lot(String, Int64, page: Int, isFollowed: Bool)
    case part(String, Int64, Part)
    /// Where letters that came back are recorded.
    case returns(String)
    /// The same after one was recorded: what was chosen for it stays chosen.
    case returnsAfter(String, ReturnPlace)
    /// Where a return that was recorded by mistake is set right.
    case corrections(String)
    /// The file of one letter, from the thread of its physician.
    case letter(String, physician: Int64, notice: Int64)

    /// What is taken from a lot, or done to it.
    enum Part: String, CaseIterable, Sendable {
        case print = "lot.pdf"
        case depositList = "depot.csv"
        case check = "verification"
        case deposit = "depot"
        case cancellation = "annulation"
        case addresses = "adresses"
        case words = "mots"
    }

    /// The lots, those that ended from the latest one on.
    static func list(_ code: String) -> PostalLotAddress { .list(code, page: 1) }

    /// A lot from its first page.
    static func lot(_ code: String, _ id: Int64) -> PostalLotAddress { .lot(code, id, page: 1, isFollowed: false) }

    var path: String {
        switch self {
        case .list(let code, _): "/cd/\(code)/lots"
        case .lot(let code, let id, _, _): "/cd/\(code)/lots/\(id)"
        case .part(let code, let id, let part): "/cd/\(code)/lots/\(id)/\(part.rawValue)"
        case .returns(let code), .returnsAfter(let code, _): "/cd/\(code)/retours"
        case .corrections(let code): "/cd/\(code)/retours/corrections"
        case .letter(let code, let physician, let notice):
            "/cd/\(code)/medecins/\(physician)/courriers/\(notice)/lettre.pdf"
        }
    }

    var query: [(String, String)] {
        switch self {
        case .list(_, let page): page > 1 ? [("page", String(page))] : []
        case .returnsAfter(_, let place): place.query
        case .lot(_, _, let page, let isFollowed):
            (page > 1 ? [("page", String(page))] : []) + (isFollowed ? [("suivre", "oui")] : [])
        default: []
        }
    }

    /// Reads the steps of a path and its query; nil when it is of something else.
    init?(_ steps: [String], query: Query) {
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) else { return nil }
        let (code, rest) = (steps[1], Array(steps.dropFirst(2)))
        switch rest.count {
        case 1 where rest[0] == "lots": self = .list(code, page: query.place("page"))
        case 1 where rest[0] == "retours":
            let place = ReturnPlace(query)
            self = place == ReturnPlace() ? .returns(code) : .returnsAfter(code, place)
        case 2 where rest == ["retours", "corrections"]: self = .corrections(code)
        case 2 where rest[0] == "lots":
            guard let id = Query.id(rest[1]) else { return nil }
            self = .lot(code, id, page: query.place("page"), isFollowed: query["suivre"] == "oui")
        case 3 where rest[0] == "lots":
            guard let id = Query.id(rest[1]), let part = Part(rawValue: rest[2]) else { return nil }
            self = .part(code, id, part)
        case 5 where rest[0] == "medecins" && rest[2] == "courriers" && rest[4] == "lettre.pdf":
            guard let physician = Query.id(rest[1]), let notice = Query.id(rest[3]) else { return nil }
            self = .letter(code, physician: physician, notice: notice)
        default: return nil
        }
    }
}
