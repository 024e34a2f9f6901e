import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// Registered letters: their numbers, what the post says, those that leave electronically, and where the carrier knocks.
struct RegisteredRoutes {
    let database: Database
    /// Opens the carrier's door; nil where letters do not leave electronically.
    let hook: HookKey?
    /// Whether something sets letters: a worker hands none over otherwise.
    let hasTypesetter: Bool
    var hasCarrier: Bool { hook != nil && hasTypesetter }

    func add(to routes: SiteRoutes) {
        let home = "/cd/:code/recommandes"
        let numbers = "/cd/:code/lots/:id/recommandes"
        let consent = "/cd/:code/medecins/:id/accord"
        routes.get(home, .council(.readAlerts)) { .page(try await register($0)) }
        routes.post("\(home)/evenements", .council(.prepareLots), recordEvent)
        routes.post("\(home)/envois", .council(.prepareLots), send)
        routes.post("\(home)/doutes", .council(.prepareLots), decide)
        routes.get(numbers, .council(.readAlerts)) { .page(try await numbersPage($0)) }
        routes.post(numbers, .council(.prepareLots), recordNumber)
        routes.get(consent, .council(.readFile)) { .page(try await consentPage($0)) }
        routes.post(consent, .council(.writeThread), recordConsent)
        routes.get("/cd/:code/medecins/:id/courriers/:notice/preuve.pdf", .council(.readFile), proof)
        routes.post("/hooks/ar24/:key", .bare, bodyLimit: 64 << 10, hear)
    }

    func people(_ emails: [String]) async throws -> PersonNames {
        guard !emails.isEmpty else { return PersonNames() }
        return try await database.transaction(as: .access) { try PersonNames.of(Array(Set(emails)), $0) }
    }
}

/// Reading.
extension RegisteredRoutes {
    func register(_ visit: Visit, typed: RegisteredPage.Typed? = nil) async throws -> RegisteredPage {
        let (session, council, hasCarrier) = (try visit.session, try visit.council, hasCarrier)
        let before = visit.query["avant"].flatMap(Query.id)
        let view = try await database.transaction(as: session.principal) { transaction in
            let open = try ReadRegistered.open(transaction)
            let lines = try ReadRegistered.latest(atMost: RegisteredPage.mostLines + 1, before: before, transaction)
            let candidates =
                hasCarrier
                ? try ElectronicCandidate.all(
                    on: visit.today, atMost: RegisteredPage.mostCandidates, transaction, council: council.id) : []
            let kept = try LetterProofFile.kept(among: (open + lines).map(\.notice), transaction)
            try ListReading("recommandes", shows: ((open + lines).map(\.physicianID) + candidates.map(\.physicianID)))
                .record(by: visit.author, transaction, council: council.id)
            return (open: open, lines: lines, candidates: candidates, kept: kept)
        }
        let authors = (view.open + view.lines).flatMap(\.events).filter { $0.source == .manual }.map(\.author)
        let last = RegisteredPage.Typed(
            kind: visit.query["evenement"].flatMap(PostEvent.Kind.init(rawValue:)),
            day: visit.query["le"].flatMap { CalendarDate(iso: $0) }.map { "\($0)" } ?? "")
        return RegisteredPage(
            council: council, open: view.open, lines: Array(view.lines.prefix(RegisteredPage.mostLines)),
            hasOlder: view.lines.count > RegisteredPage.mostLines, isFirst: before == nil, candidates: view.candidates,
            kept: view.kept, session: session,
            hasCarrier: hasCarrier, people: try await people(authors), proof: visit.frame.proof, today: visit.today,
            typed: typed ?? last)
    }

    func numbersPage(
        _ visit: Visit, typed: RegisteredNumbersPage.Typed = .init()
    ) async throws -> RegisteredNumbersPage {
        let (session, council, id) = (try visit.session, try visit.council, try visit.id())
        let view = try await database.transaction(as: session.principal) { transaction in
            guard let lot = try ReadLots.find(id, transaction) else { throw Problem.notFound }
            return (lot: lot, pile: try ReadRegistered.numbers(of: id, transaction, council: council.id))
        }
        return RegisteredNumbersPage(
            council: council, lot: view.lot, pile: view.pile, mayWrite: session.may(.prepareLots),
            proof: visit.frame.proof, typed: typed)
    }

    func consentPage(_ visit: Visit, typed: ConsentPage.Typed = .init()) async throws -> ConsentPage {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        var page = try await database.transaction(as: session.principal) { transaction in
            let state = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
            guard let identity = try PhysicianIdentity.find(transaction, id), session.may(.readFile, on: state)
            else { throw Problem.notFound }
            try AuditEvent(.fileRead, by: visit.author, on: "physician:\(id)").record(transaction, council: council.id)
            return ConsentPage(
                council: council, identity: identity, email: try PhysicianContact.read([id], transaction)[id]?.email,
                consent: try ElectronicConsent.read([id], transaction)[id], people: PersonNames(),
                mayWrite: session.may(.writeThread, on: state), proof: visit.frame.proof, today: visit.today,
                typed: typed)
        }
        page.people = try await people([page.consent?.author].compactMap(\.self))
        return page
    }

    /// A file that proves something of a letter; the journal keeps who opened it.
    @Sendable private func proof(_ visit: Visit) async throws -> Reply {
        let (session, id) = (try visit.session, try visit.id())
        let council = session.membership.council
        guard let notice = visit.parameters["notice"].flatMap(Query.id) else { throw Problem.notFound }
        let kind = visit.query["nature"].flatMap(LetterProofFile.Kind.init(rawValue:)) ?? .letter
        let file = try await database.transaction(as: session.principal) { transaction in
            let state = try Assignment.state(of: id, for: session.seenPersonID, on: visit.today, transaction)
            guard try PhysicianIdentity.find(transaction, id) != nil, session.may(.readFile, on: state),
                let file = try LetterProofFile.find(kind, of: notice, transaction), file.physicianID == id
            else { throw Problem.notFound }
            try AuditEvent(
                .letterOpened, by: visit.author, on: "physician:\(id)",
                detail: #"{"notice": \#(notice), "proof": "\#(kind.rawValue)", "sha256": "\#(file.sha256)"}"#
            ).record(transaction, council: council.id)
            return file
        }
        let reference = LetterReference(notice, of: council).text
        return .file(name: "preuve-\(reference)-\(kind.rawValue).pdf", type: "application/pdf", bytes: file.bytes)
    }
}
