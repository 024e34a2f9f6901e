import Postgres
import Vocabulary

/// Every statement on the figures of regions.
enum RegionalFigureStore {
    /// What one council counted, all référentiels together.
    struct Count {
        let code: String
        /// The code of its regional council.
        let region: String
        let asOf: CalendarDate
        let numbers: [FigureMeasure: Int]
    }

    static func counts(_ transaction: Transaction) throws -> [Count] {
        try transaction.query(
            """
            select c.code, c.region_code as region, max(f.as_of) as as_of, sum(f.physicians)::bigint as physicians,
                sum(f.complete)::bigint as complete, sum(f.late)::bigint as late, sum(f.to_verify)::bigint as to_verify
            from standings.figure_count f join access.published_council c on c.code = f.council_code
            where c.region_code is not null group by c.code, c.region_code
            """
        ).map { row in
            var numbers: [FigureMeasure: Int] = [:]
            for measure in FigureMeasure.allCases { numbers[measure] = try row.int(measure.rawValue) }
            return Count(
                code: try row.text("code"), region: try row.text("region"), asOf: try row.value("as_of"),
                numbers: numbers)
        }
    }

    /// A number of a council, or of the whole region under the region's own code.
    struct Line {
        let region: String
        let code: String
        let measure: FigureMeasure
        let value: Int?
        let asOf: CalendarDate
    }

    static func publish(_ transaction: Transaction, _ lines: [Line]) throws {
        try transaction.query("delete from standings.regional_figure")
        try transaction.query(
            """
            insert into standings.regional_figure (council_id, council_code, measure, value, as_of)
            select r.council_id, f.code, f.measure, nullif(f.value, -1), f.as_of
            from unnest(\(lines.map(\.region))::text[], \(lines.map(\.code))::text[],
                \(lines.map(\.measure.rawValue))::text[], \(lines.map { $0.value ?? -1 })::int[],
                \(lines.map(\.asOf))::date[]) as f (region, code, measure, value, as_of)
            join access.published_council r on r.code = f.region and r.kind = 'regional'
            """)
    }

    /// The whole and every council of a region, transmitted or not.
    static func all(_ transaction: Transaction, region: String) throws -> [RegionalFigure] {
        let rows = try transaction.query(
            """
            select c.code, c.short_name, f.measure, f.value, f.as_of
            from access.published_council c left join standings.regional_figure f on f.council_code = c.code
            where (c.kind = 'departmental' and c.region_code = \(region)) or c.code = \(region)
            order by c.kind = 'departmental', c.council_id, f.measure
            """)
        var found: [RegionalFigure] = []
        for row in rows {
            let code = try row.text("code")
            var values: [FigureMeasure: Int?] = found.last?.code == code ? found.removeLast().values : [:]
            if let measure = try row.optional("measure", as: String.self).flatMap(FigureMeasure.init(rawValue:)) {
                values[measure] = .some(try row.optional("value"))
            }
            found.append(
                RegionalFigure(
                    code: code, name: try row.text("short_name"), asOf: try row.optional("as_of"), values: values))
        }
        return found
    }
}
