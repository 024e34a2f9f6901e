import Access
import Alerts
import Postgres
import Registry
import Vocabulary

/// What people decide about a campaign and its recipients.
extension AlertRoutes {
    @Sendable func exclude(_ visit: Visit) async throws -> Reply {
        let id = try visit.id()
        let ticked = visit.form.pairs.filter { $0.name == "destinataire" }.compactMap { Query.id($0.value) }
        guard !ticked.isEmpty else {
            return try await refused(
                visit, .exclusions, ("destinataires", "Cochez au moins un médecin à exclure."))
        }
        return try await act(visit, .exclusions, .recipientExcluded) { reason, council, transaction in
            for entry in ticked {
                try ExcludeEntry(entry, of: id, reason: reason, by: visit.author).run(council, transaction)
            }
        }
    }

    @Sendable func add(_ visit: Visit) async throws -> Reply {
        let id = try visit.id()
        guard let physician = try await physician(visit) else {
            return try await refused(
                visit, .additions, ("rpps", "Aucun médecin de votre conseil n'a ce numéro RPPS."))
        }
        return try await act(visit, .additions, .recipientAdded) { reason, council, transaction in
            _ = try AddEntry(physician: physician, to: id, reason: reason, by: visit.author)
                .run(council, on: visit.today, transaction)
        }
    }

    /// The physician of the form: by the key of our own page, or by the RPPS number that somebody typed.
    private func physician(_ visit: Visit) async throws -> Int64? {
        try await database.transaction(as: try visit.principal) { transaction in
            if let id = visit.form.id("medecin") {
                guard try PhysicianIdentity.find(transaction, id) != nil else { throw Problem.notFound }
                return id
            }
            let number = (visit.form["rpps"] ?? "").filter { !$0.isWhitespace }
            guard number.utf8.count == 11 else { return nil }
            return try PhysicianMatch.search(transaction, number, limit: 2).first { $0.rppsNumber == number }?
                .physicianID
        }
    }

    @Sendable func approve(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let outcome = try await run(visit) { transaction in
            try ApproveCampaign(id, by: visit.author).run(council, on: visit.today, transaction)
        }
        return .go(
            .alerts(.campaign(council.code, id)), outcome == .approved ? .campaignApproved : .campaignAwaitsSecond)
    }

    @Sendable func release(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        try await run(visit) { try ReleaseCanary(id, by: visit.author).run(council, $0) }
        return .go(.alerts(.campaign(council.code, id)), .campaignReleased)
    }

    @Sendable func retract(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        guard let entry = visit.parameters["entry"].flatMap(Query.id) else { throw Problem.notFound }
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        do {
            try await database.transaction(as: try visit.principal) { transaction in
                try RetractAlert(entry, of: id, reason: reason, by: visit.author)
                    .run(council, on: visit.today, transaction)
            }
        } catch AlertRefusal.reasonIsMissing {
            return .refused(
                try await recipient(
                    visit, typed: reason, errors: [("raison", HTML(say: AlertRefusal.reasonIsMissing.sentence))]))
        } catch let refusal as AlertRefusal {
            throw try await problem(refusal)
        }
        return .go(.alerts(.recipient(council.code, id, entry: entry)), .alertRetracted)
    }

    /// What changes the whole campaign, for a reason.
    func decide(
        _ visit: Visit, _ part: AlertAddress.Part, _ notice: Notice,
        _ body: @escaping @Sendable (Int64, String, Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let id = try visit.id()
        return try await act(visit, part, notice) { reason, council, transaction in
            try body(id, reason, council, transaction)
        }
    }

    /// Does it, or shows the page again with what is to be corrected in the form.
    private func act(
        _ visit: Visit, _ part: AlertAddress.Part, _ notice: Notice,
        _ body: @escaping @Sendable (String, Council, Transaction) throws -> Void
    ) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        do {
            try await database.transaction(as: try visit.principal) { try body(reason, council, $0) }
        } catch AlertRefusal.reasonIsMissing {
            return try await refused(
                visit, part,
                (
                    "raison-\(part.rawValue)", HTML(say: AlertRefusal.reasonIsMissing.sentence)
                ))
        } catch let refusal as AlertRefusal where part == .additions && refusal.isAboutWhom {
            return try await refused(visit, part, ("rpps", HTML(say: refusal.sentence)))
        } catch let refusal as AlertRefusal {
            throw try await problem(refusal)
        }
        let back = entry(visit).map { AlertAddress.recipient(council.code, id, entry: $0) }
        return .go(
            .alerts(back ?? .campaign(council.code, id, page: visit.form.place("page"), excluded: 1)), notice)
    }

    /// The page of one recipient that the form stood on, if it did.
    private func entry(_ visit: Visit) -> Int64? {
        guard let page = visit.form["page"], page.hasPrefix("alerte-") else { return nil }
        return Query.id(String(page.dropFirst(7)))
    }

    private func refused(
        _ visit: Visit, _ part: AlertAddress.Part, _ error: (field: String, sentence: HTML)
    ) async throws -> Reply {
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        if let entry = entry(visit) {
            return .refused(
                try await recipient(visit, entry: entry, typed: reason, errors: [("raison", error.sentence)]))
        }
        var typed = CampaignPage.Typed(errors: [error])
        typed.reasons[part] = reason
        typed.number = String((visit.form["rpps"] ?? "").prefix(20))
        typed.ticked = Set(visit.form.pairs.filter { $0.name == "destinataire" }.compactMap { Query.id($0.value) })
        return .refused(try await page(visit, typed: typed))
    }

    @discardableResult
    private func run<Value: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.transaction(as: try visit.principal, timeout: 60_000, body)
        } catch let refusal as AlertRefusal {
            throw try await problem(refusal)
        }
    }

    /// What a refusal is to a reader; whoever decided first is named.
    private func problem(_ refusal: AlertRefusal) async throws -> Problem {
        switch refusal {
        case .notFound: return .notFound
        case .isDecided(let email?, let state):
            let name = try await people([email])[email]
            return .conflict(HTML(say: AlertRefusal.isDecided(by: name, state: state).sentence))
        case .isDecided, .secondPersonIsTheFirst, .entryIsDecided, .nobodyIsLeft, .wasNotSent:
            return .conflict(HTML(say: refusal.sentence))
        case .personIsUnknown, .reasonIsMissing, .isNotLate, .hasNoAddress:
            return .unprocessable(HTML(say: refusal.sentence))
        }
    }
}

extension AlertRefusal {
    /// Whether it is the physician who cannot be written to.
    var isAboutWhom: Bool { self == .isNotLate || self == .hasNoAddress }
}
