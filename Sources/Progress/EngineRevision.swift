/// A generation of the engine: what was decided under one is replayed under the same one, byte for byte.
///
/// A change of the engine that changes any answer or any proof adds a case; the older ways stay.
public enum EngineRevision: Int, CaseIterable, Sendable {
    /// The first engine in service.
    case first = 1
    /// Tells, besides, the actions that straddle two versions of their référentiel (rule R27-4), and reads the version
    /// rule and the points that a référentiel sets itself.
    case second = 2
    /// Says besides, in its proofs alone, since when something has held without a break, the fact that failed, the
    /// action that stood in the way and the article that the case itself comes under. The verdicts are the same.
    case third = 3
    /// Knows the terms of papers that a rule set may have, finds the best way of counting points and not only a good
    /// one, and names the place of the text that excludes a practice.
    case fourth = 4

    /// The one that judges today.
    public static let current = EngineRevision.fourth

    /// Whether proofs name what failed and the true first day.
    var tellsWhatFailed: Bool { rawValue >= EngineRevision.third.rawValue }

    /// Whether a rule set may set a term to papers.
    var knowsTerms: Bool { rawValue >= EngineRevision.fourth.rawValue }

    /// Whether points are assigned in the best way.
    var countsPointsExactly: Bool { rawValue >= EngineRevision.fourth.rawValue }

    /// Whether the place of the text that excludes a practice is told.
    var tellsExclusionSource: Bool { rawValue >= EngineRevision.fourth.rawValue }
}
