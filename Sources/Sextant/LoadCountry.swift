import Access
import Alerts
import Country
import Foundation
import Frameworks
import Intake
import Postgres
import Standings
import Vocabulary

/// Loads a generated country: référentiels, directory, rolls, accounts, then the first nightly run.
struct LoadCountry {
    let database: Database
    /// As the owner, who alone brings law that nobody approved here: the fictitious référentiels.
    let owner: Database
    let today: CalendarDate
    /// Who proposes a version, and the chance for that college's key; nil leaves the proposal out.
    let proposal: (by: String, seed: [UInt8])?

    func run(_ country: CountrySummary) async throws {
        let texts = try country.frameworks.map { try String(contentsOfFile: $0, encoding: .utf8) }
        try await owner.transaction(as: nil, timeout: 0) { transaction in
            for text in texts {
                let package = try FrameworkPackage(text)
                try FrameworkStore.insert(package, officialCode: package.framework.id.rawValue, transaction)
            }
        }
        let today = today
        let desk = ImportDesk(database: database, today: { today }, clock: { Clock.seconds() })
        try await load(desk, .rpps, country.extraction, nil, 25)
        for (index, council) in country.councils.enumerated() {
            let share = 30 + 60 * index / max(1, country.councils.count)
            try await load(desk, .roll, council.earlierRoll, council.code, share)
            try await load(desk, .roll, council.roll, council.code, share)
            try await load(desk, .accounts, council.accounts, council.code, share)
        }
        note("92 % calcul des situations")
        _ = try await Nightly(database: database, asOf: today).run()
        _ = try await AlertNight(database: database, on: today, notAfter: today).run()
        try await CalendarNight(database: database, on: today, notAfter: today).run()
        if let version = country.proposal, let proposal {
            note("97 % version proposée et son rapport d'impact")
            try await LoadProposal(database: database, today: today, seed: proposal.seed, proposer: proposal.by)
                .run(version)
        }
        note("100 % pays de démonstration prêt")
    }

    private func load(
        _ desk: ImportDesk, _ kind: LotKind, _ path: String, _ council: String?, _ share: Int
    ) async throws {
        note("\(share) % import \(kind.rawValue) \(council ?? "")")
        let input = LotInput(kind: kind, place: .paths([path]), council: council, asOf: today, actor: "demonstration")
        let lot = try await desk.run(input, isApplied: true)
        note("   \(lot.counts.new) nouveaux, \(lot.counts.rejected) en quarantaine, \(lot.seconds) s")
    }
}
