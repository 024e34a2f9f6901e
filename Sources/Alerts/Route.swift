import Letters
import Registry
import Vocabulary

/// By which way an alert to a physician can go.
enum Route {
    /// The lines that an envelope holds, the name included (NF Z 10-011).
    static let mostLines = 6

    /// E-mail unless there is none or a server refused it; else post, unless the address does not fit an envelope.
    static func of(_ contact: PhysicianContact?, refused: Set<String> = []) -> Destination? {
        guard let contact else { return nil }
        if let email = contact.email, !refused.contains(email.lowercased()) { return .email(email) }
        return post(contact)
    }

    /// The postal address with the name before it, once: many rolls begin it with the name. Nil when there is none or it
    /// has too many lines.
    static func post(_ contact: PhysicianContact) -> Destination? {
        var address = contact.address.filter { !$0.isEmpty }
        if let first = address.first, names(first) == names(contact.addressee) { address.removeFirst() }
        let lines = [contact.addressee] + address
        guard lines.count >= 3, lines.count <= mostLines else { return nil }
        return .post(lines)
    }

    /// The words of a name, whatever their order, case and title.
    private static func names(_ line: String) -> Set<String> {
        let words = line.lowercased().split { !$0.isLetter }.map(String.init)
        return Set(words).subtracting(["docteur", "dr", "m", "mme", "monsieur", "madame", "professeur", "pr"])
    }
}
