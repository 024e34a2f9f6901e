/// What a person is for a council; each membership has one (contracts: departmental councils).
public enum Role: String, Sendable, CaseIterable {
    /// Keeps the register and answers the telephone.
    case agent
    /// Prepares the cases.
    case instructingAgent = "instructing_agent"
    /// A physician elected to the council.
    case electedMember = "elected_member"
    /// The president of the council.
    case president
    /// Manages the council's access, not its cases.
    case councilAdministrator = "council_administrator"

    /// The name of the role as a person reads it.
    public var french: String {
        switch self {
        case .agent: "Agent du conseil"
        case .instructingAgent: "Agent instructeur"
        case .electedMember: "Élu du conseil"
        case .president: "Président du conseil"
        case .councilAdministrator: "Administrateur du conseil"
        }
    }
}
