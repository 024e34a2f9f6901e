/// Which of the three files of the RPPS extraction a file is.
public enum ExtractionKind: String, Sendable {
    /// `PS_LibreAcces_Personne_activite`: a row per person, know-how and activity.
    case activity
    /// `PS_LibreAcces_SavoirFaire`: a row per person and know-how.
    case knowHow
    /// `PS_LibreAcces_Dipl_AutExerc`: read, and of no use here.
    case diplomas
}

/// The columns of the extraction that are used, found by name in any order (rpps-format §3).
struct ExtractionHeader {
    enum Column: Int, CaseIterable {
        case type, identifier, national, professionalCivility, civility, familyName, givenName, profession
        case category, knowHowType, knowHow, mode, postcode, commune, communeLabel, country, authority, sector
    }

    let kind: ExtractionKind
    /// How many columns have a name.
    let width: Int
    let unknownColumns: [String]
    /// Columns that would be used and that the file does not have.
    let absentColumns: [String]
    private let places: [Int]

    /// Matches the fields of the header; throws the refusal of a file that is no extraction.
    init(fields: [String], fileName: String) throws(FileRefusal) {
        var names = fields
        while names.last == "" { names.removeLast() }
        width = names.count
        var found: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let folded = ExtractionHeader.canonical(name)
            guard found.updateValue(index, forKey: folded) == nil else {
                throw ExtractionHeader.twice(name, fileName)
            }
        }
        kind = ExtractionHeader.kind(found)
        let known = Set(ExtractionHeader.names.map(ColumnName.fold))
        unknownColumns = names.enumerated().filter { !known.contains(ExtractionHeader.canonical($0.element)) }
            .map { $0.element.isEmpty ? "(colonne \($0.offset + 1) sans nom)" : $0.element }
        let missing = ExtractionHeader.required(kind).filter { found[ColumnName.fold($0)] == nil }
        guard missing.isEmpty else { throw ExtractionHeader.absent(missing, fileName) }
        places = Column.allCases.map { found[ColumnName.fold(ExtractionHeader.name($0))] ?? -1 }
        absentColumns =
            kind == .activity
            ? Column.allCases.map(ExtractionHeader.name).filter { found[ColumnName.fold($0)] == nil } : []
    }

    /// Where a column stands; -1 when the file does not have it.
    func place(_ column: Column) -> Int { places[column.rawValue] }

    private static func kind(_ found: [String: Int]) -> ExtractionKind {
        if found["codetypediplomeobtenu"] != nil || found["codediplomeobtenu"] != nil { return .diplomas }
        let marks = ["codecivilite", "codeciviliteexercice", "codemodeexercice", "autoriteenregistrement", "coderole"]
        return marks.contains { found[$0] != nil } || found["codetypesavoirfaire"] == nil ? .activity : .knowHow
    }

    private static func required(_ kind: ExtractionKind) -> [String] {
        switch kind {
        case .activity: Array(names.prefix(17))
        case .knowHow: Array(names[0..<3]) + Array(names[7..<17])
        case .diplomas: Array(names[0..<3])
        }
    }

    /// The folded name, with the spellings of the other published header brought back to the usual ones.
    private static func canonical(_ name: String) -> String {
        let folded = ColumnName.fold(name)
        return aliases[folded] ?? folded
    }

    private static func twice(_ name: String, _ fileName: String) -> FileRefusal {
        FileRefusal(
            "column_twice",
            "La colonne « \(shown(name)) » figure deux fois dans l'en-tête de « \(shown(fileName)) » (ligne 1). "
                + "Téléchargez à nouveau l'extraction, sans la modifier.")
    }

    private static func absent(_ names: [String], _ fileName: String) -> FileRefusal {
        let list = names.map { "« \($0) »" }.joined(separator: ", ")
        return FileRefusal(
            "missing_column",
            "Il manque \(names.count > 1 ? "les colonnes" : "la colonne") \(list) dans l'en-tête de "
                + "« \(shown(fileName)) » (ligne 1) : ce n'est pas une extraction RPPS complète, séparée par « | ». "
                + "Téléchargez à nouveau le fichier de l'Annuaire Santé, sans le modifier.")
    }
}

extension ExtractionHeader {
    /// The published names, in the order of October 2026; the first 17 are required.
    static let names = [
        "Type d'identifiant PP", "Identifiant PP", "Identification nationale PP", "Code civilité d'exercice",
        "Libellé civilité d'exercice", "Code civilité", "Libellé civilité", "Nom d'exercice", "Prénom d'exercice",
        "Code profession", "Libellé profession", "Code catégorie professionnelle",
        "Libellé catégorie professionnelle", "Code type savoir-faire", "Libellé type savoir-faire",
        "Code savoir-faire", "Libellé savoir-faire", "Code mode exercice", "Libellé mode exercice",
        "Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site", "Numéro FINESS établissement juridique",
        "Identifiant technique de la structure", "Raison sociale site", "Enseigne commerciale site",
        "Complément destinataire (coord. structure)", "Complément point géographique (coord. structure)",
        "Numéro Voie (coord. structure)", "Indice répétition voie (coord. structure)",
        "Code type de voie (coord. structure)", "Libellé type de voie (coord. structure)",
        "Libellé Voie (coord. structure)", "Mention distribution (coord. structure)",
        "Bureau cedex (coord. structure)", "Code postal (coord. structure)", "Code commune (coord. structure)",
        "Libellé commune (coord. structure)", "Code pays (coord. structure)", "Libellé pays (coord. structure)",
        "Téléphone (coord. structure)", "Téléphone 2 (coord. structure)", "Télécopie (coord. structure)",
        "Adresse e-mail (coord. structure)", "Code Département (structure)", "Libellé Département (structure)",
        "Ancien identifiant de la structure", "Autorité d'enregistrement", "Code secteur d'activité",
        "Libellé secteur d'activité", "Code section tableau pharmaciens", "Libellé section tableau pharmaciens",
        "Code rôle", "Libellé rôle", "Code genre activité", "Libellé genre activité",
        // Those of Dipl_AutExerc
        "Code type diplôme obtenu", "Libellé type diplôme obtenu", "Code diplôme obtenu", "Libellé diplôme obtenu",
        "Code type autorisation", "Libellé type autorisation", "Code discipline autorisation",
        "Libellé discipline autorisation",
    ]

    /// What folding alone does not bring together among the eight spellings of the other published header.
    private static let aliases = [
        "codedepartementcoordstructure": "codedepartementstructure",
        "libelledepartementcoordstructure": "libelledepartementstructure",
        "codefonction": "coderole",
        "libellefonction": "libellerole",
    ]

    private static func name(_ column: Column) -> String {
        switch column {
        case .type: names[0]
        case .identifier: names[1]
        case .national: names[2]
        case .professionalCivility: names[3]
        case .civility: names[5]
        case .familyName: names[7]
        case .givenName: names[8]
        case .profession: names[9]
        case .category: names[11]
        case .knowHowType: names[13]
        case .knowHow: names[15]
        case .mode: names[17]
        case .postcode: names[35]
        case .commune: names[36]
        case .communeLabel: names[37]
        case .country: names[38]
        case .authority: names[47]
        case .sector: names[48]
        }
    }
}
