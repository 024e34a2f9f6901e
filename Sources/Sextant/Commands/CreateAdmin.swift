import Access
import ArgumentParser
import Foundation
import Postgres
import Vocabulary

/// Gives a first person access to an organisation, by a one-time link: the person chooses a password and a second
/// factor.
struct CreateAdmin: RuledCommand {
    static let policy = CommandPolicy.right(.manageMembers, [.access])
    var acting: Acting { Acting(actor, in: council) }
    static let configuration = CommandConfiguration(
        abstract: "Give a person access to an organisation, and print a one-time link good for 72 hours.")
    @Option(help: "The code of the council; national or CNCP for an office.") var council: String
    @Option(help: "The address the person signs in with.") var email: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role = "council_administrator"
    @Flag(help: "Read a password from standard input instead of giving a link; for scripts.") var passwordStdin = false
    @OptionGroup var actor: ActorOption

    func run() async throws {
        try await reporting {
            guard let role = Role(rawValue: role) else { throw ValidationError("unknown role \(role)") }
            let configuration = Configuration()
            let today = try Clock.today(configuration)()
            let database = try configuration.database(connections: 1)
            if passwordStdin {
                guard let password = readLine(strippingNewline: true) else {
                    throw ValidationError("no password on standard input")
                }
                try await AddPerson(database).run(
                    email: email, name: name, password: password, council: council, role: role, from: today,
                    salt: randomBytes(16))
                return note("\(email) : accès ouvert, organisation \(council)")
            }
            let code = council
            let found = try await database.transaction(as: .access) { try Council.find($0, code: code) }
            guard let found else { throw AddPerson.Refusal.councilIsUnknown(council) }
            let path = try await InvitePerson(database).run(
                email: email, name: name, council: found, role: role, from: today,
                by: actor.author, token: randomBytes(32),
                now: Instant(epochSeconds: Int64(Clock.now())))
            note("À transmettre à \(email) ; ce lien sert une fois, pendant 72 heures :")
            result((try configuration.text("SEXTANT_ADDRESS") ?? "http://127.0.0.1:8080") + path)
        }
    }
}
