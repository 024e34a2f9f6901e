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
        routes.get("/referentiels/:framework/:version/impact", .may(.readImpact)) { .page(try await page($0)) }
        routes.post("/referentiels/:framework/:version/impact", .may(.requestImpact), request)
        routes.post("/referentiels/:framework/:version/abandon", .may(.requestImpact), abandon)
        routes.get("/referentiels/:framework/:version/impact.csv", .may(.readImpact), export)
        routes.post("/referentiels/:framework/:version/approbation", .may(.approveFramework), approve)
    }

    private func page(_ visit: Visit, typed: ImpactPage.Typed = .init()) async throws -> ImpactPage {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let principal = session.principal
        var page = try await database.transaction(as: principal) { [catalogue] transaction in
            let version = try ImpactRoutes.version(key, session, transaction)
            let runs = try ImpactRun.all(of: key.framework, version: key.number, transaction)
            let report = try ImpactRoutes.report(runs.first, visit, transaction)
            let proposed = try VersionStore.events(of: key, transaction).last { $0.stage == "proposed" }
            let reading = FrameworkVersionReading(transaction: transaction, session: session, today: visit.today)
            return ImpactPage(
                version: version, run: runs.first, report: report,
                lines: try reading.lineLabels(of: key),
                earlier: try ImpactRoutes.earlier(runs, report, session, transaction),
                difference: try reading.changes(of: key),
                isRetroactive: version.isRetroactive(
                    on: visit.today, among: try VersionStore.list(of: key.framework, transaction)),
                waited: runs.first.map { visit.now.epochSeconds - $0.requestedSeconds } ?? 0,
                isCurrent: try ImpactRoutes.isCurrent(runs.first, version, transaction), proposer: proposed?.by,
                names: try catalogue.names(transaction, at: visit.now),
                councils: Dictionary(
                    uniqueKeysWithValues: try Council.departmental(transaction).map { ($0.code, $0.shortName) }),
                session: session, proof: visit.frame.proof, today: visit.today,
                isFollowed: visit.query["suivre"] == "oui", typed: typed)
        }
        if let run = page.run {
            page.people = try await database.transaction(as: .access) { try PersonNames.of([run.requestedBy], $0) }
        }
        return page
    }

    /// Up to five earlier whole reports that told this approver other numbers.
    private static func earlier(
        _ runs: [ImpactRun], _ report: ImpactReport?, _ session: Session, _ transaction: Transaction
    ) throws -> [ImpactPage.Earlier] {
        guard let report, session.may(.approveFramework) else { return [] }
        let text = report.run.versionFingerprint
        return try runs.dropFirst().filter { $0.state == .done && $0.versionFingerprint == text }.prefix(5).compactMap {
            run in
            let total = try ImpactReport.national(run.id, transaction).total
            return total == report.total ? nil : ImpactPage.Earlier(run: run, changed: total[.changed].text)
        }
    }

    /// A version whose effect this reader may see: a council only that of what is proposed or was approved.
    private static func version(
        _ key: FrameworkVersion.Key, _ session: Session, _ transaction: Transaction
    ) throws -> FrameworkVersion {
        guard let version = try VersionStore.find(key, transaction),
            session.may(.readImpact, on: version.stage.object)
        else { throw Problem.notFound }
        return version
    }

    private static func report(
        _ run: ImpactRun?, _ visit: Visit, _ transaction: Transaction
    ) throws -> ImpactReport? {
        guard let run, run.state == .done else { return nil }
        let session = try visit.session
        guard session.membership.council.kind == .departmental else {
            return try ImpactReport.national(run.id, transaction)
        }
        try AuditEvent(.fileRead, by: visit.author, on: "impact:\(run.id)")
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
        return try await visit.refusing {
            try await database.transaction(as: session.principal) { transaction in
                let version = try ImpactRoutes.version(key, session, transaction)
                try visit.allow(.requestImpact, on: version.stage.object)
                let id = try RequestImpact(
                    key.framework, version: key.number, today: visit.today, by: session.email
                ).run(transaction)
                try AuditEvent(.impactRequested, by: visit.author, on: "impact:\(id)")
                    .record(transaction, council: session.membership.council.id)
            }
            return .go(.frameworkImpact(FrameworkWords.address(key), isFollowed: false), .impactRequested)
        } page: { sentence in
            var page = try await page(visit)
            let isShown = page.version.stage == .proposed && !page.isRunning
            page.typed.errors = [(isShown ? "calcul" : "changements", sentence)]
            return page
        }
    }

    /// Gives up the newest report, so that another one can be asked for.
    @Sendable private func abandon(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        try await database.transaction(as: session.principal) { transaction in
            let version = try ImpactRoutes.version(key, session, transaction)
            try visit.allow(.requestImpact, on: version.stage.object)
            guard let run = try ImpactRun.all(of: key.framework, version: key.number, transaction).first else {
                throw Problem.unprocessable("Aucun calcul n'a été demandé pour cette version.")
            }
            try CancelImpact(run.id, by: session.email).run(transaction)
            try AuditEvent(.impactGivenUp, by: visit.author, on: "impact:\(run.id)")
                .record(transaction, council: session.membership.council.id)
        }
        return .go(.frameworkImpact(FrameworkWords.address(key), isFollowed: false), .impactGivenUp)
    }

    @Sendable private func approve(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        var typed = ImpactPage.Typed()
        typed.reason = String((visit.form["raison"] ?? "").prefix(500))
        typed.retroactive = String((visit.form["retroactif"] ?? "").prefix(500))
        typed.isRead = visit.form["lu"] == "oui"
        guard typed.isRead else {
            typed.errors = [("lu", "Cochez la case pour dire que vous avez lu le rapport.")]
            return .refused(try await page(visit, typed: typed))
        }
        let (reason, retroactive) = (typed.reason, typed.retroactive)
        return try await visit.refusing {
            try await database.transaction(as: session.principal) { transaction in
                let version = try ImpactRoutes.version(key, session, transaction)
                try visit.allow(.approveFramework, on: version.stage.object)
                guard let run = try ImpactRun.all(of: key.framework, version: key.number, transaction).first else {
                    throw Problem.unprocessable("Aucun rapport n'a été calculé pour cette version.")
                }
                let accepted = try run.acceptance(reading: visit.form["rapport"] ?? "")
                try ApproveVersion(
                    key, actor: session.email, acceptedImpact: accepted, today: visit.today, reason: reason,
                    retroactive: retroactive
                ).run(transaction)
                try AuditEvent(
                    .versionApproved, by: visit.author, on: "framework:\(key.framework):\(key.number)",
                    reason: visit.form["raison"]
                ).record(transaction, council: session.membership.council.id)
            }
            return .go(.framework(FrameworkWords.address(key), against: nil), .versionApproved)
        } page: { sentence in
            var page = try await page(visit, typed: typed)
            let isAsked = page.isRetroactive && typed.retroactive.isEmpty
            page.typed.errors = [
                (page.version.stage == .proposed ? isAsked ? "retroactif" : "decision" : "changements", sentence)
            ]
            return page
        }
    }

    @Sendable private func export(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let council = session.membership.council
        let bytes = try await database.transaction(as: try visit.principal) { [catalogue] transaction in
            _ = try ImpactRoutes.version(key, session, transaction)
            let run = try ImpactRun.all(of: key.framework, version: key.number, transaction).first
            guard let report = try ImpactRoutes.report(run, visit, transaction) else {
                throw Problem.unprocessable("Aucun rapport n'est encore calculé pour cette version.")
            }
            let file = report.csv(
                councils: Dictionary(
                    uniqueKeysWithValues: try Council.departmental(transaction).map { ($0.code, $0.shortName) }),
                specialties: try catalogue.names(transaction, at: visit.now).specialties)
            try ListReading("impact", file: file, rows: 1 + report.byCouncil.count + report.bySpecialty.count)
                .record(
                    .impactExported, by: visit.author, on: "impact:\(report.run.id)", transaction, council: council.id)
            return file
        }
        return .file(
            name: "impact-\(key.framework)-\(key.number).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }
}
