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

    private func form(_ visit: Visit) -> FrameworkImportPage {
        var page = FrameworkImportPage(
            proof: visit.frame.proof, source: String((visit.form["source"] ?? "").prefix(300)),
            published: visit.form["date"].flatMap { CalendarDate(isoOrFrench: $0) }?.description ?? "")
        if page.source.isEmpty { page.errors.append(("source", "Dites d'où vient ce fichier.")) }
        if page.published.isEmpty {
            page.errors.append(("date", "Indiquez le jour de la publication, par exemple 26/02/2026."))
        }
        return page
    }

    private func run(
        _ visit: Visit, _ form: FrameworkImportPage, name: String, bytes: [UInt8], isApplied: Bool
    ) async throws -> Reply {
        var page = form
        guard page.errors.isEmpty, let published = CalendarDate(iso: page.published) else { return .refused(page) }
        let session = try visit.session
        let command = ImportFrameworks(
            fileName: name, bytes: bytes, source: page.source, published: published, actor: session.email,
            today: visit.today)
        do {
            let outcome = try await database.transaction(as: session.membership.council.principal, timeout: 60_000) {
                try command.run(isApplied: isApplied, $0)
            }
            guard !isApplied else { return .go(.frameworks(FrameworkFilter(state: "brouillon")), .draftsImported) }
            page.preview = .init(fileName: name, encoded: Data(bytes).base64EncodedString(), outcome: outcome)
            return .page(page)
        } catch let refusal as Refusal {
            page.errors = [("fichier", HTML(say: refusal.sentence))]
            return .refused(page)
        }
    }
}
