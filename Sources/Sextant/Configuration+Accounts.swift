import Access

/// The settings of local accounts.
extension Configuration {
    /// Whether a password alone opens a session, and what seals secrets.
    ///
    /// - Parameter host: the address on which the site listens, nil when nothing is served.
    /// - Throws: `Configuration.Problem`: no key where a second factor is required, or a demonstration that others
    ///   could reach.
    func secondFactor(host: String? = nil) throws -> (rule: SecondFactorRule, keys: KeyRing?) {
        let rule = try rule()
        let keys = try keyRing()
        switch rule {
        case .required:
            guard keys != nil else {
                throw Problem(
                    variable: "SEXTANT_SECRET_KEY",
                    sentence: "absent ; le second facteur en a besoin : « openssl rand -base64 32 » fait une clé")
            }
        case .demonstration:
            guard try text("SEXTANT_DEMONSTRATION") == "yes" else {
                throw Problem(
                    variable: "SEXTANT_SECOND_FACTOR",
                    sentence: "demonstration n'est admis qu'avec SEXTANT_DEMONSTRATION=yes")
            }
            guard host.map({ ["127.0.0.1", "::1", "localhost"].contains($0) }) ?? true else {
                throw Problem(
                    variable: "SEXTANT_SECOND_FACTOR",
                    sentence: "demonstration n'est admis que sur cette machine (--host 127.0.0.1)")
            }
        }
        return (rule, keys)
    }

    /// `SEXTANT_SECOND_FACTOR`; required when it is not set.
    func rule() throws -> SecondFactorRule {
        guard let word = try text("SEXTANT_SECOND_FACTOR") else { return .required }
        guard let rule = SecondFactorRule(rawValue: word) else {
            throw Problem(variable: "SEXTANT_SECOND_FACTOR", sentence: "n'est ni required ni demonstration")
        }
        return rule
    }

    /// `SEXTANT_SECRET_KEY`; nil when it is not set.
    func keyRing() throws -> KeyRing? {
        guard let text = try text("SEXTANT_SECRET_KEY") else { return nil }
        do throws(KeyRing.Refusal) {
            return try KeyRing(text)
        } catch {
            throw Problem(
                variable: "SEXTANT_SECRET_KEY",
                sentence: "ne fait pas 32 octets en base 64 ; « openssl rand -base64 32 » fait une clé")
        }
    }
}
