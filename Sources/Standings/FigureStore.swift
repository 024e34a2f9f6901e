import Postgres
import Vocabulary

/// Every statement on the national figures.
enum FigureStore {
    /// The numbers of one council under one référentiel.
    struct Count {
        let framework: String
        let region: String
        let numbers: [FigureMeasure: Int]
    }

    static func count(_ transaction: Transaction, council: Int32, asOf: CalendarDate) throws {
        try transaction.query("delete from standings.figure_count")
        try transaction.query(
            """
            insert into standings.figure_count (council_code, framework_id, as_of, physicians, complete, late, to_verify)
            select c.code, coalesce(s.framework_id, ''), \(asOf)::date, count(*),
                count(*) filter (where s.is_complete), count(*) filter (where s.is_late),
                count(*) filter (where s.state = 'to_verify')
            from standings.standing s join access.published_council c on c.council_id = s.council_id
            where s.council_id = \(council) group by c.code, coalesce(s.framework_id, '')
            """)
    }

    static func counts(_ transaction: Transaction) throws -> [Count] {
        try transaction.query(
            """
            select f.framework_id, coalesce(c.region_code, '') as region, sum(f.physicians)::bigint as physicians,
                sum(f.complete)::bigint as complete, sum(f.late)::bigint as late,
                sum(f.to_verify)::bigint as to_verify
            from standings.figure_count f join access.published_council c on c.code = f.council_code
            group by f.framework_id, c.region_code
            """
        ).map { row in
            var numbers: [FigureMeasure: Int] = [:]
            for measure in FigureMeasure.allCases { numbers[measure] = try row.int(measure.rawValue) }
            return Count(framework: try row.text("framework_id"), region: try row.text("region"), numbers: numbers)
        }
    }

    static func publish(
        _ transaction: Transaction, _ figures: [(FigureAxis, String, FigureMeasure, Int?)], asOf: CalendarDate
    ) throws {
        try transaction.query("delete from standings.published_figure")
        try transaction.query(
            """
            insert into standings.published_figure (axis, key, measure, value, as_of)
            select axis, key, measure, nullif(value, -1), \(asOf)::date
            from unnest(\(figures.map(\.0.rawValue))::text[], \(figures.map(\.1))::text[],
                \(figures.map(\.2.rawValue))::text[], \(figures.map { $0.3 ?? -1 })::int[])
                as f (axis, key, measure, value)
            """)
    }

    static func all(_ transaction: Transaction) throws -> [NationalFigure] {
        try transaction.query(
            "select axis, key, measure, value, as_of from standings.published_figure order by axis, key, measure"
        ).compactMap { row in
            guard let axis = FigureAxis(rawValue: try row.text("axis")),
                let measure = FigureMeasure(rawValue: try row.text("measure"))
            else { return nil }
            return NationalFigure(
                axis: axis, key: try row.text("key"), measure: measure, value: try row.optional("value"),
                asOf: try row.value("as_of"))
        }
    }
}
