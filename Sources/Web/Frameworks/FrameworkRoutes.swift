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
        routes.get("/referentiels/:framework/:version", .may(.readFrameworks)) { .page(try await page($0)) }
        routes.get("/referentiels/:framework/:version/paquet.json", .may(.readFrameworks), package)
        routes.get("/referentiels/:framework/:version/paquet.sxpkg", .may(.readFrameworks), signedPackage)
        routes.post("/referentiels/:framework/:version/proposition", .may(.editFrameworks), propose)
        routes.post("/referentiels/:framework/:version/retrait", .may(.editFrameworks), withdraw)
        routes.post("/referentiels/:framework/:version/suppression", .may(.editFrameworks), discard)
    }

    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let filter = FrameworkFilter(visit.query)
        return try await database.transaction(as: session.principal) { transaction in
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
        let bytes = try await database.transaction(as: session.principal) { transaction in
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

    private func page(
        _ visit: Visit, refused: FrameworkVersionPage.RefusedDecision? = nil
    ) async throws -> FrameworkVersionPage {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        var page = try await database.transaction(as: session.principal) { transaction in
            try FrameworkVersionReading(transaction: transaction, session: session, today: visit.today)
                .page(key, against: visit.query["compare"], proof: visit.frame.proof, refused: refused)
        }
        let approval = page.approval.map { [$0.proposedBy, $0.approvedBy] } ?? []
        let addresses = page.events.map(\.by) + approval
        page.people = try await database.transaction(as: .access) { try PersonNames.of(addresses, $0) }
        return page
    }

    @Sendable private func package(_ visit: Visit) async throws -> Reply {
        let key = try visit.frameworkKey()
        let text = try await exported(visit) { try VersionStore.content(key, $0) ?? "" }
        return .file(
            name: "\(key.framework)-\(key.number).json", type: "application/json; charset=utf-8",
            bytes: Array(text.utf8))
    }

    /// The package as its college signed it, to be imported elsewhere.
    @Sendable private func signedPackage(_ visit: Visit) async throws -> Reply {
        let key = try visit.frameworkKey()
        let text = try await exported(visit) { transaction in
            guard let package = try SignedPackage.stored(key, transaction), package.signature != nil else {
                throw Problem.unprocessable("Cette version n'est pas signée : téléchargez son texte (JSON).")
            }
            return package.text
        }
        return .file(
            name: "\(key.framework)-\(key.number).sxpkg", type: "application/octet-stream", bytes: Array(text.utf8))
    }

    /// A text of a version that this reader may see; that it was taken away is recorded.
    private func exported(
        _ visit: Visit, _ text: @escaping @Sendable (Transaction) throws -> String
    ) async throws -> String {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let council = session.membership.council
        return try await database.transaction(as: try visit.principal) { transaction in
            _ = try FrameworkVersionReading(transaction: transaction, session: session, today: visit.today).version(key)
            try AuditEvent(.packageExported, by: visit.author, on: "framework:\(key.framework):\(key.number)")
                .record(transaction, council: council.id)
            return try text(transaction)
        }
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        let retroactive = visit.form["retroactif"].map { String($0.prefix(500)) }
        return try await decide(visit, .proposal, .versionProposed, as: .versionProposed) {
            key, actor, reason, transaction in
            try ProposeVersion(key, actor: actor, today: visit.today, reason: reason, retroactive: retroactive)
                .run(transaction)
        }
    }

    /// The author takes a proposal back, or the second person refuses it: the same step with another word.
    @Sendable private func withdraw(_ visit: Visit) async throws -> Reply {
        let isRefusal = visit.form["refus"] == "oui"
        return try await decide(
            visit, .withdrawal, isRefusal ? .versionRefused : .versionWithdrawn, as: .versionWithdrawn
        ) { key, actor, reason, transaction in
            try WithdrawVersion(key, actor: actor, reason: isRefusal && !reason.isEmpty ? "refus : \(reason)" : reason)
                .run(transaction)
        }
    }

    @Sendable private func discard(_ visit: Visit) async throws -> Reply {
        try await decide(visit, .removal, .draftDiscarded, as: .draftDiscarded) { key, actor, reason, transaction in
            guard !reason.isEmpty else { throw Refusal("Dites pourquoi le brouillon est supprimé.") }
            try DiscardDraft(key, actor: actor, reason: reason).run(transaction)
        }
    }

    private func decide(
        _ visit: Visit, _ part: FrameworkPart, _ notice: Notice, as action: AuditAction,
        _ command: @escaping @Sendable (FrameworkVersion.Key, String, String, Transaction) throws -> Void
    ) async throws -> Reply {
        let (session, key) = (try visit.session, try visit.frameworkKey())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        return try await visit.refusing {
            try await database.transaction(as: session.principal) { transaction in
                guard let version = try VersionStore.find(key, transaction) else { throw Problem.notFound }
                try visit.allow(.editFrameworks, on: version.stage.object)
                try command(key, session.email, reason, transaction)
                try AuditEvent(
                    action, by: visit.author, on: "framework:\(key.framework):\(key.number)",
                    reason: reason.isEmpty ? nil : reason
                ).record(transaction, council: session.membership.council.id)
            }
            let isGone = notice == .draftDiscarded
            return .go(isGone ? .frameworks(.init()) : .framework(FrameworkWords.address(key), against: nil), notice)
        } page: {
            try await page(
                visit,
                refused: .init(
                    part: part, sentence: $0, reason: reason,
                    retroactive: String((visit.form["retroactif"] ?? "").prefix(500))))
        }
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
