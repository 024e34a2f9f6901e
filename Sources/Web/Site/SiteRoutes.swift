import Access
import Hummingbird

/// Who may come through a route.
enum RouteAccess: Sendable, Equatable {
    /// Machines: neither session nor page.
    case bare
    /// Programs with a key of the API that opens this; nil is any key.
    case key(ApiScope?)
    /// Everybody; whoever is signed in sees the usual menu.
    case open
    /// Whoever is signed in.
    case signedIn
    /// Whoever is signed in and whose role may do that, in whichever organisation.
    case may(CouncilAction)
    /// A member of the council named in the path, whose role may do that.
    case council(CouncilAction)
    /// A member of the college (CNP) named in the path, whose role may do that.
    case college(CouncilAction)
    /// A member of the regional council named in the path, whose role may do that.
    case regional(CouncilAction)
    /// A member of the only organisation of this kind, whose role may do that.
    case office(Council.Kind, CouncilAction)
}

extension RouteAccess {
    /// Nobody passes without having signed in.
    var needsSession: Bool {
        switch self {
        case .bare, .key, .open: false
        case .signedIn, .may, .council, .college, .regional, .office: true
        }
    }

    /// What the role must be allowed to do, or nil.
    var action: CouncilAction? {
        switch self {
        case .bare, .key, .open, .signedIn: nil
        case .may(let action), .council(let action), .college(let action), .regional(let action),
            .office(_, let action):
            action
        }
    }

    /// Whether the organisation of a session is the one that the path names: another one does not exist for it.
    func names(_ council: Council, code: String?, slug: String?) -> Bool {
        switch self {
        case .bare, .key, .open, .signedIn, .may: true
        case .council: council.kind == .departmental && code == council.code
        case .college: council.kind == .college && slug == council.code
        case .regional: council.kind == .regional && code == council.code
        case .office(let kind, _): council.kind == kind
        }
    }
}

/// The only way to add a route: no route without its rule, and the rule is checked before the handler runs.
final class SiteRoutes {
    typealias Handler = @Sendable (Visit) async throws -> Reply

    /// A route and its rule, as a test reads them.
    struct Rule: Sendable {
        let method: HTTPRequest.Method
        let pattern: String
        let access: RouteAccess
    }

    private(set) var rules: [Rule] = []
    private let router: Router<SiteContext>
    private let door: Door

    init(router: Router<SiteContext>, door: Door) {
        self.router = router
        self.door = door
    }

    /// A page that changes nothing.
    func get(_ pattern: String, _ access: RouteAccess, _ handler: @escaping Handler) {
        add(.get, pattern, access, bodyLimit: 0, handler)
    }

    /// A form that changes something; `bodyLimit` in bytes.
    func post(_ pattern: String, _ access: RouteAccess, bodyLimit: Int = 256 << 10, _ handler: @escaping Handler) {
        add(.post, pattern, access, bodyLimit: bodyLimit, handler)
    }

    /// A resource of the API; without a scope any key opens it.
    func key(_ pattern: String, _ scope: ApiScope?, _ door: ApiDoor, _ handler: @escaping ApiDoor.Handler) {
        rules.append(Rule(method: .get, pattern: pattern, access: .key(scope)))
        router.on(RouterPath(pattern), method: .get) { request, context in
            await door.answer(request, context, scope: scope, handler)
        }
    }

    private func add(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: RouteAccess, bodyLimit: Int,
        _ handler: @escaping Handler
    ) {
        rules.append(Rule(method: method, pattern: pattern, access: access))
        let door = door
        router.on(RouterPath(pattern), method: method) { request, context in
            await door.answer(request, context, access: access, bodyLimit: bodyLimit, handler)
        }
    }
}
