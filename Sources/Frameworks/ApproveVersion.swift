import Intake
public import Postgres
public import Vocabulary

/// Approves a proposed version: from its first day on it is law. Somebody else than its author does so, after reading
/// the report on its effects.
public struct ApproveVersion: Sendable {
    /// Which one.
    public let key: FrameworkVersion.Key
    /// The second person.
    public let actor: String
    /// The report that was read and is accepted.
    public let acceptedImpact: ImpactAcceptance
    /// Today.
    public let today: CalendarDate
    /// Why, in French; may be empty.
    public let reason: String
    /// Why it may judge what was done before today; nil when it may not.
    public let retroactive: String?

    /// Ready to run.
    public init(
        _ key: FrameworkVersion.Key, actor: String, acceptedImpact: ImpactAcceptance, today: CalendarDate,
        reason: String = "", retroactive: String? = nil
    ) {
        self.key = key
        self.actor = actor
        self.acceptedImpact = acceptedImpact
        self.today = today
        self.reason = reason
        self.retroactive = retroactive
    }

    /// - Throws: `Refusal` when it is not proposed, the same person proposed it, the report is about another text,
    ///   another law or a day on which the version does not apply, the text asks for less than the decree, or the
    ///   version would start too early; `PostgresError`.
    public func run(_ transaction: Transaction) throws {
        let version = try VersionStore.locked(key, transaction)
        try checkStage(version)
        let proposer = try proposer(transaction)
        guard FrameworkVersion.isAnotherPerson(actor, than: proposer) else {
            throw Refusal(
                "Vous avez proposé cette version : une autre personne doit lire le rapport d'impact et l'approuver.")
        }
        try checkReport(version, transaction)
        try FrameworkDraft(try VersionStore.content(key, transaction) ?? "").checkMinimum()
        try SigningKeyStore.checkStored(version, on: today, transaction)
        try version.checkStart(on: today, retroactive: retroactive, transaction)
        try VersionStore.keep(
            acceptedImpact, of: key, proposedBy: proposer, approvedBy: actor, transaction)
        try VersionStore.move(
            version, to: .approved, by: actor, reason: RetroactiveReason.note(reason, retroactive), transaction)
    }

    private func checkStage(_ version: FrameworkVersion) throws(Refusal) {
        guard version.stage != .proposed else { return }
        throw Refusal(
            version.stage == .approved
                ? "La version \(key.number) de « \(key.framework) » est déjà approuvée."
                : "La version \(key.number) de « \(key.framework) » est un brouillon : elle doit d'abord être proposée."
        )
    }

    /// Who proposed the text as it stands.
    private func proposer(_ transaction: Transaction) throws -> String {
        let last = try VersionStore.events(of: key, transaction).last { $0.stage == "proposed" }
        guard let last else { throw Refusal("L'auteur de la proposition n'est pas connu ; retirez-la et proposez-la.") }
        return last.by
    }

    private func checkReport(_ version: FrameworkVersion, _ transaction: Transaction) throws {
        guard acceptedImpact.contentFingerprint == version.fingerprint else {
            throw Refusal(
                "Le rapport d'impact porte sur un autre texte que celui qui est proposé. Demandez un nouveau rapport.")
        }
        if let start = version.effectiveFrom, acceptedImpact.asOf < start {
            throw Refusal(
                "Le rapport d'impact juge les médecins au \(acceptedImpact.asOf.french), alors que la version ne "
                    + "s'applique qu'à partir du \(start.french) : il ne montre aucun effet. Demandez un rapport à cette "
                    + "date ou à une date ultérieure.")
        }
        guard acceptedImpact.lawFingerprint == (try FrameworkStore.fingerprint(on: acceptedImpact.asOf, transaction))
        else {
            throw Refusal(
                "Les règles ont changé depuis le rapport d'impact : il n'est plus à jour. Demandez un nouveau rapport.")
        }
        guard !acceptedImpact.reportHash.isEmpty else {
            throw Refusal("Le rapport d'impact n'est pas terminé ; attendez-le avant d'approuver.")
        }
    }
}

extension FrameworkVersion {
    /// Whether two names of actors are two persons: letter case and outer spaces make no difference.
    public static func isAnotherPerson(_ actor: String, than other: String) -> Bool {
        func plain(_ name: String) -> String {
            String(name.lowercased().drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        return !plain(actor).isEmpty && plain(actor) != plain(other)
    }
}
