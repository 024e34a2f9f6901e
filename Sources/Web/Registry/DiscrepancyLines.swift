import Postgres
import Registry
import Standings
import Vocabulary

/// Reads counts and lines of every kind, whichever room knows them.
struct DiscrepancyLines {
    let transaction: Transaction
    let today: CalendarDate
    let names: CatalogueNames

    func counts() throws -> [DiscrepancyKind: Int] {
        var counts: [DiscrepancyKind: Int] = [:]
        for kind in DiscrepancyKind.allCases {
            counts[kind] =
                if let filter = DiscrepancyLines.filter(kind) {
                    try Worklist.count(
                        transaction, filter, excluding: try Discrepancy.hidden(transaction, kind, on: today))
                } else {
                    try Discrepancy.count(transaction, kind, on: today)
                }
        }
        return counts
    }

    func lines(_ kind: DiscrepancyKind, after: Int64) throws -> [DiscrepancyLine] {
        if let filter = DiscrepancyLines.filter(kind) { return try standings(kind, filter, after: after) }
        return try Discrepancy.list(transaction, kind, on: today, after: after, limit: DiscrepancyPage.size).map {
            DiscrepancyLine(
                physicianID: $0.physicianID, name: DiscrepancyLines.name($0.familyName, $0.givenName),
                rppsNumber: $0.rppsNumber, onRoll: value($0.onRoll, kind), elsewhere: value($0.elsewhere, kind))
        }
    }

    /// The list that a kind of the standings is.
    private static func filter(_ kind: DiscrepancyKind) -> WorklistFilter? {
        var filter = WorklistFilter()
        switch kind {
        case .noEmail: filter.hasEmail = false
        case .frameworkToConfirm: filter.state = .frameworkToConfirm
        case .frameworkMissing: filter.state = .frameworkMissing
        case .specialtyDiffers, .noName, .leftExtraction, .twoRolls, .endedWithAccount: return nil
        }
        return filter
    }

    private func standings(_ kind: DiscrepancyKind, _ filter: WorklistFilter, after: Int64) throws -> [DiscrepancyLine]
    {
        let query = WorklistQuery(
            filter: filter, size: DiscrepancyPage.size, place: after == 0 ? .start : .after(after))
        let hidden = try Discrepancy.hidden(transaction, kind, on: today)
        return try Worklist.page(transaction, query, excluding: hidden).rows.map { row in
            DiscrepancyLine(
                physicianID: row.physicianID, name: DiscrepancyLines.name(row.familyName, row.givenName),
                rppsNumber: row.rppsNumber, onRoll: names.specialty(row.specialtyCode),
                elsewhere: row.cycleEnd?.french ?? "–")
        }
    }

    private static func name(_ family: String?, _ given: String?) -> String {
        guard let family else { return "Nom inconnu" }
        return "\(family.uppercased()) \(given ?? "")".trimmedSpaces
    }

    /// Codes as labels, dates as French, states as words.
    private func value(_ text: String?, _ kind: DiscrepancyKind) -> String {
        guard let text, !text.isEmpty else { return "–" }
        if let date = CalendarDate(iso: text) { return date.french }
        if kind == .specialtyDiffers {
            return text.split(separator: " ").map { names.specialty(String($0)) }.joined(separator: ", ")
        }
        return AccountWords.status(text).text
    }
}
