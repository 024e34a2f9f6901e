import Documents
import Frameworks
import Vocabulary

/// The list of référentiels as a file for a spreadsheet: the rows shown, with the words shown.
struct FrameworkListFile {
    let rows: [FrameworkRow]
    let seesDrafts: Bool

    var bytes: [UInt8] {
        var writer = CSVWriter(for: .person)
        var head = [
            "Code officiel", "Référentiel", "CNP", "Profession", "Version en vigueur", "Depuis le", "Versions à venir",
        ]
        if seesDrafts { head += ["Versions proposées", "Brouillons", "Il manque"] }
        writer.record(head)
        for row in rows { writer.record(cells(row)) }
        return writer.bytes
    }

    private func cells(_ row: FrameworkRow) -> [String] {
        var cells = [
            row.officialCode, row.title, row.college, FrameworkWords.profession(row.profession),
            row.inForce?.key.number ?? "", row.inForce?.effectiveFrom?.french ?? "",
            row.coming.map { "\($0.key.number) (\($0.effectiveFrom?.french ?? "?"))" }.joined(separator: ", "),
        ]
        guard seesDrafts else { return cells }
        for state in [FrameworkVersion.State.proposed, .draft] {
            cells.append(row.drafts.filter { $0.state == state }.map(\.version.key.number).joined(separator: ", "))
        }
        cells.append(row.drafts.flatMap(\.missing).joined(separator: " ; "))
        return cells
    }
}
