import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

/// One request on its way; Hummingbird's part only, since who asks is found by `SiteRoutes`.
public struct SiteContext: RequestContext {
    /// The logger and the parameters of the path.
    public var coreContext: CoreRequestContextStorage
    /// The address of whoever connected; nil where there is no network.
    let peer: String?

    /// A context for a request that has just come in.
    public init(source: Source) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    /// A context for a request that came from no network: the isolation certificate's.
    init(logger: Logger) {
        coreContext = .init(source: Unconnected(logger: logger))
        peer = nil
    }

    /// The address of the client. A proxy's word is taken only where one is said to stand before the site, and of its
    /// header only the last address: the one that the proxy itself saw.
    func origin(_ request: Request, isBehindProxy: Bool) -> String? {
        guard isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let said = request.headers[values: name].last,
            let last = said.split(separator: ",").last?.trimmedSpaces, !last.isEmpty, last.utf8.count <= 64
        else { return peer }
        return last
    }
}

private struct Unconnected: RequestContextSource {
    let logger: Logger
}
