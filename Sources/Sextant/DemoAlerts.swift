import Access
import Alerts
import Country
import Postgres
import Vocabulary

/// What makes the first campaign of a council worth a visit: an agent has left somebody out, and said why.
struct DemoAlerts {
    let database: Database
    let today: CalendarDate

    func run(_ people: [DemoPerson]) async throws {
        for agent in people where agent.role == .agent {
            let found = try await database.transaction(as: .access) { try Council.find($0, code: agent.council) }
            guard let council = found, let author = try await author(agent, council) else { continue }
            try await database.transaction(as: council.principal) { [today] transaction in
                guard
                    let campaign = try CampaignSummary.all(transaction).first(where: { $0.state == .proposed }),
                    campaign.recipients > 10,
                    let view = try CampaignView.read(
                        campaign.id, of: council, on: today, page: 1, exclusionPage: 1, transaction)
                else { return }
                try ExcludeEntry(
                    view.recipients[2].id, of: campaign.id,
                    reason: "Retraite annoncée par courrier du 28 décembre.", by: author
                ).run(council, on: today, transaction)
            }
        }
    }

    private func author(_ person: DemoPerson, _ council: Council) async throws -> Author? {
        try await database.transaction(as: .members(of: council.id)) { [today] transaction in
            try Members(of: council, on: today, transaction).members.first { $0.role == .agent }.map {
                Author(name: person.email, personID: $0.personID, role: .agent)
            }
        }
    }
}
