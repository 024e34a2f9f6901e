import Access
import Letters
import Postgres
import Vocabulary

/// The national words of letters: read, changed by two people.
struct TemplateRoutes {
    let database: Database
    /// Sets the sample letter; nil where there is no typesetter.
    let press: (any LetterPress)?

    func add(to routes: SiteRoutes) {
        let (edit, publish) = (
            RouteAccess.office(.national, .editTemplates), RouteAccess.office(.national, .publishTemplate)
        )
        routes.get("/national/modeles", edit, list)
        routes.get("/national/modeles/:letter", edit) { .page(try await versionPage($0)) }
        routes.get("/national/modeles/:letter/brouillon", edit) { visit in
            // Published or given up meanwhile: the words in force say what became of it.
            guard let page = try await page(visit) else {
                return .go(.templates(.kind(try visit.letterKind(), version: nil)), nil)
            }
            return .page(page)
        }
        routes.post("/national/modeles/:letter/brouillon/debut", edit, begin)
        routes.post("/national/modeles/:letter/brouillon/texte", edit, save)
        routes.post("/national/modeles/:letter/brouillon/base", edit, rebase)
        routes.post("/national/modeles/:letter/brouillon/proposition", edit) { visit in
            try await decide(visit, .templateProposed, triesLetter: true) {
                try ProposeTemplateDraft($0, revision: $1, by: $2.author).run(now: $2.now, $3)
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
        routes.post("/national/modeles/:letter/demande-de-revocation", edit) { visit in
            try await revoke(visit, .revocationAsked) {
                try AskTemplateRevocation($0, reason: visit.form["raison"] ?? "", by: visit.author)
                    .run(today: visit.today, now: visit.now, $1)
            }
        }
        routes.post("/national/modeles/:letter/revocation", publish) { visit in
            try await revoke(visit, .revoked) {
                try RevokeTemplate($0, by: visit.author).run(today: visit.today, now: visit.now, $1)
            }
        }
    }

    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let today = visit.today
        let rows = try await database.transaction(as: try visit.principal) { transaction in
            let drafts = try TemplateDraft.open(transaction)
            return try Letters.Notice.Kind.allCases.map { kind in
                let versions = try TemplateVersion.all(kind, transaction).filter { !$0.isRevoked }
                return TemplateListPage.Row(
                    kind: kind, inForce: versions.first { $0.inForceFrom <= today },
                    coming: versions.filter { $0.inForceFrom > today }, draft: drafts[kind])
            }
        }
        return .page(TemplateListPage(rows: rows, today: today))
    }

    private func versionPage(
        _ visit: Visit, _ typed: TemplateVersionPage.Typed = .init()
    ) async throws -> TemplateVersionPage {
        let (session, kind, asked) = (try visit.session, try visit.letterKind(), visit.query["version"])
        var page = try await database.transaction(as: session.principal) { transaction in
            let versions = try TemplateVersion.all(kind, transaction)
            let inForce = versions.first { !$0.isRevoked && $0.inForceFrom <= visit.today }
            let shown = asked.map { step in versions.first { $0.key.step == step } } ?? inForce ?? versions.first
            guard let shown else { throw Problem.notFound }
            return TemplateVersionPage(
                kind: kind, versions: versions, inForce: inForce, shown: shown,
                draft: try TemplateDraft.open(kind, transaction),
                coming: try TemplateDraft.coming(kind, after: visit.today, transaction), session: session,
                proof: visit.frame.proof, today: visit.today, typed: typed)
        }
        let emails = page.coming.flatMap { [$0.revocation?.askedBy, $0.proposedBy].compactMap(\.self) }
        page.people = try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
        return page
    }

    private func page(_ visit: Visit, _ typed: TemplateDraftPage.Typed = .init()) async throws -> TemplateDraftPage? {
        let (session, kind) = (try visit.session, try visit.letterKind())
        let found = try await database.transaction(as: session.principal) { transaction -> TemplateDraftPage? in
            guard let draft = try TemplateDraft.open(kind, transaction) else { return nil }
            let inForce = try TemplateVersion.inForce(kind: kind, on: visit.today, transaction)
            return TemplateDraftPage(
                draft: draft, base: try TemplateVersion.find(draft.base, transaction) ?? inForce,
                session: session, proof: visit.frame.proof, today: visit.today, typed: typed)
        }
        guard var page = found else { return nil }
        let emails = [page.draft.proposedBy, page.draft.reasonBy, page.draft.writtenBy].compactMap(\.self)
        page.people = try await database.transaction(as: .access) { try PersonNames.of(emails, $0) }
        return page
    }

    @Sendable private func begin(_ visit: Visit) async throws -> Reply {
        let kind = try visit.letterKind()
        let day = visit.form["jour"].flatMap(CalendarDate.init(isoOrFrench:)) ?? visit.today
        do {
            try await database.transaction(as: try visit.principal) {
                try BeginTemplateDraft(kind, by: visit.author)
                    .run(on: max(day, visit.today), now: visit.now, $0)
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

    @Sendable private func rebase(_ visit: Visit) async throws -> Reply {
        let typed = TemplateDraftPage.Typed(day: visit.form["jour"] ?? "")
        return try await decide(visit, .templateRebased, typed, dayField: "jour-prevu") {
            guard let day = CalendarDate(isoOrFrench: typed.day) else { throw TemplateRefusal.dayIsPast }
            try RebaseTemplateDraft($0, revision: $1, for: day, by: $2.author).run(today: $2.today, $3)
        }
    }

    @Sendable private func publish(_ visit: Visit) async throws -> Reply {
        let typed = TemplateDraftPage.Typed(day: visit.form["jour"] ?? "")
        return try await decide(visit, .templatePublished, typed, triesLetter: true) {
            guard let day = CalendarDate(isoOrFrench: typed.day) else { throw TemplateRefusal.dayIsPast }
            try PublishTemplateDraft($0, revision: $1, from: day, by: $2.author)
                .run(today: $2.today, now: $2.now, $3)
        }
    }

    /// Does it to the draft that the form names, or shows the page again with what is to be corrected.
    private func decide(
        _ visit: Visit, _ notice: Notice, _ typed: TemplateDraftPage.Typed = .init(), triesLetter: Bool = false,
        dayField: String = "jour",
        _ command: @escaping @Sendable (Int64, Int, Visit, Transaction) throws -> Void
    ) async throws -> Reply {
        let kind = try visit.letterKind()
        guard let id = visit.form.id("modele"), let revision = visit.form.id("revision").map(Int.init(clamping:))
        else { throw TemplateRefusal.hasMoved.problem }
        do {
            if triesLetter { try await tryLetter(id, revision, kind, visit) }
            try await database.transaction(as: try visit.principal) { try command(id, revision, visit, $0) }
        } catch let refusal as TemplateRefusal {
            return try await shown(refusal, visit, typed, dayField)
        }
        let isGone = [.templatePublished, .templateDiscarded].contains(notice)
        return .go(.templates(isGone ? .kind(kind, version: nil) : .draft(kind)), notice)
    }

    /// Sets the sample letter of the draft that the form saw; the command refuses it if it moved meanwhile.
    private func tryLetter(_ id: Int64, _ revision: Int, _ kind: Letters.Notice.Kind, _ visit: Visit) async throws {
        let draft = try await database.transaction(as: try visit.principal) { try TemplateDraft.open(kind, $0) }
        guard let draft, draft.id == id, draft.revision == revision else { throw TemplateRefusal.hasMoved }
        guard draft.flaws.isEmpty else { throw TemplateRefusal.hasFlaws(draft.flaws) }
        let flaws = try await TryLetter(press: press).flaws(of: draft.text, for: kind)
        guard flaws.isEmpty else { throw TemplateRefusal.hasFlaws(flaws) }
    }

    /// The page again, with each error at its field and what was typed; a problem where no page can mend it.
    private func shown(
        _ refusal: TemplateRefusal, _ visit: Visit, _ given: TemplateDraftPage.Typed, _ dayField: String
    ) async throws -> Reply {
        var typed = given
        typed.reason = String((visit.form["raison"] ?? "").prefix(500))
        if refusal == .hasMoved, typed.text != nil {
            typed.isConflict = true
            guard let page = try await page(visit, typed) else { throw refusal.problem }
            return .conflicted(page)
        }
        if case .baseMoved(let key) = refusal {
            typed.moved = try await database.transaction(as: try visit.principal) {
                try TemplateVersion.find(key, $0)
            }
        }
        guard var page = try await page(visit, typed) else { throw refusal.problem }
        page.typed.errors = page.errors(refusal, dayField: dayField)
        guard !page.typed.errors.isEmpty else { throw refusal.problem }
        return .refused(page)
    }

    /// Asks for a revocation, or agrees to it, of the words that the form names.
    private func revoke(
        _ visit: Visit, _ notice: Notice, _ command: @escaping @Sendable (Int64, Transaction) throws -> Void
    ) async throws -> Reply {
        guard let id = visit.form.id("modele") else { throw TemplateRefusal.hasMoved.problem }
        do {
            try await database.transaction(as: try visit.principal) { try command(id, $0) }
        } catch TemplateRefusal.reasonIsMissing {
            let typed = TemplateVersionPage.Typed(
                draft: id, reason: String((visit.form["raison"] ?? "").prefix(500)),
                errors: [("raison-\(id)", HTML(say: TemplateRefusal.reasonIsMissing.sentence))])
            return .refused(try await versionPage(visit, typed))
        } catch let refusal as TemplateRefusal {
            throw refusal.problem
        }
        return .go(.templates(.kind(try visit.letterKind(), version: nil)), notice)
    }
}

extension TemplateDraftPage {
    /// What a refusal is to this page, each sentence at a field that it shows; empty where none of them can mend it.
    fileprivate func errors(_ refusal: TemplateRefusal, dayField: String) -> [(field: String, sentence: HTML)] {
        let isWritten = draft.state == .draft
        let decision = [("decision", HTML(say: refusal.sentence))]
        switch refusal {
        case .hasFlaws(let flaws):
            return flaws.map {
                (isWritten ? TemplateWords.field($0.part) : "texte-lu", HTML(say: TemplateWords.sentence($0)))
            }
        case .isUnchanged: return [(isWritten ? "objet" : "texte-lu", HTML(say: refusal.sentence))]
        case .pressIsSilent: return decision
        case .dayIsPast, .baseMoved:
            let isShown = isWritten || !draft.isOf(session.personID, named: "")
            return isShown ? [(dayField, HTML(say: refusal.sentence))] : decision
        case .reasonIsMissing: return [("raison", HTML(say: refusal.sentence))]
        default: return []
        }
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
    /// What it is to a reader where no form is shown again.
    var problem: Problem {
        switch self {
        case .notFound: .notFound
        case _ where isConflict: .conflict(HTML(say: sentence))
        default: .unprocessable(HTML(say: sentence))
        }
    }
}
