import Access
import Letters
import Postgres

/// Letters that were left out of a lot for their words, and are to be written with those in force.
extension PostalLotRoutes {
    @Sendable func rewrite(_ visit: Visit) async throws -> Reply {
        let (council, id) = (try visit.council, try visit.id())
        do {
            try await database.transaction(as: try visit.principal) { transaction in
                guard try ReadLots.find(id, transaction) != nil else { throw Problem.notFound }
                try RewriteLetters(id, by: visit.author).run(council, on: visit.today, transaction)
            }
        } catch let refusal as PostalRefusal {
            throw Problem.conflict(HTML(say: refusal.sentence))
        }
        return .go(.postalLots(.lot(council.code, id)), .lettersRewritten)
    }
}

/// The form under the letters that were left out, where some were for their words.
struct PostalLotRewriting {
    let page: PostalLotPage

    var html: HTML {
        let waiting = page.leftOut.filter(\.mayBeRewritten)
        guard !waiting.isEmpty, page.mayPrepare else { return .empty }
        let asked = waiting.count { $0.isToBeRewritten }
        guard asked < waiting.count else {
            return "<p>Les lettres laissées de côté pour leur texte seront écrites de nouveau par le prochain lot.</p>"
        }
        let number = waiting.count - asked
        let which: HTML = number == 1 ? "d'une de ces lettres" : "de \(number) de ces lettres"
        return """
            <p>Le texte \(which) ne tient pas sur le papier. Faites d'abord publier un
            modèle, ou un texte du conseil, qui y tienne ; puis demandez qu'elles soient écrites de nouveau : le prochain
            lot les prendra avec les mots en vigueur ce jour-là. Le texte d'origine est conservé.</p>
            \(PostForm(action: .postalLots(.part(page.code, page.lot.id, .words)), proof: page.proof,
                content: "<p><button>Écrire de nouveau avec le modèle en vigueur</button></p>").html)
            """
    }
}
