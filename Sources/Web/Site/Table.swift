/// A table that scrolls in a region of its own, reachable with the keyboard; its head stays in sight and on paper.
struct Table {
    let id: StaticString
    let caption: HTML
    let head: [HTML]
    let rows: [HTML]
    var height = Height.whole

    /// How much of a long table is seen at once on a large screen.
    enum Height { case whole, tall, short }

    var html: HTML {
        """
        <div class="sx-scroll\(size)" role="region" aria-labelledby="\(name)" tabindex="0">
        <table><caption id="\(name)">\(caption)</caption>
        <thead><tr>\(head)</tr></thead>
        <tbody>\(rows)</tbody></table></div>
        """
    }

    private var size: HTML {
        switch height {
        case .whole: .empty
        case .tall: " tall"
        case .short: " short"
        }
    }

    private var name: String { "\(id)" }

    /// A plain head cell.
    static func head(_ label: HTML) -> HTML { "<th scope=\"col\">\(label)</th>" }
    /// A head cell above numbers.
    static func number(_ label: HTML) -> HTML { "<th scope=\"col\" class=\"num\">\(label)</th>" }

    /// A head cell that sorts: a link, and `aria-sort` on the cell.
    static func sort(_ label: HTML, to url: SiteURL, order: Order?) -> HTML {
        let state: HTML =
            switch order {
            case .up: " aria-sort=\"ascending\""
            case .down: " aria-sort=\"descending\""
            case nil: .empty
            }
        let arrow: HTML =
            switch order {
            case .up: "<span aria-hidden=\"true\"> ▲</span>"
            case .down: "<span aria-hidden=\"true\"> ▼</span>"
            case nil: .empty
            }
        return "<th scope=\"col\"\(state)><a href=\"\(url)\">\(label)\(arrow)</a></th>"
    }

    enum Order { case up, down }
}
