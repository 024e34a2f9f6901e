import Alerts
import Documents
import Letters
import Registry

/// What pages say of a postal address beside its lines.
enum PostalAddressWords {
    /// The address of the roll, line by line, with what is known of it.
    static func address(_ contact: PhysicianContact?, _ check: PostalCheck?) -> HTML {
        guard let contact, !contact.address.isEmpty else { return "aucune au Tableau" }
        return "\(PostalLotWords.lines(contact.address))\(state(contact, check))"
    }

    /// Whether letters can go there; empty when nothing stands against it.
    static func state(_ contact: PhysicianContact, _ check: PostalCheck?) -> HTML {
        if let check, check.state == .refused {
            return """
                 \(Badge(label: "Adresse à vérifier", tone: .warn).html) <small>une lettre en est revenue le \(check.since) :
                plus aucune n'y part</small>
                """
        }
        guard contact.envelope.count > PostalAddress.mostLines else { return .empty }
        return """
             \(Badge(label: "Adresse trop longue", tone: .warn).html) <small>plus de \(PostalAddress.mostLines) lignes, nom
            compris : aucune lettre n'y part tant que le Tableau n'en donne pas une plus courte</small>
            """
    }
}
