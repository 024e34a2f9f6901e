import Intake
import Vocabulary

/// What the import form brought, checked.
struct ImportUpload {
    let kind: LotKind
    /// As typed, to be shown again.
    let date: String
    let asOf: CalendarDate?
    let files: [ImportFile]
    private(set) var errors: [(field: String, sentence: HTML)] = []

    init(_ visit: Visit) {
        let wanted = visit.form["contenu"].flatMap(LotKind.init(rawValue:))
        kind = wanted == .accounts ? .accounts : .roll
        date = visit.form["date"] ?? ""
        asOf = CalendarDate(isoOrFrench: date)
        var files = visit.files.filter { $0.field == "fichier" }.map { ImportFile(name: $0.name, bytes: $0.bytes) }
        let pasted = visit.form.raw("collage")
        if files.isEmpty, !pasted.trimmedSpaces.isEmpty {
            files = [ImportFile(name: "collage.txt", bytes: Array(pasted.utf8))]
        }
        self.files = files
        if asOf == nil {
            errors.append(("date", "Indiquez la date pour laquelle le fichier est exact, par exemple 21/11/2026."))
        }
        if files.isEmpty { errors.append(("fichier", "Choisissez un fichier, ou collez les cellules d'un tableur.")) }
        if kind == .roll, files.count > 1 { errors.append(("fichier", "Un Tableau s'importe fichier par fichier.")) }
    }
}
