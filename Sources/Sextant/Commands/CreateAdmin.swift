import Access
import ArgumentParser
import Foundation
import Vocabulary

/// Gives a first person access to a council or an office; the password is read from standard input.
struct CreateAdmin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a person access to a council or an office; the password is read from standard input.")
    @Option(help: "The code of the council; national or CNCP for an office.") var council: String
    @Option(help: "The address the person signs in with.") var email: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "\(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role = "council_administrator"

    func run() async throws {
        try await reporting {
            guard let role = Role(rawValue: role) else { throw ValidationError("unknown role \(role)") }
            guard let password = readLine(strippingNewline: true) else {
                throw ValidationError("no password on standard input")
            }
            let configuration = Configuration()
            try await AddPerson(configuration.database(connections: 1)).run(
                email: email, name: name, password: password, council: council, role: role,
                from: try Clock.today(configuration)(), salt: randomBytes(16))
            note("\(email) may sign in to council \(council)")
        }
    }
}
