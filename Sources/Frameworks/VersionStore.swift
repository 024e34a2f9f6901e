import Intake
public import Postgres
public import Vocabulary

/// The statements about the life of versions.
public enum VersionStore {
    /// Every version, or those of one référentiel: by référentiel, then start (drafts without one last), then number.
    ///
    /// - Throws: `PostgresError`.
    public static func list(
        of framework: FrameworkID? = nil, _ transaction: Transaction
    ) throws -> [FrameworkVersion] {
        try transaction.query(
            """
            \(select) where \(framework?.rawValue)::text is null or framework_id = \(framework?.rawValue)
            order by framework_id, effective_from nulls last, version
            """
        ).map(decode)
    }

    /// One version; nil when there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func find(
        _ key: FrameworkVersion.Key, _ transaction: Transaction
    ) throws -> FrameworkVersion? {
        try transaction.first(
            "\(select) where framework_id = \(key.framework.rawValue) and version = \(key.number)"
        ).map(decode)
    }

    /// The text of a version; nil when there is none.
    ///
    /// - Throws: `PostgresError`.
    public static func content(_ key: FrameworkVersion.Key, _ transaction: Transaction) throws -> String? {
        try transaction.first(
            """
            select content from frameworks.version
            where framework_id = \(key.framework.rawValue) and version = \(key.number)
            """)?.text("content")
    }

    /// What happened to a version, the oldest first; also of a draft that is gone.
    ///
    /// - Throws: `PostgresError`.
    public static func events(
        of key: FrameworkVersion.Key, _ transaction: Transaction
    ) throws -> [FrameworkVersion.Event] {
        try transaction.query(
            """
            select stage, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, by, reason, fingerprint
            from frameworks.version_event
            where framework_id = \(key.framework.rawValue) and version = \(key.number) order by event_id
            """
        ).map { row in
            FrameworkVersion.Event(
                stage: try row.text("stage"), at: try row.text("at"), by: try row.text("by"),
                reason: try row.text("reason"), fingerprint: try row.text("fingerprint"))
        }
    }

    /// Who approved a version; nil for one that shipped with the program or is not approved.
    ///
    /// - Throws: `PostgresError`.
    public static func approval(
        of key: FrameworkVersion.Key, _ transaction: Transaction
    ) throws -> FrameworkVersion.Approval? {
        try transaction.first(
            """
            select proposed_by, approved_by, impact_id, impact_as_of, content_fingerprint, law_fingerprint, report_hash,
                to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as approved_at
            from frameworks.version_approval
            where framework_id = \(key.framework.rawValue) and version = \(key.number)
            """
        ).map { row in
            FrameworkVersion.Approval(
                proposedBy: try row.text("proposed_by"), approvedBy: try row.text("approved_by"),
                approvedAt: try row.text("approved_at"),
                impact: ImpactAcceptance(
                    impactID: Int64(try row.int("impact_id")), asOf: try row.date("impact_as_of"),
                    contentFingerprint: try row.text("content_fingerprint"),
                    lawFingerprint: try row.text("law_fingerprint"), reportHash: try row.text("report_hash")))
        }
    }

    /// Manifest and signature as they came with the text; nil when it was never signed.
    static func signature(
        of key: FrameworkVersion.Key, _ transaction: Transaction
    ) throws -> (manifest: String, signature: String)? {
        let row = try transaction.first(
            """
            select manifest, signature from frameworks.version
            where framework_id = \(key.framework.rawValue) and version = \(key.number) and manifest is not null
            """)
        guard let row else { return nil }
        return (try row.text("manifest"), try row.text("signature"))
    }

    /// The version, locked until the end of the transaction.
    ///
    /// - Throws: `Refusal` when there is none, or `PostgresError`.
    static func locked(_ key: FrameworkVersion.Key, _ transaction: Transaction) throws -> FrameworkVersion {
        try lock(key.framework, transaction)
        guard let version = try find(key, transaction) else {
            throw Refusal("Le référentiel « \(key.framework) » n'a pas de version « \(key.number) ».")
        }
        return version
    }

    /// Keeps others from changing the versions of a référentiel until the end of the transaction: two approvals at
    /// once would each see the dates before the other.
    static func lock(_ framework: FrameworkID, _ transaction: Transaction) throws {
        try transaction.query("select pg_advisory_xact_lock(7306, hashtext(\(framework.rawValue)))")
    }

    /// Moves a version on and keeps the trace.
    static func move(
        _ version: FrameworkVersion, to stage: FrameworkVersion.Stage, by actor: String, reason: String,
        _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            update frameworks.version set stage = \(stage.rawValue)
            where framework_id = \(version.key.framework.rawValue) and version = \(version.key.number)
            """)
        try note(version.key, stage.rawValue, version.fingerprint, by: actor, reason: reason, transaction)
    }

    static func remove(
        _ version: FrameworkVersion, by actor: String, reason: String, _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            delete from frameworks.version
            where framework_id = \(version.key.framework.rawValue) and version = \(version.key.number)
            """)
        try note(version.key, "discarded", version.fingerprint, by: actor, reason: reason, transaction)
    }

    static func note(
        _ key: FrameworkVersion.Key, _ stage: String, _ fingerprint: String, by actor: String, reason: String,
        _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            insert into frameworks.version_event (framework_id, version, stage, fingerprint, by, reason)
            values (\(key.framework.rawValue), \(key.number), \(stage), \(fingerprint), \(actor), \(reason))
            """)
    }

    static func keep(
        _ approval: ImpactAcceptance, of key: FrameworkVersion.Key, proposedBy: String, approvedBy: String,
        _ transaction: Transaction
    ) throws {
        try transaction.query(
            """
            insert into frameworks.version_approval (framework_id, version, proposed_by, approved_by, impact_id,
                impact_as_of, content_fingerprint, law_fingerprint, report_hash)
            values (\(key.framework.rawValue), \(key.number), \(proposedBy), \(approvedBy), \(approval.impactID),
                \(approval.asOf), \(approval.contentFingerprint), \(approval.lawFingerprint), \(approval.reportHash))
            """)
    }

    private static let select: SQL = """
        select framework_id, version, title, official_code, is_partial, is_fictitious, published_on, effective_from,
            stage, source, fingerprint, key_id
        from frameworks.version
        """

    private static func decode(_ row: Row) throws -> FrameworkVersion {
        guard let stage = FrameworkVersion.Stage(rawValue: try row.text("stage")) else {
            throw PostgresError.decoding("stage of a version")
        }
        return FrameworkVersion(
            key: FrameworkVersion.Key(FrameworkID(try row.text("framework_id")), try row.text("version")),
            title: try row.text("title"), officialCode: try row.text("official_code"),
            isPartial: try row.bool("is_partial"), isFictitious: try row.bool("is_fictitious"),
            publishedOn: try row.date("published_on"), effectiveFrom: try row.optional("effective_from"),
            stage: stage, source: try row.text("source"), fingerprint: try row.text("fingerprint"),
            keyID: try row.optional("key_id"))
    }
}
