import Letters
import Vocabulary

/// The addresses of registered letters.
enum RegisteredAddress: Hashable, Sendable {
    /// The register; kind and day of the form stay as they were chosen, for the next letter of the pile.
    case register(String, kind: PostEvent.Kind?, day: CalendarDate?)
    /// The register from the letter before this delivery on.
    case older(String, before: Int64)
    case part(String, Part)
    /// The numbers of the letters of a lot.
    case numbers(String, Int64)
    /// Whether a physician agrees to electronic letters.
    case consent(String, Int64)
    /// A file that proves what became of an electronic letter.
    case proof(String, physician: Int64, notice: Int64, LetterProofFile.Kind)
    /// Where a carrier knocks.
    case hook(String)

    /// What is done in the register.
    enum Part: String, CaseIterable, Sendable {
        case events = "evenements"
        case sending = "envois"
        case doubt = "doutes"
    }

    var path: String {
        switch self {
        case .register(let code, _, _), .older(let code, _): "/cd/\(code)/recommandes"
        case .part(let code, let part): "/cd/\(code)/recommandes/\(part.rawValue)"
        case .numbers(let code, let lot): "/cd/\(code)/lots/\(lot)/recommandes"
        case .consent(let code, let physician): "/cd/\(code)/medecins/\(physician)/accord"
        case .proof(let code, let physician, let notice, _):
            "/cd/\(code)/medecins/\(physician)/courriers/\(notice)/preuve.pdf"
        case .hook(let key): "/hooks/ar24/\(key)"
        }
    }

    var query: [(String, String)] {
        switch self {
        case .register(_, let kind, let day):
            (kind.map { [("evenement", $0.rawValue)] } ?? []) + (day.map { [("le", "\($0)")] } ?? [])
        case .older(_, let delivery): [("avant", "\(delivery)")]
        case .proof(_, _, _, let kind): [("nature", kind.rawValue)]
        default: []
        }
    }

    /// Reads the steps of a path and its query; nil when it is of something else.
    init?(_ steps: [String], query: Query) {
        if steps.count == 3, steps[0] == "hooks", steps[1] == "ar24", Query.isCode(steps[2]) {
            self = .hook(steps[2])
            return
        }
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) else { return nil }
        let (code, rest) = (steps[1], Array(steps.dropFirst(2)))
        switch rest.count {
        case 1 where rest[0] == "recommandes" && query["avant"] != nil:
            guard let delivery = query["avant"].flatMap(Query.id) else { return nil }
            self = .older(code, before: delivery)
        case 1 where rest[0] == "recommandes":
            self = .register(
                code, kind: query["evenement"].flatMap(PostEvent.Kind.init(rawValue:)),
                day: query["le"].flatMap { CalendarDate(iso: $0) })
        case 2 where rest[0] == "recommandes":
            guard let part = Part(rawValue: rest[1]) else { return nil }
            self = .part(code, part)
        case 3 where rest[0] == "lots" && rest[2] == "recommandes":
            guard let lot = Query.id(rest[1]) else { return nil }
            self = .numbers(code, lot)
        case 3 where rest[0] == "medecins" && rest[2] == "accord":
            guard let physician = Query.id(rest[1]) else { return nil }
            self = .consent(code, physician)
        case 5 where rest[0] == "medecins" && rest[2] == "courriers" && rest[4] == "preuve.pdf":
            guard let physician = Query.id(rest[1]), let notice = Query.id(rest[3]) else { return nil }
            let kind = query["nature"].flatMap(LetterProofFile.Kind.init(rawValue:)) ?? .letter
            self = .proof(code, physician: physician, notice: notice, kind)
        default: return nil
        }
    }
}

/// Where carriers say that something happened to a letter.
public enum CarrierHook {
    /// The whole address for one delivery.
    ///
    /// - Parameters:
    ///   - key: of the delivery (`HookKey.token`).
    ///   - site: where the site is reached, without a final slash.
    public static func address(_ key: String, site: String) -> String { site + RegisteredAddress.hook(key).path }
}
