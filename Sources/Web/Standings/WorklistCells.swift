import Standings

extension WorklistRow {
    /// « DURAND Élodie », or « Nom inconnu » while no extraction has brought a name.
    var displayName: String {
        guard let familyName else { return "Nom inconnu" }
        return "\(familyName.uppercased()) \(givenName ?? "")".trimmedSpaces
    }
}

/// The cells that the list, the search and the file share.
enum WorklistCells {
    /// The global progress (rule R28): a bar and n/8.
    static func progress(_ row: WorklistRow) -> HTML {
        guard let counted = row.counted, let required = row.requiredTotal else { return "–" }
        return ProgressBar(counted: counted, required: required).html
    }

    /// Counted actions of the four blocks; a block not required is a dash.
    static func blocks(_ row: WorklistRow) -> HTML {
        guard let counts = row.counts, let required = row.required, counts.count == 4, required.count == 4 else {
            return "–"
        }
        let cells = (0..<4).map { index -> HTML in
            let word: HTML = required[index] == 0 ? "–" : "\(raw: counts[index])"
            let tone: HTML = required[index] == 0 ? "off" : counts[index] >= required[index] ? "full" : "part"
            let spoken: HTML =
                required[index] == 0 ? "non requis" : "\(raw: counts[index]) sur \(raw: required[index])"
            return """
                <span class="sx-cell \(tone)"><span aria-hidden="true">\(word)</span>\
                <span class="sx-hidden">bloc \(raw: index + 1) : \(spoken), </span></span>
                """
        }
        return "\(cells)"
    }

    /// State, lateness and missing address, in words.
    static func badges(_ row: WorklistRow) -> HTML {
        var badges: [HTML] = []
        if row.isComplete == true { badges.append(Badge(label: "Programme complet", tone: .good).html) }
        if row.isLate == true { badges.append(Badge(label: "En retard", tone: .alert).html) }
        if row.state != .inCycle { badges.append(Badge(label: HTML(say: row.state.french), tone: .warn).html) }
        if !row.hasEmail { badges.append(Badge(label: "Sans courriel").html) }
        return badges.isEmpty ? "En cours" : "\(badges)"
    }
}
