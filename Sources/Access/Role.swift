/// What a person is for an organisation; each membership has one. The raw values are those of the database.
public enum Role: String, Sendable, CaseIterable {
    /// Keeps the register and answers the telephone.
    case agent
    /// Prepares the cases.
    case instructingAgent = "instructing_agent"
    /// A physician elected to the council: reads the files assigned to them, and no other.
    case electedMember = "elected_member"
    /// The president of the council.
    case president
    /// Prepares the meetings of the council's committee.
    case committeeSecretary = "committee_secretary"
    /// Manages the council's access, not its cases.
    case councilAdministrator = "council_administrator"
    /// Reads the register and the journal, changes nothing; everything they open is recorded.
    case auditor
    /// Keeps what all councils share: référentiels under way and the links from specialties to them.
    case nationalAdministrator = "national_administrator"
    /// Keeps the référentiel of a college (CNP).
    case cnpOfficer = "cnp_officer"
    /// Gives a college their opinion; reads its référentiel.
    case cnpExpert = "cnp_expert"
    /// Prepares the versions of référentiels at the CNCP, and approves those that somebody else proposed.
    case cncpOfficer = "cncp_officer"
    /// Reads the national figures for the CNCP.
    case cncpAnalyst = "cncp_analyst"
    /// Reads the national figures for the ministry.
    case dgosAnalyst = "dgos_analyst"
    /// Reads the figures of the region for a regional council, and keeps its access.
    case regionalOfficer = "regional_officer"
    /// Keeps the platform running; sees no case.
    case `operator`

    /// The name of the role as a person reads it.
    public var french: String {
        switch self {
        case .agent: "Agent du conseil"
        case .instructingAgent: "Agent instructeur"
        case .electedMember: "Élu du conseil"
        case .president: "Président du conseil"
        case .committeeSecretary: "Secrétaire de la commission"
        case .councilAdministrator: "Administrateur du conseil"
        case .auditor: "Auditeur"
        case .nationalAdministrator: "Administrateur national"
        case .cnpOfficer: "Chargé de mission du CNP"
        case .cnpExpert: "Expert du CNP"
        case .cncpOfficer: "Chargé de mission du CNCP"
        case .cncpAnalyst: "Analyste du CNCP"
        case .dgosAnalyst: "Analyste de la DGOS"
        case .regionalOfficer: "Agent du conseil régional"
        case .operator: "Exploitant de la plateforme"
        }
    }

    /// The kind of organisation in which this role exists (`membership_role_fits_its_organisation`).
    public var organisation: Council.Kind {
        switch self {
        case .agent, .instructingAgent, .electedMember, .president, .committeeSecretary, .councilAdministrator,
            .auditor:
            .departmental
        case .nationalAdministrator: .national
        case .cnpOfficer, .cnpExpert: .college
        case .cncpOfficer, .cncpAnalyst: .cncp
        case .dgosAnalyst: .ministry
        case .regionalOfficer: .regional
        case .operator: .platform
        }
    }

    /// The roles of a kind of organisation, in the order of the table.
    public static func all(in kind: Council.Kind) -> [Role] { allCases.filter { $0.organisation == kind } }

    /// Whether somebody who is away may hand this role on for a time. A mandate, an expertise and a control are
    /// personal; an administrator invites another one.
    public var isDelegable: Bool {
        switch self {
        case .agent, .instructingAgent, .president, .committeeSecretary, .nationalAdministrator, .cnpOfficer,
            .cncpOfficer, .regionalOfficer:
            true
        case .electedMember, .councilAdministrator, .auditor, .cnpExpert, .cncpAnalyst, .dgosAnalyst, .operator:
            false
        }
    }

    /// Whether every page opened in this role leaves a trace, lists and counts included.
    public var isWhollyRecorded: Bool { self == .auditor }
}
