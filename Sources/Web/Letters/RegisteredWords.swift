import Letters

/// The words that the pages of registered letters share.
enum RegisteredWords {
    /// What a day says in law, and what Sextant does not decide.
    static let effect: HTML = """
        <section class="sx-block" aria-labelledby="portee"><h2 id="portee">Ce que disent ces dates</h2>
        <p>Aucun texte de la certification périodique n'impose le recommandé. Sextant garde ce que la poste ou le service a
        daté, avec sa preuve ; il n'en déduit pas qu'une lettre est réputée reçue : une personne le décide.</p>
        <ul><li>Lettre sur papier : le jour de la première présentation et le motif du retour sont ceux de l'avis de réception ou
        du pli rendu par la poste.</li>
        <li>Lettre recommandée électronique : elle vaut une lettre recommandée (code des postes et des communications
        électroniques, L. 100). Son destinataire a quinze jours, à compter du lendemain de l'envoi de l'information qui
        l'annonce, pour l'accepter ou la refuser, sans savoir de qui elle vient ; le service prouve ensuite l'acceptation, le
        refus ou la non-réclamation, que AR24 appelle « négligence » (même code, R. 53-3).</li>
        <li>Autre procédé électronique : un document que son destinataire n'a pas consulté dans les quinze jours est réputé lui
        avoir été notifié le jour de sa mise à disposition (code des relations entre le public et l'administration,
        R. 112-20).</li>
        <li>Aucun envoi électronique n'a lieu sans l'accord exprès du destinataire, recueilli avant (même code, L. 112-15) ; il
        peut le retirer, et ce qui n'est pas encore parti revient alors au papier.</li></ul></section>
        """

    static func badge(_ kind: PostEvent.Kind) -> HTML {
        let tone: Badge.Tone =
            switch kind {
            case .presented: .plain
            case .signed: .good
            case .refused, .unclaimed: .warn
            case .returned: .alert
            }
        return Badge(label: HTML(say: kind.french), tone: tone).html
    }

    static func badge(_ state: ElectronicLetter.State) -> HTML {
        let tone: Badge.Tone =
            switch state {
            case .asked: .plain
            case .uncertain: .alert
            case .handed: .good
            case .failed: .warn
            }
        return Badge(label: "Recommandé électronique : \(say: state.french)", tone: tone).html
    }

    static var withdrawn: HTML { Badge(label: "Retirée", tone: .warn).html }

    /// Beside which field of a form a refusal stands.
    static func field(_ refusal: RegisteredRefusal) -> String {
        switch refusal {
        case .isNotInPile, .allHaveNumbers: "reference"
        case .dayIsAhead, .isBeforeDeposit, .isRecorded, .doesNotFollow, .nothingToCorrect, .consentIsOlder: "le"
        case .consentIsIncomplete: "precision"
        case .addressIsWrong: "adresse"
        default: "numero"
        }
    }
}
