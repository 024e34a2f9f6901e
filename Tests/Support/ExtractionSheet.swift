/// The public RPPS extraction as the text of its file: the columns that every extraction has, and those we read.
public struct ExtractionSheet: Sendable {
    private static let columns = [
        "Type d'identifiant PP", "Identifiant PP", "Identification nationale PP", "Code civilité d'exercice",
        "Libellé civilité d'exercice", "Code civilité", "Libellé civilité", "Nom d'exercice", "Prénom d'exercice",
        "Code profession", "Libellé profession", "Code catégorie professionnelle",
        "Libellé catégorie professionnelle", "Code type savoir-faire", "Libellé type savoir-faire",
        "Code savoir-faire", "Libellé savoir-faire", "Code mode exercice", "Code postal (coord. structure)",
        "Libellé commune (coord. structure)", "Autorité d'enregistrement", "Code secteur d'activité",
    ]

    /// One row: a physician, a know-how and a place of work.
    public struct Line: Sendable {
        let cells: [String: String]

        /// - Parameter more: other cells by the name of their column.
        public init(_ practitioner: Practitioner, specialty: String = "SM53", _ more: [String: String] = [:]) {
            let usual = [
                "Type d'identifiant PP": "8", "Identifiant PP": practitioner.rpps,
                "Identification nationale PP": "8\(practitioner.rpps)", "Code civilité d'exercice": "DR",
                "Code civilité": "MME", "Nom d'exercice": practitioner.familyName,
                "Prénom d'exercice": practitioner.givenName, "Code profession": "10",
                "Code catégorie professionnelle": "C", "Code type savoir-faire": "S", "Code savoir-faire": specialty,
                "Code mode exercice": "L", "Code postal (coord. structure)": "33000",
                "Libellé commune (coord. structure)": "Bordeaux", "Autorité d'enregistrement": "CNOM/CNOM/CNOM",
                "Code secteur d'activité": "SA07",
            ]
            cells = usual.merging(more) { $1 }
        }
    }

    /// The text of the file.
    public let text: String

    /// An extraction of these lines.
    public init(_ lines: [Line]) {
        let rows = lines.map { line in Self.columns.map { line.cells[$0] ?? "" }.joined(separator: "|") }
        text = ([Self.columns.joined(separator: "|")] + rows).joined(separator: "\n") + "\n"
    }
}
