import Access
import Frameworks
import Intake
import Standings
import Vocabulary

/// The things of the API as JSON. Keys are English as in every machine format (contracts §1, §7); dates are ISO 8601.
enum ApiDocuments {
    static func council(_ caller: ApiCaller) -> JSON {
        .object([
            .init("code", .string(caller.council.code)), .init("name", .string(caller.council.name)),
            .init(
                "key",
                .object([
                    .init("name", .string(caller.token.name)),
                    .init("scopes", .array(caller.token.scopes.map { .string($0.rawValue) })),
                    .init("expiresAt", .string(moment(caller.token.expiresAt))),
                ])),
        ])
    }

    static func physician(_ row: WorklistRow) -> JSON { .object(members(row)) }

    /// With the reasons and the advice, which carry nothing of block 4 but counts (rule R24).
    static func physician(_ row: WorklistRow, _ documents: (proof: [UInt8], advice: [UInt8]?)?) throws -> JSON {
        let proof = try documents.map { try JSON(parsing: $0.proof) }
        let advice = try documents?.advice.map { try JSON(parsing: $0) }
        return .object(members(row) + [.init("proof", proof ?? .null), .init("advice", advice ?? .null)])
    }

    static func change(_ change: StandingFeed.Change) -> JSON {
        .object([
            .init("number", .integer(Int(change.number))), .init("physician", .integer(Int(change.physicianID))),
            .init("standing", change.row.map(physician) ?? .null),
        ])
    }

    static func version(_ version: FrameworkVersion, _ state: FrameworkVersion.State?) -> JSON {
        .object([
            .init("id", .string(version.key.framework.rawValue)), .init("version", .string(version.key.number)),
            .init("title", .string(version.title)), .init("officialCode", .string(version.officialCode)),
            .init("state", state.map { .string($0.rawValue) } ?? .null),
            .init("effectiveFrom", day(version.effectiveFrom)),
            .init("partial", .bool(version.isPartial)), .init("fictitious", .bool(version.isFictitious)),
        ])
    }

    static func lot(_ lot: Lot) -> JSON {
        .object([
            .init("id", .integer(Int(lot.id.number))), .init("kind", .string(lot.kind.rawValue)),
            .init("state", .string(lot.state.rawValue)), .init("asOf", .string("\(lot.asOf)")),
            .init("sha256", .string(lot.sha256)), .init("new", .integer(lot.counts.new)),
            .init("changed", .integer(lot.counts.changed)), .init("unchanged", .integer(lot.counts.unchanged)),
            .init("rejected", .integer(lot.counts.rejected)), .init("ignored", .integer(lot.counts.ignored)),
            .init("readAt", .string(lot.readAt)), .init("appliedAt", text(lot.appliedAt)),
            .init("undoneAt", text(lot.undoneAt)),
        ])
    }

    /// A hidden number is null.
    static func figure(_ figure: NationalFigure) -> JSON {
        .object([
            .init("axis", .string(figure.axis.rawValue)), .init("key", .string(figure.key)),
            .init("measure", .string(figure.measure.rawValue)),
            .init("value", figure.value.map { .integer($0) } ?? .null), .init("asOf", .string("\(figure.asOf)")),
        ])
    }

    /// A council that has transmitted nothing has no day and no figures; a hidden number is null.
    static func council(_ figure: RegionalFigure) -> JSON {
        let numbers = FigureMeasure.allCases.map { measure in
            JSON.Member(measure.rawValue, (figure.values[measure] ?? nil).map { .integer($0) } ?? .null)
        }
        return .object([
            .init("code", .string(figure.code)), .init("name", .string(figure.name)),
            .init("asOf", day(figure.asOf)), .init("figures", figure.asOf == nil ? .null : .object(numbers)),
        ])
    }

    private static func members(_ row: WorklistRow) -> [JSON.Member] {
        [
            .init("id", .integer(Int(row.physicianID))), .init("rpps", .string(row.rppsNumber)),
            .init("familyName", text(row.familyName)), .init("givenName", text(row.givenName)),
            .init("specialty", text(row.specialtyCode)), .init("framework", text(row.frameworkID)),
            .init("state", .string(row.state.rawValue)), .init("cycleStart", day(row.cycleStart)),
            .init("cycleEnd", day(row.cycleEnd)), .init("controlDeadline", day(row.controlDeadline)),
            .init("counts", numbers(row.counts)), .init("required", numbers(row.required)),
            .init("complete", row.isComplete.map { .bool($0) } ?? .null),
            .init("late", row.isLate.map { .bool($0) } ?? .null), .init("nextAlertOn", day(row.nextAlertOn)),
        ]
    }

    private static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    private static func day(_ value: CalendarDate?) -> JSON { text(value?.description) }
    private static func numbers(_ values: [Int]?) -> JSON { values.map { .array($0.map { .integer($0) }) } ?? .null }
    private static func moment(_ instant: Instant) -> String { UTCMoment(instant).text }
}

/// A moment as machines write it: `2026-11-21T17:05:00Z`.
struct UTCMoment {
    let text: String

    init(_ instant: Instant) {
        let (day, second) = instant.epochSeconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CalendarDate(dayNumber: Int32(day))
        let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
        text = "\(date)T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}
