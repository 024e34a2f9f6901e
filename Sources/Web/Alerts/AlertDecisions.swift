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
            var (left, refusal) = (0, AlertRefusal?.none)
            for entry in ticked {
                do {
                    try ExcludeEntry(entry, of: id, reason: reason, by: visit.author)
                        .run(council, on: visit.today, transaction)
                    left += 1
                } catch AlertRefusal.entryIsDecided(let state) {
                    // Somebody else left this one out meanwhile: the others are not lost with it.
                    refusal = .entryIsDecided(state)
                }
            }
            if left == 0, let refusal { throw refusal }
            return refusal == nil ? nil : .someWereExcluded
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
            return nil
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
        // Without it, what was seen is nothing: the page is read again.
        let seen = visit.form["vu"] ?? ""
        let outcome = try await run(visit) { transaction in
            try ApproveCampaign(id, seen: seen, by: visit.author).run(council, on: visit.today, transaction)
        }
        let notice: Notice =
            switch outcome {
            case .approved: .campaignApproved
            case .secondWanted: .campaignAwaitsSecond
            case .nobodyLeft: .nobodyLeft
            }
        return .go(.alerts(.campaign(council.code, id)), notice)
    }

    /// To the campaign in which its recipients are now: a night may have opened another one meanwhile.
    @Sendable func sendBack(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        do {
            let open = try await database.transaction(as: try visit.principal) { transaction in
                try SendBackCampaign(id, reason: reason, by: visit.author).run(council, transaction)
            }
            return .go(.alerts(.campaign(council.code, open)), .campaignSentBack)
        } catch AlertRefusal.reasonIsMissing {
            return try await refused(
                visit, .preparation, ("raison-preparation", HTML(say: AlertRefusal.reasonIsMissing.sentence)))
        } catch let refusal as AlertRefusal {
            throw try await problem(refusal)
        }
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
        let words = String(String.UnicodeScalarView((visit.form["phrase"] ?? "").unicodeScalars.prefix(500)))
        do {
            try await database.transaction(as: try visit.principal) { transaction in
                try RetractAlert(entry, of: id, reason: reason, telling: words, by: visit.author)
                    .run(council, on: visit.today, transaction)
            }
        } catch AlertRefusal.reasonIsMissing {
            return .refused(
                try await recipient(
                    visit, typed: reason, words: words,
                    errors: [("raison", HTML(say: AlertRefusal.reasonIsMissing.sentence))]))
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
            return nil
        }
    }

    /// Does it, or shows the page again with what is to be corrected in the form.
    ///
    /// - Parameter body: gives the notice that fits better than the usual one, or nil.
    private func act(
        _ visit: Visit, _ part: AlertAddress.Part, _ usual: Notice,
        _ body: @escaping @Sendable (String, Council, Transaction) throws -> Notice?
    ) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let reason = String((visit.form["raison"] ?? "").prefix(500))
        let other: Notice?
        do {
            other = try await database.transaction(as: try visit.principal) { try body(reason, council, $0) }
        } catch AlertRefusal.reasonIsMissing {
            return try await refused(
                visit, part,
                (
                    "raison-\(part.rawValue)", HTML(say: AlertRefusal.reasonIsMissing.sentence)
                ))
        } catch let refusal as AlertRefusal where part == .additions && refusal.isAboutWhom {
            return try await refused(visit, part, ("rpps", HTML(say: refusal.sentence)))
        } catch let refusal as AlertRefusal where part == .exclusions && refusal.isAboutEntry {
            return try await refused(visit, part, ("destinataires", HTML(say: refusal.sentence)))
        } catch let refusal as AlertRefusal {
            throw try await problem(refusal)
        }
        let back = entry(visit).map { AlertAddress.recipient(council.code, id, entry: $0) }
        return .go(
            .alerts(back ?? .campaign(council.code, id, page: visit.form.place("page"), excluded: 1)), other ?? usual)
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
        case .personIsUnknown, .reasonIsMissing, .isNotLate, .hasNoAddress:
            return .unprocessable(HTML(say: refusal.sentence))
        default: return .conflict(HTML(say: refusal.sentence))
        }
    }
}

extension AlertRefusal {
    /// Whether it is the physician who cannot be written to.
    var isAboutWhom: Bool { [.isNotLate, .hasNoAddress, .otherCouncilWrites].contains(self) || isAboutEntry }
    /// Whether somebody decided about this physician meanwhile.
    var isAboutEntry: Bool { if case .entryIsDecided = self { true } else { false } }
}
