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

    /// The values that stand in every letter of a council.
    func fields(of council: Council, _ sender: Sender) -> [LetterField: String] {
        let place = "votre compte « Ma Certif' Pro Santé »"
        let platform = platform.map { "Vous y accédez depuis \(place) : \($0)" } ?? "Vous y accédez depuis \(place)."
        return [.council: council.name, .platform: platform, .reply: sender.reply]
    }
}
