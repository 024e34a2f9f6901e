import Access

/// Whether the reader wants the summary of the week of the council for which they act.
struct DigestSection {
    let council: Council
    let isWanted: Bool
    /// Whether anything leaves here.
    let isSent: Bool
    /// Whether the mail server refused the last one.
    let wasRefused: Bool
    let proof: String

    var html: HTML {
        """
        <section aria-labelledby="recapitulatif"><h2 id="recapitulatif">Récapitulatif du lundi</h2>
        <p>\(state)</p>\(obstacle)\(form)</section>
        """
    }

    private var state: HTML {
        isWanted
            ? """
            \(Badge(label: "reçu", tone: .good).html) Le lundi à 7 h 30, un courriel dit ce qui attend \(council.name) dans
            la semaine : des nombres et des liens, aucun nom de médecin. Rien n'est envoyé quand rien n'attend.
            """
            : "\(Badge(label: "arrêté").html) Vous ne recevez pas le récapitulatif de la semaine de \(council.name)."
    }

    private var obstacle: HTML {
        guard isWanted else { return .empty }
        if !isSent {
            return """
                <p><strong>Aucun récapitulatif ne part pour l'instant : l'envoi des courriels, ou l'adresse du site, n'est pas
                réglé. Prévenez l'exploitant de la plateforme.</strong></p>
                """
        }
        guard wasRefused else { return .empty }
        return """
            <p><strong>Le dernier récapitulatif a été refusé par le serveur de courriels : vérifiez l'adresse avec laquelle vous
            vous connectez.</strong></p>
            """
    }

    private var form: HTML {
        PostForm(
            action: .accountPart(.digest), proof: proof,
            content: """
                <input type="hidden" name="recevoir" value="\(isWanted ? "non" : "oui")">
                <p><button>\(isWanted ? "Ne plus le recevoir" : "Le recevoir")</button></p>
                """
        ).html
    }
}
