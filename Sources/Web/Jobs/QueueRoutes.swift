import Access
import Jobs
import Letters
import Postgres
import Vocabulary

/// The queue, for whoever keeps the platform running: how much waits, what was set aside, never for whom.
struct QueueRoutes {
    let database: Database
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/exploitation/file", .office(.platform, .readPlatform), show)
        routes.post("/exploitation/file/:id/relance", .office(.platform, .manageQueue), revive)
    }

    @Sendable private func show(_ visit: Visit) async throws -> Reply {
        let state = try await database.transaction(as: .queue) { try QueueState.read($0) }
        let councils = try await database.transaction(as: .access) { transaction in
            try Dictionary(uniqueKeysWithValues: Council.departmental(transaction).map { ($0.id, $0.name) })
        }
        return .page(
            QueuePage(
                state: state, councils: councils, mayRevive: try visit.session.may(.manageQueue),
                mail: settings.hasMailServer ? nil : MailWait.sentence(state), proof: visit.frame.proof))
    }

    /// The job and the line of the journal are kept together or not at all.
    @Sendable private func revive(_ visit: Visit) async throws -> Reply {
        let (id, author, platform) = (try visit.id(), try visit.author, try visit.council)
        let council = try await database.transaction(as: .queueOperator(of: platform.id)) { transaction in
            let council = try ReviveJob(id).run(transaction)
            if let council {
                try AuditEvent(.jobRevived, by: author, on: "job:\(id)", detail: #"{"council": \#(council)}"#)
                    .record(transaction, council: platform.id)
            }
            return council
        }
        guard council != nil else {
            throw Problem.conflict(
                "Cette tâche n'est plus mise de côté : quelqu'un l'a peut-être déjà remise dans la file.")
        }
        return .go(.queue, .jobRevived)
    }
}

/// What is said of mails that wait because no server is set.
enum MailWait {
    /// Nil when no mail waits.
    static func sentence(_ state: QueueState) -> String? {
        let waiting = state.piles.filter { $0.kind == SendMail.queue }.map { $0.ready + $0.leased }.reduce(0, +)
        guard waiting > 0 else { return nil }
        let counted = French.count(waiting, "courriel attend", "courriels attendent")
        return "Aucun serveur d'envoi n'est réglé (SEXTANT_MAIL_SERVER) : \(counted)."
    }
}
