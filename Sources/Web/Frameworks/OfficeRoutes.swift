import Access
import Frameworks
import Postgres
import Registry
import Standings
import Vocabulary

/// The start pages of the offices.
struct OfficeRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/national", .may(.openNationalOffice), show)
        routes.get("/cncp", .may(.openCertificationOffice), show)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        var page = try await database.transaction(as: session.principal) { transaction in
            let rows = try FrameworkRegister(transaction: transaction, today: visit.today, seesDrafts: true).rows()
            let waiting = try VersionStore.list(transaction).filter { $0.stage == .proposed }
            return OfficePage(
                session: session, rows: rows, proposals: try waiting.map { try proposal($0, transaction) },
                openSpecialties: try SpecialtyStore.links(on: visit.today, transaction).count {
                    $0.certainty != "deduit"
                }, today: visit.today)
        }
        let proposers = page.proposals.map(\.proposer)
        page.people = try await database.transaction(as: .access) { try PersonNames.of(proposers, $0) }
        return .page(page)
    }

    private func proposal(_ version: FrameworkVersion, _ transaction: Transaction) throws -> OfficePage.Proposal {
        let (key, last) = (version.key, try VersionStore.events(of: version.key, transaction).last)
        return OfficePage.Proposal(
            version: version, proposer: last?.by ?? "",
            run: try ImpactRun.all(of: key.framework, version: key.number, transaction).first)
    }
}
