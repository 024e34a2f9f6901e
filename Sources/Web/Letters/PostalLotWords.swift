import Access
import Documents
import Letters

/// The words that the pages of letters on paper share.
enum PostalLotWords {
    /// Why no letter can be made, and whom to tell.
    static let noTypesetter: HTML = """
        Aucune lettre ne peut être mise en page : l'outil de mise en page n'est pas réglé (SEXTANT_TYPST). Prévenez
        l'exploitant de la plateforme ; les lettres attendent, aucune n'est perdue.
        """

    static func name(_ lot: PostalLot) -> HTML { "Lot n° \(raw: Int(lot.id))" }

    static func badge(_ state: PostalLot.State) -> HTML {
        let tone: Badge.Tone =
            switch state {
            case .making: .plain
            case .ready: .warn
            case .deposited: .good
            case .cancelled: .plain
            }
        return Badge(label: HTML(say: CampaignWords.capitalised(state.french)), tone: tone).html
    }

    static func sentence(_ fault: AddressFault) -> HTML {
        switch fault {
        case .tooFewLines: "Il faut au moins un nom et un lieu."
        case .tooManyLines(let lines): "\(lines) lignes : \(PostalAddress.mostLines) au plus."
        case .lineTooLong(let line, let characters):
            "Ligne \(line) : \(characters) caractères, \(PostalAddress.mostCharacters) au plus."
        }
    }

    /// The lines of an address beneath one another.
    static func lines(_ address: [String]) -> HTML {
        let lines = address.enumerated().map { $0.offset == 0 ? "\($0.element)" as HTML : "<br>\($0.element)" }
        return "\(lines)"
    }
}
