import Access
import Alerts
import Vocabulary

/// The words that the pages of campaigns share.
enum CampaignWords {
    /// A campaign by its number.
    static func name(_ summary: CampaignSummary) -> HTML { "Campagne n° \(raw: Int(summary.id))" }

    /// Where the campaign stands.
    static func badge(_ state: CampaignState) -> HTML {
        let tone: Badge.Tone =
            switch state {
            case .proposed, .secondWanted: .warn
            case .approved, .canary, .sending: .plain
            case .done: .good
            case .stopped: .alert
            case .abandoned: .plain
            }
        return Badge(label: HTML(say: capitalised(state.french)), tone: tone).html
    }

    /// Where one recipient stands: what became of the entry, then of its message.
    static func badge(_ row: EntryRow) -> HTML {
        switch row.state {
        case .proposed: Badge(label: "Proposée").html
        case .excluded: Badge(label: "Exclue", tone: .warn).html
        case .retracted: Badge(label: "Rétractée", tone: .warn).html
        case .approved: delivery(row.delivery)
        }
    }

    private static func delivery(_ state: String?) -> HTML {
        switch state {
        case "ready": Badge(label: "Prête à partir").html
        case "sent": Badge(label: "Partie", tone: .good).html
        case "delivered": Badge(label: "Remise", tone: .good).html
        case "bounced": Badge(label: "Revenue", tone: .alert).html
        case "returned": Badge(label: "Retournée", tone: .alert).html
        case "refused": Badge(label: "Refusée", tone: .alert).html
        case "held": Badge(label: "Lettre à produire", tone: .warn).html
        default: Badge(label: "Approuvée").html
        }
    }

    /// « 3 sur 5 attendues », with what the whole cycle asks beneath.
    static func progress(_ row: EntryRow) -> HTML {
        "\(row.counted) sur \(row.expected)<small>\(row.required) sur tout le cycle</small>"
    }

    /// « 1er janvier 2029 » or « du … au … ».
    static func milestones(_ range: ClosedRange<CalendarDate>?) -> HTML {
        guard let range else { return "–" }
        guard range.lowerBound != range.upperBound else { return "\(range.lowerBound)" }
        return "du \(range.lowerBound) au \(range.upperBound)"
    }

    /// Why an entry is excluded, in words, and whose they are.
    static func exclusion(_ row: EntryRow, _ people: PersonNames) -> HTML {
        let words = HTML(say: capitalised(row.exclusion?.french ?? "exclue"))
        guard let reason = row.reason else { return words }
        guard let author = row.author else { return "\(words) <small>\(say: reason)</small>" }
        return "\(words) <small>« \(reason) », \(people[author])</small>"
    }

    /// What happened, newest first.
    static func history(_ events: [CampaignEvent], _ people: PersonNames, id: StaticString, caption: HTML) -> HTML {
        guard !events.isEmpty else { return "<p class=\"sx-muted\">Rien encore.</p>" }
        let rows = events.map { event -> HTML in
            """
            <tr><th scope="row">\(ParisTime(epochSeconds: event.at).html)</th>
            <td>\(event.author.map { "\(people[$0])" as HTML } ?? "La campagne, d'elle-même")</td>
            <td>\(say: event.words)\(event.reason.map { "<small>« \($0) »</small>" as HTML })</td></tr>
            """
        }
        return Table(
            id: id, caption: caption, head: ["Date et heure", "Qui", "Quoi"].map { Table.head(HTML(say: $0)) },
            rows: rows
        ).html
    }

    /// The addresses of whoever these pages name.
    static func authors(_ summary: CampaignSummary, _ rows: [EntryRow], _ events: [CampaignEvent]) -> [String] {
        summary.approvedBy + rows.compactMap(\.author) + events.compactMap(\.author)
    }

    /// With its first letter in upper case.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
