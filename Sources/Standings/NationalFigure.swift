public import Postgres
public import Vocabulary

/// What a national figure counts; physicians all of them.
public enum FigureMeasure: String, Sendable, CaseIterable {
    /// Subject to certification.
    case physicians
    /// Whose programme is complete.
    case complete
    /// Late in their cycle (contract §8).
    case late
    /// Whose cycle is over and waits for its control.
    case toVerify = "to_verify"
}

/// By what the national figures are told apart.
public enum FigureAxis: String, Sendable, CaseIterable {
    /// The whole country.
    case nation
    /// By référentiel; the empty key is for physicians without one.
    case framework
    /// By region; the empty key is for councils without one.
    case region
}

/// A published number of physicians, from which nobody can be recognised.
public struct NationalFigure: Sendable, Equatable {
    /// By what it is told apart.
    public let axis: FigureAxis
    /// The id of the référentiel, or the code of the region; empty for the whole country.
    public let key: String
    /// What is counted.
    public let measure: FigureMeasure
    /// Nil where the number is hidden: it, or one that follows from it, is under eleven.
    public let value: Int?
    /// The day for which it was counted.
    public let asOf: CalendarDate

    /// Every published number, by axis, key and measure.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [NationalFigure] { try FigureStore.all(transaction) }
}

/// Counts each council's physicians and publishes the sums of the country.
struct PublishFigures {
    let asOf: CalendarDate

    /// Counts the physicians of the council whose tenant the transaction has.
    func count(_ council: Int32, _ transaction: Transaction) throws {
        try FigureStore.count(transaction, council: council, asOf: asOf)
    }

    /// Publishes the sums, in a transaction of the national council.
    func publish(_ transaction: Transaction) throws {
        let counts = try FigureStore.counts(transaction)
        var figures: [(FigureAxis, String, FigureMeasure, Int?)] = []
        for axis in FigureAxis.allCases {
            var rows: [String: [FigureMeasure: Int]] = [:]
            for count in counts {
                let key = axis == .nation ? "" : axis == .framework ? count.framework : count.region
                rows[key, default: [:]].merge(count.numbers) { $0 + $1 }
            }
            for (key, numbers) in SmallNumbers.hide(rows) {
                figures += numbers.map { (axis, key, $0.key, $0.value) }
            }
        }
        try FigureStore.publish(transaction, figures, asOf: asOf)
        try publishRegions(figures, transaction)
    }

    /// Publishes each region's figures, council by council.
    private func publishRegions(
        _ figures: [(axis: FigureAxis, key: String, measure: FigureMeasure, value: Int?)], _ transaction: Transaction
    ) throws {
        var wholes: [String: [FigureMeasure: Int?]] = [:]
        for figure in figures where figure.axis == .region {
            wholes[figure.key, default: [:]][figure.measure] = .some(figure.value)
        }
        var lines: [RegionalFigureStore.Line] = []
        let regions = Dictionary(grouping: try RegionalFigureStore.counts(transaction), by: \.region)
        for (region, councils) in regions {
            let whole = wholes[region] ?? [:]
            let table = RegionalTable(
                whole: whole, councils: Dictionary(uniqueKeysWithValues: councils.map { ($0.code, $0.numbers) }))
            let days = Dictionary(uniqueKeysWithValues: councils.map { ($0.code, $0.asOf) })
            for (code, values) in table.shown {
                lines += values.map {
                    .init(region: region, code: code, measure: $0, value: $1, asOf: days[code] ?? asOf)
                }
            }
            lines += whole.map { .init(region: region, code: region, measure: $0, value: $1, asOf: asOf) }
        }
        try RegionalFigureStore.publish(transaction, lines)
    }
}
