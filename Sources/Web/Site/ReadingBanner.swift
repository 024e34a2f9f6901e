import Access
import Vocabulary

/// On every page of an exceptional reading: whose eyes, until when, and the way back.
struct ReadingBanner {
    let reading: ExceptionalReading
    let proof: String

    var html: HTML {
        """
        <aside class="sx-reading" aria-label="Lecture seule"><p>\(sentence) – <strong>lecture seule</strong> –
        jusqu'à \(ParisTime(reading.until).clock)</p>
        <form method="post" action="\(SiteURL.reading(.end))"><input type="hidden" name="preuve" value="\(proof)">
        <button>Revenir à ma session</button></form></aside>
        """
    }

    private var sentence: HTML {
        switch reading.kind {
        case .viewAs:
            "Vous voyez Sextant comme \(reading.role.french)\(reading.seenName.map { " (\($0))" as HTML })"
        case .breakGlass: "Accès exceptionnel : \(reading.council.name)"
        }
    }
}

/// On every page of whoever must know that somebody read the council exceptionally.
struct NoticeBanner {
    let session: Session

    var html: HTML {
        guard session.awaitedNotices > 0 else { return .empty }
        let address = SiteURL.reading(.notices(session.membership.council.code))
        return """
            <aside class="sx-awaited" aria-label="Avis à lire"><p>\
            \(French.count(session.awaitedNotices, "avis", "avis")) de lecture exceptionnelle : quelqu'un a lu les données
            du conseil avec d'autres yeux que les siens. <a href="\(address)">Lire les avis</a></p></aside>
            """
    }
}
