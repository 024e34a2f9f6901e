import Access
import Alerts
import Letters
import Postgres
import Vocabulary

/// What people record of letters that came back.
extension PostalLotRoutes {
    func returns(
        _ visit: Visit, typed: ReturnPage.Typed = .init(), correction: ReturnPage.Correction = .init()
    ) async throws -> ReturnPage {
        let (session, council) = (try visit.session, try visit.council)
        let place = ReturnPlace(visit.query)
        let (lines, last) = try await database.transaction(as: session.principal) { transaction in
            let lines = try ReadLots.returned(atMost: ReturnPage.mostLines, transaction)
            let last = try place.notice.flatMap { try SentNotice.find($0, transaction) }
            try ListReading("retours", shows: lines.map(\.physicianID) + [last?.physicianID].compactMap(\.self))
                .record(by: visit.author, transaction, council: council.id)
            return (lines, last.flatMap { $0.channel == .post && $0.state == .bounced ? $0 : nil })
        }
        return ReturnPage(
            council: council, lines: lines, place: place, recorded: last, session: session, proof: visit.frame.proof,
            today: visit.today, typed: typed, correction: correction)
    }

    /// One after the other: the page comes back with the field ready for the next, and what was chosen for this one.
    @Sendable func recordReturn(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        var typed = ReturnPage.Typed(
            reference: String((visit.form["reference"] ?? "").prefix(60)),
            reason: visit.form["motif"].flatMap(RecordReturn.Reason.init(rawValue:)),
            day: String((visit.form["le"] ?? "").prefix(20)))
        let day = typed.day.isEmpty ? visit.today : CalendarDate(isoOrFrench: typed.day)
        if typed.reason == nil { typed.errors.append(("motif", "Dites ce que la poste a écrit sur le pli.")) }
        if day == nil { typed.errors.append(("le", "Indiquez le jour du retour, par exemple 02/01/2029.")) }
        guard typed.errors.isEmpty, let reason = typed.reason, let day else {
            return .refused(try await returns(visit, typed: typed))
        }
        do {
            let notice = try await database.transaction(as: try visit.principal) { [typed] transaction in
                let notice = try RecordReturn(typed.reference, reason, on: day, by: visit.author)
                    .run(council, today: visit.today, now: visit.now, transaction)
                try NoteReturn(of: notice.id, reason.french, by: visit.author).run(council, transaction)
                return notice.id
            }
            let place = ReturnPlace(reason: reason, day: day, notice: notice)
            return .go(.postalLots(.returnsAfter(council.code, place)), .letterReturned)
        } catch let refusal as PostalRefusal where refusal != .personIsUnknown {
            let field = if case .dayIsWrong = refusal { "le" } else { "reference" }
            typed.errors = [(field, HTML(say: refusal.sentence))]
            return .refused(try await returns(visit, typed: typed))
        }
    }

    /// Sets right what was recorded by mistake.
    @Sendable func correctReturn(_ visit: Visit) async throws -> Reply {
        let council = try visit.council
        var typed = ReturnPage.Correction(
            reference: String((visit.form["reference"] ?? "").prefix(60)),
            reason: String((visit.form["motif"] ?? "").prefix(20)), day: String((visit.form["le"] ?? "").prefix(20)),
            explanation: String((visit.form["raison"] ?? "").prefix(500)))
        let reason = RecordReturn.Reason(rawValue: typed.reason)
        let day = CalendarDate(isoOrFrench: typed.day)
        if reason == nil, typed.reason != ReturnPage.Correction.none {
            typed.errors.append(("motif-corrige", "Dites ce qu'il fallait enregistrer."))
        }
        if day == nil, !typed.day.isEmpty {
            typed.errors.append(("corrigee-le", "Indiquez le jour du retour, par exemple 02/01/2029, ou rien."))
        }
        guard typed.errors.isEmpty else { return .refused(try await returns(visit, correction: typed)) }
        do {
            try await database.transaction(as: try visit.principal) { [typed] transaction in
                let notice = try CorrectReturn(
                    typed.reference, to: reason, on: day, because: typed.explanation, by: visit.author
                ).run(council, today: visit.today, now: visit.now, transaction)
                try NoteReturn(of: notice.id, typed.explanation, isCorrection: true, by: visit.author)
                    .run(council, transaction)
            }
        } catch let refusal as CorrectReturn.Refusal where refusal != .personIsUnknown {
            typed.errors = [(Self.field(refusal), HTML(say: refusal.sentence))]
            return .refused(try await returns(visit, correction: typed))
        }
        return .go(.postalLots(.returns(council.code)), .returnCorrected)
    }

    private static func field(_ refusal: CorrectReturn.Refusal) -> String {
        switch refusal {
        case .dayIsWrong: "corrigee-le"
        case .reasonIsMissing: "raison-correction"
        default: "corrigee"
        }
    }
}
