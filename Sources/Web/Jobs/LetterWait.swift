import Access
import Jobs
import Letters
import Postgres

/// What is said of letters on paper that wait because nothing can set them.
enum LetterWait {
    /// Nil when none waits for that.
    static func sentence(_ state: QueueState, hasTypesetter: Bool, _ database: Database) async -> String? {
        let pile = state.piles.filter { $0.kind == MakeLots.queue }
        let unusable = pile.map(\.unusable).reduce(0, +)
        if hasTypesetter {
            guard unusable > 0 else { return nil }
            let counted = French.count(unusable, "lot de lettres attend", "lots de lettres attendent")
            return "L'outil de mise en page (SEXTANT_TYPST) ne répond pas : \(counted)."
        }
        let councils = try? await database.transaction(as: .access) { try Council.departmental($0) }
        guard let councils, (try? await WaitingLetters.areThere(in: councils, database)) == true else { return nil }
        return "Aucun outil de mise en page n'est réglé (SEXTANT_TYPST) : des lettres attendent d'être imprimées."
    }
}
