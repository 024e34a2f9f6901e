import Access
import Documents
import Letters
import Postgres
import Vocabulary

/// What people do with a lot.
extension PostalLotRoutes {
    @Sendable func prepare(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        guard hasTypesetter else {
            throw Problem.unprocessable(PostalLotWords.noTypesetter)
        }
        let lot = try await run(visit) { transaction in
            try PrepareLot(by: visit.author).run(council, on: visit.today, transaction)
        }
        return .go(.postalLots(.lot(council.code, lot)), .lotAsked)
    }

    /// What was found to be taken out of the pile is kept, whether the deposit is accepted or not.
    @Sendable func deposit(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let typed = PostalLotPage.Typed(day: String((visit.form["le"] ?? "").prefix(20)))
        guard let day = CalendarDate(isoOrFrench: typed.day) else {
            return try await refused(visit, typed, "le", "Indiquez le jour du dépôt, par exemple 02/01/2029.")
        }
        let removed = visit.form["retirees"].flatMap { Int($0) } ?? 0
        let outcome: DepositLot.Outcome
        do {
            outcome = try await database.transaction(as: try visit.principal, timeout: 60_000) { [gates] transaction in
                try DepositLot(id, on: day, removed: removed, by: visit.author, gates: gates)
                    .run(council, today: visit.today, now: visit.now, transaction)
            }
        } catch let refusal as PostalRefusal {
            guard case .dayIsWrong = refusal else { throw try await problem(refusal) }
            return try await refused(visit, typed, "le", HTML(say: refusal.sentence))
        }
        let notice: Notice =
            switch outcome {
            case .deposited: .letterLotDeposited
            case .mustRemove: .lettersToRemove
            case .nothingLeft: .letterLotIsEmpty
            }
        return .go(.postalLots(.lot(council.code, id)), notice)
    }

    @Sendable func cancel(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        try await run(visit) { try CancelLot(id, by: visit.author).run(council, now: visit.now, $0) }
        return .go(.postalLots(.lot(council.code, id)), .letterLotCancelled)
    }

    @Sendable func mend(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let delivery = visit.form.id("lettre") ?? 0
        let lines = (visit.form["adresse"] ?? "").prefix(1_000).split(whereSeparator: \.isNewline).map(String.init)
        do {
            try await database.transaction(as: try visit.principal) { transaction in
                guard try ReadLots.find(id, transaction) != nil else { throw Problem.notFound }
                let leftOut = try ReadLots.lines(of: id, in: [.leftOut], transaction)
                guard leftOut.contains(where: { $0.delivery == delivery }) else {
                    throw Problem.conflict("Cette lettre n'est pas parmi celles laissées de côté : relisez la page.")
                }
                try MendLetterAddress(delivery, lines: lines, by: visit.author).run(council, transaction)
            }
        } catch let fault as AddressFault {
            let typed = PostalLotPage.Typed(mended: delivery, address: lines.joined(separator: "\n"))
            return try await refused(visit, typed, "adresse-\(delivery)", PostalLotWords.sentence(fault))
        } catch let refusal as PostalRefusal {
            throw try await problem(refusal)
        }
        return .go(.postalLots(.lot(council.code, id)), .letterAddressMended)
    }

    /// One after the other: the page comes back with the field ready for the next.
    @Sendable func recordReturn(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        var typed = ReturnPage.Typed(
            reference: String((visit.form["reference"] ?? "").prefix(60)),
            reason: visit.form["motif"].flatMap(RecordReturn.Reason.init(rawValue:)))
        guard let reason = typed.reason else {
            typed.errors = [("motif", "Dites ce que la poste a écrit sur le pli.")]
            return .refused(try await returns(visit, typed: typed))
        }
        do {
            try await database.transaction(as: try visit.principal) { [typed] transaction in
                try RecordReturn(typed.reference, reason, by: visit.author)
                    .run(council, today: visit.today, now: visit.now, transaction)
            }
        } catch let refusal as PostalRefusal where refusal != .personIsUnknown {
            typed.errors = [("reference", HTML(say: refusal.sentence))]
            return .refused(try await returns(visit, typed: typed))
        }
        return .go(.postalLots(.returns(council.code)), .letterReturned)
    }

    private func refused(
        _ visit: Visit, _ typed: PostalLotPage.Typed, _ field: String, _ sentence: HTML
    ) async throws -> Reply {
        var typed = typed
        typed.errors = [(field, sentence)]
        return .refused(try await page(visit, typed: typed))
    }

    @discardableResult
    private func run<Value: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await database.transaction(as: try visit.principal, timeout: 60_000, body)
        } catch let refusal as PostalRefusal {
            throw try await problem(refusal)
        }
    }

    /// What a refusal is to a reader; whoever came first is named.
    private func problem(_ refusal: PostalRefusal) async throws -> Problem {
        func name(_ email: String) async throws -> String {
            try await database.transaction(as: .access) { try PersonNames.of([email], $0) }[email]
        }
        switch refusal {
        case .notFound: return .notFound
        case .personIsUnknown: return .unprocessable(HTML(say: refusal.sentence))
        case .otherIsOpen(let id, let email):
            return .conflict(HTML(say: PostalRefusal.otherIsOpen(id, by: try await name(email)).sentence))
        case .isDecided(let state, let email?):
            return .conflict(HTML(say: PostalRefusal.isDecided(state, by: try await name(email)).sentence))
        default: return .conflict(HTML(say: refusal.sentence))
        }
    }
}
