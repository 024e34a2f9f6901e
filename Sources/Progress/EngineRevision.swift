/// A generation of the engine: what was decided under one is replayed under the same one, byte for byte.
///
/// A change of the engine that changes any answer or any proof adds a case; the older ways stay.
public enum EngineRevision: Int, CaseIterable, Sendable {
    /// The first engine in service.
    case first = 1
    /// Tells, besides, the actions that straddle two versions of their référentiel (rule R27-4), and reads the version
    /// rule and the points that a référentiel sets itself.
    case second = 2

    /// The one that judges today.
    public static let current = EngineRevision.second
}
