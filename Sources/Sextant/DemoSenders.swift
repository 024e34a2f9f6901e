import Access
import Country
import Letters
import Postgres
import Vocabulary

/// Where each council of the demonstration is found by the post: proposed by an agent, published by the president, so that
/// lots of letters can be prepared there.
struct DemoSenders {
    let database: Database
    let today: CalendarDate

    func run(_ people: [DemoPerson]) async throws {
        for code in Set(people.filter { $0.role == .president }.map(\.council)).sorted() {
            let found = try await database.transaction(as: .access) { try Council.find($0, code: code) }
            guard let council = found, let proposer = try await author(.instructingAgent, people, council),
                let publisher = try await author(.president, people, council)
            else { continue }
            try await database.transaction(as: council.principal) { [today] transaction in
                let now = Clock.moment()
                guard try Sender.find(council, on: today, transaction).version == 0 else { return }
                try ProposeSender(sender(of: council), by: proposer).run(council, on: today, now: now, transaction)
                try PublishBlock(.sender, version: 1, from: today, by: publisher)
                    .run(council, today: today, now: now, transaction)
            }
        }
    }

    private func sender(of council: Council) -> Sender {
        let digits = council.code.prefix(3).map { $0.isNumber ? $0 : "0" }
        let postcode = String(String(digits + ["0", "0", "0", "0", "0"]).prefix(5))
        return Sender(
            displayName: council.name, replyTo: nil, phone: nil,
            postal: ["1 place de l’Exemple", "\(postcode) VILLE EXEMPLE"])
    }

    private func author(_ role: Role, _ people: [DemoPerson], _ council: Council) async throws -> Author? {
        let person = people.first { $0.council == council.code && $0.role.rawValue == role.rawValue }
        guard let person else { return nil }
        return try await database.transaction(as: .members(of: council.id)) { [today] transaction in
            try Members(of: council, on: today, transaction).members.first { $0.role == role }.map {
                Author(name: person.email, personID: $0.personID, role: role)
            }
        }
    }
}
