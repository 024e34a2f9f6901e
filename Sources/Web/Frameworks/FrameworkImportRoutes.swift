import Access
import Foundation
import Frameworks
import Intake
import Postgres
import Vocabulary

/// Import of référentiels: read and look, then keep as drafts.
struct FrameworkImportRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/referentiels/import", .may(.editFrameworks)) { visit in
            .page(FrameworkImportPage(proof: visit.frame.proof, published: "\(visit.today)"))
        }
        let limit = FrameworkImportPage.sizeLimit
        routes.post("/referentiels/import", .may(.editFrameworks), bodyLimit: limit, read)
        routes.post("/referentiels/import/application", .may(.editFrameworks), bodyLimit: limit, apply)
        routes.post(
            "/referentiels/import/lignes-a-corriger.csv", .may(.editFrameworks), bodyLimit: limit, rejectedLines)
    }

    @Sendable private func read(_ visit: Visit) async throws -> Reply {
        let file = visit.files.first { $0.field == "fichier" }
        var page = form(visit)
        if file == nil { page.errors.append(("fichier", "Choisissez un fichier.")) }
        return try await run(visit, page, name: file?.name ?? "", bytes: file?.bytes ?? [], isApplied: false)
    }

    @Sendable private func apply(_ visit: Visit) async throws -> Reply {
        guard let content = Data(base64Encoded: visit.form.raw("contenu")), !content.isEmpty else {
            throw Problem.unprocessable("Le fichier lu n'est plus dans le formulaire. Recommencez l'import.")
        }
        return try await run(
            visit, form(visit), name: String((visit.form["nom"] ?? "").prefix(200)), bytes: [UInt8](content),
            isApplied: true)
    }

    /// The lines set aside, under the header of the file, to be corrected and imported.
    @Sendable private func rejectedLines(_ visit: Visit) async throws -> Reply {
        let (page, name) = (form(visit), String((visit.form["nom"] ?? "").prefix(200)))
        guard let content = Data(base64Encoded: visit.form.raw("contenu")), !content.isEmpty, page.errors.isEmpty else {
            throw Problem.unprocessable("Le fichier lu n'est plus dans le formulaire. Recommencez l'import.")
        }
        let bytes = [UInt8](content)
        let command = try command(visit, page, name: name, bytes: bytes)
        let outcome = try await run(command, visit, source: page.source, isApplied: false)
        let lines = outcome.rejected.map {
            RejectedLine(
                fileName: name, number: $0.number, line: $0.text, code: $0.code, reason: $0.sentence)
        }
        return .file(
            name: "lignes-a-corriger.csv", type: "text/csv; charset=utf-8",
            bytes: RejectedFile(lines: lines, header: RejectedFile.header(bytes)).bytes)
    }

    private func command(
        _ visit: Visit, _ page: FrameworkImportPage, name: String, bytes: [UInt8]
    ) throws -> ImportFrameworks {
        guard let published = CalendarDate(iso: page.published) else {
            throw Problem.unprocessable("Indiquez le jour de la publication.")
        }
        return ImportFrameworks(
            fileName: name, bytes: bytes, source: page.source, published: published, actor: try visit.session.email,
            today: visit.today, retroactive: page.retroactive)
    }

    private func form(_ visit: Visit) -> FrameworkImportPage {
        var page = FrameworkImportPage(
            proof: visit.frame.proof, source: String((visit.form["source"] ?? "").prefix(300)),
            published: visit.form["date"].flatMap { CalendarDate(isoOrFrench: $0) }?.description ?? "")
        page.retroactive = String((visit.form["retroactif"] ?? "").prefix(500))
        if page.source.isEmpty { page.errors.append(("source", "Dites d'où vient ce fichier.")) }
        if page.published.isEmpty {
            page.errors.append(("date", "Indiquez le jour de la publication, par exemple 26/02/2026."))
        }
        return page
    }

    /// Where what was kept is read: its own page when it is one draft, else the list of drafts.
    private static func place(of outcome: ImportFrameworks.Outcome) -> SiteURL {
        guard outcome.drafts.count == 1 else { return .frameworks(FrameworkFilter(state: "brouillon")) }
        return .framework(FrameworkWords.address(outcome.drafts[0].key), against: nil)
    }

    /// Reads the file before a connection is taken: a large one would keep it from others.
    private func run(
        _ command: ImportFrameworks, _ visit: Visit, source: String, isApplied: Bool
    ) async throws -> ImportFrameworks.Outcome {
        let council = try visit.council
        let principal = try visit.principal
        let codes = try await database.transaction(as: principal) { try ImportFrameworks.officialCodes($0) }
        let content = try command.read(knowing: codes)
        return try await database.transaction(as: principal, timeout: 60_000) { transaction in
            let outcome = try command.run(content, isApplied: isApplied, transaction)
            guard isApplied else { return outcome }
            try AuditEvent(
                .draftsImported, by: visit.author,
                detail: JSON.object([.init("drafts", .integer(outcome.drafts.count))]).text, reason: source
            ).record(transaction, council: council.id)
            return outcome
        }
    }

    private func run(
        _ visit: Visit, _ form: FrameworkImportPage, name: String, bytes: [UInt8], isApplied: Bool
    ) async throws -> Reply {
        var page = form
        guard page.errors.isEmpty else { return .refused(page) }
        let command = try command(visit, page, name: name, bytes: bytes)
        do {
            let outcome = try await run(command, visit, source: page.source, isApplied: isApplied)
            guard !isApplied else { return .go(FrameworkImportRoutes.place(of: outcome), .draftsImported) }
            page.preview = .init(fileName: name, encoded: Data(bytes).base64EncodedString(), outcome: outcome)
            return .page(page)
        } catch let refusal as Refusal {
            page.errors = [("fichier", HTML(say: refusal.sentence))]
            return .refused(page)
        }
    }
}
