import Access
import Letters
import Postgres
import Vocabulary

/// What a council adds to its letters, and who signs as sender: proposed by one person, published by another.
struct BlockRoutes {
    let database: Database
    /// Where physicians find their certification account; nil where none is known.
    let platform: String?
    /// Sets letters on paper; nil where there is no typesetter.
    let press: (any LetterPress)?

    func add(to routes: SiteRoutes) {
        let blocks = "/cd/:code/modeles/blocs/:block"
        routes.get("/cd/:code/modeles", .council(.readAlerts)) { .page(try await page($0)) }
        routes.post("\(blocks)/proposition", .council(.editTemplates), propose)
        routes.post("\(blocks)/publication", .council(.publishTemplate), publish)
        routes.post("\(blocks)/renvoi", .council(.publishTemplate)) { try await end($0, .blockSentBack) }
        routes.post("\(blocks)/retrait", .council(.editTemplates)) { try await end($0, .blockWithdrawn) }
        routes.post("\(blocks)/demande-de-revocation", .council(.editTemplates)) { visit in
            let (kind, version) = (try visit.block(), try visit.blockVersion())
            return try await decide(visit, .revocationAsked) {
                try AskBlockRevocation(kind, version: version, reason: visit.form["raison"] ?? "", by: visit.author)
                    .run($0, today: visit.today, now: visit.now, $1)
            }
        }
        routes.post("\(blocks)/revocation", .council(.publishTemplate)) { visit in
            let (kind, version) = (try visit.block(), try visit.blockVersion())
            return try await decide(visit, .revoked) {
                try RevokeBlock(kind, version: version, by: visit.author)
                    .run($0, today: visit.today, now: visit.now, $1)
            }
        }
        routes.get("/cd/:code/modeles/apercu", .council(.previewLetters), preview)
        routes.get("/cd/:code/modeles/apercu.pdf", .council(.previewLetters), previewFile)
    }

    private func page(_ visit: Visit, _ typed: BlockListPage.Typed = .init()) async throws -> BlockListPage {
        let (session, council) = (try visit.session, try visit.council)
        var page = try await database.transaction(as: session.principal) { transaction in
            BlockListPage(
                council: council,
                words: try Letters.Notice.Kind.allCases.map {
                    try TemplateVersion.inForce(kind: $0, on: visit.today, transaction)
                }, blocks: try CouncilBlock.all(of: council, transaction),
                sender: try Sender.find(council, on: visit.today, transaction), session: session,
                proof: visit.frame.proof, today: visit.today, typed: typed)
        }
        let emails = Set(
            page.blocks.flatMap {
                [$0.proposedBy, $0.publishedBy, $0.endedBy, $0.revocation?.askedBy].compactMap(\.self)
            })
        page.people = try await database.transaction(as: .access) { try PersonNames.of(Array(emails), $0) }
        return page
    }

    @Sendable private func propose(_ visit: Visit) async throws -> Reply {
        let kind = try visit.block()
        guard kind == .sender else {
            let lines = CouncilBlock.lines(typed: String(visit.form.raw("texte").prefix(4_000)))
            return try await decide(visit, .blockProposed, tries: { _ in .lines(kind, lines) }) {
                try ProposeBlock(kind, lines, by: visit.author).run($0, on: visit.today, now: visit.now, $1)
            }
        }
        let sender = visit.typedSender
        return try await decide(visit, .senderProposed, tries: { _ in .sender(sender) }) {
            try ProposeSender(sender, by: visit.author).run($0, on: visit.today, now: visit.now, $1)
        }
    }

