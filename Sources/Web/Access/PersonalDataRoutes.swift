import Access
import Alerts
import Postgres
import Registry
import Standings
import Vocabulary

/// What is kept why and how long, what holds a file back, the purges and their certificates, and the copy of a file for
/// the person it is about.
struct PersonalDataRoutes {
    let database: Database
    let law: LawInForce

    func add(to routes: SiteRoutes) {
        let home = "/cd/:code/donnees-personnelles"
        routes.get(home, .council(.readRetention), show)
        routes.post("\(home)/purges", .council(.proposePurge), propose)
        routes.get("\(home)/purges/:id", .council(.readRetention), purge)
        routes.post("\(home)/purges/:id/relecture", .council(.reviewPurge)) { try await review($0, .accepted) }
        routes.post("\(home)/purges/:id/refus", .council(.reviewPurge)) {
            try await review($0, .refused($0.form["motif"] ?? ""))
        }
        routes.post("\(home)/purges/:id/execution", .council(.reviewPurge), execute)
        routes.get("\(home)/purges/:id/certificat.json", .council(.readRetention), certificate)
        routes.post("\(home)/suspensions/fin", .council(.holdFile), liftHold)
        routes.post("/cd/:code/medecins/:id/suspension", .council(.holdFile), placeHold)
        routes.post("/cd/:code/medecins/:id/copie", .council(.exportPersonFile), copy)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        return try await database.transaction(as: session.principal) { transaction in
            .page(
                PersonalDataPage(
                    code: council.code, session: session, rule: try Retention.inForce(on: visit.today, transaction),
                    purges: try Purge.list(transaction), holds: try LegalHold.list(transaction),
                    today: visit.today, proof: visit.frame.proof))
        }
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        guard let asOf = visit.form["date"].map({ CalendarDate(isoOrFrench: $0) }) ?? visit.today else {
            throw Problem.unprocessable("Indiquez un jour, par exemple 21/11/2026.")
        }
        let council = try visit.council
        let proposed = try await run(visit) { transaction in
            try ProposePurge(asOf: asOf, author: visit.author)
                .run(council, today: visit.today, now: visit.now, transaction)
        }
        return .go(.personalData(.purge(council.code, proposed.id)), .purgeProposed)
    }

    @Sendable private func purge(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        return try await database.transaction(as: session.principal) { transaction in
            guard let purge = try Purge.find(transaction, id) else { throw Problem.notFound }
            return .page(
                PurgePage(
                    code: council.code, session: session, purge: purge, items: try purge.items(transaction),
                    certificate: try purge.certificate(transaction).map { try JSON(parsing: $0) },
                    rule: try Retention.inForce(on: purge.asOf, transaction), proof: visit.frame.proof))
        }
    }

    private func review(_ visit: Visit, _ verdict: ReviewPurge.Verdict) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        try await run(visit) { transaction in
            try ReviewPurge(id: id, verdict: verdict, author: visit.author).run(council, now: visit.now, transaction)
        }
        return .go(
            .personalData(.purge(council.code, id)), verdict == .accepted ? .purgeReviewed : .purgeRefused)
    }

    @Sendable private func execute(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        _ = try await run(visit) { transaction in
            try ExecutePurge(id: id, author: visit.author, further: AlertRecords.purge)
                .run(council, today: visit.today, now: visit.now, transaction)
        }
        return .go(.personalData(.purge(council.code, id)), .purgeExecuted)
    }

    @Sendable private func certificate(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let text = try await database.transaction(as: session.principal) { transaction in
            guard let purge = try Purge.find(transaction, id) else { throw Problem.notFound }
            guard let text = try purge.certificate(transaction) else {
                throw Problem.conflict("Cette purge n'a pas été exécutée : elle n'a pas de certificat.")
            }
            try AuditEvent(.purgeCertificateExported, by: visit.author, on: "purge:\(id)")
                .record(transaction, council: council.id)
            return text
        }
        return .file(
            name: "purge-\(council.code)-\(id).json", type: "application/json", bytes: Array((text + "\n").utf8))
    }

    @Sendable private func placeHold(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let end = visit.form["au"].map { CalendarDate(isoOrFrench: $0)?.adding(days: 1) }
        guard end != .some(nil) else { throw Problem.unprocessable("La date de fin n'est pas un jour.") }
        try await run(visit) { transaction in
            try PersonalDataRoutes.check(.holdFile, id, visit, transaction)
            try PlaceHold(
                physicianID: id, reason: visit.form["motif"] ?? "", until: end ?? nil, author: visit.author
            ).run(council, today: visit.today, now: visit.now, transaction)
        }
        return .go(.physician(council.code, id, from: nil), .holdPlaced)
    }

    @Sendable private func liftHold(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        try await run(visit, missing: .conflict(PersonalDataRefusal.notFound.french)) { transaction in
            try LiftHold(
                id: visit.form.id("suspension") ?? 0, reason: visit.form["motif"] ?? "", author: visit.author
            ).run(council, now: visit.now, transaction)
        }
        return .go(.personalData(.home(council.code)), .holdLifted)
    }

    /// The copy is the answer itself: it is kept nowhere, and its reason must not stand in an address.
    @Sendable private func copy(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let file = try await run(visit) { [law] transaction in
            try PersonalDataRoutes.check(.exportPersonFile, id, visit, transaction)
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            return try ExportPersonFile(
                physicianID: id, isWhole: session.membership.role == .instructingAgent,
                reason: visit.form["motif"] ?? "", author: visit.author, further: AlertRecords.all
            ).run(council, assessor: assessor, today: visit.today, transaction)
        }
        guard let file else { throw Problem.notFound }
        return .file(
            name: "dossier-\(id).html", type: "text/html; charset=utf-8", bytes: PersonFileDocument(file: file).bytes)
    }

    /// A physician who is on no roll of this council, or whose file the role may not act on, does not exist here.
    private static func check(
        _ action: CouncilAction, _ physician: Int64, _ visit: Visit, _ transaction: Transaction
    ) throws {
        let session = try visit.session
        let state = try Assignment.state(of: physician, for: session.seenPersonID, on: visit.today, transaction)
        guard try PhysicianIdentity.find(transaction, physician) != nil, session.may(action, on: state) else {
            throw Problem.notFound
        }
    }

    private func run<Value: Sendable>(
        _ visit: Visit, missing: Problem = .notFound, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.transaction(as: try visit.principal, timeout: 120_000, body)
        } catch PersonalDataRefusal.notFound {
            throw missing
        } catch let refusal as PersonalDataRefusal {
            throw Problem.unprocessable(refusal.french)
        }
    }
}
