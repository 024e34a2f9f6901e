import Standings

/// Previous and next page, by the row where the page ends: nobody is skipped or shown twice.
struct WorklistPager {
    let code: String
    let query: WorklistQuery
    let list: Worklist

    var html: HTML {
        guard list.hasPrevious || list.hasNext else { return .empty }
        return """
            <nav class="sx-pager" aria-label="Pages de la liste"><ul>
            <li>\(list.hasPrevious ? previous : "<span class=\"off\">← Page précédente</span>")</li>
            <li>\(list.skipped + 1) – \(list.skipped + list.rows.count) sur \(list.total)</li>
            <li>\(list.hasNext ? next : "<span class=\"off\">Page suivante →</span>")</li></ul></nav>
            """
    }

    private var previous: HTML {
        guard let first = list.rows.first else { return .empty }
        return
            "<a rel=\"prev\" href=\"\(SiteURL.worklist(code, query.at(.before(first.physicianID))))\">← Page précédente</a>"
    }

    private var next: HTML {
        guard let last = list.rows.last else { return .empty }
        return
            "<a rel=\"next\" href=\"\(SiteURL.worklist(code, query.at(.after(last.physicianID))))\">Page suivante →</a>"
    }
}
