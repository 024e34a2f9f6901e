import Access
import Documents
import Frameworks
import Postgres
import Registry
import Vocabulary

/// The links from specialties to référentiels: read by all, corrected by the national council.
struct SpecialtyRoutes {
    let database: Database

    func add(to routes: SiteRoutes) {
        routes.get("/referentiels/specialites", .may(.readFrameworks)) { visit in
            .page(try await page(visit, code: visit.query["code"]))
        }
        routes.get("/referentiels/specialites.csv", .may(.readFrameworks), file)
        routes.post("/referentiels/specialites", .may(.linkSpecialties), link)
    }

    private func page(
        _ visit: Visit, code: String?, typed: SpecialtiesPage.TypedLink? = nil
    ) async throws -> SpecialtiesPage {
        let session = try visit.session
        var page = try await database.transaction(as: session.principal) { transaction in
            let history = try code.map { try SpecialtyStore.history(of: $0, transaction) } ?? []
            guard code == nil || !history.isEmpty else { throw Problem.notFound }
            return SpecialtiesPage(
                links: try SpecialtyStore.links(on: visit.today, transaction),
                titles: try SpecialtyRoutes.titles(transaction), chosen: history,
                mayLink: session.may(.linkSpecialties), proof: visit.frame.proof, today: visit.today, typed: typed)
        }
        let authors = (page.links + page.chosen).compactMap(\.correction?.setBy)
        page.people = try await database.transaction(as: .access) { try PersonNames.of(authors, $0) }
        return page
    }

    /// Official code → title of the référentiels that a physician may fall under; the college's name where none is
    /// approved yet.
    private static func titles(_ transaction: Transaction) throws -> [String: String] {
        let colleges = try CollegeStore.list(transaction).filter { $0.professionCode == "10" }
        let titles = FrameworkTitle.byOfficialCode(try VersionStore.list(transaction))
        return Dictionary(
            colleges.map { ($0.frameworkCode, titles[$0.frameworkCode] ?? $0.name) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Once typed, it is checked and counted; once confirmed, it is kept.
    @Sendable private func link(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let code = visit.form["code"] ?? ""
        var typed = SpecialtiesPage.TypedLink(
            candidates: visit.form.pairs.filter { $0.name == "candidats" }.map(\.value),
            certainty: visit.form["certitude"] ?? "", source: String((visit.form["source"] ?? "").prefix(300)),
            date: String((visit.form["date"] ?? "").prefix(20)))
        guard let day = CalendarDate(isoOrFrench: typed.date) else {
            typed.errors = [("date", "Indiquez à partir de quel jour, par exemple 01/01/2027.")]
            return .refused(try await page(visit, code: code, typed: typed))
        }
        typed.date = day.description
        let command = SetSpecialtyLink(
            code: code, candidates: typed.candidates, certainty: typed.certainty, source: typed.source, startsOn: day,
            actor: session.email)
        let isConfirmed = visit.form["confirme"] == "oui"
        let council = session.membership.council
        let outcome = try await database.transaction(as: try visit.principal) { transaction in
            guard try !SpecialtyStore.history(of: code, transaction).isEmpty else { throw Problem.notFound }
            let known = Set(try SpecialtyRoutes.titles(transaction).keys)
            if let fault = command.fault(known: known) { return Outcome.refused(fault.part, fault.sentence) }
            guard isConfirmed else { return .counted(try SpecialtyStore.physicians(with: code, transaction)) }
            try command.run(known: known, transaction)
            try AuditEvent(.specialtyLinked, by: visit.author, on: "specialty:\(code)")
                .record(transaction, council: council.id)
            return .kept
        }
        switch outcome {
        case .kept: return .go(.specialties(code: code), .specialtyLinked)
        case .counted(let physicians):
            typed.physicians = physicians
            return .page(try await page(visit, code: code, typed: typed))
        case .refused(let part, let sentence):
            typed.errors = [(SpecialtyRoutes.field(part), HTML(say: sentence))]
            return .refused(try await page(visit, code: code, typed: typed))
        }
    }

    /// What became of a correction.
    private enum Outcome: Sendable {
        case kept
        case counted(Int)
        case refused(SetSpecialtyLink.Part, String)
    }

    private static func field(_ part: SetSpecialtyLink.Part) -> String {
        switch part {
        case .candidates: "candidats"
        case .certainty: "certitude-deduit"
        case .source: "source"
        }
    }

    /// The certainty as a person reads it in a spreadsheet.
    private static func certainty(_ word: String) -> String {
        switch word {
        case "deduit": "Certaine"
        case "a_confirmer": "À confirmer"
        default: "Le conseil choisit"
        }
    }

    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let bytes = try await database.transaction(as: session.principal) { transaction in
            let titles = try SpecialtyRoutes.titles(transaction)
            var writer = CSVWriter(for: .person)
            writer.record([
                "Code", "Spécialité", "Codes des référentiels", "Référentiels", "Certitude", "Source", "Depuis",
            ])
            for link in try SpecialtyStore.links(on: visit.today, transaction) {
                writer.record([
                    link.code, link.label, link.candidates.joined(separator: " "),
                    link.candidates.map { titles[$0] ?? $0 }.joined(separator: ", "),
                    SpecialtyRoutes.certainty(link.certainty), link.source,
                    link.correction?.startsOn.french ?? "",
                ])
            }
            return writer.bytes
        }
        return .file(name: "specialites-\(visit.today).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }
}
