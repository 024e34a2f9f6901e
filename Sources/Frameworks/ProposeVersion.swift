import Intake
public import Postgres
public import Vocabulary

/// Proposes a draft to a second person: from now on its text is fixed, and its effects can be computed.
public struct ProposeVersion: Sendable {
    /// Which one.
    public let key: FrameworkVersion.Key
    /// Who proposes.
    public let actor: String
    /// Today.
    public let today: CalendarDate
    /// Why, in French; may be empty.
    public let reason: String
    /// Why it may judge what was done before today; nil when it may not.
    public let retroactive: String?

    /// Ready to run.
    public init(
        _ key: FrameworkVersion.Key, actor: String, today: CalendarDate, reason: String = "",
        retroactive: String? = nil
    ) {
        self.key = key
        self.actor = actor
        self.today = today
        self.reason = reason
        self.retroactive = retroactive
    }

    /// - Throws: `Refusal` when it is no draft, lacks a part, asks for less than the decree or would start too early;
    ///   `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let version = try VersionStore.locked(key, transaction)
        guard version.stage == .draft else {
            throw Refusal(
                "La version \(key.number) de « \(key.framework) » est déjà \(version.stage.french) : seul un brouillon "
                    + "se propose.")
        }
        let draft = try FrameworkDraft(try VersionStore.content(key, transaction) ?? "")
        guard draft.missing.isEmpty else {
            throw Refusal(
                "Ce brouillon ne peut pas encore être proposé. Il manque : \(draft.summary.joined(separator: " ; ")).")
        }
        try draft.checkMinimum()
        try SigningKeyStore.checkStored(version, on: today, transaction)
        try version.checkStart(on: today, retroactive: retroactive, transaction)
        try VersionStore.move(
            version, to: .proposed, by: actor, reason: RetroactiveReason.note(reason, retroactive), transaction)
    }
}

extension FrameworkVersion {
    /// - Throws: `Refusal` when it would start too early or says no start.
    func checkStart(on today: CalendarDate, retroactive: String?, _ transaction: Transaction) throws {
        guard let effectiveFrom else {
            throw Refusal("effectiveFrom : la version ne dit pas quel jour elle commence.")
        }
        do {
            try VersionStart(key: key, publishedOn: publishedOn, effectiveFrom: effectiveFrom)
                .check(
                    among: try VersionStore.list(of: key.framework, transaction), on: today, retroactive: retroactive)
        } catch let fault as InputFault {
            throw Refusal(fault.sentence)
        }
    }
}
