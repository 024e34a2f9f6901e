/// Which référentiels a list shows; every choice is in the address.
struct FrameworkFilter: Hashable, Sendable {
    /// A code of profession, such as `10`.
    var profession: String?
    /// A word of `FrameworkVersion.State`, or `draft`, `proposed`.
    var state: String?
    /// A part of the title, of the college's name or of the code.
    var text: String?

    init(profession: String? = nil, state: String? = nil, text: String? = nil) {
        self.profession = profession
        self.state = state
        self.text = text
    }

    init(_ query: Query) {
        profession = query["profession"].flatMap { Query.isCode($0) ? $0 : nil }
        state = query["etat"].flatMap { word in FrameworkFilter.states.contains { $0.word == word } ? word : nil }
        text = query["texte"].map { String($0.prefix(80)) }
    }

    /// The words of the address and what they say.
    static let states: [(word: String, label: String)] = [
        ("en-vigueur", "Avec une version en vigueur"), ("a-venir", "Avec une version à venir"),
        ("proposee", "Avec une version proposée"), ("brouillon", "Avec un brouillon"),
        ("sans-version", "Sans version en vigueur"),
    ]

    var pairs: [(String, String)] {
        [("profession", profession), ("etat", state), ("texte", text)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }
}

/// A version of a référentiel in an address.
struct FrameworkAddress: Hashable, Sendable {
    let framework: String
    let version: String

    init(_ framework: String, _ version: String) {
        self.framework = framework
        self.version = version
    }

    var path: String { "/referentiels/\(framework)/\(version)" }
}

/// What hangs below a version: pages, files and decisions.
enum FrameworkPart: String, CaseIterable, Sendable {
    case package = "paquet.json"
    case signedPackage = "paquet.sxpkg"
    case proposal = "proposition"
    case withdrawal = "retrait"
    case removal = "suppression"
    case impactFile = "impact.csv"
    case impactAbandonment = "abandon"
    case approval = "approbation"
}

extension SiteURL {
    /// The steps below `/referentiels`.
    init?(framework steps: [String], query: Query) {
        switch steps {
        case ["import"]: self = .frameworkImport
        case ["import", "application"]: self = .frameworkImportApplication
        case ["import", "lignes-a-corriger.csv"]: self = .frameworkImportRejected
        case ["specialites"]: self = .specialties(code: query["code"].flatMap { Query.isCode($0) ? $0 : nil })
        case ["specialites.csv"]: self = .specialtiesFile
        default:
            guard (2...3).contains(steps.count), steps[0...1].allSatisfy(Query.isFrameworkCode) else { return nil }
            let address = FrameworkAddress(steps[0], steps[1])
            guard steps.count == 3 else {
                self = .framework(
                    address, against: query["compare"].flatMap { Query.isFrameworkCode($0) ? $0 : nil })
                return
            }
            if steps[2] == "impact" {
                self = .frameworkImpact(address, isFollowed: query["suivre"] == "oui")
                return
            }
            guard let part = FrameworkPart(rawValue: steps[2]) else { return nil }
            self = .frameworkPart(address, part)
        }
    }
}
