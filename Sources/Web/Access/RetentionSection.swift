import Access
import Postgres
import Vocabulary

/// On a physician's file: what holds its removal back, and the copy for the person it is about.
struct RetentionSection {
    let code: String
    let physician: Int64
    let holds: [LegalHold]
    let mayHold: Bool
    let mayExport: Bool
    /// Whether an export by this reader holds what was declared for block 4.
    let isWhole: Bool
    let proof: String
    let today: CalendarDate

    /// Nil when the reader may do neither on a file in this state.
    static func read(
        _ session: Session, physician: Int64, on state: ObjectState, proof: String, today: CalendarDate,
        _ transaction: Transaction
    ) throws -> RetentionSection? {
        let (mayHold, mayExport) = (session.may(.holdFile, on: state), session.may(.exportPersonFile, on: state))
        guard mayHold || mayExport else { return nil }
        return RetentionSection(
            code: session.membership.council.code, physician: physician,
            holds: try LegalHold.list(transaction, of: physician).filter { $0.holds(on: today) }, mayHold: mayHold,
            mayExport: mayExport, isWhole: session.membership.role == .instructingAgent, proof: proof, today: today)
    }

    var html: HTML {
        """
        <section class="sx-block" id="conservation" aria-labelledby="conservation-titre">
        <h2 id="conservation-titre">Conservation et droit d'accès</h2>\(held)\(mayHold ? hold : .empty)\(mayExport ? export : .empty)
        </section>
        """
    }

    private var held: HTML {
        guard !holds.isEmpty else { return .empty }
        return
            "<ul>\(holds.map { "<li>Effacement suspendu par \($0.placedBy) : \($0.reason)\(end($0))</li>" as HTML })</ul>"
    }

    private func end(_ hold: LegalHold) -> HTML {
        hold.endsOn.map { " (jusqu'au \($0.adding(days: -1)) compris)" } ?? .empty
    }

    private var hold: HTML {
        """
        <details><summary>Suspendre l'effacement</summary>
        <p>Pour un recours, une procédure ou la demande d'un juge : aucune purge ne retirera ce dossier.</p>\(holdForm)</details>
        """
    }

    private var holdForm: HTML {
        PostForm(
            action: .personalData(.hold(code, physician: physician)), proof: proof,
            content: """
                <div class="sx-field"><label for="suspension-motif">Raison (obligatoire)</label>
                <input id="suspension-motif" name="motif" required maxlength="500"></div>
                <div class="sx-field"><label for="suspension-au">Jusqu'au (compris ; vide : sans terme)</label>
                <input type="date" id="suspension-au" name="au"></div>
                <p><button>Suspendre l'effacement</button></p>
                """
        ).html
    }

    private var export: HTML {
        let mask: HTML =
            isWhole
            ? "Le document contient aussi ses actions du bloc 4 : remettez-le à elle seule."
            : "Ses actions du bloc 4 n'y figurent pas : un agent instructeur peut faire un export entier."
        return """
            <details><summary>Exporter le dossier pour la personne concernée</summary>
            <p>Tout ce que le conseil détient sur ce médecin, y compris qui a consulté sa fiche. \(mask)</p>\(exportForm)</details>
            """
    }

    private var exportForm: HTML {
        PostForm(
            action: .personalData(.copy(code, physician: physician)), proof: proof,
            content: """
                <div class="sx-field"><label for="copie-motif">Raison (obligatoire)</label>
                <input id="copie-motif" name="motif" required maxlength="500"></div>
                <p><button>Exporter le dossier pour la personne concernée</button></p>
                """
        ).html
    }
}
