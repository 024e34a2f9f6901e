public import Access
public import Letters
public import Vocabulary

/// What the pages need from outside: clock, randomness and how they are reached.
public struct SiteSettings: Sendable {
    /// The legal day, Europe/Paris.
    public var today: @Sendable () -> CalendarDate
    /// The moment, for sessions.
    public var now: @Sendable () -> Instant
    /// Monotonic seconds, for durations.
    public var seconds: @Sendable () -> Double
    /// So many bytes of a cryptographic generator.
    public var random: @Sendable (Int) -> [UInt8]
    /// Readers come through HTTPS: cookies are marked Secure and browsers told to insist.
    public var isBehindHTTPS: Bool
    /// Behind HTTPS browsers are told to insist for every name under the site's too; false where one of those names
    /// answers by HTTP alone.
    public var insistsOnSubdomains = true
    /// A proxy of ours stands before the site and adds the address of its client to `X-Forwarded-For`.
    public var isBehindProxy: Bool
    /// Where readers reach the site, without a final slash: identity providers send them back there.
    public var address = "http://127.0.0.1:8080"
    /// The client secret of an identity provider, nil when none is set.
    public var providerSecret: @Sendable (IdentityProvider) throws -> String? = { _ in nil }
    /// How many seconds an event of a journal may wait for its seal before the site is not ready; nil where nobody seals.
    public var longestWaitForSeal: Int?
    /// Whether a mail server is set: without one, mails wait, and the operator is told.
    public var hasMailServer = false
    /// The domain of the message ids of our mails.
    public var mailDomain = "localhost"
    /// Whether reports of mails that failed are read: without them no mail verifies an address.
    public var readsReturns = false
    /// Whether the summary of the week leaves: where mails and the address of the site are set.
    public var sendsDigests = false
    /// Whether something is set that puts letters on paper: without it they wait, and the page of the lots says so.
    public var hasTypesetter = false
    /// Opens the door at which the carrier of electronic letters knocks; nil where letters leave on paper alone.
    public var carrierHook: HookKey?
    /// Where physicians find their certification account, for the texts that are previewed; nil where none is known.
    public var platform: String?
    /// Sets letters on paper, for previews; nil where there is no typesetter.
    public var press: (any LetterPress)?
    /// The largest file that a form may carry, in bytes.
    public var uploadLimit: Int
    /// The people and figures are invented: every page says so.
    public var isDemonstration: Bool
    /// Whether a password alone opens a session.
    public var secondFactor: SecondFactorRule
    /// What seals the secrets of second factors, and drafts.
    public var keys: KeyRing

    /// Settings with the usual limit of 128 MiB for a file. Without keys, new ones are made that end with the process:
    /// what they seal cannot be opened after a restart.
    public init(
        today: @escaping @Sendable () -> CalendarDate, now: @escaping @Sendable () -> Instant,
        random: @escaping @Sendable (Int) -> [UInt8], seconds: (@Sendable () -> Double)? = nil,
        isBehindHTTPS: Bool = false, isBehindProxy: Bool = false, uploadLimit: Int = 128 << 20,
        isDemonstration: Bool = false,
        secondFactor: SecondFactorRule = .required, keys: KeyRing? = nil
    ) {
        self.today = today
        self.now = now
        self.random = random
        self.seconds = seconds ?? { Double(now().epochSeconds) }
        self.isBehindHTTPS = isBehindHTTPS
        self.isBehindProxy = isBehindProxy
        self.uploadLimit = uploadLimit
        self.isDemonstration = isDemonstration
        self.secondFactor = secondFactor
        self.keys = keys ?? KeyRing(key: random(32))
    }
}
