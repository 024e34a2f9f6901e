public import Vocabulary

/// Writes a synthetic country as files in the public formats, so that they are loaded by the real imports.
///
/// Deterministic: the same seed, size, councils and day give the same bytes. A physician depends on seed, council and
/// rank only, so a larger council keeps the people of a smaller one; only those who came by a move, and so need a
/// council of origin, depend on which councils exist. Nothing but one council's open files is kept in memory.
public struct CountryGenerator: Sendable {
    /// Which departmental councils exist.
    public enum Selection: Sendable, Equatable {
        /// The 101 departments.
        case all
        /// These codes, such as `33`, `2A`, `974`.
        case some([String])
    }

    /// The seed of the demonstration.
    public static let defaultSeed: UInt64 = 20_260_226
    /// Six councils of very different size: Paris, Nord, Gironde, La Réunion, Corse-du-Sud, Lozère.
    public static let defaultCouncils = ["75", "59", "33", "974", "2A", "48"]

    let draw: PersonDraw
    let sizes: [(council: Int, physicians: Int)]

    /// A country of `physicians` (at least one a council), shared between the councils as in reality.
    ///
    /// - Throws: ``CountryError`` for an unknown council, a size beyond the numbers available, or a day before
    ///   1 July 2023.
    public init(
        seed: UInt64 = CountryGenerator.defaultSeed, physicians: Int, councils: Selection, today: CalendarDate,
        resources: Resources
    ) throws {
        guard today >= Calendars.earliestToday else { throw CountryError.tooEarly(today.description) }
        let indices = try CountryGenerator.indices(of: councils, in: resources)
        let shares = CountryGenerator.shares(
            of: physicians, weights: indices.map { resources.departments[$0].physicians })
        sizes = zip(indices, shares).map { ($0, $1) }
        for (council, size) in sizes where size > PhysicianNumber.perCouncil {
            throw CountryError.tooManyPhysicians(
                council: resources.departments[council].code, limit: PhysicianNumber.perCouncil)
        }
        draw = PersonDraw(seed: seed, today: today, country: resources, councils: indices)
    }

    /// The people who may sign in, five a council.
    public var people: [DemoPerson] {
        sizes.flatMap { DemoPerson.staff(of: draw.country.departments[$0.council], index: $0.council) }
            + DemoPerson.offices
    }

    /// Code and number of physicians of each council, in the order of the official list of departments.
    public var councils: [(code: String, physicians: Int)] {
        sizes.map { (draw.country.departments[$0.council].code, $0.physicians) }
    }

    private static func indices(of selection: Selection, in resources: Resources) throws -> [Int] {
        guard case .some(let codes) = selection else { return Array(resources.departments.indices) }
        return try Set(
            codes.map { code in
                guard let index = resources.departments.firstIndex(where: { $0.code == code }) else {
                    throw CountryError.unknownCouncil(code)
                }
                return index
            }
        ).sorted()
    }

    /// Largest remainders; at least one each.
    static func shares(of total: Int, weights: [Int]) -> [Int] {
        let sum = max(1, weights.reduce(0, +))
        var shares = weights.map { total * $0 / sum }
        let order = weights.indices.sorted {
            (total * weights[$0] % sum, $1) > (total * weights[$1] % sum, $0)
        }
        for place in order.prefix(max(0, total - shares.reduce(0, +))) { shares[place] += 1 }
        return shares.map { max(1, $0) }
    }
}
