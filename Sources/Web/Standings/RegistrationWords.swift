/// Words for the ends of registrations.
enum RegistrationWords {
    static func reason(_ code: String) -> HTML {
        switch code {
        case "retraite": "retraite"
        case "deces": "décès"
        case "transfert": "transfert"
        case "radiation": "radiation"
        case "omission": "omission"
        default: "\(code)"
        }
    }
}

/// Words for the states of the platform's accounts.
enum AccountWords {
    static func status(_ code: String) -> HTML {
        switch code {
        case "a_activer": "à activer"
        case "active": "actif"
        case "sans_adresse": "sans adresse électronique"
        case "clos": "clos"
        default: "\(code)"
        }
    }
}
