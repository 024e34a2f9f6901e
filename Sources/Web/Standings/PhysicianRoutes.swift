import Access
import Postgres
import Registry
import Standings
import Vocabulary

/// A physician's file, and the choice of a référentiel where the specialty names none.
struct PhysicianRoutes {
    let database: Database
    let catalogue: Catalogue
    let law: LawInForce

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/medecins/:id", .council(.readRegister)) { visit in .page(try await page(visit, nil)) }
        routes.post("/cd/:code/medecins/:id/referentiel", .council(.chooseFramework), choose)
    }

    /// Reads the file and records that it was read, in one transaction.
    private func page(_ visit: Visit, _ error: HTML?) async throws -> PhysicianPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let list = visit.query["liste"] == nil ? nil : WorklistQuery(visit.query)
        return try await database.transaction(as: .council(council.id)) { [catalogue, law] transaction in
            guard let identity = try PhysicianIdentity.find(transaction, id) else { throw Problem.notFound }
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            try AuditEvent(.fileRead, by: session.email, on: "physician:\(id)").record(transaction, council: council.id)
            return PhysicianPage(
                code: council.code, identity: identity,
                file: try WorklistCase.read(transaction, assessor, physician: id, on: visit.today),
                entries: try DeclarationEntry.all(transaction, of: id),
                names: try catalogue.names(transaction, at: visit.now), list: list,
                neighbours: try list.flatMap { try Worklist.place(transaction, $0, of: id) },
                mayChoose: session.may(.chooseFramework), proof: visit.frame.proof, today: visit.today,
                choiceError: error)
        }
    }

    @Sendable private func choose(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        guard let reason = visit.form["raison"], reason.utf8.count <= 2_000 else {
            return .refused(try await page(visit, "Indiquez la raison du choix, en une phrase."))
        }
        let council = session.membership.council
        let framework = visit.form["referentiel"] ?? ""
        try await database.transaction(as: .council(council.id)) { [law] transaction in
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            guard let file = try WorklistCase.read(transaction, assessor, physician: id, on: visit.today) else {
                throw Problem.notFound
            }
            guard file.candidates.contains(where: { $0.rawValue == framework }) else {
                throw Problem.unprocessable("Ce référentiel n'est pas parmi ceux que la qualification permet.")
            }
            try ChooseFramework(for: id, framework: framework, reason: reason, by: session.email)
                .run(council.id, at: visit.now, transaction)
            _ = try RefreshStandings(assessor: assessor, asOf: visit.today).run(council.id, transaction)
        }
        return .go(.physician(council.code, id, from: nil), .frameworkChosen)
    }
}
