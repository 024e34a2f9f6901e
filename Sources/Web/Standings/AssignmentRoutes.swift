import Access
import Postgres
import Registry
import Standings
import Vocabulary

/// Files opened to elected members one by one: assigned on the physician's page, listed for whoever has them.
struct AssignmentRoutes {
    let database: Database
    let law: LawInForce

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/mes-dossiers", .council(.readOwnFiles), list)
        routes.post("/cd/:code/medecins/:id/affectations", .council(.assignFiles), assign)
        routes.post("/cd/:code/medecins/:id/affectations/fin", .council(.assignFiles), end)
    }

    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let author = try visit.author
        let files = try await database.transaction(as: session.principal) { [law] transaction in
            let assessor = try law.assessor(transaction, on: visit.today, at: visit.now)
            let assigned = try Assignment.files(of: session.seenPersonID, on: visit.today, transaction)
            try ListReading("mes-dossiers", shows: assigned.map { $0.0 }).record(
                by: author, transaction, council: council.id)
            return try assigned.compactMap { physician, until -> OwnFilesPage.File? in
                guard let identity = try PhysicianIdentity.find(transaction, physician) else { return nil }
                return OwnFilesPage.File(
                    identity: identity,
                    file: try WorklistCase.read(transaction, assessor, physician: physician, on: visit.today),
                    until: until)
            }
        }
        return .page(OwnFilesPage(code: council.code, files: files, today: visit.today))
    }

    @Sendable private func assign(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let until = visit.form["au"].map { CalendarDate(isoOrFrench: $0)?.adding(days: 1) }
        try await check(id, visit)
        guard until != .some(nil) else { throw Problem.unprocessable(MemberRefusal.datesAreWrong.french) }
        return try await run(visit, id, .fileAssigned) { transaction in
            try AssignFile(
                personID: visit.form.id("elu") ?? 0, physicianID: id, until: until ?? nil,
                author: visit.author
            ).run(council, today: visit.today, now: visit.now, transaction)
        }
    }

    @Sendable private func end(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        try await check(id, visit)
        return try await run(visit, id, .assignmentEnded) { transaction in
            try EndAssignment(
                id: visit.form.id("affectation") ?? 0, physicianID: id, author: visit.author
            ).run(council, today: visit.today, transaction)
        }
    }

    /// A physician who is on no roll of this council does not exist here.
    private func check(_ physician: Int64, _ visit: Visit) async throws {
        let identity = try await database.transaction(as: try visit.principal) {
            try PhysicianIdentity.find($0, physician)
        }
        guard identity != nil else { throw Problem.notFound }
    }

    private func run(
        _ visit: Visit, _ id: Int64, _ notice: Notice, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        do {
            try await database.transaction(as: session.membersPrincipal, body)
        } catch let refusal as MemberRefusal {
            throw Problem.unprocessable(refusal.french)
        }
        return .go(.physician(council.code, id, from: nil), notice)
    }
}
