public import Vocabulary

/// When a version may start: after every version that is already law, never before the day it was published, and never
/// before the day it is brought in, unless it is the first one (the first judges what was done before any was
/// published, rule R27) or somebody asks for it and says why.
struct VersionStart {
    let key: FrameworkVersion.Key
    let publishedOn: CalendarDate
    let effectiveFrom: CalendarDate

    /// - Parameters:
    ///   - others: the versions of the same référentiel.
    ///   - today: the day of the import, of the proposal or of the approval.
    ///   - retroactive: why it may judge anew what was done before that day; nil or blank when it may not.
    /// - Throws: `InputFault` with the path `effectiveFrom`.
    func check(
        among others: [FrameworkVersion], on today: CalendarDate, retroactive: String?
    ) throws(InputFault) {
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
        guard effectiveFrom >= today || retroactive?.isBlank == false else {
            throw InputFault(
                "effectiveFrom",
                "la version \(key.number) commence le \(effectiveFrom.french), avant ce jour (\(today.french)), alors "
                    + "que la version \(latest.key.number) est en vigueur : elle jugerait de nouveau des actions déjà "
                    + "jugées. Donnez une date d'effet à venir, ou le motif de l'effet rétroactif (--retroactive)")
        }
    }
}

extension FrameworkVersion {
    /// Whether it would judge what was done before a day, although another version is law already.
    ///
    /// - Parameter others: the versions of the same référentiel.
    public func isRetroactive(on today: CalendarDate, among others: [FrameworkVersion]) -> Bool {
        guard stage != .approved, let effectiveFrom, effectiveFrom < today else { return false }
        return others.contains { $0.stage == .approved && $0.key != key }
    }
}
