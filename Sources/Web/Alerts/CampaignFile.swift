import Access
import Alerts
import Documents
import Letters

/// A campaign for a spreadsheet: who is written to, who is left out, and why.
struct CampaignFile {
    let rows: [EntryRow]
    let people: PersonNames

    var bytes: [UInt8] {
        var writer = CSVWriter(for: .person)
        writer.record([
            "medecin", "cycle_debut", "echeance", "envoi", "etat", "message", "actions_retenues",
            "attendues_a_l_echeance",
            "demandees_sur_le_cycle", "premier_lot", "exclusion", "raison", "par",
        ])
        for row in rows {
            writer.record([
                row.name, "\(row.cycleStart)", "\(row.milestoneOn)", row.channel.french, row.state.french,
                row.delivery.map(CampaignWords.message) ?? "", String(row.counted), String(row.expected),
                String(row.required), row.isCanary ? "oui" : "non", row.exclusion?.french ?? "", row.reason ?? "",
                row.author.map { people[$0] } ?? "",
            ])
        }
        return writer.bytes
    }
}
