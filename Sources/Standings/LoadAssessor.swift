public import Frameworks
public import Postgres
import Registry
public import Vocabulary

extension Assessor {
    /// Reads the law in force on a day and the links of the specialty codes.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func load(on day: CalendarDate, _ transaction: Transaction) throws -> Assessor {
        let links = try SpecialtyStore.links(on: day, transaction).map { link in
            (
                link.code,
                SpecialtyLink(
                    candidates: link.candidates,
                    certainty: FrameworkCertainty(rawValue: link.certainty) ?? .ambiguous)
            )
        }
        return Assessor(law: try Law.load(on: day, transaction), links: Dictionary(uniqueKeysWithValues: links))
    }
}
