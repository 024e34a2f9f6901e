public import Postgres

/// What somebody did, kept for ever: written, read, never changed.
public struct AuditEvent: Sendable {
    /// The verb in the past: `signed_in`, `file_read`, `list_exported`…
    public enum Action: String, Sendable {
        case signedIn = "signed_in"
        case signedOut = "signed_out"
        case councilSwitched = "council_switched"
        case fileRead = "file_read"
        case listExported = "list_exported"
        case rejectedLinesExported = "rejected_lines_exported"
        case importRead = "import_previewed"
        case importApplied = "import_applied"
        case importUndone = "import_undone"
        case importGivenUp = "import_given_up"
        case discrepancyHidden = "discrepancy_hidden"
        case frameworkChosen = "framework_chosen"
        case searched
        case specialtyLinked = "specialty_linked"
        case packageExported = "package_exported"
        case keyTrusted = "key_trusted"
        case keyRevoked = "key_revoked"
        case impactExported = "impact_exported"
        case impactRequested = "impact_requested"
        case impactGivenUp = "impact_given_up"
    }

    /// What was done.
    public let action: Action
    /// The e-mail address of the person, or the operator's name.
    public let actor: String
    /// On what: `physician:123`, `lot:4`; never a name or an RPPS number.
    public let subject: String?
    /// A JSON object with what else must be found again, or nil.
    public let detail: String?

    /// An event about to be recorded.
    public init(_ action: Action, by actor: String, on subject: String? = nil, detail: String? = nil) {
        self.action = action
        self.actor = actor
        self.subject = subject
        self.detail = detail
    }

    /// Writes the event in the caller's transaction: the fact and its trace are kept together or not at all.
    ///
    /// - Throws: `PostgresError`.
    public func record(_ transaction: Transaction, council: Int32) throws {
        try transaction.query(
            """
            insert into access.event (council_id, actor, action, subject, detail)
            values (\(council), \(actor), \(action.rawValue), \(subject), \(detail)::jsonb)
            """)
    }
}
