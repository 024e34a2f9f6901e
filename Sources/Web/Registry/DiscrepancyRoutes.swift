import Access
import Postgres
import Registry
import Vocabulary

/// Discrepancies: look, and put aside until a date.
struct DiscrepancyRoutes {
    let database: Database
    let catalogue: Catalogue

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/ecarts", .council(.readRegister), show)
        routes.post("/cd/:code/ecarts/masques", .council(.hideDiscrepancy), hide)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let kind = visit.query["type"].flatMap(DiscrepancyKind.init(rawValue:)) ?? .noEmail
        let after = visit.query.id("apres") ?? 0
        let author = try visit.author
        return try await database.transaction(as: session.principal) { [catalogue] transaction in
            let reader = DiscrepancyLines(
                transaction: transaction, today: visit.today, names: try catalogue.names(transaction, at: visit.now))
            let lines = try reader.lines(kind, after: after)
            try ListReading("ecarts", filter: [(name: "type", value: kind.rawValue)], shows: lines.map(\.physicianID))
                .record(by: author, transaction, council: council.id)
            return .page(
                DiscrepancyPage(
                    code: council.code, kind: kind, counts: try reader.counts(),
                    lines: lines, after: after, mayHide: session.may(.hideDiscrepancy),
                    mayChoose: session.may(.chooseFramework),
                    proof: visit.frame.proof, today: visit.today))
        }
    }

    @Sendable private func hide(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        guard let physician = visit.form.id("medecin"),
            let kind = visit.form["type"].flatMap(DiscrepancyKind.init(rawValue:))
        else { throw Problem.notFound }
        guard let until = visit.form["date"].flatMap({ CalendarDate(isoOrFrench: $0) }), until > visit.today,
            until <= visit.today.anniversary(2)
        else { throw Problem.unprocessable("La date doit être à venir, et dans moins de deux ans.") }
        try await database.transaction(as: session.principal) { transaction in
            guard try PhysicianIdentity.find(transaction, physician) != nil else { throw Problem.notFound }
            try HideDiscrepancy(kind, of: physician, until: until, by: visit.author).run(council.id, transaction)
        }
        return .go(.discrepancies(council.code, kind: kind.rawValue, after: nil), .discrepancyHidden)
    }
}
