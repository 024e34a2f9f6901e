import Documents
import Vocabulary

/// Turns the current record of `actions.csv` into an action, or says why not.
struct ActionSheetCheck {
    let sheet: Sheet<ActionColumn>
    let discretion: HealthDiscretion

    func row(_ report: inout ReadingReport) throws(Rejection) -> FeedAction {
        let line = sheet.reader.line
        let sourceID = try FieldReading.sourceID(sheet.value(.sourceID))
        let rpps = try FieldReading.rpps(sheet.value(.rpps))
        let origin = try FieldReading.word(sheet.value(.origin), of: FeedAction.Origin.self, column: "origine")
        let isDeleted = try FieldReading.truth(sheet.value(.deleted), column: "supprimee") ?? false
        guard let declaration = try declaration(sourceID, isDeleted: isDeleted) else {
            return FeedAction(
                line: line, sourceID: sourceID, rpps: rpps, origin: origin, isDeleted: isDeleted, declaration: nil,
                title: nil, organiser: nil)
        }
        let title = try text(.title, limit: 1_000)
        let organiser = try text(.organiser)
        let (kept, isHealth) = discretion.reduce(declaration, line: line, otherFields: false, &report)
        if isHealth {
            if title != nil { discretion.note("libelle", line, &report) }
            if organiser != nil { discretion.note("organisme", line, &report) }
        }
        return FeedAction(
            line: line, sourceID: sourceID, rpps: rpps, origin: origin, isDeleted: isDeleted, declaration: kept,
            title: isHealth ? nil : title, organiser: isHealth ? nil : organiser)
    }

    private func text(_ column: ActionColumn, limit: Int = 500) throws(Rejection) -> String? {
        try FieldReading.text(sheet.value(column), column: column.name, limit: limit)
    }

    private func date(_ column: ActionColumn) throws(Rejection) -> CalendarDate? {
        try FieldReading.date(sheet.value(column), column: column.name)
    }

    /// The same declaration as `actions.jsonl` would hold; nil for a deletion that names no action or no date.
    private func declaration(_ id: String, isDeleted: Bool) throws(Rejection) -> Declaration? {
        guard let action = try text(.action, limit: 200) else {
            if isDeleted { return nil }
            throw FieldReading.missing("code_action")
        }
        var declaration = Declaration(id: id, action: action, date: try date(.date))
        declaration.period = try period()
        guard let doneOn = declaration.date ?? declaration.period?.upperBound else {
            if isDeleted { return nil }
            throw Rejection(
                "missing_date",
                "L'action n'a pas de date. Complétez date_realisation, ou periode_debut et periode_fin.")
        }
        declaration.blockWanted = try block()
        declaration.object = try text(.object)
        declaration.item = try text(.item)
        declaration.role = try text(.role)
        if let kind = try text(.evidence) {
            declaration.evidence = Evidence(kind: kind, receivedOn: try date(.receivedOn) ?? doneOn)
        }
        return declaration
    }

    private func period() throws(Rejection) -> ClosedRange<CalendarDate>? {
        switch (try date(.periodStart), try date(.periodEnd)) {
        case (nil, nil): return nil
        case (let start?, let end?):
            if start <= end { return start...end }
            throw Rejection(
                "period_reversed",
                "La période finit (\(end.french)) avant de commencer (\(start.french)). Corrigez l'une des deux dates.")
        default:
            throw Rejection(
                "half_period",
                "La période n'a qu'une de ses deux dates. Complétez periode_debut et periode_fin.")
        }
    }

    private func block() throws(Rejection) -> Block? {
        let value = sheet.value(.block)
        if value.isEmpty { return nil }
        guard value.count == 1, FieldReading.isDigit(value[0]), let block = Block(number: Int(value[0] - 0x30)) else {
            throw Rejection("block", "« \(shown(value)) » n'est pas un bloc (colonne bloc). Écrivez 1, 2, 3 ou 4.")
        }
        return block
    }
}
