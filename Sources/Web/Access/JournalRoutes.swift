import Access
import Documents
import Postgres
import Standings
import Vocabulary

/// The journal of an organisation (S36): who did what, when and why, and the same as a file.
struct JournalRoutes {
    let database: Database
    let desk: SearchDesk

    func add(to routes: SiteRoutes) {
        for workspace in Workspace.routes {
            let access = workspace.access(.readJournal)
            routes.get("\(workspace.pattern)/journal", access, show)
            routes.post("\(workspace.pattern)/journal", access, bodyLimit: 8 << 10, filter)
            routes.get("\(workspace.pattern)/journal.csv", access, export)
        }
    }

    /// The filters as a form brings them: whom they name is kept, the others stand in the address.
    @Sendable private func filter(_ visit: Visit) async throws -> Reply {
        guard let workspace = Workspace(try visit.council) else { throw Problem.notFound }
        var query = JournalQuery(visit.form).first
        query.search = try await desk.keep("personne", visit)
        return .go(.journal(workspace, query), nil)
    }

    /// The lines that the address asks for; without them, where to go instead and what to say there.
    private func asked(_ visit: Visit) async throws -> (query: JournalQuery?, otherwise: Reply) {
        guard let workspace = Workspace(try visit.council) else { throw Problem.notFound }
        let typed = JournalQuery(visit.query)
        let plain = SiteURL.journal(workspace, typed.nameless)
        if visit.names("personne") { return (nil, .go(plain, .nameInAddress)) }
        return (try await desk.named(typed, visit), .go(plain, .searchExpired))
    }

    /// Reading the journal is itself an event of it.
    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let (session, asked) = (try visit.session, try await asked(visit))
        guard let query = asked.query else { return asked.otherwise }
        let council = session.membership.council
        guard let workspace = Workspace(council) else { throw Problem.notFound }
        return try await database.transaction(as: try visit.principal) { transaction in
            try AuditEvent(.journalRead, by: visit.author, on: JournalRoutes.subject(query))
                .record(transaction, council: council.id)
            let journal = try Journal.page(transaction, of: council.id, query.filter, before: query.before)
            let impacts = try JournalRoutes.impacts(of: journal.entries, session, transaction)
            return .page(
                JournalPage(
                    workspace: workspace, session: session, query: query, journal: journal, impacts: impacts,
                    proof: visit.frame.proof))
        }
    }

    /// Which version each report of impact on the page is about, for whoever may open it.
    private static func impacts(
        of entries: [JournalEntry], _ session: Session, _ transaction: Transaction
    ) throws -> [Int64: FrameworkAddress] {
        guard session.may(.readImpact) else { return [:] }
        var found: [Int64: FrameworkAddress] = [:]
        for number in JournalSubject.impacts(in: entries) {
            guard let run = try ImpactRun.find(ImpactID(number), transaction) else { continue }
            found[number] = FrameworkAddress(run.framework.rawValue, run.version)
        }
        return found
    }

    @Sendable private func export(_ visit: Visit) async throws -> Reply {
        let (session, asked) = (try visit.session, try await asked(visit))
        guard let query = asked.query else { return asked.otherwise }
        let council = session.membership.council
        let (today, name) = (visit.today, session.name)
        let bytes = try await database.transaction(as: try visit.principal, timeout: 60_000) { transaction in
            try AuditEvent(.journalExported, by: visit.author, on: JournalRoutes.subject(query))
                .record(transaction, council: council.id)
            var file = JournalFile(today: today, by: name)
            for entry in try Journal.all(transaction, of: council.id, query.filter) { file.add(entry) }
            return file.bytes
        }
        return .file(name: "journal-\(council.code)-\(today).csv", type: "text/csv; charset=utf-8", bytes: bytes)
    }

    /// Whose file the reader asks about, if anybody's.
    private static func subject(_ query: JournalQuery) -> String? {
        query.filter.physician.map { "physician:\($0)" }
    }
}

/// The journal as a file for a spreadsheet.
struct JournalFile {
    private var writer = CSVWriter(for: .person)

    init(today: CalendarDate, by person: String) {
        writer.record([
            "N°", "Date", "Heure (Paris)", "Personne", "Rôle", "Action", "Objet", "Motif", "Détail", "Avant", "Après",
            "Origine", "Scellé", "Extrait le \(today.french) par \(person)",
        ])
    }

    var bytes: [UInt8] { writer.bytes }

    mutating func add(_ entry: JournalEntry) {
        let time = ParisTime(epochSeconds: entry.at)
        writer.number(Int(entry.number))
        writer.text(time.day.french)
        writer.text(French.clock(time))
        for cell in [
            entry.actor, entry.role?.french, JournalWords.verb(entry), entry.subject, entry.reason,
            JournalWords.facts(entry.detail), JournalWords.facts(entry.before), JournalWords.facts(entry.after),
            JournalWords.origin(entry.origin), entry.isSealed ? "oui" : "non",
        ] {
            writer.text(cell)
        }
        writer.endRecord()
    }
}
