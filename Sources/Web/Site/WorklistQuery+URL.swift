import Access
import Standings
import Vocabulary

/// The list in the query string: every choice of the reader is in the address, in French, and can be shared; of a name,
/// the key under which the reader's session keeps it.
extension WorklistQuery {
    init(_ query: Query) {
        var filter = WorklistFilter()
        filter.state = query["etat"].flatMap { word in WorklistState.allCases.first { $0.word == word } }
        filter.framework = query["referentiel"].flatMap { Query.isCode($0) ? $0 : nil }
        filter.isLate = query.choice("retard")
        filter.isComplete = query.choice("complet")
        filter.hasEmail = query.choice("courriel")
        filter.endsThrough = query["echeance"].flatMap { CalendarDate(isoOrFrench: $0) }
        filter.alertThrough = query["alerte"].flatMap { CalendarDate(isoOrFrench: $0) }
        filter.missingBlock = query["bloc"].flatMap { Int($0) }.flatMap { (1...4).contains($0) ? $0 : nil }
        var place = WorklistPlace.start
        if let id = query.id("apres") { place = .after(id) }
        if let id = query.id("avant") { place = .before(id) }
        self.init(
            filter: filter,
            sort: query["tri"].flatMap { word in WorklistSort.allCases.first { $0.word == word } } ?? .name,
            isDescending: query["ordre"] == "desc",
            size: query["lignes"].flatMap { Int($0) }.flatMap { [50, 100, 200].contains($0) ? $0 : nil } ?? 50,
            place: place)
        search = query.search?.text
    }

    /// The pairs that say what differs from the plain list.
    var pairs: [(String, String)] {
        var pairs = filterPairs
        if sort != .name { pairs.append(("tri", sort.word)) }
        if isDescending { pairs.append(("ordre", "desc")) }
        if size != 50 { pairs.append(("lignes", String(size))) }
        switch place {
        case .start: break
        case .after(let id): pairs.append(("apres", String(id)))
        case .before(let id): pairs.append(("avant", String(id)))
        }
        return pairs
    }

    private var filterPairs: [(String, String)] {
        let word: (Bool) -> String = { $0 ? "oui" : "non" }
        let all: [(String, String?)] = [
            ("recherche", search), ("etat", filter.state?.word), ("referentiel", filter.framework),
            ("retard", filter.isLate.map(word)), ("complet", filter.isComplete.map(word)),
            ("courriel", filter.hasEmail.map(word)), ("echeance", filter.endsThrough?.description),
            ("alerte", filter.alertThrough?.description), ("bloc", filter.missingBlock.map { String($0) }),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The trace of this list: that a name was typed is told, and not which.
    func reading(shows physicians: [Int64]) -> ListReading {
        let told = pairs.map { name, value in
            name == "recherche" ? (name: "nom", value: "saisi") : (name: name, value: value)
        }
        return ListReading("medecins", filter: told, shows: physicians)
    }

    /// The same list with another filter, from its first page.
    func filtered(_ change: (inout WorklistFilter) -> Void) -> WorklistQuery {
        var copy = self
        change(&copy.filter)
        if copy.filter.name == nil { copy.search = nil }
        copy.place = .start
        return copy
    }

    /// The same list without the name that was typed.
    var nameless: WorklistQuery {
        var copy = self
        (copy.search, copy.filter.name) = (nil, nil)
        return copy
    }

    /// The same list elsewhere.
    func at(_ place: WorklistPlace) -> WorklistQuery {
        var copy = self
        copy.place = place
        return copy
    }

    /// The list sorted so, from its first page; asked again, the other way round.
    func sorted(by sort: WorklistSort) -> WorklistQuery {
        var copy = at(.start)
        copy.isDescending = self.sort == sort && !isDescending
        copy.sort = sort
        return copy
    }
}

extension Query {
    /// `oui`, `non`, or nothing.
    fileprivate func choice(_ name: String) -> Bool? {
        switch self[name] {
        case "oui": true
        case "non": false
        default: nil
        }
    }
}

extension WorklistSort {
    /// The word of the address.
    var word: String {
        switch self {
        case .name: "nom"
        case .deadline: "echeance"
        case .progress: "avancement"
        }
    }
}

extension WorklistState {
    /// The word of the address.
    var word: String {
        switch self {
        case .inCycle: "en-cours"
        case .toVerify: "a-verifier"
        case .frameworkToConfirm: "referentiel-a-confirmer"
        case .frameworkMissing: "referentiel-manquant"
        }
    }

    /// The state as a person reads it.
    var french: String {
        switch self {
        case .inCycle: "Cycle en cours"
        case .toVerify: "À vérifier"
        case .frameworkToConfirm: "Référentiel à confirmer"
        case .frameworkMissing: "Référentiel manquant"
        }
    }
}
