import Access
import Alerts
import Letters
import Postgres
import Registry
import Standings
import Vocabulary

/// A physician's file, and the choice of a référentiel where the specialty names none.
struct PhysicianRoutes {
    let database: Database
    let catalogue: Catalogue
    let law: LawInForce
    let desk: SearchDesk

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/medecins/:id", .council(.readFile)) { visit in .page(try await page(visit)) }
        routes.post("/cd/:code/medecins/:id/referentiel", .council(.chooseFramework), choose)
    }

    /// Reads the file and records that it was read, in one transaction.
    private func page(_ visit: Visit, typed: PhysicianPage.TypedChoice = .init()) async throws -> PhysicianPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let list = session.may(.readRegister) ? PhysicianRoutes.list(visit) : nil
        let named = try await walk(list, visit)
        let assignments = try await AssignmentSection.read(
            database, session, physician: id, proof: visit.frame.proof, today: visit.today)
        var page = try await database.transaction(as: session.principal) { [catalogue, law] transaction in
            let state = try PhysicianRoutes.state(id, session, visit.today, transaction)
            guard let identity = try PhysicianIdentity.find(transaction, id), session.may(.readFile, on: state)
            else { throw Problem.notFound }
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(id)").record(transaction, council: council.id)
            let contact = try PhysicianContact.read([id], transaction)[id]
            let postal = try PostalCheck.read([id], transaction).first { $0.address == contact?.postalKey }
            return PhysicianPage(
                code: council.code, identity: identity,
                file: try WorklistCase.read(transaction, assessor, physician: id, on: visit.today),
                entries: try DeclarationEntry.all(transaction, of: id),
                names: try catalogue.names(transaction, at: visit.now), list: list,
                neighbours: try named.flatMap { try Worklist.place(transaction, $0, of: id) },
                mayChoose: session.may(.chooseFramework), assignments: assignments,
                retention: try RetentionSection.read(
                    session, physician: id, on: state, proof: visit.frame.proof, today: visit.today, transaction),
                back: session.may(.readRegister) ? .worklist(council.code, list ?? .init()) : .ownFiles(council.code),
                proof: visit.frame.proof, today: visit.today,
                contact: contact, postal: postal,
                choice: try FrameworkChoice.find(transaction, of: id).map { ($0, $0.chosenBy) }, typed: typed)
        }
        if let made = page.choice?.made {
            let people = try await database.transaction(as: .access) { try PersonNames.of([made.chosenBy], $0) }
            page.choice?.by = people[made.chosenBy]
        }
        return page
    }

    /// The list with its name, among which the physician has neighbours; nil once the name has expired.
    private func walk(_ list: WorklistQuery?, _ visit: Visit) async throws -> WorklistQuery? {
        guard let list else { return nil }
        return try await desk.named(list, visit)
    }

    /// The place in the list, from the address of the page or from its form.
    private static func list(_ visit: Visit) -> WorklistQuery? {
        let query = visit.form["liste"].map { Query($0) } ?? visit.query
        return query["liste"] == nil ? nil : WorklistQuery(query)
    }

    /// Whether the file is among those assigned to the reader; what is not, does not exist for an elected member.
    private static func state(
        _ physician: Int64, _ session: Session, _ today: CalendarDate, _ transaction: Transaction
    ) throws -> ObjectState {
        try Assignment.state(of: physician, for: session.seenPersonID, on: today, transaction)
    }

    @Sendable private func choose(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        var typed = PhysicianPage.TypedChoice(framework: visit.form["referentiel"] ?? "", reason: reason)
        if typed.framework.isEmpty { typed.errors.append(("choix", "Choisissez un référentiel.")) }
        if reason.isEmpty { typed.errors.append(("raison", "Indiquez la raison du choix, en une phrase.")) }
        guard typed.errors.isEmpty else { return .refused(try await page(visit, typed: typed)) }
        let (council, framework) = (session.membership.council, typed.framework)
        let isAllowed = try await database.transaction(as: session.principal) { [law] transaction in
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            let state = try PhysicianRoutes.state(id, session, visit.today, transaction)
            guard session.may(.chooseFramework, on: state) else { throw Problem.notFound }
            guard let file = try WorklistCase.read(transaction, assessor, physician: id, on: visit.today) else {
                throw Problem.notFound
            }
            guard file.candidates.contains(where: { $0.rawValue == framework }) else { return false }
            try ChooseFramework(for: id, framework: framework, reason: reason, by: visit.author)
                .run(council.id, at: visit.now, transaction)
            _ = try RefreshStandings(assessor: assessor, asOf: visit.today).run(council.id, transaction)
            return true
        }
        guard isAllowed else {
            typed.errors = [("choix", "Ce référentiel n'est pas parmi ceux que la qualification permet.")]
            return .refused(try await page(visit, typed: typed))
        }
        return .go(.physician(council.code, id, from: PhysicianRoutes.list(visit)), .frameworkChosen)
    }
}
