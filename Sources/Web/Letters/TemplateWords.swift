import Access
import Letters
import Vocabulary

/// The words about the words of letters.
enum TemplateWords {
    static func name(_ kind: Letters.Notice.Kind) -> String {
        switch kind {
        case .alert: "Alerte à une échéance"
        case .retraction: "Rétractation d'une alerte"
        case .contact: "Demande d'adresse"
        case .employer: "Information d'un employeur"
        case .employerTold: "Avis au médecin avant l'information de son employeur"
        case .employerRetraction: "Annulation de l'information d'un employeur"
        }
    }

    static func name(_ key: TemplateVersion.Key) -> String {
        key.id.hasSuffix(".national")
            ? "version nationale \(key.version)" : "version \(key.version) livrée avec Sextant"
    }

    static func name(_ block: CouncilBlock.Kind) -> String {
        switch block {
        case .header: "En-tête"
        case .paragraph: "Paragraphe libre"
        case .delegation: "Délégation de signature"
        case .signature: "Signature"
        case .sender: "Expéditeur et réponses"
        }
    }

    static func place(_ block: CouncilBlock.Kind) -> String {
        let most =
            "\(block.lines) \(block == .paragraph ? "paragraphes" : "lignes") au plus, "
            + "de \(block.length) caractères au plus"
        return switch block {
        case .header:
            "En haut de la lettre sur papier, à la place du nom du conseil, qu’il contient : {conseil}. \(most)."
        case .paragraph: "Dans la lettre sur papier, avant sa formule finale. Une ligne fait un paragraphe. \(most)."
        case .delegation: "Dans la lettre sur papier, avant la signature. \(most)."
        case .signature: "À la fin du courriel et de la lettre. \(most)."
        case .sender: "En haut de la lettre sur papier, sous le nom. \(most)."
        }
    }

    static func name(_ part: TemplateFlaw.Part) -> String {
        switch part {
        case .subject: "Objet"
        case .mail: "Courriel"
        case .letter: "Lettre"
        }
    }

    /// The field of the draft's form in which a part is written.
    static func field(_ part: TemplateFlaw.Part) -> String {
        switch part {
        case .subject: "objet"
        case .mail: "courriel"
        case .letter: "lettre"
        }
    }

    /// « Lettre, paragraphe 3 : … ».
    static func sentence(_ flaw: TemplateFlaw) -> String {
        let place = name(flaw.part) + (flaw.paragraph.map { ", paragraphe \($0)" } ?? "")
        return "\(place) : \(flaw.sentence)"
    }

    static func badge(_ state: TemplateDraft.State) -> HTML {
        switch state {
        case .draft: Badge(label: "Brouillon").html
        case .proposed: Badge(label: "Proposé", tone: .warn).html
        case .published: Badge(label: "Publié", tone: .good).html
        case .discarded: Badge(label: "Abandonné").html
        case .revoked: Badge(label: "Révoqué", tone: .alert).html
        }
    }

    static func badge(_ state: CouncilBlock.State) -> HTML {
        switch state {
        case .proposed: Badge(label: "Proposé", tone: .warn).html
        case .published: Badge(label: "Publié", tone: .good).html
        case .sentBack: Badge(label: "Renvoyé", tone: .alert).html
        case .withdrawn: Badge(label: "Retiré").html
        case .revoked: Badge(label: "Révoqué", tone: .alert).html
        }
    }

    static func meaning(_ field: LetterField) -> HTML {
        switch field {
        case .addressee: "à qui le courrier s'adresse : le médecin, ou son employeur"
        case .council: "le nom du conseil"
        case .milestone: "l'échéance"
        case .cycle: "le premier et le dernier jour du cycle"
        case .counted: "les actions retenues"
        case .expected: "les actions attendues à l'échéance"
        case .required: "les actions demandées pour tout le programme"
        case .retractedOn: "le jour du courrier annulé"
        case .reason: "la raison de l'annulation"
        case .platform: "où le médecin trouve son compte : une phrase"
        case .reply: "comment répondre au conseil : une phrase"
        case .college: "où trouver les CNP : une phrase"
        case .physician: "le médecin dont parle le courrier"
        case .employer: "l'employeur, tel que le conseil l'a écrit"
        case .delay: "le délai laissé au médecin, comme « 7 jours »"
        }
    }

    /// A paragraph with its lines, and its fields marked.
    static func paragraph(_ words: String) -> HTML { "<p>\(lines(words))</p>" }

    static func lines(_ words: String) -> HTML {
        let lines = words.split(separator: "\n").enumerated().map { index, line -> HTML in
            "\(index == 0 ? HTML.empty : "<br>")\(marked(String(line)))"
        }
        return "\(lines)"
    }

    private static func marked(_ line: String) -> HTML {
        var (html, rest) = ([HTML](), line[...])
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            html.append("\(say: String(rest[..<open]))<code>\(String(rest[open...close]))</code>")
            rest = rest[rest.index(after: close)...]
        }
        return "\(html)\(say: String(rest))"
    }
}

/// The fields that a kind of letter knows, beside the form where they are used.
struct FieldList {
    let kind: Letters.Notice.Kind

    var html: HTML {
        let rows = LetterField.allCases.filter { $0.isGiven(to: kind) }.map { field -> HTML in
            """
            <tr><th scope="row"><code>{\(field.rawValue)}</code></th><td>\(TemplateWords.meaning(field))</td>
            <td>\(field.mayStandInMail ? "courriel et lettre" : "lettre seulement")</td></tr>
            """
        }
        return """
            <details><summary>Champs que ce courrier connaît</summary>\(Table(
                id: "champs", caption: "Champs, à écrire entre accolades",
                head: [Table.head("Champ"), Table.head("Ce qu'il devient"), Table.head("Où")], rows: rows).html)</details>
            """
    }
}

/// What changes between two texts, paragraph by paragraph.
struct TextDifference {
    let old: TemplateText
    let new: TemplateText

    var html: HTML {
        let parts: [(HTML, [String], [String])] = [
            ("Objet", [old.subject], [new.subject]), ("Courriel", old.mail, new.mail),
            ("Lettre sur papier", old.letter, new.letter),
        ]
        let lists = parts.map { name, old, new -> HTML in
            let changes = ParagraphChange.between(old, new)
            guard changes.contains(where: \.isChange) else { return "<h3>\(name)</h3><p>Aucune différence.</p>" }
            return "<h3>\(name)</h3><ul class=\"sx-diff\">\(changes.filter(\.isChange).map(item))</ul>"
        }
        return "\(lists)"
    }

    private func item(_ change: ParagraphChange) -> HTML {
        switch change {
        case .same: .empty
        case .added(let words): "<li>Ajouté : <ins>\(TemplateWords.lines(words))</ins></li>"
        case .removed(let words): "<li>Retiré : <del>\(TemplateWords.lines(words))</del></li>"
        case .changed(let old, let new):
            "<li>Avant : <del>\(TemplateWords.lines(old))</del><br>Après : <ins>\(TemplateWords.lines(new))</ins></li>"
        }
    }
}
