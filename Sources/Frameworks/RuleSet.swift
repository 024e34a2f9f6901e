import Crypto
public import Progress
public import Vocabulary

/// The parameters of the law from a day on, each with its source and its status in the file: settled, practice of
/// the Order, or our default where the law is silent.
public struct RuleSet: Sendable {
    /// The first day it applies.
    public let effectiveFrom: CalendarDate
    /// Lengths of periods (R. 4022-14, R. 4022-16).
    public let cycle: CyclePolicy
    /// Change of specialty and versions (R. 4022-17), and until when papers count.
    public let progress: Policies
    /// Milestones and lateness (R. 4022-18 leaves them to the Order).
    public internal(set) var alerts: AlertPolicy
    /// Within which values a council may set the milestones of its own alerts; none in a rule set that does not say.
    public let alertBounds: AlertBounds
    /// A group of fewer physicians is not told outside its council: the member `privacy.smallestGroup` of the rule set,
    /// eleven where it has none, since no text gives a number.
    public let smallestGroup: Int
    /// Hexadecimal SHA-256 of the text.
    public let fingerprint: String

    /// ``smallestGroup`` of a rule set that does not say.
    public static let defaultSmallestGroup = 11

    /// Reads a rule set; every parameter must be there, but for those that came later: `privacy.smallestGroup`,
    /// `papers.labelsUntil` and `papers.evidenceUntil`, whose absence says what was judged before they were known.
    ///
    /// - Throws: `JSON.Fault`, or `InputFault` with the path of what is wrong.
    public init(_ text: String) throws {
        let json = try JSON(parsing: text)
        let read = Reader(json: json)
        guard let from = CalendarDate(iso: json["effectiveFrom"]?.string ?? "") else {
            throw InputFault("effectiveFrom", "date attendue, sous la forme AAAA-MM-JJ")
        }
        effectiveFrom = from
        cycle = CyclePolicy(
            firstPeriodCriterion: try read.choice("cycle", "firstPeriodCriterion"),
            threshold: try read.date("cycle", "threshold"),
            firstPeriodYears: try read.integer("cycle", "firstPeriodYears"),
            periodYears: try read.integer("cycle", "periodYears"),
            controlMonths: try read.integer("cycle", "controlMonths"),
            interruptionYears: try read.integer("cycle", "interruptionYears"))
        progress = Policies(
            specialtyChange: try read.choice("progress", "specialtyChange"),
            versionRule: try read.choice("progress", "versionRule"),
            labelsUntil: try read.optionalChoice("papers", "labelsUntil"),
            evidenceUntil: try read.optionalChoice("papers", "evidenceUntil"))
        alerts = AlertPolicy(
            firstMilestoneYears: try read.integer("alerts", "firstMilestoneYears"),
            everyYears: try read.integer("alerts", "everyYears"), openingDate: try read.date("alerts", "opening"),
            catchUpDays: try read.integer("alerts", "catchUpDays"), rounding: try read.choice("alerts", "rounding"))
        alertBounds = AlertBounds(
            firstMilestoneYears: try read.bounds("alerts", "firstMilestoneYears"),
            everyYears: try read.bounds("alerts", "everyYears"), catchUpDays: try read.bounds("alerts", "catchUpDays"))
        smallestGroup = try read.smallestGroup()
        fingerprint = SHA256.hash(data: Array(text.utf8)).hexadecimal
    }

    private struct Reader {
        let json: JSON

        func value(_ group: String, _ name: String) -> JSON? { json[group]?[name]?["value"] }

        func fault(_ group: String, _ name: String, _ what: String) -> InputFault {
            InputFault("\(group).\(name).value", what)
        }

        func integer(_ group: String, _ name: String) throws -> Int {
            guard let number = value(group, name)?.integer, (0...100_000).contains(number) else {
                throw fault(group, name, "nombre entier attendu")
            }
            return number
        }

        /// The member `councilMay` of a parameter, [least, most]; nil when it has none.
        func bounds(_ group: String, _ name: String) throws -> ClosedRange<Int>? {
            guard let json = json[group]?[name]?["councilMay"] else { return nil }
            let ends = json.array?.compactMap(\.integer) ?? []
            guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1], ends[1] <= 1_000,
                let value = value(group, name)?.integer, (ends[0]...ends[1]).contains(value)
            else {
                throw InputFault("\(group).\(name).councilMay", "deux nombres attendus, autour de la valeur nationale")
            }
            return ends[0]...ends[1]
        }

        func smallestGroup() throws -> Int {
            guard json["privacy"] != nil else { return RuleSet.defaultSmallestGroup }
            let number = try integer("privacy", "smallestGroup")
            guard (2...1_000).contains(number) else {
                throw fault("privacy", "smallestGroup", "nombre de 2 à 1000 attendu")
            }
            return number
        }

        func date(_ group: String, _ name: String) throws -> CalendarDate {
            guard let date = CalendarDate(iso: value(group, name)?.string ?? "") else {
                throw fault(group, name, "date attendue, sous la forme AAAA-MM-JJ")
            }
            return date
        }

        /// Nil when the rule set lacks it.
        func optionalChoice<Choice: RawRepresentable<String>>(_ group: String, _ name: String) throws -> Choice? {
            json[group]?[name] == nil ? nil : try choice(group, name)
        }

        func choice<Choice: RawRepresentable<String>>(_ group: String, _ name: String) throws -> Choice {
            guard let choice = Choice(rawValue: value(group, name)?.string ?? "") else {
                throw fault(group, name, "valeur inconnue")
            }
            return choice
        }
    }
}
