/// Invented places within real communes, and fictional telephones.
enum Address {
    static let streets = [
        "rue des Tilleuls", "rue de la Fontaine Ronde", "avenue du Cèdre Bleu", "place du Vieux Puits",
        "rue de l’Œillet", "chemin des Lavandières", "boulevard des Glycines", "impasse du Moulin Neuf",
        "rue Haute des Remparts", "allée des Châtaigniers", "rue du Four à Chaux", "quai des Mariniers",
        "cours de la Liberté Retrouvée", "rue de l'Hermine", "square des Hirondelles", "avenue des Trois Ponts",
        "rue de la Belle Étoile", "route du Col Perdu", "rue aux Herbes", "passage de l'Horloge",
    ]

    /// Ranges that the regulator keeps for works of fiction (01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49).
    static let telephones: [StaticString] = ["019900", "026191", "035301", "046571", "053649"]

    /// Writes a postcode that begins like those of the department: five digits.
    static func putPostcode(_ department: String, commune: Int, in bytes: inout [UInt8]) {
        let rank = commune % 8
        switch department {
        case "2A": bytes.put(20_000 + rank * 10, width: 5)
        case "2B": bytes.put(20_200 + rank * 10, width: 5)
        case "75": bytes.put(75_001 + rank, width: 5)
        default:
            bytes.put(department)
            bytes.put(rank * 10, width: 5 - department.utf8.count)
        }
    }
}
