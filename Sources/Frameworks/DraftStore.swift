import Intake
import Postgres
import Vocabulary

/// The statements that write drafts, all of a file at once.
enum DraftStore {
    /// Says what each text does to the register, and keeps the new and the changed ones when `isApplied`.
    ///
    /// - Throws: `Refusal` when a number is taken by a version that is no draft and has another text.
    static func keep(
        _ texts: [DraftText], by actor: String, retroactive: String?, isApplied: Bool, _ transaction: Transaction
    ) throws -> [ImportFrameworks.Draft] {
        let known = Dictionary(
            try VersionStore.list(transaction).map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        var drafts: [ImportFrameworks.Draft] = []
        var written: [DraftText] = []
        for text in texts {
            let effect = try effect(of: text, on: known[text.draft.key])
            if effect != .unchanged { written.append(text) }
            drafts.append(
                ImportFrameworks.Draft(
                    key: text.draft.key, title: text.draft.title, lines: text.draft.lines.count, effect: effect,
                    missing: text.draft.summary))
        }
        if isApplied, !written.isEmpty { try write(written, by: actor, retroactive: retroactive, transaction) }
        return drafts
    }

    private static func effect(
        of text: DraftText, on known: FrameworkVersion?
    ) throws(Refusal) -> ImportFrameworks.Effect {
        guard let known else { return .new }
        if known.fingerprint == text.fingerprint { return .unchanged }
        guard known.stage == .draft else {
            throw Refusal(
                "version : le numéro \(known.key.number) de « \(known.key.framework) » est pris par une version "
                    + "\(known.stage.french) qui a un autre texte. Donnez un autre numéro à ce texte.")
        }
        return .changed
    }

    private static func write(
        _ texts: [DraftText], by actor: String, retroactive: String?, _ transaction: Transaction
    ) throws {
        let admitted = RetroactiveReason.note("", retroactive)
        let note = admitted.isEmpty ? "" : " – \(admitted)"
        try transaction.query(
            """
            create temporary table draft_file (framework_id text, version text, title text, official_code text,
                is_partial boolean, is_fictitious boolean, published_on date, effective_from date, source text,
                fingerprint text, content text, manifest text, signature text, key_id text) on commit drop
            """)
        try transaction.copyIn("copy pg_temp.draft_file from stdin") { writer in
            for text in texts {
                writer.field(text.draft.key.framework.rawValue)
                writer.field(text.draft.key.number)
                writer.field(text.draft.title)
                writer.field(text.officialCode)
                writer.field(text.draft.whole?.isPartial ?? false)
                writer.field(text.draft.whole?.isFictitious ?? false)
                writer.field(text.draft.publishedOn)
                writer.field(text.draft.effectiveFrom)
                writer.field(text.source)
                writer.field(text.fingerprint)
                writer.field(text.text)
                writer.field(text.manifest)
                writer.field(text.signature)
                writer.field(text.keyID)
                try writer.endRow()
            }
        }
        try transaction.query(
            """
            insert into frameworks.version (framework_id, version, title, official_code, is_partial, is_fictitious,
                published_on, effective_from, stage, source, fingerprint, content, manifest, signature, key_id)
            select framework_id, version, title, official_code, is_partial, is_fictitious, published_on,
                effective_from, 'draft', source, fingerprint, content, manifest, signature, key_id
            from pg_temp.draft_file
            on conflict (framework_id, version) do update
            set title = excluded.title, is_partial = excluded.is_partial, is_fictitious = excluded.is_fictitious,
                published_on = excluded.published_on, effective_from = excluded.effective_from,
                source = excluded.source, fingerprint = excluded.fingerprint, content = excluded.content,
                manifest = excluded.manifest, signature = excluded.signature, key_id = excluded.key_id
            """)
        try transaction.query(
            """
            insert into frameworks.version_event (framework_id, version, stage, fingerprint, by, reason)
            select framework_id, version, 'draft', fingerprint, \(actor), source || \(note) from pg_temp.draft_file
            order by framework_id, version
            """)
        try transaction.query("drop table pg_temp.draft_file")
    }
}
