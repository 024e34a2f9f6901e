import Access
import Frameworks
import Intake
import Postgres
import Standings
import Vocabulary

/// Référentiels and their versions: list, read, take away, decide.
struct FrameworkRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/referentiels", .may(.readFrameworks), list)
        routes.get("/referentiels.csv", .may(.readFrameworks), file)
        routes.get("/referentiels/:framework/:version", .may(.readFrameworks)) { .page(try await page($0, nil)) }
        routes.get("/referentiels/:framework/:version/paquet.json", .may(.readFrameworks), package)
        routes.post("/referentiels/:framework/:version/proposition", .may(.editFrameworks), propose)
        routes.post("/referentiels/:framework/:version/retrait", .may(.editFrameworks), withdraw)
        routes.post("/referentiels/:framework/:version/suppression", .may(.editFrameworks), discard)
    }

    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let filter = FrameworkFilter(visit.query)
        return try await database.transaction(as: session.membership.council.principal) { transaction in
            let rows = try FrameworkRoutes.rows(session, visit.today, transaction)
            let seesEffects = session.may(.readImpact) && !session.may(.editFrameworks)
            let proposals = try VersionStore.list(transaction).filter { seesEffects && $0.stage == .proposed }
            return .page(
                FrameworkListPage(
                    rows: rows.filter { $0.passes(filter) }, total: rows.count,
                    professions: Set(rows.map(\.profession)).sorted(), filter: filter,
                    mayEdit: session.may(.editFrameworks), proposals: proposals, today: visit.today))
        }
    }

    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let filter = FrameworkFilter(visit.query)
        let bytes = try await database.transaction(as: session.membership.council.principal) { transaction in
            let rows = try FrameworkRoutes.rows(session, visit.today, transaction)
            return FrameworkListFile(
                rows: rows.filter { $0.passes(filter) }, seesDrafts: session.may(.editFrameworks)
            ).bytes
        }
        return .file(name: "referentiels-\(visit.today).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }

    private static func rows(
        _ session: Session, _ today: CalendarDate, _ transaction: Transaction
    ) throws -> [FrameworkRow] {
        try FrameworkRegister(transaction: transaction, today: today, seesDrafts: session.may(.editFrameworks)).rows()
    }

    private func page(_ visit: Visit, _ error: HTML?) async throws -> FrameworkVersionPage {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        return try await database.transaction(as: session.membership.council.principal) { transaction in
            try FrameworkVersionReading(transaction: transaction, session: session, today: visit.today)
                .page(key, against: visit.query["compare"], proof: visit.frame.proof, error: error)
        }
    }

    @Sendable private func package(_ visit: Visit) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let council = session.membership.council
        let text = try await database.transaction(as: council.principal) { transaction in
            _ = try FrameworkVersionReading(transaction: transaction, session: session, today: visit.today).version(key)
            try AuditEvent(.packageExported, by: session.email, on: "framework:\(key.framework):\(key.number)")
                .record(transaction, council: council.id)
            return try VersionStore.content(key, transaction) ?? ""
        }
        return .file(
            name: "\(key.framework)-\(key.number).json", type: "application/json; charset=utf-8",
            bytes: Array(text.utf8))
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        try await decide(visit, .versionProposed) { key, actor, reason, transaction in
            try ProposeVersion(key, actor: actor, reason: reason).run(transaction)
        }
    }

    @Sendable private func withdraw(_ visit: Visit) async throws -> Reply {
        try await decide(visit, .versionWithdrawn) { key, actor, reason, transaction in
            try WithdrawVersion(key, actor: actor, reason: reason).run(transaction)
        }
    }

    @Sendable private func discard(_ visit: Visit) async throws -> Reply {
        try await decide(visit, .draftDiscarded) { key, actor, reason, transaction in
            guard !reason.isEmpty else { throw Refusal("Dites pourquoi le brouillon est supprimé.") }
            try DiscardDraft(key, actor: actor, reason: reason).run(transaction)
        }
    }

    private func decide(
        _ visit: Visit, _ notice: Notice,
        _ command: @escaping @Sendable (FrameworkVersion.Key, String, String, Transaction) throws -> Void
    ) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        return try await visit.refusing {
            try await database.transaction(as: session.membership.council.principal) { transaction in
                guard try VersionStore.find(key, transaction) != nil else { throw Problem.notFound }
                try command(key, session.email, reason, transaction)
            }
            let isGone = notice == .draftDiscarded
            return .go(isGone ? .frameworks(.init()) : .framework(FrameworkWords.address(key), against: nil), notice)
        } page: {
            try await page(visit, $0)
        }
    }
}

/// Reads what the page of a version shows.
struct FrameworkVersionReading {
    let transaction: Transaction
    let session: Session
    let today: CalendarDate

    /// The version, if this reader may see it: drafts and proposals do not exist for a council.
    func version(_ key: FrameworkVersion.Key) throws -> FrameworkVersion {
        guard let version = try VersionStore.find(key, transaction), isVisible(version) else { throw Problem.notFound }
        return version
    }

    private func isVisible(_ version: FrameworkVersion) -> Bool {
        version.stage == .approved || session.may(.editFrameworks)
    }

    func page(
        _ key: FrameworkVersion.Key, against base: String?, proof: String, error: HTML?
    ) throws -> FrameworkVersionPage {
        let version = try version(key)
        let all = try VersionStore.list(of: key.framework, transaction).filter(isVisible)
        let states = FrameworkVersion.states(of: all, on: today)
        let text = try VersionStore.content(key, transaction) ?? ""
        return FrameworkVersionPage(
            version: version, state: states[key] ?? .draft,
            college: try CollegeStore.list(transaction).first { $0.frameworkCode == version.officialCode },
            draft: try? FrameworkDraft(text), events: try VersionStore.events(of: key, transaction),
            approval: try VersionStore.approval(of: key, transaction),
            others: all.filter { $0.key != key }.map { ($0, states[$0.key] ?? .draft) },
            difference: try difference(key, base, all), session: session, proof: proof, error: error)
    }

    private func whole(_ key: FrameworkVersion.Key) throws -> Framework? {
        try VersionStore.content(key, transaction).flatMap { try? FrameworkDraft($0).whole }
    }

    private func difference(
        _ key: FrameworkVersion.Key, _ base: String?, _ all: [FrameworkVersion]
    ) throws -> FrameworkVersionPage.Difference? {
        let earlier = all.prefix { $0.key != key }.last?.key.number
        guard let number = base ?? earlier, number != key.number, all.contains(where: { $0.key.number == number })
        else { return nil }
        guard let old = try whole(FrameworkVersion.Key(key.framework, number)), let new = try whole(key) else {
            return nil
        }
        return FrameworkVersionPage.Difference(
            base: number, sentences: FrameworkDiff(from: old, to: new).changes.map(\.sentence))
    }
}

extension Visit {
    /// The version in the path.
    func frameworkKey() throws -> FrameworkVersion.Key {
        guard let id = parameters["framework"], let number = parameters["version"], Query.isFrameworkCode(id),
            Query.isFrameworkCode(number)
        else { throw Problem.notFound }
        return FrameworkVersion.Key(FrameworkID(id), number)
    }

    /// Does the work; what a room refuses is said on the page that asked.
    func refusing(
        _ work: () async throws -> Reply, page: (HTML) async throws -> any Page
    ) async throws -> Reply {
        do {
            return try await work()
        } catch let refusal as Refusal {
            return .refused(try await page(HTML(say: refusal.sentence)))
        }
    }
}
