import Intake
public import Postgres
public import Vocabulary

/// Corrects the link from a specialty code to its référentiels, from a day on. What was delivered with the program
/// and every earlier correction stay readable; the next night judges anew those whom it concerns.
public struct SetSpecialtyLink: Sendable {
    /// `SM26`.
    public let code: String
    /// Official codes, such as `REF.10.01_1`; none or several leave the choice to the council (rule R26-3).
    public let candidates: [String]
    /// `deduit`, `a_confirmer` or `ambigu`.
    public let certainty: String
    /// Where the correction comes from, in French.
    public let source: String
    /// The first day it holds.
    public let startsOn: CalendarDate
    /// Who corrects.
    public let actor: String

    /// Ready to run.
    public init(
        code: String, candidates: [String], certainty: String, source: String, startsOn: CalendarDate, actor: String
    ) {
        self.code = code
        self.candidates = candidates
        self.certainty = certainty
        self.source = source
        self.startsOn = startsOn
        self.actor = actor
    }

    /// The part of a correction that cannot be.
    public enum Part: Sendable {
        /// The référentiels.
        case candidates
        /// The certainty.
        case certainty
        /// Where it comes from.
        case source
    }

    /// The first thing that is wrong, with its part and a sentence in French; nil when nothing is.
    ///
    /// - Parameter known: the official codes of the référentiels that exist.
    public func fault(known: Set<String>) -> (part: Part, sentence: String)? {
        if let candidate = candidates.first(where: { !known.contains($0) }) {
            return (
                .candidates, "Le référentiel « \(candidate) » n'existe pas. Donnez un code comme « REF.10.01_1 »."
            )
        }
        guard Set(candidates).count == candidates.count else {
            return (.candidates, "Le même référentiel est donné deux fois.")
        }
        switch certainty {
        case "deduit" where candidates.count != 1:
            return (.candidates, "Une correspondance certaine désigne exactement un référentiel.")
        case "a_confirmer" where candidates.isEmpty:
            return (.candidates, "Une correspondance à confirmer désigne au moins un référentiel.")
        case "deduit", "a_confirmer", "ambigu": break
        default:
            return (
                .certainty,
                "Dites si la correspondance est certaine (deduit), à confirmer (a_confirmer), ou laissée au choix du "
                    + "conseil (ambigu)."
            )
        }
        guard !source.isEmpty else {
            return (.source, "Dites d'où vient cette correspondance : la source est vide.")
        }
        return nil
    }

    /// - Parameter known: the official codes of the référentiels that exist.
    /// - Throws: `Refusal` when the code, a candidate or the certainty cannot be; `PostgresError`.
    public func run(known: Set<String>, _ transaction: Transaction) throws {
        guard let current = try SpecialtyStore.history(of: code, transaction).last else {
            throw Refusal("Le code de spécialité « \(code) » n'est pas dans la nomenclature.")
        }
        if let fault = fault(known: known) { throw Refusal(fault.sentence) }
        guard
            current.candidates != candidates || current.certainty != certainty || current.source != source
                || current.correction?.startsOn != startsOn
        else { return }
        try SpecialtyStore.add(self, transaction)
    }
}
