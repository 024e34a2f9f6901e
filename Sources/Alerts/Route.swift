import Letters
public import Registry

/// By which way an alert to a physician can go.
enum Route {
    /// The lines that an envelope holds, the name included (NF Z 10-011).
    static let mostLines = 6

    /// E-mail unless there is none or a server refused it; else post, unless the address does not fit an envelope or a
    /// letter came back from it.
    ///
    /// - Parameter refused: `StandingStore.refusedAddresses` of the physician.
    static func of(_ contact: PhysicianContact?, refused: Set<String> = []) -> Destination? {
        guard let contact else { return nil }
        if let email = contact.email, !refused.contains(email.lowercased()) { return .email(email) }
        return post(contact, refused: refused)
    }

    /// The postal address with the name before it, once. Nil when there is none, it has too many lines, or a letter came
    /// back from it.
    static func post(_ contact: PhysicianContact, refused: Set<String> = []) -> Destination? {
        let lines = contact.envelope
        guard lines.count >= 3, lines.count <= mostLines, !refused.contains(contact.postalKey) else { return nil }
        return .post(lines)
    }

    /// Why there is no way for somebody who has none.
    static func obstacle(_ contact: PhysicianContact?, refused: Set<String> = []) -> Exclusion {
        guard let contact, contact.envelope.count >= 3 else { return .noAddress }
        return refused.contains(contact.postalKey) ? .addressReturned : .addressTooLong
    }
}

extension PhysicianContact {
    /// The lines of an envelope, the name first and once: many rolls begin the address with it.
    public var envelope: [String] {
        var lines = address.filter { !$0.isEmpty }
        if let first = lines.first, Self.names(first) == Self.names(addressee) { lines.removeFirst() }
        return [addressee] + lines
    }

    /// The postal address as `PostalCheck` compares it.
    public var postalKey: String { PostalCheck.key(envelope.dropFirst()) }

    /// The words of a name, whatever their order, case and title.
    private static func names(_ line: String) -> Set<String> {
        let words = line.lowercased().split { !$0.isLetter }.map(String.init)
        return Set(words).subtracting(["docteur", "dr", "m", "mme", "monsieur", "madame", "professeur", "pr"])
    }
}
