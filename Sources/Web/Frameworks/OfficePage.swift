import Access
import Frameworks
import Standings
import Vocabulary

/// Where a member of a national office begins (S24): what waits, and where it is done.
struct OfficePage: Page {
    let session: Session
    let rows: [FrameworkRow]
    /// Versions waiting for a second person, with their newest report and who proposed them.
    let proposals: [Proposal]
    /// Specialties whose link is not certain.
    let openSpecialties: Int
    let today: CalendarDate
    /// The names behind the addresses.
    var people = PersonNames()

    /// A version that waits.
    struct Proposal: Sendable {
        let version: FrameworkVersion
        let proposer: String
        let run: ImpactRun?
    }

    var title: String { session.membership.council.name }
    var section: Section? { .office }

    var main: HTML {
        """
        <div class="sx-title"><h1>\(session.membership.council.name)</h1><p class="sx-count">au \(today)</p></div>
        <ul class="sx-tiles">\(tiles)</ul>
        \(waiting)\(drafts)
        """
    }

    private var drafting: [FrameworkRow] { rows.filter { $0.drafts.contains { $0.state == .draft } } }

    private var tiles: [HTML] {
        let words: [(HTML, Int, String)] = [
            ("En attente d'approbation", proposals.count, "proposee"),
            ("Référentiels avec un brouillon", drafting.count, "brouillon"),
            ("Versions à venir", rows.count { !$0.coming.isEmpty }, "a-venir"),
            ("Sans version en vigueur", rows.count { $0.inForce == nil }, "sans-version"),
            ("En vigueur", rows.count { $0.inForce != nil }, "en-vigueur"),
        ]
        return words.map { label, value, state in
            Tile(label: label, value: value, url: .frameworks(FrameworkFilter(state: state))).html
        } + [
            Tile(
                label: "Spécialités sans correspondance certaine", value: openSpecialties, url: .specialties(code: nil)
            ).html
        ]
    }

    private var waiting: HTML {
        let body: HTML =
            proposals.isEmpty
            ? """
            <div class="sx-empty"><h3>Rien n'attend d'approbation</h3><p>Une version proposée apparaît ici jusqu'à ce
            qu'une autre personne l'approuve ou qu'elle soit retirée.</p></div>
            """
            : Table(
                id: "propositions", caption: "Versions proposées",
                head: [
                    Table.head("Version"), Table.head("S'applique à partir du"), Table.head("Proposée par"),
                    Table.head("Effet sur les médecins"),
                ], rows: proposals.map(row)
            ).html
        return """
            <section aria-labelledby="attente">
            <h2 id="attente">En attente d'une deuxième personne</h2>\(body)</section>
            """
    }

    private func row(_ proposal: Proposal) -> HTML {
        let version = proposal.version
        let url = SiteURL.frameworkImpact(FrameworkWords.address(version.key), isFollowed: false)
        let isOwn = !FrameworkVersion.isAnotherPerson(session.email, than: proposal.proposer)
        let progress: HTML = proposal.run.map { HTML(say: $0.state.title) } ?? "pas encore demandé"
        return """
            <tr><th scope="row">\(FrameworkWords.link(version.key, "\(version.title)\(say: ", version \(version.key.number)")"))</th>
            <td>\(version.effectiveFrom.map { "\($0)" as HTML } ?? "–")</td>
            <td>\(people[proposal.proposer])\(isOwn ? "<small>vous : une autre personne doit approuver</small>" : .empty)</td>
            <td><a href="\(url)">\(progress)<span class="sx-hidden"> : effet de « \(version.title) »</span></a></td></tr>
            """
    }

    private var drafts: HTML {
        let all = drafting.flatMap { row in row.drafts.filter { $0.state == .draft }.map { (row.title, $0) } }
        let rows = all.prefix(20).map { title, draft -> HTML in
            """
            <tr><th scope="row">\(FrameworkWords.link(draft.version.key, "\(title)\(say: ", version \(draft.version.key.number)")"))</th>
            <td>\(draft.missing.isEmpty ? "rien : il peut être proposé" : "\(say: draft.missing.joined(separator: " ; "))")</td></tr>
            """
        }
        let more: HTML =
            all.count > rows.count
            ? "<p><a href=\"\(SiteURL.frameworks(FrameworkFilter(state: "brouillon")))\">Voir les \(all.count) brouillons</a></p>"
            : .empty
        let body: HTML =
            rows.isEmpty
            ? """
            <div class="sx-empty"><h3>Aucun brouillon</h3><p><a href="\(SiteURL.frameworkImport)">Importez un paquet</a>, ou
            la liste à plat de l'ANS, pour en créer.</p></div>
            """
            : Table(
                id: "brouillons", caption: "Brouillons et ce qui leur manque",
                head: [Table.head("Brouillon"), Table.head("Il manque")], rows: rows
            ).html
        return """
            <section aria-labelledby="a-completer">
            <h2 id="a-completer">Brouillons à compléter</h2>\(body)\(more)</section>
            """
    }
}
