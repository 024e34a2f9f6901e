import Testing

@testable import Access

@Test(
    "a long password that is a walk, a well-known word with numbers or a word twice is refused",
    arguments: [
        "1q2w3e4r5t6y", "football1234", "princess12345", "zaq12wsxcde3", "starwars1977", "unbelievable", "qwer1234asdf",
        "marseille2024", "Toulouse2024!", "juillet2026!", "azertyuiopqs", "a1z2e3r4t5y6", "Nathalie1975!",
        "soleilsoleil",
        "M@rs3ille2023", "Motdepasse2026!", "SophieSophie12", "Bordeaux33000", "hiver2025hiver", "qsdfghjklm12",
    ])
func worthlessPasswordsAreRefused(password: String) {
    #expect(PasswordRule.refusal(of: password, email: "x@example.org", name: "Zoé Vasseur") == .isWellKnown)
}

@Test(
    "a phrase, words without relation and random signs are accepted",
    arguments: [
        "quatre mots sans lien 9", "lune corail tambour", "lune corail tambour 87", "une phrase assez longue",
        "quatre mots sans rapport", "x7Kp-w2Rq-m9Tz", "girafe moulin bleu", "fYz!8bQw3#LdH", "le chat dort sur le toit",
    ])
func phrasesAreAccepted(password: String) {
    #expect(PasswordRule.refusal(of: password, email: "x@example.org", name: "Zoé Vasseur") == nil)
}
