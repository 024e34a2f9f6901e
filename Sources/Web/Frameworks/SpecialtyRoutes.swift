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
            .page(try await page(visit, code: visit.query["code"], nil))
        }
        routes.get("/referentiels/specialites.csv", .may(.readFrameworks), file)
        routes.post("/referentiels/specialites", .may(.linkSpecialties), link)
    }

    private func page(_ visit: Visit, code: String?, _ error: HTML?) async throws -> SpecialtiesPage {
        let session = try visit.session
        return try await database.transaction(as: session.membership.council.principal) { transaction in
            let history = try code.map { try SpecialtyStore.history(of: $0, transaction) } ?? []
            guard code == nil || !history.isEmpty else { throw Problem.notFound }
            return SpecialtiesPage(
                links: try SpecialtyStore.links(on: visit.today, transaction),
                titles: try SpecialtyRoutes.titles(transaction), chosen: history,
                mayLink: session.may(.linkSpecialties), proof: visit.frame.proof, today: visit.today, error: error)
        }
    }

    /// Official code → name of the référentiels that a physician may fall under.
    private static func titles(_ transaction: Transaction) throws -> [String: String] {
        let colleges = try CollegeStore.list(transaction).filter { $0.professionCode == "10" }
        return Dictionary(colleges.map { ($0.frameworkCode, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    @Sendable private func link(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let code = visit.form["code"] ?? ""
        guard let day = visit.form["date"].flatMap({ CalendarDate(isoOrFrench: $0) }) else {
            return .refused(
                try await page(visit, code: code, "Indiquez à partir de quel jour, par exemple 01/01/2027."))
        }
        let command = SetSpecialtyLink(
            code: code, candidates: visit.form.pairs.filter { $0.name == "candidats" }.map(\.value),
            certainty: visit.form["certitude"] ?? "", source: String((visit.form["source"] ?? "").prefix(300)),
            startsOn: day, actor: session.email)
        return try await visit.refusing {
            let council = session.membership.council
            try await database.transaction(as: council.principal) { transaction in
                guard try !SpecialtyStore.history(of: code, transaction).isEmpty else { throw Problem.notFound }
                try command.run(known: Set(try SpecialtyRoutes.titles(transaction).keys), transaction)
                try AuditEvent(.specialtyLinked, by: session.email, on: "specialty:\(code)")
                    .record(transaction, council: council.id)
            }
            return .go(.specialties(code: code), .specialtyLinked)
        } page: {
            try await page(visit, code: code, $0)
        }
    }

    @Sendable private func file(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let bytes = try await database.transaction(as: session.membership.council.principal) { transaction in
            let titles = try SpecialtyRoutes.titles(transaction)
            var writer = CSVWriter(for: .person)
            writer.record([
                "Code", "Spécialité", "Codes des référentiels", "Référentiels", "Certitude", "Source", "Depuis",
            ])
            for link in try SpecialtyStore.links(on: visit.today, transaction) {
                writer.record([
                    link.code, link.label, link.candidates.joined(separator: " "),
                    link.candidates.map { titles[$0] ?? $0 }.joined(separator: ", "), link.certainty, link.source,
                    link.correction?.startsOn.french ?? "",
                ])
            }
            return writer.bytes
        }
        return .file(name: "specialites-\(visit.today).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }
}
