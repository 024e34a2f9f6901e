import Documents
import Standings
import Vocabulary

/// The list as a file for a spreadsheet: exactly the rows shown, in their order, with where it comes from.
struct WorklistFile {
    private let names: CatalogueNames
    private var writer = CSVWriter(for: .person)

    init(names: CatalogueNames, today: CalendarDate, by person: String) {
        self.names = names
        writer.record([
            "NOM", "Prénom", "RPPS", "Spécialité", "Référentiel", "État", "Début du cycle", "Échéance", "Bloc 1",
            "Bloc 2", "Bloc 3", "Bloc 4", "Total", "Requis", "Programme complet", "En retard", "Prochaine alerte",
            "Courriel connu", "Extrait le \(today.french) par \(person)",
        ])
    }

    var bytes: [UInt8] { writer.bytes }

    mutating func add(_ row: WorklistRow) {
        let word: (Bool?) -> String? = { $0.map { $0 ? "oui" : "non" } }
        writer.text(row.familyName?.uppercased())
        writer.text(row.givenName)
        writer.text(row.rppsNumber)
        writer.text(row.specialtyCode.map { names.specialty($0) })
        writer.text(row.frameworkID.map { names.framework($0) })
        writer.text(row.state.french)
        writer.text(row.cycleStart?.french)
        writer.text(row.cycleEnd?.french)
        for index in 0..<4 { writer.number(row.counts.flatMap { index < $0.count ? $0[index] : nil }) }
        writer.number(row.counted)
        writer.number(row.requiredTotal)
        writer.text(word(row.isComplete))
        writer.text(word(row.isLate))
        writer.text(row.nextAlertOn?.french)
        writer.text(word(row.hasEmail))
        writer.endRecord()
    }
}
