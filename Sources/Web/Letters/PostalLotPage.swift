import Access
import Alerts
import Letters
import Vocabulary

/// One lot: what is to be done now, the pile in its order, and what was left out of it and why.
struct PostalLotPage: Page {
    /// Letters of one page of the pile.
    static let size = 100

    let council: Council
    let lot: PostalLot
    let pile: [PostalLine]
    let others: [PostalLine]
    /// Letters that have left and would not have, had the deposit been recorded at once.
    let doubtful: [(line: PostalLine, recipient: RecipientPlace?)]
    /// From 1.
    let page: Int
    let isFollowed: Bool
    let session: Session
    let people: PersonNames
    let hasTypesetter: Bool
    let proof: String
    let today: CalendarDate
    var typed = Typed()

    /// A form of the page as it came back.
    struct Typed: Sendable {
        var day = ""
        /// The letter whose address was typed.
        var mended: Int64?
        var address = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    static func pages(of lot: PostalLot) -> Int { max(1, (lot.set + size - 1) / size) }

    var code: String { council.code }
    var mayPrepare: Bool { session.may(.prepareLots) }
    var removed: [PostalLine] { others.filter { $0.state == .removed } }
    var leftOut: [PostalLine] { others.filter { $0.state == .leftOut } }
    var isCheckedToday: Bool { lot.checkedOn == today }

    var title: String {
        "\(typed.errors.isEmpty ? "" : "Erreur : ")Lot de lettres n° \(lot.id)\(page > 1 ? ", page \(page)" : "")"
    }
    var section: Section? { .alerts }
    var refreshSeconds: Int? { isFollowed && isBeingSet ? 5 : nil }
    /// Whether a file is on its way.
    var isBeingSet: Bool { lot.state == .making || lot.state == .ready && lot.pages == nil && lot.set > 0 }

    /// A notice stays in the address: it is said only while the lot is where the notice says it is.
    func says(_ notice: Notice) -> Bool {
        switch notice {
        case .lotAsked: lot.state == .making
        case .lotsAsked: false
        case .letterLotChecked: lot.state == .ready && isCheckedToday
        case .lettersToRemove: lot.state == .ready && isCheckedToday && lot.removed > 0
        case .letterLotIsEmpty: lot.state == .ready && lot.set == 0
        case .letterLotDeposited: lot.state == .deposited
        case .letterLotIsDoubtful: lot.state == .deposited && lot.doubtful > 0
        case .letterLotCancelled: lot.state == .cancelled
        default: !notice.isOfCampaign
        }
    }

    var main: HTML {
        """
        <p><a href="\(SiteURL.postalLots(.list(code)))">Tous les lots</a></p>
        <div class="sx-title"><h1>\(PostalLotWords.name(lot)), lettres</h1><p>\(PostalLotWords.badge(lot.state))</p></div>
        \(ErrorSummary(errors: typed.errors).html)
        \(PostalLotAct(page: self).html)
        \(Facts(pairs: facts).html)
        \(PostalLotTables(page: self).html)
        """
    }

    private var facts: [(HTML, HTML)] {
        var pairs: [(HTML, HTML)] = [
            ("Demandé", "le \(lot.madeOn) par \(people[lot.madeBy])"),
            ("Lettres dans le pli", "\(lot.set)"),
        ]
        if lot.leftOut > 0 { pairs.append(("Laissées de côté", "\(lot.leftOut)")) }
        if lot.removed > 0 { pairs.append(("Retirées du pli", "\(lot.removed)")) }
        if let pages = lot.pages { pairs.append(("Pages à imprimer", "\(pages)")) }
        if let sha256 = lot.sha256 {
            pairs.append(("Empreinte du fichier (SHA-256)", "<span class=\"sx-hash\">\(sha256)</span>"))
        }
        if let day = lot.checkedOn, let by = lot.checkedBy {
            let moment: HTML = lot.checkedAt.map { ParisTime($0).html } ?? "\(day)"
            pairs.append(("Pli vérifié", "le \(moment) par \(people[by])"))
        }
        if let day = lot.depositedOn {
            pairs.append(("Déposé", "le \(day)\(lot.endedBy.map { ", enregistré par \(people[$0])" as HTML })"))
        } else if let author = lot.endedBy {
            pairs.append(("Annulé par", "\(people[author])"))
        }
        if lot.returned > 0 { pairs.append(("Revenues", "\(lot.returned)")) }
        return pairs
    }
}
