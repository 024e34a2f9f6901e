import Access
import Intake
import Postgres
import Standings
import Vocabulary

/// Imports of a council: read, look, decide, take back.
struct ImportRoutes {
    let database: Database
    let desk: ImportDesk
    let uploadLimit: Int

    func add(to routes: SiteRoutes) {
        routes.get("/cd/:code/imports", .council(.readImports), list)
        routes.get("/cd/:code/imports/nouveau", .council(.runImport)) { visit in
            .page(NewImportPage(code: try visit.council.code, proof: visit.frame.proof, asOf: "\(visit.today)"))
        }
        routes.post("/cd/:code/imports", .council(.runImport), bodyLimit: uploadLimit, read)
        routes.get("/cd/:code/imports/:id", .council(.readImports), show)
        routes.get("/cd/:code/imports/:id/lignes-a-corriger.csv", .council(.readImports), rejected)
        routes.post("/cd/:code/imports/:id/application", .council(.runImport), apply)
        routes.get("/cd/:code/imports/:id/annulation", .council(.runImport), askUndo)
        routes.post("/cd/:code/imports/:id/annulation", .council(.runImport), undo)
        routes.post("/cd/:code/imports/:id/abandon", .council(.runImport), drop)
    }

    @Sendable private func list(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let before = visit.query.id("avant").map { LotID($0) }
        let lots = try await database.transaction(as: session.principal) {
            try LotStore.list($0, limit: ImportListPage.size, before: before)
        }
        return .page(ImportListPage(code: council.code, lots: lots, mayImport: session.may(.runImport)))
    }

    /// Reads the upload: the lot is kept with its preview, the register stays as it is.
    @Sendable private func read(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let upload = ImportUpload(visit)
        var page = NewImportPage(
            code: council.code, proof: visit.frame.proof, kind: upload.kind, asOf: upload.date, errors: upload.errors)
        guard let asOf = upload.asOf, page.errors.isEmpty else { return .refused(page) }
        do {
            let lot = try await desk.preview(
                upload.kind, files: upload.files, council: council, asOf: asOf, actor: try visit.author)
            return .go(.lot(council.code, lot.id.number, page: 1), nil)
        } catch let refusal as Refusal {
            page.errors = [("fichier", HTML(say: refusal.sentence))]
            return .refused(page)
        }
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let id = LotID(try visit.id())
        let number = min(max(1, visit.query.id("page").map { Int($0) } ?? 1), 1_000)
        return try await database.transaction(as: session.principal) { transaction in
            guard let lot = try LotStore.find(id, transaction) else { throw Problem.notFound }
            try visit.allow(.readImports, on: lot.state.object)
            let all = try RejectedLineStore.list(id, transaction, limit: number * LotPage.size)
            let shown = Array(all.dropFirst((number - 1) * LotPage.size))
            try ListReading(
                "import", filter: [(name: "page", value: String(number))], lines: shown.map(ImportRoutes.name)
            ).record(by: visit.author, on: "lot:\(id)", transaction, council: council.id)
            return .page(
                LotPage(
                    code: council.code, lot: lot, rejected: shown,
                    page: number, mayImport: session.may(.runImport, on: lot.state.object),
                    proof: visit.frame.proof))
        }
    }

    /// By what a refused line is known: its file and its number.
    private static func name(_ line: RejectedLine) -> String { "\(line.fileName):\(line.number)" }

    @Sendable private func rejected(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let id = LotID(try visit.id())
        let bytes = try await database.transaction(as: session.principal, timeout: 60_000) { transaction in
            guard let lot = try LotStore.find(id, transaction) else { throw Problem.notFound }
            try visit.allow(.readImports, on: lot.state.object)
            let lines = try RejectedLineStore.list(id, transaction, limit: Int(Int32.max))
            let files = lot.state == .previewed ? try LotFileStore.files(of: id, transaction) : []
            let file = RejectedFile(lines: lines, header: files.first.map { RejectedFile.header($0.bytes) }).bytes
            try ListReading("lignes-a-corriger", file: file, rows: lines.count)
                .record(.rejectedLinesExported, by: visit.author, on: "lot:\(id)", transaction, council: council.id)
            return file
        }
        return .file(name: "import-\(id)-a-corriger.csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }

    /// Applies; whoever did not read the file is the second person that some lots need.
    @Sendable private func apply(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let id = LotID(try visit.id())
        let lot = try await found(visit)
        let isSecond = lot.actor != session.email && session.may(.approveImport)
        if isSecond { try visit.allow(.approveImport, on: lot.state.object) }
        _ = try await desk.apply(
            id, council: council, actor: isSecond ? lot.actor : session.email,
            approvedBy: isSecond ? session.email : nil, author: try visit.author)
        return .go(.lot(council.code, id.number, page: 1), .lotApplied)
    }

    @Sendable private func askUndo(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        let lot = try await found(visit)
        guard lot.state == .applied else { return .go(.lot(council.code, lot.id.number, page: 1), nil) }
        return .page(UndoLotPage(code: council.code, lot: lot, proof: visit.frame.proof))
    }

    @Sendable private func undo(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        let lot = try await found(visit)
        _ = try await desk.undo(lot.id, council: council, actor: try visit.author)
        return .go(.lot(council.code, lot.id.number, page: 1), .lotUndone)
    }

    @Sendable private func drop(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        let lot = try await found(visit)
        guard lot.state == .previewed else {
            throw Problem.conflict(
                "Cet import a déjà été appliqué : il ne peut plus être abandonné, mais il peut être annulé.")
        }
        try await desk.giveUp(lot.id, council: council, by: try visit.author)
        return .go(.imports(council.code, before: nil), .lotDropped)
    }

    /// The lot of the path, if this role may still do something about it.
    private func found(_ visit: Visit) async throws -> Lot {
        let id = LotID(try visit.id())
        let lot = try await database.transaction(as: try visit.principal) { try LotStore.find(id, $0) }
        guard let lot else { throw Problem.notFound }
        try visit.allow(.runImport, on: lot.state.object)
        return lot
    }
}
