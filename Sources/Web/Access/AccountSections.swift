import Access
import Vocabulary

extension AccountPage {
    /// The sessions that are open, this one among them.
    var openSessions: HTML {
        let mark: HTML = " \(Badge(label: "celle-ci", tone: .good).html)"
        let rows = account.sessions.map { open -> HTML in
            let device: HTML = open.device.isEmpty ? "Navigateur inconnu" : "\(open.device)"
            return """
                <tr><th scope="row">\(device)\(open.isThisOne ? mark : .empty)</th><td>\(open.council)</td><td>\(ParisTime(open.openedAt).html)</td>
                <td>\(ParisTime(open.lastSeenAt).html)</td><td>\(open.isThisOne ? "–" : close(open))</td></tr>
                """
        }
        let head = ["Navigateur", "Organisation", "Ouverte le", "Vue vers le", "Fermer"].map {
            Table.head(HTML(say: $0))
        }
        return """
            <h2 id="sessions">Mes sessions</h2>
            \(Table(id: "ouvertes", caption: "Sessions ouvertes en ce moment", head: head, rows: rows).html)
            \(account.sessions.count > 1 ? closeOthers : .empty)
            """
    }

    private func close(_ open: Account.OpenSession) -> HTML {
        let named: HTML = open.device.isEmpty ? "le navigateur inconnu" : "\(open.device)"
        return PostForm(
            action: .accountPart(.sessions), proof: proof,
            content: """
                <input type="hidden" name="session" value="\(raw: Int(open.number))">
                <button>Fermer <span class="sx-hidden">la session de \(named)</span></button>
                """
        ).html
    }

    private var closeOthers: HTML {
        PostForm(
            action: .accountPart(.sessions), proof: proof,
            content: """
                <input type="hidden" name="session" value="autres">
                <p><button>Fermer toutes mes autres sessions</button></p>
                """
        ).html
    }

    /// What happened to the account lately.
    var messages: HTML {
        guard !account.messages.isEmpty else { return .empty }
        let lines = account.messages.map { message -> HTML in
            "<li>\(ParisTime(message.at).html) : \(message.html)</li>"
        }
        return """
            <h2>Ce qui est arrivé à mon compte</h2><ul>\(lines)</ul>
            <p>Vous ne reconnaissez pas l'un de ces faits ? Changez votre mot de passe et prévenez l'administrateur de
            votre organisation.</p>
            """
    }
}

extension AccountMessage {
    /// What happened, as its owner reads it.
    var html: HTML {
        switch kind {
        case .secondFactorChosen: "un second facteur a été choisi."
        case .secondFactorReset: "\(other) a réinitialisé votre second facteur."
        case .secondFactorResetByMe: "vous avez réinitialisé le second facteur de \(other)."
        case .newPasswordOffered: "\(other) vous a préparé un lien pour choisir un nouveau mot de passe."
        case .newPasswordOfferedByMe: "vous avez préparé pour \(other) un lien de nouveau mot de passe."
        case .recoveryCodeUsed: "un code de secours a remplacé votre second facteur ; codes restants : \(other)."
        case .sessionsEnded: "\(other) a fermé vos sessions ouvertes."
        case .sessionsEndedByMe: "vous avez fermé les sessions de \(other)."
        case .recoveryCodesRenewed: "de nouveaux codes de secours ont remplacé les précédents."
        case .passwordChanged: "le mot de passe a changé."
        case .roleOffered: "\(other) vous a proposé un rôle ; il ne compte qu'une fois accepté."
        case .roleAccepted: "vous avez accepté le rôle proposé par \(other)."
        case .roleDelegatedForMe: "\(other) a délégué votre rôle à un autre membre."
        case .identityLinked: "vous avez relié votre identité chez \(other)."
        case .identityGivenUp: "vous avez retiré votre identité chez \(other)."
        }
    }
}

/// The ten recovery codes, while they are still to be noted.
struct RecoveryCodesPage: Page {
    /// Nil when they were noted, or when their half hour is over.
    let codes: [String]?
    let proof: String

    var title: String { "Codes de secours" }

    var main: HTML {
        guard let codes else {
            return """
                <div class="sx-narrow"><h1>Codes de secours</h1>
                <p>Vos codes ne sont plus affichés : seule leur empreinte est conservée. S'ils sont perdus,
                <a href="\(SiteURL.account)">faites-en d'autres</a> depuis votre compte.</p></div>
                """
        }
        let form = PostForm(
            action: .accountPart(.recoveryCodes), proof: proof,
            content: "<p><button class=\"sx-primary\">J'ai noté mes codes</button></p>")
        return """
            <div class="sx-narrow"><h1>Notez vos codes de secours</h1>
            <p>Si vous perdez votre téléphone, l'un de ces codes ouvre votre compte à la place du code à six chiffres.
            Chacun sert une seule fois. Imprimez-les ou recopiez-les, et gardez-les loin de cet ordinateur : ils ne
            seront plus jamais affichés.</p>
            <ul class="sx-codes">\(codes.map { "<li><code>\($0)</code></li>" as HTML })</ul>
            \(form.html)</div>
            """
    }
}
