import Access

/// What the letters of this installation have in common.
public struct Letterhead: Hashable, Sendable {
    /// The domain of message ids and of the addresses to which failures are reported.
    public let domain: String
    /// Where physicians find their certification account (`https://…`); nil where none is known: a sentence without
    /// a link stands in the letters then.
    public let platform: String?

    /// A letterhead.
    public init(domain: String, platform: String? = nil) {
        self.domain = domain
        self.platform = platform
    }

    /// Where the colleges are found: their federation names each with its address.
    private static let colleges =
        "Les CNP et leurs coordonnées figurent sur le site de la Fédération des spécialités médicales : "
        + "https://specialitesmedicales.org"

    /// The values that stand in every letter of a council.
    func fields(of council: Council, _ sender: Sender) -> [LetterField: String] {
        let place = "Votre programme se consulte et se complète dans votre compte « Ma Certif' Pro Santé »"
        let platform = platform.map { "\(place) : \($0)" } ?? "\(place)."
        return [.council: council.name, .platform: platform, .reply: sender.reply, .college: Self.colleges]
    }
}
