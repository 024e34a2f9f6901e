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
        return Self.withoutPort(last)
    }

    /// Some proxies add the port of the client, `192.0.2.7:4711` or `[2001:db8::7]:4711`: it is no part of the address.
    static func withoutPort(_ address: String) -> String {
        if address.hasPrefix("["), let end = address.firstIndex(of: "]") {
            return String(address[address.index(after: address.startIndex)..<end])
        }
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].contains(".") ? String(parts[0]) : address
    }
}

private struct Unconnected: RequestContextSource {
    let logger: Logger
}
