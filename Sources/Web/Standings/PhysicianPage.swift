import Access
import Progress
import Registry
import Standings
import Vocabulary

/// A physician's file (S05).
struct PhysicianPage: Page {
    let code: String
    let identity: PhysicianIdentity
    /// Nil when the physician is not subject to certification here on this day.
    let file: WorklistCase?
    let entries: [String: DeclarationEntry]
    let names: CatalogueNames
    let list: WorklistQuery?
    let neighbours: WorklistNeighbours?
    let mayChoose: Bool
    let proof: String
    let today: CalendarDate
    var choiceError: HTML?

    var title: String { choiceError == nil ? "Fiche médecin" : "Erreur : Fiche médecin" }
    var section: Section? { .physicians }

    var main: HTML {
        """
        \(PhysicianWalk(code: code, list: list, neighbours: neighbours).html)
        \(PhysicianHead(identity: identity, file: file, today: today).html)
        \(choiceError.map { ErrorSummary(errors: [("raison", $0)]).html })
        \(PhysicianState(page: self).html)
        \(file.map { cycle($0) })
        \(PhysicianIdentitySection(identity: identity, names: names, today: today).html)
        """
    }

    private func cycle(_ file: WorklistCase) -> HTML {
        """
        \(file.assessed.cycle.map { CycleTimeline(cycle: $0, file: file, today: today).html })
        \(file.standing.map { BlocksSection(page: self, file: file, standing: $0).html })
        \(file.reasons.map { ReasonSection(text: $0, isAdvice: false).html })
        \(file.advice.map { ReasonSection(text: $0, isAdvice: true).html })
        \(file.standing == nil && !file.actions.isEmpty ? ActionTable(page: self, actions: file.actions, block: nil).section : .empty)
        """
    }
}

/// Back to the list, and to its next and previous physician.
struct PhysicianWalk {
    let code: String
    let list: WorklistQuery?
    let neighbours: WorklistNeighbours?

    var html: HTML {
        """
        <nav aria-label="Parcourir la liste"><ul class="sx-walk">
        <li class="back"><a href="\(SiteURL.worklist(code, list ?? .init()))">Retour à la liste</a></li>
        \(steps)</ul></nav>
        """
    }

    private var steps: HTML {
        guard let list, let neighbours else { return .empty }
        let link: (Int64?, HTML) -> HTML = { id, label in
            id.map { "<li><a href=\"\(SiteURL.physician(code, $0, from: list))\">\(label)</a></li>" } ?? .empty
        }
        return """
            \(link(neighbours.previous, "← Médecin précédent"))
            <li>\(neighbours.position) sur \(neighbours.total)</li>
            \(link(neighbours.next, "Médecin suivant →"))
            """
    }
}

/// The band that stays in sight: who, until when, how far.
struct PhysicianHead {
    let identity: PhysicianIdentity
    let file: WorklistCase?
    let today: CalendarDate

    var html: HTML {
        """
        <header class="sx-file-head"><h1>\(identity.displayName)</h1>
        <p>RPPS \(French.rpps(identity.rppsNumber))</p>
        \(file?.assessed.cycle.map { "<p>Échéance \($0.end) <small>\(French.distance(from: today, to: $0.end))</small></p>" as HTML })
        \(progress)<p class="end">\(badges)</p></header>
        """
    }

    private var progress: HTML {
        guard let file, !file.isExtract, let standing = file.standing else { return .empty }
        return "<p>\(ProgressBar(counted: standing.total, required: standing.required.total).html)</p>"
    }

    private var badges: HTML {
        guard let file else { return Badge(label: "Non soumis à ce jour").html }
        var badges: [HTML] = []
        let isComplete = file.assessed.standing?.isComplete == true
        if isComplete { badges.append(Badge(label: "Programme complet", tone: .good).html) }
        if file.assessed.isLate == true { badges.append(Badge(label: "En retard", tone: .alert).html) }
        if file.assessed.state != .inCycle || !isComplete && file.assessed.isLate != true {
            badges.append(
                Badge(
                    label: HTML(say: file.assessed.state.french), tone: file.assessed.state == .inCycle ? .plain : .warn
                )
                .html)
        }
        return "\(badges)"
    }
}

extension PhysicianIdentity {
    /// « DURAND Élodie », or « Nom inconnu » while no extraction has brought a name.
    var displayName: String {
        guard let familyName else { return "Nom inconnu" }
        return "\(familyName.uppercased()) \(givenName ?? "")".trimmedSpaces
    }
}

extension StandingState {
    /// The state as a person reads it.
    var french: String { WorklistState(rawValue: rawValue)?.french ?? rawValue }
}
