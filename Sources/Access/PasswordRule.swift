/// What a password must be: long, and not one that everybody tries. No rule of composition (NIST SP 800-63B).
public enum PasswordRule {
    /// Why a password is refused.
    public enum Refusal: String, Error, Sendable, CaseIterable {
        /// Shorter than twelve characters.
        case isTooShort
        /// Longer than two hundred characters.
        case isTooLong
        /// Among those that everybody tries, or nearly the same letters over and over.
        case isWellKnown
        /// It holds the person's own name or address.
        case isTheName
    }

    /// The fewest characters.
    public static let shortest = 12
    /// The most characters.
    public static let longest = 200

    /// Why this password is refused to this person; nil when it is accepted.
    public static func refusal(of password: String, email: String, name: String) -> Refusal? {
        guard password.count >= shortest else { return .isTooShort }
        guard password.count <= longest else { return .isTooLong }
        let letters = plain(password)
        if CommonPatterns.explain(letters) { return .isWellKnown }
        if Set(letters).count < 5 || isARun(letters) { return .isWellKnown }
        if wellKnown.contains(where: { letters.hasPrefix($0) && letters.count < $0.count + 6 }) { return .isWellKnown }
        let own = [plain(email), plain(String(email.prefix { $0 != "@" })), plain(name)]
        if own.contains(where: { $0.count >= 4 && letters.contains($0) && letters.count < $0.count + 8 }) {
            return .isTheName
        }
        return nil
    }

    private static func plain(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }

    /// `abcdefghijkl`, `123456789012`: each character follows the one before.
    private static func isARun(_ letters: String) -> Bool {
        let values = letters.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        return steps.filter { $0 == 1 || $0 == 0 }.count >= steps.count - 1
            || steps.filter { $0 == -1 || $0 == 0 }.count >= steps.count - 1
    }

    /// Beginnings that a dozen characters more or less do not save.
    private static let wellKnown = [
        "motdepasse", "motdepasse123", "monmotdepasse", "nouveaumotdepasse", "azertyuiop", "azerty123456",
        "azertyazerty", "qwertyuiop", "qwerty123456", "password", "passw0rd", "p@ssword", "p@ssw0rd", "123456789",
        "1234567890", "987654321", "0123456789", "bonjourbonjour", "bonjour12345", "soleilsoleil", "jetaimejetaime",
        "doudoudoudou", "loulouloulou", "marseillemarseille", "administrateur", "administrator", "adminadmin",
        "changezmoi", "changeme", "bienvenue", "welcome", "iloveyou", "letmein", "ordredesmedecins",
        "conseildelordre", "conseildepartemental", "certification", "certificationperiodique", "sextantsextant",
        "sextant2026", "medecin", "docteur", "hippocrate", "secretariat", "presidence", "demonstration", "utilisateur",
    ]
}
