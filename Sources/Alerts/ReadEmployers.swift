public import Access
import Letters
public import Postgres
import Registry
public import Vocabulary

extension EmployerChoice {
    /// What the transaction's council chose last; nil while it never has: then it tells no employer.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ council: Council, _ transaction: Transaction) throws -> EmployerChoice? {
        try EmployerStore(transaction: transaction, council: council.id).choice()
    }
}

extension EmployerAlert {
    /// The most of a list: more than a council decides in many years.
    private static let most = 1_000

    /// Those of the transaction's council, the newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction) throws -> [EmployerAlert] {
        try EmployerRowStore.read("order by a.employer_alert_id desc limit \(most)", transaction)
    }

    /// One of the transaction's council; nil for any other.
    ///
    /// - Throws: `PostgresError`.
    public static func find(_ id: Int64, _ transaction: Transaction) throws -> EmployerAlert? {
        try EmployerRowStore.read("where a.employer_alert_id = \(id)", transaction).first
    }

    /// Those about one alert of the transaction's council, the newest first.
    ///
    /// - Throws: `PostgresError`.
    public static func all(about entry: EntryRow, _ transaction: Transaction) throws -> [EmployerAlert] {
        try EmployerRowStore.read(
            """
            where a.physician_id = \(entry.physicianID) and a.cycle_start = \(entry.cycleStart)
                and a.milestone_on = \(entry.milestoneOn) order by a.employer_alert_id desc
            """, transaction)
    }

    /// The words to the employer and to the physician: as they were made, or as they would be on that day; nil for a
    /// physician who is on no roll of the council any more.
    ///
    /// - Parameter platform: where physicians find their certification account; nil where none is known.
    /// - Throws: `PostgresError`, or the fault of the words in force.
    public func texts(
        of council: Council, on day: CalendarDate, platform: String?, _ transaction: Transaction
    ) throws -> (employer: AlertText, physician: AlertText)? {
        if let told, let letter,
            let physician = try LetterText.find(told.notice, council: council.id, transaction),
            let employer = try LetterText.find(letter.notice, council: council.id, transaction)
        {
            return (AlertText(employer, over: channel), AlertText(physician, over: nil))
        }
        guard let contact = try PhysicianContact.read([physicianID], transaction)[physicianID] else { return nil }
        let values = EmployerValues(
            employer: employer, milestone: milestoneOn, reason: reason, waitDays: waitDays, contact: contact)
        let post = PostNotice(Letterhead(domain: "", platform: platform), by: .campaign, on: day)
        func text(_ kind: Notice.Kind, _ addressee: Notice.Addressee) throws -> LetterText {
            let notice = Notice(
                kind, cause: "apercu", to: addressee, about: physicianID, dueOn: milestoneOn,
                version: try TemplateVersion.inForce(kind: kind, on: day, transaction),
                fields: values.fields(to: addressee))
            return try post.text(of: notice, council, transaction)
        }
        return (
            AlertText(try text(.employer, .employer), over: channel),
            AlertText(try text(.employerTold, .physician), over: nil)
        )
    }
}

extension AlertText {
    /// - Parameter channel: nil shows the letter on paper, which says most.
    fileprivate init(_ text: LetterText, over channel: Channel?) {
        self.init(subject: text.subject, paragraphs: channel == .email ? text.mail : text.letter)
    }
}
