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
        let lots = try await run(visit) { [gates] transaction in
            guard try !Sender.find(council, on: visit.today, transaction).postal.isEmpty else {
                throw PostalRefusal.hasNoAddress
            }
            return try PrepareLot(by: visit.author, gates: gates).run(council, on: visit.today, transaction)
        }
        guard let lot = lots.first, lots.count == 1 else {
            return .go(.postalLots(.list(council.code)), .lotsAsked)
        }
        return .go(.postalLots(.lot(council.code, lot)), .lotAsked)
    }

    /// Each letter is looked at before the post: the page then says what is to be taken out of the pile.
    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let outcome = try await run(visit) { [gates] transaction in
            try CheckLot(id, by: visit.author, gates: gates)
                .run(council, today: visit.today, now: visit.now, transaction)
        }
        let notice: Notice =
            outcome.left == 0 ? .letterLotIsEmpty : outcome.removed > 0 ? .lettersToRemove : .letterLotChecked
        return .go(.postalLots(.lot(council.code, id)), notice)
    }

    /// Says that the post took what was checked.
    @Sendable func deposit(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        let typed = PostalLotPage.Typed(day: String((visit.form["le"] ?? "").prefix(20)))
        guard let day = CalendarDate(isoOrFrench: typed.day) else {
            return try await refused(visit, typed, "le", "Indiquez le jour du dépôt, par exemple 02/01/2029.")
        }
        let outcome: DepositLot.Outcome
        do {
            outcome = try await database.transaction(as: try visit.principal, timeout: 60_000) { [gates] transaction in
                try DepositLot(id, on: day, by: visit.author, gates: gates)
                    .run(council, today: visit.today, now: visit.now, transaction)
            }
        } catch let refusal as PostalRefusal {
            switch refusal {
            case .dayIsWrong, .checkIsOfAnotherDay:
                return try await refused(visit, typed, "le", HTML(say: refusal.sentence))
            default: throw try await problem(refusal)
            }
        }
        return .go(
            .postalLots(.lot(council.code, id)), outcome.doubtful > 0 ? .letterLotIsDoubtful : .letterLotDeposited)
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
                guard leftOut.contains(where: { $0.delivery == delivery && $0.mayBeMended }) else {
                    throw Problem.conflict("L'adresse de cette lettre n'est plus à corriger ici : relisez la page.")
                }
                try MendLetterAddress(delivery, lines: lines, by: visit.author)
                    .run(council, on: visit.today, transaction)
            }
        } catch let fault as AddressFault {
            let typed = PostalLotPage.Typed(mended: delivery, address: lines.joined(separator: "\n"))
            return try await refused(visit, typed, "adresse-\(delivery)", PostalLotWords.sentence(fault))
        } catch let refusal as PostalRefusal {
            throw try await problem(refusal)
        }
        return .go(.postalLots(.lot(council.code, id)), .letterAddressMended)
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
        case .personIsUnknown, .hasNoAddress: return .unprocessable(HTML(say: refusal.sentence))
        case .otherIsOpen(let id, let email):
            return .conflict(HTML(say: PostalRefusal.otherIsOpen(id, by: try await name(email)).sentence))
        case .isDecided(let state, let email?):
            return .conflict(HTML(say: PostalRefusal.isDecided(state, by: try await name(email)).sentence))
        default: return .conflict(HTML(say: refusal.sentence))
        }
    }
}
