import Vocabulary

/// What AR24 says of a letter, read: each state has its own date and its own proof.
enum AR24Report {
    private static let events: [(kind: PostEvent.Kind, date: String)] = [
        (.signed, "view_date"), (.refused, "refused_date"), (.unclaimed, "negligence_date"),
        (.returned, "bounced_date"),
    ]
    private static let proofs: [(kind: LetterProofFile.Kind, address: String)] = [
        (.deposit, "proof_ev_url"), (.receipt, "proof_ar_url"), (.refusal, "proof_rf_url"),
        (.negligence, "proof_ng_url"), (.bounce, "proof_bc_url"),
    ]

    static func read(_ mail: JSON) -> CarrierReport {
        let found = events.compactMap { event in
            day(mail[event.date]).map { CarrierReport.Event(event.kind, on: $0) }
        }
        // One outcome: were two ever to stand there, the first by its own date.
        let outcome = found.min { $0.on < $1.on }
        let fetched = proofs.compactMap { proof in
            text(mail[proof.address]).map { CarrierReport.Proof(proof.kind, at: $0) }
        }
        return CarrierReport(
            reference: text(mail["ref_dossier"]), sentOn: day(mail["ts_ev_date"]),
            events: outcome.map { [$0] } ?? [], proofs: fetched)
    }

    /// A text or a number as a text; nil when it is empty.
    static func text(_ value: JSON?) -> String? {
        let text = value?.string ?? value?.integer.map(String.init)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The day of `2017-11-15 18:13:01`, by the clocks of Paris.
    private static func day(_ value: JSON?) -> CalendarDate? {
        value?.string.flatMap { CalendarDate(iso: $0.prefix(10)) }
    }
}
