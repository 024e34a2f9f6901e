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

    /// - Parameter known: the official codes of the référentiels that exist.
    /// - Throws: `Refusal` when the code, a candidate or the certainty cannot be; `PostgresError`.
    public func run(known: Set<String>, _ transaction: Transaction) throws {
        guard let current = try SpecialtyStore.history(of: code, transaction).last else {
            throw Refusal("Le code de spécialité « \(code) » n'est pas dans la nomenclature.")
        }
        for candidate in candidates where !known.contains(candidate) {
            throw Refusal("Le référentiel « \(candidate) » n'existe pas. Donnez un code comme « REF.10.01_1 ».")
        }
        guard Set(candidates).count == candidates.count else {
            throw Refusal("Le même référentiel est donné deux fois.")
        }
        try checkCertainty()
        guard !source.isEmpty else { throw Refusal("Dites d'où vient cette correspondance : la source est vide.") }
        guard
            current.candidates != candidates || current.certainty != certainty || current.source != source
                || current.correction?.startsOn != startsOn
        else { return }
        try SpecialtyStore.add(self, transaction)
    }

    private func checkCertainty() throws(Refusal) {
        switch certainty {
        case "deduit" where candidates.count != 1:
            throw Refusal("Une correspondance « deduit » désigne exactement un référentiel.")
        case "a_confirmer" where candidates.isEmpty:
            throw Refusal("Une correspondance « a_confirmer » désigne au moins un référentiel.")
        case "deduit", "a_confirmer", "ambigu": return
        default: throw Refusal("La certitude est « deduit », « a_confirmer » ou « ambigu », et non « \(certainty) ».")
        }
    }
}
