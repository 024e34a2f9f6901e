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
        guard let state else { return Badge(label: "Approuvée").html }
        let tone: Badge.Tone =
            switch state {
            case "sent", "delivered": .good
            case "bounced", "returned", "refused": .alert
            case "held": .warn
            default: .plain
            }
        return Badge(label: HTML(say: capitalised(message(state))), tone: tone).html
    }

    /// Where a message is.
    static func message(_ state: String) -> String {
        switch state {
        case "ready": "prête à partir"
        case "sent": "partie"
        case "delivered": "remise"
        case "bounced": "revenue"
        case "returned": "retournée"
        case "refused": "refusée"
        case "held": "lettre à imprimer"
        case "withdrawn": "retirée avant l'envoi"
        default: "approuvée"
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

    /// Whose an entry is that no night proposed.
    static func addition(_ row: EntryRow, _ people: PersonNames) -> HTML {
        row.author.map { "ajouté par \(people[$0])" as HTML } ?? "remplace le courriel refusé"
    }

    /// How long leaving somebody out holds.
    static let exclusionLasts: HTML = """
        Un médecin que vous excluez n'est pas proposé de nouveau avant son échéance suivante.
        """

    /// What happened, newest first.
    static func history(_ events: [CampaignEvent], _ people: PersonNames, id: StaticString, caption: HTML) -> HTML {
        guard !events.isEmpty else { return "<p class=\"sx-muted\">Rien encore.</p>" }
        let rows = events.map { event -> HTML in
            """
            <tr><th scope="row">\(ParisTime(epochSeconds: event.at).html)</th>
            <td>\(event.author.map { "\(people[$0])" as HTML } ?? "La campagne, d'elle-même")</td>
            <td>\(say: event.words)\(event.reason.map { "<small>« \($0) »</small>" as HTML })\(event.told.map(told))</td></tr>
            """
        }
        return Table(
            id: id, caption: caption, head: ["Date et heure", "Qui", "Quoi"].map { Table.head(HTML(say: $0)) },
            rows: rows
        ).html
    }

    private static func told(_ words: String) -> HTML { "<small>Phrase pour le médecin : « \(words) »</small>" }

    /// How many letters on paper wait, left and came back.
    static func letters(_ summary: CampaignSummary) -> HTML {
        """
        \(summary.toPrint) à imprimer, \(French.count(summary.deposited, "déposée", "déposées")),
        \(French.count(summary.returned, "revenue", "revenues"))
        """
    }

    /// The addresses of whoever these pages name.
    static func authors(_ summary: CampaignSummary, _ rows: [EntryRow], _ events: [CampaignEvent]) -> [String] {
        summary.approvedBy + rows.compactMap(\.author) + events.compactMap(\.author)
    }

    /// With its first letter in upper case.
    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
