import Alerts
import Jobs
import Letters

/// What the queue holds, by kind, and the jobs that were set aside.
struct QueuePage: Page {
    let state: QueueState
    /// The names of the councils, by their keys.
    let councils: [Int32: String]
    let mayRevive: Bool
    /// That mails wait for a server; nil when they do not.
    let mail: String?
    let proof: String

    var title: String { "File des tâches" }
    var section: Section? { .office }

    var main: HTML {
        """
        <p><a href="\(SiteURL.platform)">État de la plateforme</a></p>
        <div class="sx-title"><h1>File des tâches</h1>\
        <p class="sx-count">\(French.count(waiting, "tâche en attente", "tâches en attente"))</p></div>
        \(mail.map { "<div class=\"sx-callout warn\"><p>\(say: $0) Rien n'est perdu : l'envoi commence dès qu'un serveur est réglé.</p></div>" as HTML })
        \(piles)\(poison)
        <p>Cette page compte les tâches et ne montre pas leur contenu. Une tâche faite quitte la file.</p>
        """
    }

    private var waiting: Int { state.piles.map { $0.ready + $0.leased }.reduce(0, +) }

    private var piles: HTML {
        guard !state.piles.isEmpty else { return "<p>La file est vide : tout ce qui était demandé est fait.</p>" }
        let head = [
            Table.head("Nature"), Table.number("En attente"), Table.number("En cours"), Table.number("Mises de côté"),
            Table.head("Retard"),
        ]
        return Table(id: "natures", caption: "Tâches, par nature", head: head, rows: state.piles.map(row)).html
    }

    private func row(_ pile: QueueState.Pile) -> HTML {
        """
        <tr><th scope="row">\(JobWords.french(pile.kind))</th><td class="num">\(pile.ready)</td>
        <td class="num">\(pile.leased)</td><td class="num">\(pile.poison)</td>
        <td>\(pile.delay < 60 ? "à l'heure" as HTML : "\(French.wait(pile.delay))")</td></tr>
        """
    }

    private var poison: HTML {
        guard !state.poison.isEmpty else { return .empty }
        let head = [
            Table.head("Tâche"), Table.head("Organisation"), Table.number("Essais"), Table.head("Dernière erreur"),
        ]
        let caption = French.count(state.poison.count, "tâche mise de côté", "tâches mises de côté")
        let table = Table(
            id: "mises-de-cote", caption: "\(caption)",
            head: head + (mayRevive ? [Table.head("Reprise")] : []), rows: state.poison.map(line))
        return """
            <h2>Mises de côté</h2>
            <p>Une tâche qui a échoué dix fois est mise de côté ; les autres continuent. Corrigez d'abord la cause, puis
            remettez la tâche dans la file : elle est reprise comme si elle n'avait jamais été essayée.</p>
            \(table.html)
            """
    }

    private func line(_ job: QueueState.Poison) -> HTML {
        """
        <tr><th scope="row">N° \(raw: Int(job.id))<small>\(JobWords.french(job.kind))</small></th>
        <td>\(councils[job.council] ?? (job.council == 0 ? "Conseil national" : "Organisation n° \(job.council)"))</td>
        <td class="num">\(job.attempts)</td><td><code>\(job.fault)</code></td>\(mayRevive ? button(job) : .empty)</tr>
        """
    }

    private func button(_ job: QueueState.Poison) -> HTML {
        let form = PostForm(
            action: .reviveJob(job.id), proof: proof,
            content: """
                <button>Remettre dans la file<span class="sx-hidden"> la tâche n° \(raw: Int(job.id))</span></button>
                """)
        return "<td>\(form.html)</td>"
    }
}

/// The kinds of job as a person reads them.
enum JobWords {
    static func french(_ kind: String) -> HTML {
        switch kind {
        case SendMail.queue: "Envoi d'un courriel"
        case ProposeAgain.queue: "Proposition des alertes de la nuit, reprise"
        case PrepareAlerts.queue: "Préparation des messages d'une campagne"
        case "queue.measure": "Mesure de la file"
        default: "\(kind)"
        }
    }
}
