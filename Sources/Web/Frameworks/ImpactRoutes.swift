import Access
import Frameworks
import Postgres
import Standings
import Vocabulary

/// The effect of a proposed version: ask, follow, read, accept.
struct ImpactRoutes {
    let database: Database
    let catalogue: Catalogue

    func add(to routes: SiteRoutes) {
        routes.get("/referentiels/:framework/:version/impact", .may(.readImpact)) { .page(try await page($0, nil)) }
        routes.post("/referentiels/:framework/:version/impact", .may(.requestImpact), request)
        routes.get("/referentiels/:framework/:version/impact.csv", .may(.readImpact), export)
        routes.post("/referentiels/:framework/:version/approbation", .may(.approveFramework), approve)
    }

    private func page(_ visit: Visit, _ error: HTML?) async throws -> ImpactPage {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        return try await database.transaction(as: session.membership.council.principal) { [catalogue] transaction in
            let version = try ImpactRoutes.version(key, session, transaction)
            let run = try ImpactRun.all(of: key.framework, version: key.number, transaction).first
            let report = try ImpactRoutes.report(run, session, transaction)
            let proposed = try VersionStore.events(of: key, transaction).last { $0.stage == "proposed" }
            return ImpactPage(
                version: version, run: run, report: report,
                isCurrent: try ImpactRoutes.isCurrent(run, version, transaction), proposer: proposed?.by,
                names: try catalogue.names(transaction, at: visit.now),
                councils: Dictionary(
                    uniqueKeysWithValues: try Council.departmental(transaction).map { ($0.code, $0.shortName) }),
                session: session, proof: visit.frame.proof, today: visit.today,
                isFollowed: visit.query["suivre"] == "oui", error: error)
        }
    }

    /// A version whose effect this reader may see: a council only that of what is proposed or was approved.
    private static func version(
        _ key: FrameworkVersion.Key, _ session: Session, _ transaction: Transaction
    ) throws -> FrameworkVersion {
        guard let version = try VersionStore.find(key, transaction),
            version.stage != .draft || session.may(.editFrameworks)
        else { throw Problem.notFound }
        return version
    }

    private static func report(
        _ run: ImpactRun?, _ session: Session, _ transaction: Transaction
    ) throws -> ImpactReport? {
        guard let run, run.state == .done else { return nil }
        guard session.membership.council.kind == .departmental else {
            return try ImpactReport.national(run.id, transaction)
        }
        try AuditEvent(.fileRead, by: session.email, on: "impact:\(run.id)")
            .record(transaction, council: session.membership.council.id)
        return try ImpactReport.ofCouncil(run.id, transaction)
    }

    private static func isCurrent(
        _ run: ImpactRun?, _ version: FrameworkVersion, _ transaction: Transaction
    ) throws -> Bool {
        guard let run, version.stage != .approved else { return run?.state == .done }
        return run.isCurrent(
            versionFingerprint: version.fingerprint,
            lawFingerprint: try Law.load(on: run.asOf, transaction).fingerprint)
    }

    @Sendable private func request(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        guard let day = visit.form["date"].flatMap({ CalendarDate(isoOrFrench: $0) }) else {
            return .refused(try await page(visit, "Indiquez la date à laquelle juger les médecins."))
        }
        return try await visit.refusing {
            try await database.transaction(as: session.membership.council.principal) { transaction in
                _ = try ImpactRoutes.version(key, session, transaction)
                _ = try RequestImpact(
                    key.framework, version: key.number, asOf: day, today: visit.today, by: session.email
                ).run(transaction)
            }
            return .go(.frameworkImpact(FrameworkWords.address(key), isFollowed: false), .impactRequested)
        } page: {
            try await page(visit, $0)
        }
    }

    @Sendable private func approve(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        guard visit.form["lu"] == "oui" else {
            return .refused(try await page(visit, "Cochez la case pour dire que vous avez lu le rapport."))
        }
        return try await visit.refusing {
            try await database.transaction(as: session.membership.council.principal) { transaction in
                _ = try ImpactRoutes.version(key, session, transaction)
                guard let run = try ImpactRun.all(of: key.framework, version: key.number, transaction).first else {
                    throw Problem.unprocessable("Aucun rapport n'a été calculé pour cette version.")
                }
                let accepted = try run.acceptance(reading: visit.form["rapport"] ?? "")
                try ApproveVersion(
                    key, actor: session.email, acceptedImpact: accepted, reason: visit.form["raison"] ?? ""
                ).run(transaction)
            }
            return .go(.framework(FrameworkWords.address(key), against: nil), .versionApproved)
        } page: {
            try await page(visit, $0)
        }
    }

    @Sendable private func export(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let council = session.membership.council
        let bytes = try await database.transaction(as: council.principal) { transaction in
            _ = try ImpactRoutes.version(key, session, transaction)
            let run = try ImpactRun.all(of: key.framework, version: key.number, transaction).first
            guard let report = try ImpactRoutes.report(run, session, transaction) else {
                throw Problem.unprocessable("Aucun rapport n'est encore calculé pour cette version.")
            }
            try AuditEvent(.impactExported, by: session.email, on: "impact:\(report.run.id)")
                .record(transaction, council: council.id)
            return report.csv
        }
        return .file(
            name: "impact-\(key.framework)-\(key.number).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }
}
