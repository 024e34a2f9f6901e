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

    /// `2026-11-21T08:30:00Z` as `21/11/2026 à 08 h 30 (UTC)`; whatever else as it is.
    static func moment(_ iso: String) -> String {
        let parts = iso.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count >= 2, let date = CalendarDate(iso: parts[0]) else { return iso }
        let clock = parts[1].split(separator: ":")
        guard clock.count >= 2 else { return date.french }
        return "\(date.french) à \(clock[0])\u{A0}h\u{A0}\(clock[1]) (UTC)"
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
