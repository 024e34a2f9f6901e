import Letters
import Registry
import Vocabulary

/// Who the physician is, on the roll and in the RPPS, and where the two differ.
struct PhysicianIdentitySection {
    let identity: PhysicianIdentity
    /// Nil when the roll says nothing.
    let contact: PhysicianContact?
    /// What is known of the postal address.
    let postal: PostalCheck?
    let names: CatalogueNames
    let today: CalendarDate

    var html: HTML {
        """
        <section class="sx-block" aria-labelledby="identite"><h2 id="identite">Identité et inscriptions</h2>
        \(differences)\(Facts(pairs: facts).html)
        \(registrations)\(qualifications)</section>
        """
    }

    private var current: RegistrationEntry? { identity.registrations.first }

    private var facts: [(HTML, HTML)] {
        let email: HTML =
            current?.email.map { address in
                "\(address)\(current?.emailCheckedOn.map { " <small>vérifié le \($0)</small>" as HTML })"
            } ?? "absent : une alerte part par la poste, si l'adresse postale le permet"
        let account: HTML =
            identity.account.map { "\(AccountWords.status($0.status)), mis à jour le \($0.updatedOn)" } ?? "inconnu"
        return [
            ("Numéro RPPS", "\(French.rpps(identity.rppsNumber))"),
            (
                "Nom au RPPS",
                identity.familyName == nil
                    ? "inconnu : aucune extraction RPPS ne l'a encore donné" : "\(identity.displayName)"
            ),
            ("Diplôme", current?.diplomaOn.map { "\($0)" } ?? "non renseigné"),
            ("Courriel du RPPS", email), ("Adresse postale", PostalAddressWords.address(contact, postal)),
            ("Compte individuel", account),
            ("Lieu d'exercice au RPPS", identity.siteCommune.map { "\($0)" } ?? "non renseigné"),
        ]
    }

    private var held: [String] { identity.held(on: today) }

    private var differences: HTML {
        var found: [HTML] = []
        let directory = Set(identity.directorySpecialties)
        if !directory.isEmpty, !held.isEmpty, directory != Set(held) {
            found.append(
                """
                Spécialité : le RPPS indique \(list(identity.directorySpecialties)), le Tableau \(list(held)). Le Tableau
                l'emporte.
                """)
        }
        if let day = identity.leftExtractionOn, current?.endedOn == nil {
            found.append("Absent de l'extraction RPPS depuis le \(day), alors que l'inscription court.")
        }
        guard !found.isEmpty else { return .empty }
        return """
            <div class="sx-callout warn"><h3>\(found.count == 1 ? "Un écart" : "\(found.count) écarts") entre le RPPS et le
            Tableau</h3><ul>\(found.map { "<li>\($0)</li>" as HTML })</ul></div>
            """
    }

    private func list(_ codes: [String]) -> HTML { "« \(codes.map { names.specialty($0) }.joined(separator: ", ")) »" }

    private var registrations: HTML {
        let rows = identity.registrations.map { entry -> HTML in
            """
            <tr><td>\(entry.registeredOn)</td><td>\(entry.endedOn.map { "\($0)" as HTML } ?? "en cours")</td>
            <td>\(entry.endReason.map { RegistrationWords.reason($0) } ?? "–")</td>
            <td>\(entry.isMilitary ? "oui" : "non")</td></tr>
            """
        }
        return Table(
            id: "inscriptions", caption: "Inscriptions au Tableau de votre conseil",
            head: [
                Table.head("Du"), Table.head("Au"), Table.head("Motif de fin"),
                Table.head("Service de santé des armées"),
            ], rows: rows
        ).html
    }

    private var qualifications: HTML {
        guard !identity.qualifications.isEmpty else { return .empty }
        let rows = identity.qualifications.map { entry -> HTML in
            """
            <tr><th scope="row">\(names.specialty(entry.specialtyCode)) <small>\(entry.specialtyCode)</small></th>
            <td>\(entry.heldFrom)</td><td>\(entry.heldUntil.map { "\($0.previous)" as HTML } ?? "en cours")</td></tr>
            """
        }
        return Table(
            id: "qualifications", caption: "Qualifications inscrites au Tableau",
            head: [Table.head("Qualification"), Table.head("Du"), Table.head("Au")], rows: rows
        ).html
    }
}
