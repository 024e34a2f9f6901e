import Access
import Letters
import Postgres
import Vocabulary

/// What a council adds to its letters: proposed by one person, published by another; and who signs as sender.
struct BlockRoutes {
    let database: Database
    /// Where physicians find their certification account; nil where none is known.
    let platform: String?
    /// Sets letters on paper; nil where there is no typesetter.
    let press: (any LetterPress)?

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/modeles", .council(.readAlerts)) { .page(try await page($0)) }
        routes.post("/cd/:code/modeles/expediteur", .council(.editTemplates), setSender)
        routes.post("/cd/:code/modeles/blocs/:block/proposition", .council(.editTemplates), propose)
        routes.post("/cd/:code/modeles/blocs/:block/publication", .council(.publishTemplate), publish)
        routes.post("/cd/:code/modeles/blocs/:block/renvoi", .council(.publishTemplate)) { visit in
            try await end(visit, .blockSentBack)
        }
        routes.post("/cd/:code/modeles/blocs/:block/retrait", .council(.editTemplates)) { visit in
            try await end(visit, .blockWithdrawn)
        }
        routes.get("/cd/:code/modeles/apercu", .council(.readAlerts), preview)
        routes.get("/cd/:code/modeles/apercu.pdf", .council(.readAlerts), previewFile)
    }

    private func page(_ visit: Visit, _ typed: BlockListPage.Typed = .init()) async throws -> BlockListPage {
        let (session, council) = (try visit.session, try visit.council)
        var page = try await database.transaction(as: session.principal) { transaction in
            BlockListPage(
                council: council,
                words: try Letters.Notice.Kind.allCases.map {
                    try TemplateVersion.inForce(kind: $0, on: visit.today, transaction)
                }, blocks: try CouncilBlock.all(of: council, transaction),
                sender: try Sender.find(council, transaction), session: session, proof: visit.frame.proof,
                today: visit.today, typed: typed)
        }
        let emails = Set(page.blocks.flatMap { [$0.proposedBy, $0.endedBy].compactMap(\.self) })
        page.people = try await database.transaction(as: .access) { try PersonNames.of(Array(emails), $0) }
        return page
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        let kind = try visit.block()
        let lines = CouncilBlock.lines(typed: String(visit.form.raw("texte").prefix(4_000)))
        return try await decide(visit, .blockProposed) {
            try ProposeBlock(kind, lines, by: visit.author).run($0, on: visit.today, now: visit.now, $1)
        }
    }

    @Sendable private func publish(_ visit: Visit) async throws -> Reply {
        let (kind, version) = (try visit.block(), try visit.blockVersion())
        return try await decide(visit, .blockPublished) {
            guard let day = visit.form["jour"].flatMap(CalendarDate.init(isoOrFrench:)) else {
                throw TemplateRefusal.dayIsPast
            }
            try PublishBlock(kind, version: version, from: day, by: visit.author)
                .run($0, today: visit.today, now: visit.now, $1)
        }
    }

    private func end(_ visit: Visit, _ notice: Notice) async throws -> Reply {
        let (kind, version) = (try visit.block(), try visit.blockVersion())
        return try await decide(visit, notice) {
            try EndBlockProposal(kind, version: version, reason: visit.form["raison"] ?? "", by: visit.author)
                .run($0, now: visit.now, $1)
        }
    }

    /// Does it, or shows the page again with what is to be corrected.
    private func decide(
        _ visit: Visit, _ notice: Notice, _ command: @escaping @Sendable (Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let (council, kind) = (try visit.council, try visit.block())
        do {
            try await database.transaction(as: try visit.principal) { try command(council, $0) }
        } catch let refusal as TemplateRefusal where refusal.blockField != nil {
            let sentences = if case .hasBlockFlaws(let all) = refusal { all } else { [refusal.sentence] }
            let field = "\(kind.step)-\(refusal.blockField ?? "")"
            return .refused(
                try await page(
                    visit,
                    .init(
                        block: kind, lines: visit.form.raw("texte"), day: visit.form["jour"] ?? "",
                        reason: String((visit.form["raison"] ?? "").prefix(500)),
                        errors: sentences.map { (field, HTML(say: $0)) })))
        } catch let refusal as TemplateRefusal {
            throw refusal.problem
        }
        return .go(.templates(.council(council.code)), notice)
    }

    @Sendable private func setSender(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        let sender = Sender(
            displayName: visit.form["nom-expediteur"] ?? "", replyTo: visit.form["adresse-reponse"],
            phone: visit.form["telephone"])
        let errors = SenderSection.errors(sender)
        guard errors.isEmpty else { return .refused(try await page(visit, .init(sender: sender, errors: errors))) }
        do {
            try await database.transaction(as: try visit.principal) {
                try SetSender(sender, by: visit.author).run(council, now: visit.now, $0)
            }
        } catch is SetSender.NoAddress {
            return .refused(
                try await page(
                    visit,
                    .init(
                        sender: sender,
                        errors: [("adresse-reponse", "Cette adresse n'en est pas une : écrivez nom@domaine.")])))
        }
        return .go(.templates(.council(council.code)), .senderSet)
    }
}

extension SenderSection {
    /// What keeps a sender from being kept.
    static func errors(_ sender: Sender) -> [(field: String, sentence: HTML)] {
        var errors: [(field: String, sentence: HTML)] = []
        let parts = [
            ("nom-expediteur", sender.displayName, 120), ("adresse-reponse", sender.replyTo ?? "", 254),
            ("telephone", sender.phone ?? "", 40),
        ]
        if sender.displayName.isEmpty {
            errors.append(("nom-expediteur", "Écrivez le nom sous lequel votre conseil écrit."))
        }
        for (field, text, most) in parts {
            if text.unicodeScalars.count > most { errors.append((field, "\(most) caractères au plus.")) }
            for character in HiddenCharacter.all(in: text) {
                errors.append((field, HTML(say: "Retirez le caractère \(character.name).")))
            }
        }
        return errors
    }
}

extension TemplateRefusal {
    /// The field of a block that the reader corrects, after the name of the block.
    fileprivate var blockField: String? {
        switch self {
        case .hasBlockFlaws, .isUnchanged: "texte"
        case .dayIsPast, .dayIsTaken: "jour"
        case .reasonIsMissing: "raison"
        default: nil
        }
    }
}

extension Visit {
    /// The block of a council in the path.
    fileprivate func block() throws -> CouncilBlock.Kind {
        guard let kind = parameters["block"].flatMap(CouncilBlock.Kind.init(step:)) else { throw Problem.notFound }
        return kind
    }

    /// The version that the form showed.
    fileprivate func blockVersion() throws -> Int {
        guard let version = form.id("version") else { throw TemplateRefusal.hasMoved.problem }
        return Int(clamping: version)
    }
}
