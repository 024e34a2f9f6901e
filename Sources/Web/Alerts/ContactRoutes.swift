import Access
import Alerts
import Letters
import Postgres

/// How a council reaches its physicians by e-mail: who has no address, whose fails, and what is done about it.
struct ContactRoutes {
    let database: Database
    /// Whether a mail server is set.
    let hasMailServer: Bool
    /// Whether reports of failed mails are read.
    let readsReturns: Bool
    /// Domain and platform of this installation, for what is written.
    let letterhead: Letterhead

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/contacts", .council(.readAlerts)) { .page(try await page($0)) }
        routes.get("/cd/:code/contacts.csv", .council(.exportRegister), file)
        routes.post("/cd/:code/contacts/lettres", .council(.prepareLots)) { try await ask(.letter, $0) }
        routes.post("/cd/:code/contacts/verifications", .council(.approveAlerts)) { try await ask(.mail, $0) }
    }

    /// Whoever is on the page is named in the journal's entry of the reading.
    private func page(_ visit: Visit) async throws -> ReachPage {
        let session = try visit.session
        let council = session.membership.council
        let (state, asked) = (Reach.State(visit.query), visit.query.place("page"))
        let reading = ReadReach(council, on: visit.today, readsReturns: readsReturns)
        let page = try await database.transaction(as: session.principal, timeout: 60_000) {
            [hasMailServer, readsReturns] transaction in
            let summary = try reading.summary(transaction)
            let number = min(asked, ReachPage.pages(of: state.map(summary.count) ?? summary.total))
            let rows = try reading.list(state, page: number, transaction)
            try Self.reading(state, rows).record(by: visit.author, transaction, council: council.id)
            return ReachPage(
                code: council.code, state: state, rows: rows, page: number, summary: summary,
                rounds: try reading.rounds(transaction), people: PersonNames(), hasMailServer: hasMailServer,
                readsReturns: readsReturns, mayExport: session.may(.exportRegister), mayAsk: session.may(.prepareLots),
                mayVerify: session.may(.approveAlerts), proof: visit.frame.proof)
        }
        return page.naming(try await people(page.rounds.map(\.madeBy)))
    }

    /// The list as a file; the journal keeps who took it, and who is on it.
    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let state = Reach.State(visit.query)
        let reading = ReadReach(council, on: visit.today, readsReturns: readsReturns)
        let rows = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            let rows = try reading.list(state, transaction)
            try Self.reading(state, rows)
                .record(.listExported, by: visit.author, transaction, council: council.id)
            return rows
        }
        return .file(
            name: "contacts-\(council.code).csv", type: "text/csv; charset=utf-8",
            bytes: ContactFile(rows: rows).bytes)
    }

    private func ask(_ way: AskContacts.Way, _ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let shown = visit.form.id("nombre").map { Int(clamping: $0) } ?? 0
        let asking = try AskContacts(way, shown: shown, letterhead: letterhead, by: visit.author)
        do {
            try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
                _ = try asking.run(council, on: visit.today, transaction)
            }
        } catch is ComposeFault {
            throw Problem.unprocessable(ContactWords.noText)
        } catch let refusal as AskContacts.Refusal {
            throw Problem.conflict(ContactWords.sentence(refusal))
        }
        return .go(.contacts(.list(council.code)), way == .letter ? .addressesAsked : .addressesVerified)
    }

    private static func reading(_ state: Reach.State?, _ rows: [Reach]) -> ListReading {
        ListReading(
            "contacts", filter: state.map { [(name: "etat", value: $0.word)] } ?? [], shows: rows.map(\.physicianID))
    }

    private func people(_ emails: [String]) async throws -> PersonNames {
        guard !emails.isEmpty else { return PersonNames() }
        return try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
    }
}
