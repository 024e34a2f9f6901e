/// The addresses of exceptional readings and of the notices about them.
enum ReadingAddress: Hashable, Sendable {
    /// A guardian chooses with whose eyes to look.
    case viewAs(String)
    /// Somebody from outside asks to read a council.
    case breakGlass
    /// Back to one's own session.
    case end
    /// What a council has been told of.
    case notices(String)
    /// « I have seen it ».
    case acknowledgement(String)
    /// A council ends a reading.
    case councilEnd(String)

    var path: String {
        switch self {
        case .viewAs(let code): "/cd/\(code)/voir-comme"
        case .breakGlass: "/acces-exceptionnel"
        case .end: "/acces-exceptionnel/fin"
        case .notices(let code): "/cd/\(code)/avis"
        case .acknowledgement(let code): "/cd/\(code)/avis/lecture"
        case .councilEnd(let code): "/cd/\(code)/avis/fin"
        }
    }

    init?(_ steps: [String]) {
        if steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) {
            let code = steps[1]
            switch Array(steps.dropFirst(2)) {
            case ["voir-comme"]: self = .viewAs(code)
            case ["avis"]: self = .notices(code)
            case ["avis", "lecture"]: self = .acknowledgement(code)
            case ["avis", "fin"]: self = .councilEnd(code)
            default: return nil
            }
        } else {
            switch steps {
            case ["acces-exceptionnel"]: self = .breakGlass
            case ["acces-exceptionnel", "fin"]: self = .end
            default: return nil
            }
        }
    }
}
