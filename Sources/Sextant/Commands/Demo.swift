import Access
import ArgumentParser
import Country
import Foundation
import Intake
import Postgres
import Standings
import Vocabulary

/// Creates the synthetic country and loads it through the real imports.
struct Demo: RuledCommand {
    static let policy = CommandPolicy.machine([.owner, .council, .national, .access])
    static let configuration = CommandConfiguration(
        abstract: "Create a synthetic country and load it through the real imports.")
    @Option(help: "How many physicians.") var physicians = 12_000
    @Option(help: "Codes of councils, or all; six of very different size when absent.") var councils: String?
    @Option(help: "The legal date of the country.") var today = CalendarDate(dayNumber: 20_778)
    @Option(help: "Write the files here and keep them.") var folder: String?
    @Flag(help: "Only write the files; no database.") var filesOnly = false

    func run() async throws {
        try await reporting {
            let place =
                folder ?? NSTemporaryDirectory() + "sextant-country-\(ProcessInfo.processInfo.processIdentifier)"
            defer { if folder == nil { try? FileManager.default.removeItem(atPath: place) } }
            let generator = try CountryGenerator(
                physicians: physicians, councils: chosenCouncils, today: today, resources: .init())
            let country = try generator.write(to: place) { text, share in note("\(Int(share * 20)) % \(text)") }
            guard !filesOnly else { return }
            let database = try Configuration().database(connections: 3)
            let proposer = generator.people.first { $0.role == .cncpOfficer }
            try await LoadCountry(
                database: database, owner: try Configuration().ownerDatabase(), today: today,
                proposal: proposer.map { ($0.email, randomBytes(32)) }
            ).run(country)
            try await addPeople(generator.people, database)
            try await DemoDuties(database: database, today: today).run(generator.people)
            try await DemoAlerts(database: database, today: today).run(generator.people)
            try await DemoSenders(database: database, today: today).run(generator.people)
        }
    }

    private var chosenCouncils: CountryGenerator.Selection {
        guard let councils else { return .some(CountryGenerator.defaultCouncils) }
        return councils == "all" ? .all : .some(councils.split(separator: ",").map(String.init))
    }

    private func addPeople(_ people: [DemoPerson], _ database: Database) async throws {
        let add = AddPerson(database)
        for person in people {
            guard let role = Role(rawValue: person.role.rawValue) else { continue }
            try await add.run(
                email: person.email, name: person.name, password: person.password, council: person.council, role: role,
                from: CalendarDate(dayNumber: 19_358), salt: randomBytes(16))
            result(
                [person.council, role.french, person.name, person.email, person.password].joined(separator: "\t"))
        }
    }
}
