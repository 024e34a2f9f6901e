import Access
import Letters
import Postgres
import Vocabulary

/// The national words of letters: read, changed by two people.
struct TemplateRoutes {
    let database: Database

    private typealias Command = @Sendable (Int64, Int, Visit, Transaction) throws -> Void

    func add(to routes: SiteRoutes) {
        let (edit, publish) = (
            RouteAccess.office(.national, .editTemplates), RouteAccess.office(.national, .publishTemplate)
        )
        routes.get("/national/modeles", edit, list)
        routes.get("/national/modeles/:letter", edit, show)
        routes.get("/national/modeles/:letter/brouillon", edit) { visit in
            // Published or given up meanwhile: the words in force say what became of it.
            guard let page = try await page(visit) else {
                return .go(.templates(.kind(try visit.letterKind(), version: nil)), nil)
            }
            return .page(page)
        }
        routes.post("/national/modeles/:letter/brouillon/debut", edit, begin)
        routes.post("/national/modeles/:letter/brouillon/texte", edit, save)
        routes.post("/national/modeles/:letter/brouillon/proposition", edit) { visit in
            try await decide(visit, .templateProposed) {
                try ProposeTemplateDraft($0, revision: $1, by: $2.author).run(on: $2.today, now: $2.now, $3)
            }
        }
        routes.post("/national/modeles/:letter/brouillon/publication", publish, self.publish)
        routes.post("/national/modeles/:letter/brouillon/renvoi", publish) { visit in
            try await decide(visit, .templateSentBack) {
                try ReturnTemplateDraft($0, revision: $1, reason: $2.form["raison"] ?? "", by: $2.author).run($3)
            }
        }
        routes.post("/national/modeles/:letter/brouillon/retrait", edit) { visit in
            try await decide(visit, .templateWithdrawn) {
                try ReturnTemplateDraft($0, revision: $1, reason: $2.form["raison"] ?? "", by: $2.author).run($3)
            }
        }
        routes.post("/national/modeles/:letter/brouillon/suppression", edit) { visit in
            try await decide(visit, .templateDiscarded) {
                try DiscardTemplateDraft($0, revision: $1, by: $2.author).run($3)
            }
        }
    }

    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let today = visit.today
        let rows = try await database.transaction(as: try visit.principal) { transaction in
            let drafts = try TemplateDraft.open(transaction)
            return try Letters.Notice.Kind.allCases.map { kind in
                let versions = try TemplateVersion.all(kind, transaction)
                return TemplateListPage.Row(
                    kind: kind, inForce: versions.first { $0.inForceFrom <= today },
                    coming: versions.filter { $0.inForceFrom > today }, draft: drafts[kind])
            }
        }
        return .page(TemplateListPage(rows: rows, today: today))
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let (kind, asked) = (try visit.letterKind(), visit.query["version"])
        return try await database.transaction(as: try visit.principal) { transaction in
            let versions = try TemplateVersion.all(kind, transaction)
            let inForce = versions.first { $0.inForceFrom <= visit.today }
            let shown = asked.map { step in versions.first { $0.key.step == step } } ?? inForce ?? versions.first
            guard let shown else { throw Problem.notFound }
            return .page(
                TemplateVersionPage(
                    kind: kind, versions: versions, inForce: inForce, shown: shown,
                    draft: try TemplateDraft.open(kind, transaction), proof: visit.frame.proof, today: visit.today))
        }
    }

    private func page(_ visit: Visit, _ typed: TemplateDraftPage.Typed = .init()) async throws -> TemplateDraftPage? {
        let (session, kind) = (try visit.session, try visit.letterKind())
        let found = try await database.transaction(as: session.principal) { transaction -> TemplateDraftPage? in
            guard let draft = try TemplateDraft.open(kind, transaction) else { return nil }
            return TemplateDraftPage(
                draft: draft, inForce: try TemplateVersion.inForce(kind: kind, on: visit.today, transaction),
                session: session, proof: visit.frame.proof, today: visit.today, typed: typed)
        }
        guard var page = found else { return nil }
        let emails = [page.draft.proposedBy, page.draft.reasonBy].compactMap(\.self)
        page.people = try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
        return page
    }

    @Sendable private func begin(_ visit: Visit) async throws -> Reply {
        let kind = try visit.letterKind()
        do {
            try await database.transaction(as: try visit.principal) {
                try BeginTemplateDraft(kind, by: visit.author).run(on: visit.today, now: visit.now, $0)
            }
        } catch let refusal as TemplateRefusal {
            throw refusal.problem
        }
        return .go(.templates(.draft(kind)), nil)
    }

    @Sendable private func save(_ visit: Visit) async throws -> Reply {
        let text = TemplateText(
            subject: visit.form["objet"] ?? "", mail: TemplateText.paragraphs(typed: visit.form.raw("courriel")),
            letter: TemplateText.paragraphs(typed: visit.form.raw("lettre")))
        return try await decide(visit, .templateSaved, .init(text: text)) {
            try SaveTemplateDraft($0, revision: $1, text, by: $2.author).run(now: $2.now, $3)
        }
    }

    @Sendable private func publish(_ visit: Visit) async throws -> Reply {
        let typed = TemplateDraftPage.Typed(day: visit.form["jour"] ?? "")
        return try await decide(visit, .templatePublished, typed) { id, revision, visit, transaction in
            guard let day = CalendarDate(isoOrFrench: typed.day) else { throw TemplateRefusal.dayIsPast }
            try PublishTemplateDraft(id, revision: revision, from: day, by: visit.author)
                .run(today: visit.today, now: visit.now, transaction)
        }
    }

    /// Does it to the draft that the form names, or shows the page again with what is to be corrected.
    private func decide(
        _ visit: Visit, _ notice: Notice, _ typed: TemplateDraftPage.Typed = .init(), _ command: @escaping Command
    ) async throws -> Reply {
        let kind = try visit.letterKind()
        guard let id = visit.form.id("modele"), let revision = visit.form.id("revision").map(Int.init(clamping:))
        else { throw TemplateRefusal.hasMoved.problem }
        do {
            try await database.transaction(as: try visit.principal) { try command(id, revision, visit, $0) }
        } catch let refusal as TemplateRefusal where refusal.field != nil {
            var typed = typed
            typed.reason = String((visit.form["raison"] ?? "").prefix(500))
            typed.errors = [(refusal.field ?? "", HTML(say: refusal.sentence))]
            guard let page = try await page(visit, typed) else { throw TemplateRefusal.hasMoved.problem }
            return .refused(page)
        } catch let refusal as TemplateRefusal {
            throw refusal.problem
        }
        let isGone = [.templatePublished, .templateDiscarded].contains(notice)
        return .go(.templates(isGone ? .kind(kind, version: nil) : .draft(kind)), notice)
    }
}

extension Visit {
    /// The kind of letter in the path.
    func letterKind() throws -> Letters.Notice.Kind {
        guard let kind = parameters["letter"].flatMap(Letters.Notice.Kind.init(step:)) else { throw Problem.notFound }
        return kind
    }
}

extension TemplateRefusal {
    /// The field that the reader corrects; nil where nothing typed is at fault.
    var field: String? {
        switch self {
        case .dayIsPast, .dayIsTaken: "jour"
        case .reasonIsMissing: "raison"
        case .hasFlaws, .isUnchanged: "objet"
        default: nil
        }
    }

    /// What it is to a reader where no form is shown again.
    var problem: Problem {
        switch self {
        case .notFound: .notFound
        case _ where isConflict: .conflict(HTML(say: sentence))
        default: .unprocessable(HTML(say: sentence))
        }
    }
}
