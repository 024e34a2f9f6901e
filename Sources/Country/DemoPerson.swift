/// Somebody who may sign in to the demonstration; invented, with a fixed password that is no secret.
public struct DemoPerson: Sendable, Equatable {
    /// What a member of a council may be; the raw values are those of the member's role.
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

        /// The role in French.
        public var title: String {
            switch self {
            case .agent: "agent"
            case .instructingAgent: "agent instructeur"
            case .electedMember: "membre élu"
            case .president: "président"
            case .councilAdministrator: "administrateur du conseil"
            }
        }

        /// The word of addresses and passwords.
        var word: String {
            switch self {
            case .agent: "agent"
            case .instructingAgent: "instructeur"
            case .electedMember: "elu"
            case .president: "president"
            case .councilAdministrator: "administrateur"
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
        Role.allCases.enumerated().map { place, role in
            var random = RandomStream(0xC0DE, UInt64(index), UInt64(place))
            let givenName = random.pick(random.chance(5000) ? Names.women : Names.men)
            var surname: [UInt8] = []
            Names.Surname(&random).put(in: &surname)
            return DemoPerson(
                organisation: "Conseil départemental \(department.name)", council: department.code, role: role,
                name: "\(givenName) \(String(decoding: surname, as: UTF8.self))",
                email: "\(role.word).\(department.code.lowercased())@example.org",
                password: "sextant-demo-\(department.code)-\(role.word)")
        }
    }

    /// The JSON object of `people.json`, on one line.
    var json: String {
        #"{"organisation": "\#(organisation)", "council": "\#(council)", "role": "\#(role.rawValue)", "#
            + #""title": "\#(role.title)", "name": "\#(name)", "email": "\#(email)", "#
            + #""password": "\#(password)"}"#
    }
}
