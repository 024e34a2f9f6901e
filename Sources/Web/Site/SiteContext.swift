public import Hummingbird

/// One request on its way; Hummingbird's part only, since who asks is found by `SiteRoutes`.
public struct SiteContext: RequestContext {
    /// The logger and the parameters of the path.
    public var coreContext: CoreRequestContextStorage

    /// A context for a request that has just come in.
    public init(source: Source) { coreContext = .init(source: source) }
}
