import Access
import Postgres
import Vocabulary

/// A request that has passed every check, as a handler sees it.
struct Visit: Sendable {
    /// Who asks, nil on the open pages only.
    let visitor: Session?
    /// The cookie's secret: of the session, or of a browser that has not signed in yet.
    let token: SessionToken
    /// The query of the address.
    let query: Query
    /// The parameters of the path.
    let parameters: [String: String]
    /// The fields of a posted form.
    let form: Query
    /// The files of a posted form.
    let files: [UploadedFile]
    /// The mark of a browser from which its person has signed in before.
    let device: DeviceMark?
    let today: CalendarDate
    let now: Instant
    /// What this browser has open at an identity provider.
    let provider: SessionToken?
    /// The address of the client, for the journal; nil where there is no network.
    let origin: String?
    /// The browser in words, such as « Firefox sous Windows »; empty when unknown.
    let browser: String
    let frame: Frame

    /// The session of a page that cannot be reached without one.
    var session: Session {
        get throws {
            guard let visitor else { throw Problem.signInFirst }
            return visitor
        }
    }

    /// Who acts, for the journal.
    var author: Author { get throws { try session.author(from: origin) } }

    /// On whose behalf its transactions run, in whichever organisation: read-only in an exceptional reading.
    var principal: Principal { get throws { try session.principal } }

    /// The council of the session: the tenant of every transaction.
    var council: Council { get throws { try session.membership.council } }

    /// The opaque key in the path.
    func id() throws -> Int64 {
        guard let id = parameters["id"].flatMap(Query.id) else { throw Problem.notFound }
        return id
    }
}

/// A file that came with a form.
struct UploadedFile: Sendable, Equatable {
    let field: String
    let name: String
    let bytes: [UInt8]
}

/// What a handler answers.
enum Reply: Sendable {
    case page(any Page)
    /// A page that says what is to be corrected: 422.
    case refused(any Page)
    /// A page that shows what was typed beside what somebody else kept meanwhile: 409.
    case conflicted(any Page)
    /// 303, with what was done.
    case go(SiteURL, Notice?)
    case file(name: String, type: String, bytes: [UInt8])
    case cached(Assets.File)
    /// A document for programs, shown as it is.
    case document(type: String, [UInt8])
    case text(status: Int, String)
    case opened(SiteURL, SessionToken, DeviceMark)
    /// 303 under another token: of a session whose rights changed, or of one that waits for its second factor.
    case renewed(SiteURL, SessionToken, DeviceMark?, Notice?)
    case closed(SiteURL, Notice)
    /// 303 after coming from an identity provider, with what is open there; without a token nobody is signed in here.
    case entered(SiteURL, SessionToken?, handle: SessionToken, Notice? = nil)
    /// 303 to another site.
    case away(OutsideAddress, forgetsProvider: Bool)
}
