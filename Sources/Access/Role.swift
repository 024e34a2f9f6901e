/// What a person is for an organisation; each membership has one.
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
    /// Keeps what all councils share: référentiels under way and the links from specialties to them.
    case nationalAdministrator = "national_administrator"
    /// Prepares the versions of référentiels at the CNCP, and approves those that somebody else proposed.
    case cncpOfficer = "cncp_officer"

    /// The name of the role as a person reads it.
    public var french: String {
        switch self {
        case .agent: "Agent du conseil"
        case .instructingAgent: "Agent instructeur"
        case .electedMember: "Élu du conseil"
        case .president: "Président du conseil"
        case .councilAdministrator: "Administrateur du conseil"
        case .nationalAdministrator: "Administrateur national"
        case .cncpOfficer: "Chargé de mission du CNCP"
        }
    }

    /// The kind of organisation in which this role exists (`membership_role_fits_its_organisation`).
    public var organisation: Council.Kind {
        switch self {
        case .agent, .instructingAgent, .electedMember, .president, .councilAdministrator: .departmental
        case .nationalAdministrator: .national
        case .cncpOfficer: .cncp
        }
    }
}
