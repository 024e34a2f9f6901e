import Frameworks
public import Postgres
public import Vocabulary

extension CaseFile {
    /// The files of everybody whom the rolls of the transaction's council have named, in the order of their keys.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [CaseFile] {
        try CaseStore(transaction: transaction).files(.all)
    }

    /// The first later day on which a registration begins or ends; nil when none does.
    fileprivate func nextRegistration(after day: CalendarDate) -> CalendarDate? {
        registrations.flatMap { [$0.during.start, $0.during.until] }.compactMap(\.self).filter { $0 > day }.min()
    }
}

extension Assessor {
    /// The first later day on which a physician may be judged otherwise though nothing new is known; nil when there is
    /// none.
    ///
    /// - Parameter item: what the physician was on that day; nil when not subject to certification then.
    public func nextLook(
        at file: CaseFile, _ item: AssessedCase?, after day: CalendarDate
    ) -> CalendarDate? {
        item.map { $0.nextChangeOn } ?? file.nextRegistration(after: day)
    }

    /// The law from a day on: that of the first day, then that of each day through the last on which another one begins.
    ///
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func spans(
        from first: CalendarDate, through last: CalendarDate, _ transaction: Transaction
    ) throws -> [(from: CalendarDate, assessor: Assessor)] {
        let days = [first] + (try FrameworkStore.changes(after: first, through: last, transaction))
        return try days.map { ($0, try Assessor.load(on: $0, transaction)) }
    }

    /// The same for the council of the transaction, from the law of the nation that was read once for all of them.
    ///
    /// - Parameter national: ``spans(from:through:_:)`` of a transaction without a council, through that day or later.
    /// - Throws: `PostgresError`, or the fault of a stored text.
    public static func spans(
        of national: [(from: CalendarDate, assessor: Assessor)], through last: CalendarDate, _ transaction: Transaction
    ) throws -> [(from: CalendarDate, assessor: Assessor)] {
        guard let first = national.first?.from else { return [] }
        let days = [first] + (try FrameworkStore.changes(after: first, through: last, transaction))
        var spans: [(from: CalendarDate, assessor: Assessor)] = []
        for day in days {
            guard let law = national.last(where: { $0.from <= day })?.assessor else { continue }
            spans.append((from: day, assessor: try law.ofCouncil(on: day, transaction)))
        }
        return spans
    }
}
