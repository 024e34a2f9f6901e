import Access
import Alerts
import Documents
import Letters
import Postgres
import Vocabulary

/// The words tried on real recipients: nothing is sent, nothing is kept but who looked at whom.
extension BlockRoutes {
    private static let most = 3

    @Sendable func preview(_ visit: Visit) async throws -> Reply {
        let (kind, isProposed) = visit.previewed
        let (letters, example) = try await read(visit)
        var shown: [TemplatePreviewPage.Letter] = []
        for letter in letters {
            shown.append(.init(sample: letter.sample, preview: letter.preview, sheet: await sheet(letter)))
        }
        return .page(
            TemplatePreviewPage(
                code: try visit.council.code, kind: kind, isProposed: isProposed, letters: shown, example: example,
                hasPress: press != nil))
    }

    @Sendable func previewFile(_ visit: Visit) async throws -> Reply {
        let rank = min(visit.query.place("rang"), Self.most)
        let (letters, _) = try await read(visit)
        guard let press else { throw Problem.unprocessable("Aucune lettre ne peut être mise en page sur ce serveur.") }
        guard letters.indices.contains(rank - 1) else {
            throw Problem.unprocessable("La dernière campagne n'a pas autant de destinataires : relisez l'aperçu.")
        }
        guard let printed = letters[rank - 1].printed else {
            throw Problem.unprocessable("L'adresse de ce destinataire ne tient pas dans la fenêtre d'une enveloppe.")
        }
        var draft = printed
        draft.banner = "APERÇU : ne pas envoyer"
        let file: Typeset
        do {
            file = try await press.set(draft)
        } catch {
            throw Problem.unprocessable(HTML(say: Self.sentence(error)))
        }
        try await recordOpening(of: letters[rank - 1].sample.row.physicianID, visit)
        return .file(name: "apercu-\(rank).pdf", type: "application/pdf", bytes: file.pdf)
    }

    /// A preview is a letter about a real physician: whoever takes the file away is in the journal.
    private func recordOpening(of physician: Int64, _ visit: Visit) async throws {
        let council = try visit.council
        try await database.transaction(as: try visit.principal) {
            try AuditEvent(
                .letterOpened, by: visit.author, on: "physician:\(physician)", detail: "{\"preview\": true}"
            ).record($0, council: council.id)
        }
    }

    /// One letter before it is set.
    private struct Letter: Sendable {
        let sample: SampleAlert
        let preview: LetterPreview
        /// Nil where the address does not fit an envelope.
        let printed: PrintedLetter?
    }

    private func read(_ visit: Visit) async throws -> (letters: [Letter], example: LetterPreview?) {
        let (council, (kind, isProposed)) = (try visit.council, visit.previewed)
        let writer = PreviewLetter(
            Letterhead(domain: "", platform: platform), on: visit.today, includesProposals: isProposed)
        return try await database.transaction(as: try visit.principal) { transaction in
            let samples = try SampleAlert.read(kind, limit: Self.most, on: visit.today, transaction)
            try ListReading("apercu", shows: samples.map(\.row.physicianID))
                .record(by: visit.author, transaction, council: council.id)
            guard !samples.isEmpty else {
                let words = try TemplateVersion.inForce(kind: kind, on: visit.today, transaction)
                return ([], try writer.sample(words, of: council, transaction))
            }
            let sender = try Sender.find(council, on: visit.today, transaction)
            let letters = try samples.map { sample in
                let preview = try writer.run(sample.notice, of: council, transaction)
                let address = try? PostalAddress(lines: sample.address)
                return Letter(
                    sample: sample, preview: preview,
                    printed: address.map {
                        preview.text.printed(
                            from: council, sender, to: $0, on: visit.today, reference: "\(council.code)-APERCU")
                    })
            }
            return (letters, nil)
        }
    }

    private func sheet(_ letter: Letter) async -> TemplatePreviewPage.Sheet {
        guard let press else { return .none }
        guard let printed = letter.printed else {
            return .refused("son adresse au Tableau ne tient pas dans la fenêtre d'une enveloppe.")
        }
        do {
            let pages = try await press.set(printed).pages
            let most = PostalLot.mostPages
            return pages > most ? .refused("elle aurait \(pages) pages, \(most) au plus.") : .pages(pages)
        } catch {
            return .refused(Self.sentence(error))
        }
    }

    private static func sentence(_ fault: TypesetFault) -> String {
        switch fault {
        case .missingGlyph(let characters): "les polices n'ont pas « \(characters) »."
        case .tooLong(let limit): "le texte dépasse \(limit) caractères."
        case .value, .template: "une de ses valeurs ne peut pas être imprimée."
        case .engine: "l'outil de mise en page ne répond pas ; dites-le à l'exploitant de la plateforme."
        }
    }
}

extension Visit {
    /// Which words, and whether with the proposed ones.
    fileprivate var previewed: (kind: Letters.Notice.Kind, isProposed: Bool) {
        (query["nature"].flatMap(Letters.Notice.Kind.init(step:)) ?? .alert, query["propositions"] == "oui")
    }
}
