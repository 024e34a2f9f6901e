import Access

/// The addresses of the keeping of personal data.
enum PersonalDataAddress: Hashable, Sendable {
    /// What is kept why and how long, with holds and purges.
    case home(String)
    case purges(String)
    case purge(String, Int64)
    case purgePart(String, Int64, Part)
    case endHold(String)
    case hold(String, physician: Int64)
    case copy(String, physician: Int64)

    /// What is done to a purge, and its certificate.
    enum Part: String, CaseIterable, Sendable {
        case review = "relecture"
        case refusal = "refus"
        case execution
        case certificate = "certificat.json"
    }

    var path: String {
        switch self {
        case .home(let code): "/cd/\(code)/donnees-personnelles"
        case .purges(let code): "/cd/\(code)/donnees-personnelles/purges"
        case .purge(let code, let id): "/cd/\(code)/donnees-personnelles/purges/\(id)"
        case .purgePart(let code, let id, let part): "/cd/\(code)/donnees-personnelles/purges/\(id)/\(part.rawValue)"
        case .endHold(let code): "/cd/\(code)/donnees-personnelles/suspensions/fin"
        case .hold(let code, let physician): "/cd/\(code)/medecins/\(physician)/suspension"
        case .copy(let code, let physician): "/cd/\(code)/medecins/\(physician)/copie"
        }
    }

    /// Reads the steps of a path; nil when it is of something else.
    init?(_ steps: [String]) {
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) else { return nil }
        let (code, rest) = (steps[1], Array(steps.dropFirst(2)))
        switch rest {
        case ["donnees-personnelles"]: self = .home(code)
        case ["donnees-personnelles", "purges"]: self = .purges(code)
        case ["donnees-personnelles", "suspensions", "fin"]: self = .endHold(code)
        default:
            guard rest.count >= 3 else { return nil }
            if rest[0] == "medecins", rest.count == 3, let id = Query.id(rest[1]) {
                switch rest[2] {
                case "suspension": self = .hold(code, physician: id)
                case "copie": self = .copy(code, physician: id)
                default: return nil
                }
            } else if rest[0] == "donnees-personnelles", rest[1] == "purges", let id = Query.id(rest[2]) {
                switch rest.count {
                case 3: self = .purge(code, id)
                case 4:
                    guard let part = Part(rawValue: rest[3]) else { return nil }
                    self = .purgePart(code, id, part)
                default: return nil
                }
            } else {
                return nil
            }
        }
    }
}
