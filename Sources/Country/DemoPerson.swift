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
        /// Gives and withdraws access.
        case councilAdministrator = "council_administrator"
        /// Keeps what the councils share.
        case nationalAdministrator = "national_administrator"
        /// Writes and approves référentiels.
        case cncpOfficer = "cncp_officer"

        /// The roles of a departmental council.
        static let ofCouncils: [Role] = [
            .agent, .instructingAgent, .electedMember, .president, .councilAdministrator,
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
            case .cncpOfficer: "chargé de mission du CNCP"
            }
        }

        /// The word of addresses and passwords.
        var word: String {
            switch self {
            case .agent: "agent"
            case .instructingAgent: "instructeur"
            case .electedMember: "elu"
            case .president: "president"
            case .councilAdministrator, .nationalAdministrator: "administrateur"
            case .cncpOfficer: "mission"
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

    /// The five people of one council; the same names whatever the country.
    static func staff(of department: CountryGenerator.Resources.Department, index: Int) -> [DemoPerson] {
        Role.ofCouncils.enumerated().map { place, role in
            DemoPerson(
                organisation: "Conseil départemental \(department.name)", council: department.code, role: role,
                name: inventedName(index, place), email: "\(role.word).\(department.code.lowercased())@example.org",
                password: "sextant-demo-\(department.code)-\(role.word)")
        }
    }

    /// The people of the national offices: two at the CNCP, since whoever proposes a version never approves it.
    static var offices: [DemoPerson] {
        let places: [(organisation: String, council: String, role: Role, suffix: String)] = [
            ("Conseil national", "national", .nationalAdministrator, ""),
            ("Conseil national de la certification périodique", "CNCP", .cncpOfficer, ""),
            ("Conseil national de la certification périodique", "CNCP", .cncpOfficer, "2"),
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
