import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// Letters on paper: lots for the post, what comes back, and the file of one letter.
struct PostalLotRoutes {
    let database: Database
    /// Whether something is set that puts letters on paper.
    let hasTypesetter: Bool
    /// Who looks again before a letter leaves, by kind.
    let gates: [Letters.Notice.Kind: any Gate]

    func add(to routes: SiteRoutes) {
        let lot = "/cd/:code/lots/:id"
        routes.get("/cd/:code/lots", .council(.readAlerts)) { .page(try await list($0)) }
        routes.post("/cd/:code/lots", .council(.prepareLots), prepare)
        routes.get(lot, .council(.readAlerts)) { .page(try await page($0)) }
        routes.get("\(lot)/lot.pdf", .council(.prepareLots), print)
        routes.get("\(lot)/depot.csv", .council(.prepareLots), depositList)
        routes.post("\(lot)/depot", .council(.prepareLots), deposit)
        routes.post("\(lot)/annulation", .council(.prepareLots), cancel)
        routes.post("\(lot)/adresses", .council(.prepareLots), mend)
        routes.get("/cd/:code/retours", .council(.readAlerts)) { .page(try await returns($0)) }
        routes.post("/cd/:code/retours", .council(.prepareLots), recordReturn)
        routes.get("/cd/:code/medecins/:id/courriers/:notice/lettre.pdf", .council(.readFile), letter)
    }
}

/// Reading.
extension PostalLotRoutes {
    private func list(_ visit: Visit) async throws -> PostalLotListPage {
        let (session, council) = (try visit.session, try visit.council)
        let (lots, waiting) = try await database.transaction(as: session.principal) { transaction in
            (try ReadLots.all(transaction), try ReadLots.waiting(transaction, council: council.id))
        }
        return PostalLotListPage(
            code: council.code, lots: lots, waiting: waiting, mayPrepare: session.may(.prepareLots),
            hasTypesetter: hasTypesetter,
            people: try await people(lots.flatMap { [$0.madeBy] + [$0.endedBy].compactMap(\.self) }),
            proof: visit.frame.proof)
    }

    /// Whoever is on the page is named in the journal's entry of the reading.
    func page(_ visit: Visit, typed: PostalLotPage.Typed = .init()) async throws -> PostalLotPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let asked = max(visit.query.place("page"), visit.form.place("page"))
        let view = try await database.transaction(as: session.principal) { transaction in
            guard let lot = try ReadLots.find(id, transaction) else { throw Problem.notFound }
            let number = min(asked, PostalLotPage.pages(of: lot))
            let pile = try ReadLots.lines(
                of: id, in: [.set], page: number, size: PostalLotPage.size, transaction)
            let others = try ReadLots.lines(of: id, in: [.leftOut, .removed], transaction)
            try ListReading("lot", shows: (pile + others).map(\.physicianID))
                .record(by: visit.author, on: "post-lot:\(id)", transaction, council: council.id)
            return (lot: lot, page: number, pile: pile, others: others)
        }
        return PostalLotPage(
            council: council, lot: view.lot, pile: view.pile, others: view.others, page: view.page,
            isFollowed: visit.query["suivre"] == "oui", session: session,
            people: try await people([view.lot.madeBy] + [view.lot.endedBy].compactMap(\.self)),
            hasTypesetter: hasTypesetter,
            proof: visit.frame.proof, today: visit.today, typed: typed)
    }

    func returns(_ visit: Visit, typed: ReturnPage.Typed = .init()) async throws -> ReturnPage {
        let (session, council) = (try visit.session, try visit.council)
        let lines = try await database.transaction(as: session.principal) { transaction in
            let lines = try ReadLots.returned(atMost: ReturnPage.mostLines, transaction)
            try ListReading("retours", shows: lines.map(\.physicianID))
                .record(by: visit.author, transaction, council: council.id)
            return lines
        }
        return ReturnPage(
            council: council, lines: lines, session: session, proof: visit.frame.proof, typed: typed)
    }

    /// The whole pile for the printer; the journal keeps who took it and whose letters it holds.
    @Sendable private func print(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let file = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            guard try ReadLots.find(id, transaction) != nil else { throw Problem.notFound }
            guard let file = try PostalDocument.print(of: id, transaction) else {
                throw Problem.conflict("Ce lot n'a pas de fichier à imprimer : il n'est pas prêt, ou ne l'est plus.")
            }
            try record(try pile(id, transaction), of: id, visit, transaction)
            return file
        }
        return .file(name: "lettres-\(council.code)-lot-\(id).pdf", type: "application/pdf", bytes: file.bytes)
    }

    /// What the post is given with the letters.
    @Sendable private func depositList(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let lines = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            guard let lot = try ReadLots.find(id, transaction) else { throw Problem.notFound }
            guard [.ready, .deposited].contains(lot.state) else {
                throw Problem.conflict("Ce lot n'a pas de liste de dépôt : il n'est pas prêt, ou il est annulé.")
            }
            let lines = try pile(id, transaction)
            try record(lines, of: id, visit, transaction)
            return lines
        }
        let file = PostalLotFile(council: council, lines: lines)
        return .file(
            name: "depot-\(council.code)-lot-\(id).csv", type: "text/csv; charset=utf-8", bytes: file.bytes)
    }

    /// One letter as it was set.
    @Sendable private func letter(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        guard let notice = visit.parameters["notice"].flatMap(Query.id) else { throw Problem.notFound }
        let file = try await database.transaction(as: session.principal) { transaction in
            let state = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
            guard try PhysicianIdentity.find(transaction, id) != nil, session.may(.readFile, on: state),
                let file = try PostalDocument.letter(of: notice, transaction), file.physicianID == id
            else { throw Problem.notFound }
            try AuditEvent(
                .letterOpened, by: visit.author, on: "physician:\(id)",
                detail: #"{"notice": \#(notice), "sha256": "\#(file.sha256)"}"#
            ).record(transaction, council: council.id)
            return file
        }
        let reference = LetterReference(notice, of: council).text
        return .file(name: "lettre-\(reference).pdf", type: "application/pdf", bytes: file.bytes)
    }

    private func pile(_ id: Int64, _ transaction: Transaction) throws -> [PostalLine] {
        try ReadLots.lines(of: id, in: [.set], transaction)
    }

    private func record(
        _ lines: [PostalLine], of lot: Int64, _ visit: Visit, _ transaction: Transaction
    ) throws {
        try ListReading("lot", shows: lines.map(\.physicianID))
            .record(
                .letterOpened, by: visit.author, on: "post-lot:\(lot)", transaction,
                council: try visit.council.id)
    }

    private func people(_ emails: [String]) async throws -> PersonNames {
        guard !emails.isEmpty else { return PersonNames() }
        return try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
    }
}