    @Sendable private func publish(_ visit: Visit) async throws -> Reply {
        let (kind, version) = (try visit.block(), try visit.blockVersion())
        return try await decide(
            visit, kind == .sender ? .senderSet : .blockPublished,
            tries: { blocks in
                guard let block = blocks.first(where: { $0.kind == kind && $0.version == version }) else {
                    throw TemplateRefusal.hasMoved
                }
                return block.sender.map { .sender($0) } ?? .lines(kind, block.lines)
            }
        ) {
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

    /// Sets sample letters where asked to, does it, or shows the page again with what is to be corrected.
    private func decide(
        _ visit: Visit, _ notice: Notice,
        tries: (@Sendable ([CouncilBlock]) throws -> TryLetter.Proposal)? = nil,
        _ command: @escaping @Sendable (Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let council = try visit.council
        do {
            if let tries { try await tryLetter(visit, tries) }
            try await database.transaction(as: try visit.principal) { try command(council, $0) }
        } catch let refusal as TemplateRefusal {
            return try await shown(refusal, visit, notice)
        }
        return .go(.templates(.council(council.code)), notice)
    }

    /// What the pure rules refuse is left to the command, which says it better.
    private func tryLetter(
        _ visit: Visit, _ proposal: @escaping @Sendable ([CouncilBlock]) throws -> TryLetter.Proposal
    ) async throws {
        let (council, letterhead) = (try visit.council, Letterhead(domain: "", platform: platform))
        let samples = try await database.transaction(as: try visit.principal) { transaction -> TryLetter.Samples? in
            let proposal = try proposal(try CouncilBlock.all(of: council, transaction))
            guard proposal.isWellFormed else { return nil }
            return try TryLetter.samples(proposal, of: council, letterhead, on: visit.today, transaction)
        }
        guard let samples else { return }
        let sentences = try await TryLetter(press: press).flaws(of: samples)
        guard sentences.isEmpty else { throw TemplateRefusal.hasBlockFlaws(sentences) }
    }

    /// The page again, with each sentence at a field that it shows; a problem where no page can mend it.
    private func shown(_ refusal: TemplateRefusal, _ visit: Visit, _ notice: Notice) async throws -> Reply {
        let kind = try visit.block()
        var typed = BlockListPage.Typed(
            block: kind, lines: visit.form.raw("texte"), day: visit.form["jour"] ?? "",
            reason: String((visit.form["raison"] ?? "").prefix(500)))
        if kind == .sender, visit.form["nom-expediteur"] != nil || visit.form["version"] == nil {
            typed.sender = visit.typedSender
        }
        if refusal == .isOpenAlready {
            typed.isConflict = true
            return .conflicted(try await page(visit, typed))
        }
        typed.errors = refusal.errors(kind, version: visit.form.id("version"), notice)
        guard !typed.errors.isEmpty else { throw refusal.problem }
        return .refused(try await page(visit, typed))
    }
}

extension TemplateRefusal {
    /// Each sentence at the field of a block, or of the sender, where it is mended; empty where none can mend it.
    fileprivate func errors(
        _ kind: CouncilBlock.Kind, version: Int64?, _ notice: Notice
    ) -> [(field: String, sentence: HTML)] {
        let isPublication = [.blockPublished, .senderSet].contains(notice)
        let isRevocation = notice == .revocationAsked
        let words = isPublication ? "\(kind.step)-jour" : kind == .sender ? "nom-expediteur" : "\(kind.step)-texte"
        switch self {
        case .hasBlockFlaws(let sentences): return sentences.map { (words, HTML(say: $0)) }
        case .hasSenderFlaws(let flaws):
            return flaws.map { (isPublication ? words : SenderForm.field($0.part), HTML(say: $0.sentence)) }
        case .isUnchanged, .pressIsSilent: return [(words, HTML(say: sentence))]
        case .dayIsPast: return [("\(kind.step)-jour", HTML(say: sentence))]
        case .reasonIsMissing:
            let field = isRevocation ? "revocation-\(version ?? 0)" : "raison"
            return [("\(kind.step)-\(field)", HTML(say: sentence))]
        default: return []
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

    /// The sender as somebody typed it.
    fileprivate var typedSender: Sender {
        Sender(
            displayName: form["nom-expediteur"] ?? "", replyTo: form["adresse-reponse"], phone: form["telephone"],
            postal: CouncilBlock.lines(typed: String(form.raw("adresse-postale").prefix(1_000))))
    }
}
