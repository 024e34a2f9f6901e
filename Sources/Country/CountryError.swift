/// Why a country could not be written; each message says what and where, in French.
public enum CountryError: Error, CustomStringConvertible, Equatable {
    /// A resource file is missing, unreadable or not of the expected shape.
    case badResource(String)
    /// A council code that is not a department of the resources.
    case unknownCouncil(String)
    /// More physicians asked for one council than it has numbers for.
    case tooManyPhysicians(council: String, limit: Int)
    /// The country starts with the first certification cycle; a day before it has no meaning.
    case tooEarly(String)
    /// A file or folder could not be written.
    case cannotWrite(String)

    /// The sentence to show.
    public var description: String {
        switch self {
        case .badResource(let name): "La ressource « \(name) » du pays de démonstration est absente ou mal formée."
        case .unknownCouncil(let code): "Le conseil « \(code) » n'existe pas ; par exemple 33, 2A ou 974."
        case .tooManyPhysicians(let council, let limit):
            "Le conseil \(council) ne peut pas compter plus de \(limit) médecins fictifs."
        case .tooEarly(let day): "Le pays de démonstration commence le 1er juillet 2023 ; reçu : \(day)."
        case .cannotWrite(let path): "Impossible d'écrire « \(path) » : vérifiez les droits et la place disponible."
        }
    }
}
