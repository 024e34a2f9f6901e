import Frameworks
import Vocabulary

/// Small pieces that every page on référentiels shows.
enum FrameworkWords {
    static func state(_ state: FrameworkVersion.State) -> HTML {
        let tone: Badge.Tone =
            switch state {
            case .inForce: .good
            case .draft, .proposed: .warn
            case .approved, .superseded: .plain
            }
        return Badge(label: HTML(say: state.french.prefix(1).uppercased() + state.french.dropFirst()), tone: tone).html
    }

    static func address(_ key: FrameworkVersion.Key) -> FrameworkAddress {
        FrameworkAddress(key.framework.rawValue, key.number)
    }

    static func link(_ key: FrameworkVersion.Key, _ label: HTML) -> HTML {
        "<a href=\"\(SiteURL.framework(address(key), against: nil))\">\(label)</a>"
    }

    /// The marks of a text that is not a whole, true law.
    static func marks(isPartial: Bool, isFictitious: Bool) -> HTML {
        """
        \(isPartial ? Badge(label: "Extrait", tone: .warn).html : .empty)\
        \(isFictitious ? Badge(label: "Fictif", tone: .warn).html : .empty)
        """
    }

    /// The title without the words that the mark « Fictif » says.
    static func short(_ title: String) -> String {
        CatalogueNames.FrameworkName(title: title, isPartial: false, isFictitious: title.contains("fictif")).short
    }

    /// The professions of the RPPS that have référentiels (TRE_G15).
    static func profession(_ code: String) -> String {
        switch code {
        case "10": "Médecins"
        case "40": "Chirurgiens-dentistes"
        case "50": "Sages-femmes"
        case "21": "Pharmaciens"
        case "60": "Infirmiers"
        case "70": "Masseurs-kinésithérapeutes"
        case "80": "Pédicures-podologues"
        default: "Profession \(code)"
        }
    }

    static func moment(_ iso: String) -> HTML { LotCells.moment(iso).isEmpty ? "–" : "\(LotCells.moment(iso))" }
}

extension LabellingMode {
    /// How an action of the line is recognised, as a person reads it.
    var french: HTML {
        switch self {
        case .automatic: "reconnue d'office"
        case .onRequest: "à la demande, auprès du CNP"
        case .list: "selon une liste"
        case .hasMethod: "méthode de la HAS, sinon label du CNP"
        case .cnpLabel: "label du CNP"
        case .hasMethodOrCNPLabel: "méthode de la HAS ou label du CNP"
        case .cnpDecision: "action libre : décision du CNP"
        case .unspecified: "non précisée"
        }
    }
}

extension Identity {
    /// When two actions of the block are the same one.
    var french: HTML {
        switch self {
        case .line: "une action par ligne"
        case .object: "une action par ligne et par objet"
        case .occurrence: "une action par ligne, par objet et par date"
        }
    }
}
