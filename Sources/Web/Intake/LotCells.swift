import Intake
import Vocabulary

/// One import in a table.
struct LotCells {
    let code: String
    let lot: Lot

    static let head = [
        Table.head("Import"), Table.head("Contenu"), Table.head("À la date du"), Table.head("État"),
        Table.number("Nouveaux"), Table.number("Modifiés"), Table.number("À corriger"), Table.head("Lu par"),
    ]

    var row: HTML {
        """
        <tr><th scope="row"><a href="\(SiteURL.lot(code, lot.id.number, page: 1))">N° \(raw: Int(lot.id.number))</a>\
        <small>\(lot.fileName)</small></th><td>\(lot.kind.french)</td><td>\(lot.asOf)</td>
        <td>\(LotCells.state(lot))</td><td class="num">\(lot.counts.new)</td><td class="num">\(lot.counts.changed)</td>
        <td class="num">\(lot.counts.rejected)</td><td>\(lot.actor)<small>\(LotCells.moment(lot.readAt))</small></td></tr>
        """
    }

    static func state(_ lot: Lot) -> HTML {
        switch lot.state {
        case .previewed: Badge(label: "À décider", tone: .warn).html
        case .applied: Badge(label: "Appliqué", tone: .good).html
        case .undone: Badge(label: "Annulé").html
        }
    }

    /// `2026-11-21T08:30:00Z` as `21/11/2026 à 09 h 30`, the time of Paris; whatever else as it is.
    static func moment(_ iso: String) -> String {
        let parts = iso.split(whereSeparator: { $0 == "T" || $0 == "Z" })
        guard parts.count == 2, let date = CalendarDate(iso: parts[0]) else { return iso }
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3 else { return date.french }
        return French.moment(Int64(date.dayNumber) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2])
    }
}

extension LotKind {
    /// What it brings, as a person says it.
    var french: HTML {
        switch self {
        case .rpps: "Extraction RPPS"
        case .roll: "Tableau du conseil"
        case .accounts: "Comptes individuels"
        }
    }
}
