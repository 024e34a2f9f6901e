import Access
import Letters
import Vocabulary

/// The letters of the register: those that somebody must decide on, those that wait, and the others.
extension RegisteredPage {
    /// Every letter of which nobody knows whether it left, above all else.
    var doubts: HTML {
        let lines = open.filter { $0.electronic == .uncertain }
        guard !lines.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="decider"><h2 id="decider">À décider</h2>
            <p>\(French.count(lines.count, "lettre est peut-être partie", "lettres sont peut-être parties")) par le service sans
            qu'il l'ait dit. Tant que personne n'a décidé, elles ne partent pas une seconde fois.</p>
            \(list("doutes", "Lettres peut-être parties", lines))</section>
            """
    }

    /// What was asked for and has not left.
    var waiting: HTML {
        let lines = open.filter { $0.electronic != .uncertain }
        guard !lines.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="attente"><h2 id="attente">Envois électroniques demandés</h2>
            \(list("demandes", "Lettres qui attendent leur envoi, ou que le service n'a pas prises", lines))</section>
            """
    }

    var empty: HTML {
        """
        <p class="sx-muted">Aucune lettre recommandée : les numéros s'enregistrent sur la page d'un lot prêt ou déposé.</p>
        """
    }

    var table: HTML { list("recommandes", "Lettres recommandées, les plus récentes d'abord", lines) }

    var paging: HTML {
        let newest: HTML =
            isFirst
            ? .empty : "<a href=\"\(SiteURL.registered(.register(code, kind: nil, day: nil)))\">Les plus récentes</a> "
        let older: HTML =
            if hasOlder, let last = lines.last {
                "<a href=\"\(SiteURL.registered(.older(code, before: last.delivery)))\">Plus anciennes</a>"
            } else {
                .empty
            }
        return newest.isEmpty && older.isEmpty ? .empty : "<p>\(newest)\(older)</p>"
    }

    private func list(_ id: StaticString, _ caption: HTML, _ lines: [RegisteredLine]) -> HTML {
        Table(
            id: id, caption: caption,
            head: ["Référence", "Destinataire", "Numéro", "Déposé le", "Ce qui est connu"].map {
                Table.head(HTML(say: $0))
            }, rows: lines.map(row)
        ).html
    }

    private func row(_ line: RegisteredLine) -> HTML {
        let name: HTML =
            mayOpen ? "<a href=\"\(SiteURL.thread(code, line.physicianID))\">\(line.name)</a>" : "\(line.name)"
        let events = line.events.map { event -> HTML in
            let author: HTML = event.source == .ar24 ? "AR24" : "\(people[event.author])"
            return "<p>\(RegisteredWords.badge(event.kind)) le \(event.on) <small>\(author)</small></p>"
        }
        return """
            <tr><th scope="row">\(LetterReference(line.notice, of: council).text)</th><td>\(name)</td>
            <td>\(line.number ?? "–")</td><td>\(line.depositedOn.map { "\($0)" as HTML } ?? "–")</td>
            <td>\(state(line))\(events)\(proofs(line))\(decisions(line))</td></tr>
            """
    }

    /// Where it is, and why.
    private func state(_ line: RegisteredLine) -> HTML {
        let badge: HTML =
            if line.withdrawal != nil, line.electronic != .handed {
                RegisteredWords.withdrawn
            } else {
                line.electronic.map(RegisteredWords.badge) ?? .empty
            }
        let asked: HTML =
            if line.electronic == .asked, let day = line.askedOn { "<p>Demandé le \(day).</p>" } else { .empty }
        let words = [line.reason, line.withdrawal == line.reason ? nil : line.withdrawal].compactMap(\.self)
        return "\(badge)\(asked)\(words.map { "<p>\(say: $0)</p>" as HTML })"
    }

    private func proofs(_ line: RegisteredLine) -> HTML {
        guard mayOpen, let kinds = kept[line.notice] else { return .empty }
        let links = kinds.map { kind -> HTML in
            let file = RegisteredAddress.proof(code, physician: line.physicianID, notice: line.notice, kind)
            return """
                <li><a href="\(SiteURL.registered(file))">\(say: kind.french) <span class="sx-hidden">de la lettre \
                \(LetterReference(line.notice, of: council).text)</span> (PDF)</a></li>
                """
        }
        return "<ul>\(links)</ul>"
    }

    private func decisions(_ line: RegisteredLine) -> HTML {
        guard mayWrite else { return .empty }
        return switch line.electronic {
        case .uncertain: doubt(line)
        case .asked where !line.isBegun: giveBack(line, "Rendre au papier")
        default: .empty
        }
    }

    /// Whoever has looked at the carrier's own account says what was found there.
    private func doubt(_ line: RegisteredLine) -> HTML {
        let field = Self.mailField(line.notice)
        let isWrong = typed.errors.contains { $0.field == field }
        let mail = FormField(
            id: field, name: "identifiant", label: "Identifiant de la lettre chez AR24", hint: "En chiffres.",
            value: isWrong ? typed.mail : "", most: 40, attributes: " inputmode=\"numeric\" autocomplete=\"off\"",
            errors: typed.errors)
        let found = PostForm(
            action: .registered(.part(code, .doubt)), proof: proof,
            content: """
                \(notice(line))\(mail.html)<p><button>La lettre est chez AR24</button></p>
                """)
        return """
            <details\(isWrong, "open")><summary>Lever le doute…</summary>\(found.html)\
            \(giveBack(line, "Elle n'y est pas : la rendre au papier"))</details>
            """
    }

    private func giveBack(_ line: RegisteredLine, _ words: HTML) -> HTML {
        PostForm(
            action: .registered(.part(code, .doubt)), proof: proof,
            content: """
                \(notice(line))<p><button>\(words) <span class="sx-hidden">(lettre \
                \(LetterReference(line.notice, of: council).text))</span></button></p>
                """
        ).html
    }

    private func notice(_ line: RegisteredLine) -> HTML {
        "<input type=\"hidden\" name=\"courrier\" value=\"\(raw: Int(line.notice))\">"
    }
}
