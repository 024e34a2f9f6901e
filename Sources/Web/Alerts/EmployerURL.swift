/// The addresses of the information of employers.
enum EmployerAddress: Hashable, Sendable {
    /// What the council chose, and what was proposed.
    case list(String)
    case choice(String, Choice)
    case alert(String, Int64)
    case part(String, Int64, Part)
    /// The form of a proposal, from the page of an alert.
    case proposal(String, campaign: Int64, entry: Int64)

    /// What a council chooses.
    enum Choice: String, CaseIterable, Sendable {
        case start = "activation"
        case end = "arret"
    }

    /// What is done to a proposal.
    enum Part: String, CaseIterable, Sendable {
        case approval = "approbation"
        case sendingBack = "renvoi"
        case withdrawal = "retrait"
        case retraction = "annulation"
    }

    var path: String {
        switch self {
        case .list(let code): "/cd/\(code)/employeurs"
        case .choice(let code, let choice): "/cd/\(code)/employeurs/\(choice.rawValue)"
        case .alert(let code, let id): "/cd/\(code)/employeurs/\(id)"
        case .part(let code, let id, let part): "/cd/\(code)/employeurs/\(id)/\(part.rawValue)"
        case .proposal(let code, let campaign, let entry):
            "/cd/\(code)/alertes/\(campaign)/destinataires/\(entry)/employeur"
        }
    }

    /// Reads the steps of a path; nil when it is of something else.
    init?(_ steps: [String]) {
        guard steps.count >= 3, steps[0] == "cd", Query.isCode(steps[1]) else { return nil }
        let (code, rest) = (steps[1], Array(steps.dropFirst(2)))
        switch rest.count {
        case 1 where rest[0] == "employeurs": self = .list(code)
        case 2 where rest[0] == "employeurs":
            if let choice = Choice(rawValue: rest[1]) {
                self = .choice(code, choice)
                return
            }
            guard let id = Query.id(rest[1]) else { return nil }
            self = .alert(code, id)
        case 3 where rest[0] == "employeurs":
            guard let id = Query.id(rest[1]), let part = Part(rawValue: rest[2]) else { return nil }
            self = .part(code, id, part)
        case 5 where rest[0] == "alertes" && rest[2] == "destinataires" && rest[4] == "employeur":
            guard let campaign = Query.id(rest[1]), let entry = Query.id(rest[3]) else { return nil }
            self = .proposal(code, campaign: campaign, entry: entry)
        default: return nil
        }
    }
}
