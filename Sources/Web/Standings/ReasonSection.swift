import Progress

/// A tree of reasons, or of steps, in words: each part folds, and is printed whole.
struct ReasonSection {
    let text: ProofText
    /// What would be enough, rather than why.
    let isAdvice: Bool

    var html: HTML {
        let name: HTML = isAdvice ? "suffirait" : "pourquoi"
        let title: HTML = isAdvice ? "Ce qui suffirait" : "Pourquoi"
        let lines = text.lines.map { "<p class=\"sx-muted\">\(say: $0)</p>" as HTML }
        let parts: HTML =
            text.children.isEmpty
            ? .empty : "<ul class=\"sx-reasons\">\(text.children.map { part($0, isOpen: isAdvice) })</ul>"
        return """
            <section class="sx-block" aria-labelledby="\(name)"><h2 id="\(name)">\(title)</h2>
            <p class="sx-lead">\(say: text.heading)</p>\(lines)\(parts)</section>
            """
    }

    private func part(_ part: ProofText, isOpen: Bool) -> HTML {
        guard !part.lines.isEmpty || !part.children.isEmpty else { return "<li>\(say: part.heading)</li>" }
        let lines = part.lines.map { "<li class=\"line\">\(say: $0)</li>" as HTML }
        let children = part.children.map { self.part($0, isOpen: false) }
        // The lines to choose from are many and no step of their own: they stay folded on paper too.
        let isChoice = isAdvice && !isOpen
        return """
            <li><details\(isOpen, "open")\(isChoice ? " class=\"choices\"" : .empty)><summary>\(say: part.heading)</summary>
            <ul>\(lines)\(children)</ul></details></li>
            """
    }
}
