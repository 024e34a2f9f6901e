public import Postgres
public import Vocabulary

/// A departmental council as the council of its region sees it: what it has transmitted, as published numbers from
/// which nobody can be recognised, or nothing yet.
public struct RegionalFigure: Sendable, Equatable {
    /// The code of the departmental council; the regional council's own for the whole region.
    public let code: String
    /// Such as « Gironde ».
    public let name: String
    /// The day for which it was counted; nil when the council has transmitted nothing: that is not zero.
    public let asOf: CalendarDate?
    /// The numbers; nil where one is hidden, since it or one that follows from it is under eleven.
    public let values: [FigureMeasure: Int?]

    /// The region of the transaction's regional council.
    public struct Region: Sendable, Equatable {
        /// The whole, nil until something is published.
        public let whole: RegionalFigure?
        /// Every departmental council of the region, in the order of the reference file, transmitted or not.
        public let councils: [RegionalFigure]

        /// How many councils have transmitted.
        public var transmitted: Int { councils.count { $0.asOf != nil } }
    }

    /// Reads a region, as its regional council: of another one nothing would be found.
    ///
    /// - Parameter code: the code of the regional council, which is that of its region.
    /// - Throws: `PostgresError`.
    public static func region(_ code: String, _ transaction: Transaction) throws -> Region {
        let found = try RegionalFigureStore.all(transaction, region: code)
        return Region(
            whole: found.first { $0.code == code && $0.asOf != nil }, councils: found.filter { $0.code != code })
    }
}

/// Hides the small numbers of every region's table, of which the region's own sum is published elsewhere too.
struct RegionalTable {
    /// The sums of the region, as the national figures show them.
    let whole: [FigureMeasure: Int?]
    /// The numbers of each council of the region.
    let councils: [String: [FigureMeasure: Int]]

    /// The numbers of each council that may be shown.
    ///
    /// Where the sum of the region is hidden, no number of a council may give it back by addition; and the sum of a
    /// region with one council is that council's number.
    var shown: [String: [FigureMeasure: Int?]] {
        var shown = SmallNumbers.hide(councils)
        for measure in FigureMeasure.allCases where whole[measure] == .some(nil) || whole[measure] == nil {
            for (code, numbers) in councils where numbers[measure] != 0 { shown[code]?[measure] = .some(nil) }
        }
        return shown
    }
}
