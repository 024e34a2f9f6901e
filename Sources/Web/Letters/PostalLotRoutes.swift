import Access
import Alerts
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
        routes.post("\(lot)/verification", .council(.prepareLots), check)
        routes.post("\(lot)/depot", .council(.prepareLots), deposit)
        routes.post("\(lot)/annulation", .council(.prepareLots), cancel)
        routes.post("\(lot)/adresses", .council(.prepareLots), mend)
        routes.post("\(lot)/mots", .council(.prepareLots), rewrite)
        routes.get("/cd/:code/retours", .council(.readAlerts)) { .page(try await returns($0)) }
        routes.post("/cd/:code/retours", .council(.prepareLots), recordReturn)
        routes.post("/cd/:code/retours/corrections", .council(.prepareLots), correctReturn)
        routes.get("/cd/:code/medecins/:id/courriers/:notice/lettre.pdf", .council(.readFile), letter)
    }
}

/// Reading.
extension PostalLotRoutes {
    private func list(_ visit: Visit) async throws -> PostalLotListPage {
        let (session, council) = (try visit.session, try visit.council)
        let (asked, size) = (visit.query.place("page"), PostalLotListPage.size)
        let view = try await database.transaction(as: session.principal) { [gates] transaction in
            let pages = max(1, (try ReadLots.numberEnded(transaction) + size - 1) / size)
            let page = min(asked, pages)
            return (
                open: try ReadLots.open(transaction),
                ended: try ReadLots.ended(page: page, size: size, transaction), page: page, pages: pages,
                waiting: try WaitingLetters.read(gates, transaction, council: council.id),
                sender: try Sender.find(council, on: visit.today, transaction)
            )
        }
        return PostalLotListPage(
            code: council.code, open: view.open, ended: view.ended, page: view.page, pages: view.pages,
            waiting: view.waiting, hasAddress: !view.sender.postal.isEmpty, mayPrepare: session.may(.prepareLots),
            hasTypesetter: hasTypesetter,
            people: try await people((view.open + view.ended).map(\.madeBy)), proof: visit.frame.proof,
            today: visit.today)
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
            let doubtful = try ReadLots.doubtful(of: id, transaction)
            let recipients = try RecipientPlace.of(doubtful.map(\.notice), transaction)
            try ListReading("lot", shows: (pile + others + doubtful).map(\.physicianID))
                .record(by: visit.author, on: "post-lot:\(id)", transaction, council: council.id)
            return (
                lot: lot, page: number, pile: pile, others: others,
                doubtful: doubtful.map { (line: $0, recipient: recipients[$0.notice]) }
            )
        }
        return PostalLotPage(
            council: council, lot: view.lot, pile: view.pile, others: view.others, doubtful: view.doubtful,
            page: view.page, isFollowed: visit.query["suivre"] == "oui", session: session,
            people: try await people(
                [view.lot.madeBy]
                    + ([view.lot.endedBy, view.lot.checkedBy] + view.others.map(\.mendedBy)).compactMap(\.self)),
            hasTypesetter: hasTypesetter,
            proof: visit.frame.proof, today: visit.today, typed: typed)
    }

    /// The whole pile for the printer; the journal keeps who took it and whose letters it holds.
    @Sendable private func print(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        let file = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            guard try ReadLots.find(id, transaction) != nil else { throw Problem.notFound }
            guard let file = try PostalDocument.print(of: id, transaction) else {
                throw Problem.conflict(
                    "Ce lot n'a pas de fichier à imprimer : il n'est pas prêt, ou il se met en page de nouveau.")
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
        let view = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            guard let lot = try ReadLots.find(id, transaction) else { throw Problem.notFound }
            guard [.ready, .deposited].contains(lot.state) else {
                throw Problem.conflict("Ce lot n'a pas de liste de dépôt : il n'est pas prêt, ou il est annulé.")
            }
            guard lot.state == .deposited || lot.checkedOn != nil else {
                throw Problem.conflict("Vérifiez d'abord le pli : sa liste de dépôt dit ce qui part.")
            }
            let lines = try pile(id, transaction)
            try record(lines, of: id, visit, transaction)
            let numbers = try ReadRegistered.numbers(of: id, transaction, council: council.id)
            return (lines: lines, numbers: numbers)
        }
        let numbers = view.numbers.compactMap { line in line.number.map { (line.notice, $0) } }
        let file = PostalLotFile(
            council: council, lines: view.lines, numbers: Dictionary(uniqueKeysWithValues: numbers))
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
