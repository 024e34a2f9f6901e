import Standings
import Vocabulary

/// The filter bar, and a chip to take each choice back. The answer to the form is an address that holds every choice, and
/// of the name its key alone.
struct WorklistFilterForm {
    let code: String
    let query: WorklistQuery
    let names: CatalogueNames
    let proof: String

    var html: HTML {
        """
        <form class="sx-filters" method="post" action="\(SiteURL.worklist(code, .init()))" aria-label="Filtrer les médecins">
        <input type="hidden" name="preuve" value="\(proof)"><div class="sx-row">
        <div class="sx-field"><label for="nom">Nom</label>
        <input type="search" id="nom" name="nom" value="\(query.filter.name ?? "")" maxlength="80"></div>
        \(select("etat", "État", states))
        \(select("referentiel", "Référentiel", frameworks))
        \(select("retard", "Retard", yesNo(query.filter.isLate, "En retard", "Sans retard")))
        \(select("complet", "Programme", yesNo(query.filter.isComplete, "Complet", "Incomplet")))
        \(select("courriel", "Courriel", yesNo(query.filter.hasEmail, "Connu", "Absent")))
        \(select("bloc", "Bloc incomplet", blocks))
        <div class="sx-field"><label for="echeance">Échéance au plus tard le</label>
        <input type="date" id="echeance" name="echeance" value="\(query.filter.endsThrough?.description ?? "")"></div>
        \(select("lignes", "Lignes", sizes))
        \(hidden)
        <div class="sx-field sx-end"><button class="sx-primary">Appliquer les filtres</button></div>
        </div></form>
        \(chips)
        """
    }

    /// The order stays when the filters change.
    private var hidden: HTML {
        let kept = query.pairs.filter { ["tri", "ordre", "alerte"].contains($0.0) }
        return "\(kept.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" as HTML })"
    }

    private func select(_ name: StaticString, _ label: HTML, _ options: [HTML]) -> HTML {
        """
        <div class="sx-field"><label for="\("\(name)")">\(label)</label>
        <select id="\("\(name)")" name="\("\(name)")">\(options)</select></div>
        """
    }

    private func option(_ value: String, _ label: HTML, _ isCurrent: Bool) -> HTML {
        "<option value=\"\(value)\"\(isCurrent, "selected")>\(label)</option>"
    }

    private var states: [HTML] {
        [option("", "Tous", query.filter.state == nil)]
            + WorklistState.allCases.map { option($0.word, HTML(say: $0.french), query.filter.state == $0) }
    }

    private var frameworks: [HTML] {
        let sorted = names.frameworks.sorted { ($0.value.title, $0.key) < ($1.value.title, $1.key) }
        return [option("", "Tous", query.filter.framework == nil)]
            + sorted.map { option($0.key, "\($0.value.title)", query.filter.framework == $0.key) }
    }

    private func yesNo(_ value: Bool?, _ yes: HTML, _ no: HTML) -> [HTML] {
        [option("", "Tous", value == nil), option("oui", yes, value == true), option("non", no, value == false)]
    }

    private var blocks: [HTML] {
        [option("", "Tous", query.filter.missingBlock == nil)]
            + (1...4).map { option(String($0), "Bloc \(raw: $0)", query.filter.missingBlock == $0) }
    }

    private var sizes: [HTML] { [50, 100, 200].map { option(String($0), "\(raw: $0)", query.size == $0) } }

    private var chips: HTML {
        let chips = WorklistChips(query: query, names: names).all
        guard !chips.isEmpty else { return .empty }
        let links = chips.map { chip -> HTML in
            """
            <li><a href="\(SiteURL.worklist(code, chip.without))">\(chip.label)<span aria-hidden="true"> ✕</span>\
            <span class="sx-hidden"> (retirer ce filtre)</span></a></li>
            """
        }
        return """
            <ul class="sx-chips" aria-label="Filtres appliqués">\(links)
            <li><a class="clear" href="\(SiteURL.worklist(code, query.filtered { $0 = WorklistFilter() }))">Effacer tous les
            filtres</a></li></ul>
            """
    }
}

/// The filters in force, each with the list that is left without it.
struct WorklistChips {
    let query: WorklistQuery
    let names: CatalogueNames

    var all: [(label: HTML, without: WorklistQuery)] {
        let filter = query.filter
        var chips: [(label: HTML, without: WorklistQuery)] = []
        func add(_ label: HTML?, _ change: (inout WorklistFilter) -> Void) {
            if let label { chips.append((label, query.filtered(change))) }
        }
        add(filter.name.map { "Nom : \($0)" }) { $0.name = nil }
        add(filter.state.map { "État : \(say: $0.french)" }) { $0.state = nil }
        add(filter.framework.map { "Référentiel : \(names.framework($0))" }) { $0.framework = nil }
        add(filter.isLate.map { $0 ? "En retard" : "Sans retard" }) { $0.isLate = nil }
        add(filter.isComplete.map { $0 ? "Programme complet" : "Programme incomplet" }) { $0.isComplete = nil }
        add(filter.hasEmail.map { $0 ? "Courriel connu" : "Sans courriel" }) { $0.hasEmail = nil }
        add(filter.missingBlock.map { "Bloc \(raw: $0) incomplet" }) { $0.missingBlock = nil }
        add(filter.endsThrough.map { "Échéance au plus tard le \($0)" }) { $0.endsThrough = nil }
        add(filter.alertThrough.map { "Alerte au plus tard le \($0)" }) { $0.alertThrough = nil }
        return chips
    }
}
