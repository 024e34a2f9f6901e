/// Somebody who may sign in to the demonstration; invented, with a fixed password that is no secret.
public struct DemoPerson: Sendable, Equatable {
    /// What a member may be; the raw values are those of the member's role.
    public enum Role: String, CaseIterable, Sendable {
        /// Keeps the register.
        case agent
        /// Instructs the dossiers assigned to them.
        case instructingAgent = "instructing_agent"
        /// Sits.
        case electedMember = "elected_member"
        /// Signs and decides.
        case president
        /// Prepares the meetings.
        case committeeSecretary = "committee_secretary"
        /// Gives and withdraws access.
        case councilAdministrator = "council_administrator"
        /// Reads everything of the council, changes nothing.
        case auditor
        /// Keeps what the councils share.
        case nationalAdministrator = "national_administrator"
        /// Writes and approves référentiels.
        case cncpOfficer = "cncp_officer"
        /// Reads the national figures at the CNCP.
        case cncpAnalyst = "cncp_analyst"
        /// Reads the national figures at the ministry.
        case dgosAnalyst = "dgos_analyst"
        /// Keeps the référentiel of a college.
        case cnpOfficer = "cnp_officer"
        /// Advises a college.
        case cnpExpert = "cnp_expert"
        /// Reads the figures of a region at its regional council.
        case regionalOfficer = "regional_officer"
        /// Keeps the platform running.
        case `operator`

        /// The roles of a departmental council.
        static let ofCouncils: [Role] = [
            .agent, .instructingAgent, .electedMember, .president, .councilAdministrator, .committeeSecretary,
            .auditor,
        ]

        /// The role in French.
        public var title: String {
            switch self {
            case .agent: "agent"
            case .instructingAgent: "agent instructeur"
            case .electedMember: "membre élu"
            case .president: "président"
            case .councilAdministrator: "administrateur du conseil"
            case .nationalAdministrator: "administrateur national"
            case .committeeSecretary: "secrétaire de la commission"
            case .auditor: "auditeur"
            case .cncpOfficer: "chargé de mission du CNCP"
            case .cncpAnalyst: "analyste du CNCP"
            case .dgosAnalyst: "analyste de la DGOS"
            case .cnpOfficer: "chargé de mission du CNP"
            case .cnpExpert: "expert du CNP"
            case .regionalOfficer: "agent du conseil régional"
            case .operator: "exploitant de la plateforme"
            }
        }

        /// The word of addresses and passwords.
        var word: String {
            switch self {
            case .agent, .regionalOfficer: "agent"
            case .instructingAgent: "instructeur"
            case .electedMember: "elu"
            case .president: "president"
            case .councilAdministrator, .nationalAdministrator: "administrateur"
            case .committeeSecretary: "secretaire"
            case .auditor: "auditeur"
            case .cncpOfficer, .cnpOfficer: "mission"
            case .cncpAnalyst, .dgosAnalyst: "analyste"
            case .cnpExpert: "expert"
            case .operator: "exploitant"
            }
        }
    }

    /// The council as people call it: « Conseil départemental Gironde ».
    public let organisation: String
    /// The council's code.
    public let council: String
    /// What they may do there.
    public let role: Role
    /// Given name and surname.
    public let name: String
    /// Under example.org.
    public let email: String
    /// Fixed and readable: `sextant-demo-33-agent`.
    public let password: String

    /// The people of one council, one a role; the same names whatever the country.
    static func staff(of department: CountryGenerator.Resources.Department, index: Int) -> [DemoPerson] {
        Role.ofCouncils.enumerated().map { place, role in
            DemoPerson(
                organisation: "Conseil départemental \(department.name)", council: department.code, role: role,
                name: inventedName(index, place), email: "\(role.word).\(department.code.lowercased())@example.org",
                password: "sextant-demo-\(department.code)-\(role.word)")
        }
    }

    /// The people of the offices beside the councils: two at the CNCP, since whoever proposes a version never approves it.
    static var offices: [DemoPerson] {
        let places: [(organisation: String, council: String, role: Role, suffix: String)] = [
            ("Conseil national", "national", .nationalAdministrator, ""),
            ("Conseil national de la certification périodique", "CNCP", .cncpOfficer, ""),
            ("Conseil national de la certification périodique", "CNCP", .cncpOfficer, "2"),
            ("Conseil national de la certification périodique", "CNCP", .cncpAnalyst, ""),
            ("Direction générale de l'offre de soins", "DGOS", .dgosAnalyst, ""),
            ("Collège de la médecine générale (CMG)", "medecine-generale", .cnpOfficer, ""),
            ("Collège de la médecine générale (CMG)", "medecine-generale", .cnpExpert, ""),
            ("Exploitation de la plateforme", "exploitation", .operator, ""),
            ("Conseil régional Nouvelle-Aquitaine", "nouvelle-aquitaine", .regionalOfficer, ""),
        ]
        return places.enumerated().map { index, place in
            let word = place.role.word + place.suffix
            return DemoPerson(
                organisation: place.organisation, council: place.council, role: place.role,
                name: inventedName(1_000, index), email: "\(word).\(place.council.lowercased())@example.org",
                password: "sextant-demo-\(place.council)-\(word)")
        }
    }

    private static func inventedName(_ index: Int, _ place: Int) -> String {
        var random = RandomStream(0xC0DE, UInt64(index), UInt64(place))
        let givenName = random.pick(random.chance(5000) ? Names.women : Names.men)
        var surname: [UInt8] = []
        Names.Surname(&random).put(in: &surname)
        return "\(givenName) \(String(decoding: surname, as: UTF8.self))"
    }

    /// The JSON object of `people.json`, on one line.
    var json: String {
        #"{"organisation": "\#(organisation)", "council": "\#(council)", "role": "\#(role.rawValue)", "#
            + #""title": "\#(role.title)", "name": "\#(name)", "email": "\#(email)", "#
            + #""password": "\#(password)"}"#
    }
}
