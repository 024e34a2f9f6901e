import Vocabulary

/// When a version may start: after every version that is already law, and never before the day it was published,
/// unless it is the first one (the first judges what was done before any was published, rule R27).
struct VersionStart {
    let key: FrameworkVersion.Key
    let publishedOn: CalendarDate
    let effectiveFrom: CalendarDate

    /// - Parameter others: the versions of the same référentiel.
    /// - Throws: `InputFault` with the path `effectiveFrom`.
    func check(among others: [FrameworkVersion]) throws(InputFault) {
        let approved = others.filter { $0.stage == .approved && $0.key != key }
        let latest = approved.max { ($0.effectiveFrom ?? $0.publishedOn) < ($1.effectiveFrom ?? $1.publishedOn) }
        guard let latest, let start = latest.effectiveFrom else { return }
        guard effectiveFrom > start else {
            throw InputFault(
                "effectiveFrom",
                "la version \(key.number) commencerait le \(effectiveFrom.french), alors que la version "
                    + "\(latest.key.number), approuvée, commence le \(start.french) : une nouvelle version commence "
                    + "après toutes celles qui sont approuvées")
        }
        guard effectiveFrom >= publishedOn else {
            throw InputFault(
                "effectiveFrom",
                "dates inversées : la version \(key.number) s'appliquerait le \(effectiveFrom.french), avant sa "
                    + "publication le \(publishedOn.french)")
        }
    }
}
