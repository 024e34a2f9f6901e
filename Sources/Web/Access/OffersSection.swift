import Access
import Vocabulary

/// The roles that organisations offer to the owner of an account, each with its answer.
struct OffersSection {
    let offers: [MembershipOffer]
    let proof: String

    var html: HTML {
        guard !offers.isEmpty else { return .empty }
        return """
            <section class="sx-block" aria-labelledby="invitations"><h2 id="invitations">Invitations à accepter</h2>
            <p>Un rôle proposé n'ouvre rien tant que vous ne l'avez pas accepté. Il faut pour cela le lien que
            l'organisation vous a remis : il prouve que l'invitation vous est parvenue.</p>
            \(offers.map(section))</section>
            """
    }

    private func section(_ offer: MembershipOffer) -> HTML {
        let field = "lien-\(offer.council.code)"
        let accept = PostForm(
            action: .accountPart(.invitations), proof: proof,
            content: """
                <div class="sx-field"><label for="\(field)">Lien remis par l'organisation</label>
                <input id="\(field)" name="lien" required maxlength="400" autocomplete="off" spellcheck="false"></div>
                <p><button class="sx-primary">Accepter</button></p>
                """)
        return """
            <h3>\(offer.council.name)</h3>
            <p>Rôle proposé : <b>\(say: offer.role.french)</b>, à partir du \(offer.from).</p>
            <div class="sx-inline">\(accept.html)\(DeclineForm(council: offer.council.code, proof: proof).html)</div>
            """
    }
}

/// The refusal of an offered role; no link is needed for it.
struct DeclineForm {
    let council: String
    let proof: String

    var html: HTML {
        PostForm(
            action: .accountPart(.invitations), proof: proof,
            content: """
                <input type="hidden" name="decliner" value="\(council)"><p><button>Décliner</button></p>
                """
        ).html
    }
}
