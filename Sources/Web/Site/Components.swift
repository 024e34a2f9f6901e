/// A number that opens the list it counts.
struct Tile {
    let label: HTML
    let value: Int
    let url: SiteURL
    var hint: HTML = .empty
    var isAlert = false

    var html: HTML {
        """
        <li class="sx-tile\(isAlert && value > 0 ? " strong" : .empty)"><a href="\(url)"><b>\(value)</b>
        <span>\(label)</span></a>\(hint.isEmpty ? .empty : "<small>\(hint)</small>")</li>
        """
    }
}

/// Links to the parts of one thing; the current one is said.
struct Tabs {
    let label: HTML
    let entries: [(label: HTML, count: Int?, url: SiteURL, isCurrent: Bool)]

    var html: HTML {
        let links = entries.map { entry -> HTML in
            let count: HTML = entry.count.map { " <span class=\"count\">\($0)</span>" } ?? .empty
            let current: HTML = entry.isCurrent ? " aria-current=\"page\"" : .empty
            return "<li><a href=\"\(entry.url)\"\(current)>\(entry.label)\(count)</a></li>"
        }
        return "<nav class=\"sx-tabs\" aria-label=\"\(label)\"><ul>\(links)</ul></nav>"
    }
}

/// A word in a frame: the word carries the meaning, the frame only groups.
struct Badge {
    enum Tone: String { case plain, good, warn, alert }
    let label: HTML
    var tone = Tone.plain

    var html: HTML { "<span class=\"sx-badge \(tone.rawValue)\">\(label)</span>" }
}

/// A block's progress as a ring, with its words beside.
struct Ring {
    let counted: Int
    let required: Int
    let title: HTML
    var size = 44

    var html: HTML {
        let length = 2 * 3.14159 * 16
        let share = required == 0 ? 0 : Double(min(counted, required)) / Double(required)
        let state: HTML = required == 0 ? "off" : counted >= required ? "full" : counted == 0 ? "none" : "part"
        let arc: HTML =
            share == 0
            ? .empty
            : """
            <circle class="done" cx="20" cy="20" r="16" transform="rotate(-90 20 20)" \
            stroke-dasharray="\(raw: length * share) \(raw: length)"/>
            """
        let word: HTML = required == 0 ? "–" : "\(raw: min(counted, required))/\(raw: required)"
        return """
            <svg class="sx-ring \(state)" viewBox="0 0 40 40" width="\(raw: size)" height="\(raw: size)" role="img">
            <title>\(title)</title><circle class="track" cx="20" cy="20" r="16"/>\(arc)
            <text x="20" y="24.2" text-anchor="middle">\(word)</text></svg>
            """
    }
}

/// Progress in a row of a table: a bar and the same in figures.
struct ProgressBar {
    let counted: Int
    let required: Int

    var html: HTML {
        let width = required == 0 ? 0 : 64 * min(counted, required) / required
        return """
            <span class="sx-progress"><svg viewBox="0 0 64 8" width="64" height="8" aria-hidden="true" focusable="false">
            <rect class="track" width="64" height="8" rx="2"/>\
            <rect class="done" width="\(raw: width)" height="8" rx="2"/></svg> \(raw: counted)/\(raw: required)</span>
            """
    }
}

/// What is wrong in a form, above it, each with a link to its field.
struct ErrorSummary {
    let errors: [(field: String, sentence: HTML)]

    var html: HTML {
        guard !errors.isEmpty else { return .empty }
        return """
            <div class="sx-errors" role="alert" id="erreurs" tabindex="-1"><h2>\
            \(errors.count == 1 ? "Un point est à corriger" : "\(errors.count) points sont à corriger")</h2>
            <ul>\(errors.map { "<li><a href=\"#\($0.field)\">\($0.sentence)</a></li>" as HTML })</ul></div>
            """
    }
}

/// A form that changes something: always posted, always with its proof.
struct PostForm {
    let action: SiteURL
    let proof: String
    var isUpload = false
    let content: HTML

    var html: HTML {
        """
        <form class="sx-form" method="post" action="\(action)"\
        \(isUpload ? " enctype=\"multipart/form-data\"" : .empty)>
        <input type="hidden" name="preuve" value="\(proof)">
        \(content)
        </form>
        """
    }
}

/// Names and values, one a line.
struct Facts {
    let pairs: [(HTML, HTML)]

    var html: HTML {
        "<dl class=\"sx-facts\">\(pairs.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML })</dl>"
    }
}

/// The picture of a distribution: a line of text and a bar for each value, readable without the bars.
struct Bars {
    let bars: [(label: HTML, value: Int, tone: String)]

    var html: HTML {
        let largest = max(1, bars.map(\.value).max() ?? 1)
        let rows = bars.map { bar -> HTML in
            """
            <li><span class="label">\(bar.label)</span><svg viewBox="0 0 1000 10" preserveAspectRatio="none"
            aria-hidden="true" focusable="false"><rect class="bar \(bar.tone)" width="\(raw: bar.value * 1000 / largest)"
            height="10"/></svg><span class="value">\(bar.value)</span></li>
            """
        }
        return "<ul class=\"sx-bars\">\(rows)</ul>"
    }
}
