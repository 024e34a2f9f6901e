import Access
import Letters
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
    /// Nil when the reader assigns no file.
    let assignments: AssignmentSection?
    /// Nil when the reader may neither hold the file back nor copy it.
    let retention: RetentionSection?
    /// The list that the reader comes from.
    let back: SiteURL
    let proof: String
    let today: CalendarDate
    /// How the council reaches the physician; nil when the roll says nothing.
    var contact: PhysicianContact?
    /// What is known of the postal address.
    var postal: PostalCheck?
    /// The council's choice of a référentiel, and the name of who made it.
    var choice: (made: FrameworkChoice, by: String)?
    /// What was typed into the form of the choice, when it was refused.
    var typed = TypedChoice()

    /// The form of the choice as it came back.
    struct TypedChoice: Sendable {
        var framework = ""
        var reason = ""
        var errors: [(field: String, sentence: HTML)] = []
    }

    var title: String { typed.errors.isEmpty ? "Fiche médecin" : "Erreur : Fiche médecin" }
    var section: Section? { .physicians }

    var main: HTML {
        """
        \(PhysicianWalk(code: code, back: back, list: list, neighbours: neighbours).html)
        \(PhysicianHead(identity: identity, file: file, today: today).html)
        \(ErrorSummary(errors: typed.errors).html)
        <p class="sx-actions"><a class="sx-button" href="\(SiteURL.thread(code, identity.physicianID))">Courriers et
        échanges</a></p>
        \(PhysicianState(page: self).html)
        \(file.map { cycle($0) })
        \(assignments?.html)
        \(retention?.html)
        \(PhysicianIdentitySection(
            identity: identity, contact: contact, postal: postal, names: names, today: today
        ).html)
        """
    }

    private func cycle(_ file: WorklistCase) -> HTML {
        """
        \(file.assessed.cycle.map { CycleTimeline(cycle: $0, file: file, today: today).html })
        \(CalendarOwnDates(assessed: file.assessed, today: today).html)
        \(file.standing.map { BlocksSection(page: self, file: file, standing: $0).html })
        \(file.reasons.map { ReasonSection(text: $0, isAdvice: false).html })
        \(file.advice.map { ReasonSection(text: $0, isAdvice: true).html })
        \(file.standing == nil && !file.actions.isEmpty ? ActionTable(page: self, actions: file.actions, block: nil).section : .empty)
        """
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
