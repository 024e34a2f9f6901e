import Access
import Postgres
import Vocabulary

/// The statements on drafts of national words.
struct TemplateDraftStore {
    let transaction: Transaction

    private static let columns: SQL = """
        template_draft_id, kind, base_id, base_version, content, revision, state, written_by, written_person_id,
            proposed_by, proposed_person_id, reason, reason_by, version, in_force_from, \(RevocationRequest.columns)
        """

    /// Those that are written or wait.
    func open() throws -> [TemplateDraft] {
        try transaction.query(
            """
            select \(Self.columns) from letters.template_draft where council_id = 0 and state in ('draft', 'proposed')
            order by kind
            """
        ).map(Self.draft)
    }

    /// Those that were published for a day that has not come.
    func coming(_ kind: Notice.Kind, after day: CalendarDate) throws -> [TemplateDraft] {
        try transaction.query(
            """
            select \(Self.columns) from letters.template_draft
            where council_id = 0 and kind = \(kind.rawValue) and state = 'published' and in_force_from > \(day)
            order by in_force_from, version
            """
        ).map(Self.draft)
    }

    /// The open draft of a kind as a form saw it, held until the transaction ends.
    ///
    /// - Throws: ``TemplateRefusal/hasMoved`` when it is no longer as it was seen.
    func lock(_ id: Int64, revision: Int, in state: TemplateDraft.State) throws -> TemplateDraft {
        let draft = try lock(id)
        guard draft.state == state, draft.revision == revision else { throw TemplateRefusal.hasMoved }
        return draft
    }

    /// Published words, held until the transaction ends.
    ///
    /// - Throws: ``TemplateRefusal/hasMoved`` when they are revoked, or were never published.
    func lockPublished(_ id: Int64) throws -> TemplateDraft {
        let draft = try lock(id)
        guard draft.state == .published else { throw TemplateRefusal.hasMoved }
        return draft
    }

    private func lock(_ id: Int64) throws -> TemplateDraft {
        let row = try transaction.first(
            """
            select \(Self.columns) from letters.template_draft where council_id = 0 and template_draft_id = \(id)
            for update
            """)
        guard let row else { throw TemplateRefusal.notFound }
        return try Self.draft(row)
    }

    /// Nil when another draft of the kind is open.
    func add(_ base: TemplateVersion, by author: Author, now: Instant) throws -> Int64? {
        try transaction.first(
            """
            insert into letters.template_draft (council_id, kind, base_id, base_version, content, written_by,
                written_person_id, written_at)
            values (0, \(base.kind.rawValue), \(base.id), \(base.version), \(TemplateText(base).json.text),
                \(author.name), \(author.personID)::bigint, to_timestamp(\(now.epochSeconds)::float8))
            on conflict do nothing returning template_draft_id
            """
        ).map { Int64(try $0.int("template_draft_id")) }
    }

    func save(_ draft: TemplateDraft, _ text: TemplateText, by author: Author, now: Instant) throws {
        try transaction.query(
            """
            update letters.template_draft set content = \(text.json.text), revision = revision + 1,
                written_by = \(author.name), written_person_id = \(author.personID)::bigint,
                written_at = to_timestamp(\(now.epochSeconds)::float8)
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    /// Compares it with other words from now on; its own stay.
    func rebase(_ draft: TemplateDraft, on base: TemplateVersion.Key) throws {
        try transaction.query(
            """
            update letters.template_draft set base_id = \(base.id), base_version = \(base.version),
                revision = revision + 1
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    func askRevocation(_ draft: TemplateDraft, reason: String, by author: Author, person: Int64, now: Instant) throws {
        try transaction.query(
            """
            update letters.template_draft set revocation_asked_by = \(author.name), revocation_asker_id = \(person),
                revocation_asked_at = to_timestamp(\(now.epochSeconds)::float8), revocation_reason = \(reason)
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    func revoke(_ draft: TemplateDraft, by author: Author, person: Int64, now: Instant) throws {
        try transaction.query(
            """
            update letters.template_draft set state = 'revoked', revoked_by = \(author.name),
                revoked_person_id = \(person), revoked_at = to_timestamp(\(now.epochSeconds)::float8)
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    func propose(_ draft: TemplateDraft, by author: Author, person: Int64, now: Instant) throws {
        try transaction.query(
            """
            update letters.template_draft set state = 'proposed', revision = revision + 1, reason = null,
                reason_by = null, proposed_by = \(author.name), proposed_person_id = \(person),
                proposed_at = to_timestamp(\(now.epochSeconds)::float8)
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    /// Back to its author, with the reason.
    func reopen(_ draft: TemplateDraft, reason: String, by author: Author) throws {
        try transaction.query(
            """
            update letters.template_draft set state = 'draft', revision = revision + 1, reason = \(reason),
                reason_by = \(author.name), proposed_by = null, proposed_person_id = null, proposed_at = null
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    func discard(_ draft: TemplateDraft, by author: Author) throws {
        try transaction.query(
            """
            update letters.template_draft set state = 'discarded', revision = revision + 1,
                reason_by = \(author.name)
            where council_id = 0 and template_draft_id = \(draft.id)
            """)
    }

    /// Gives it its number; the words go into force with it.
    func publish(
        _ draft: TemplateDraft, from day: CalendarDate, by author: Author, person: Int64, now: Instant
    ) throws -> Int {
        try transaction.query(
            """
            update letters.template_draft set state = 'published', revision = revision + 1,
                published_by = \(author.name), published_person_id = \(person),
                published_at = to_timestamp(\(now.epochSeconds)::float8), in_force_from = \(day),
                version = 1 + coalesce((select max(version) from letters.template_draft
                    where council_id = 0 and kind = \(draft.kind.rawValue)), 0)
            where council_id = 0 and template_draft_id = \(draft.id) returning version
            """)[0].int("version")
    }

    private static func draft(_ row: Row) throws -> TemplateDraft {
        guard let kind = Notice.Kind(rawValue: try row.text("kind")),
            let state = TemplateDraft.State(rawValue: try row.text("state")),
            let text = TemplateText(try JSON(parsing: try row.text("content")))
        else { throw PostgresError.decoding("a draft of words that nobody knows") }
        return TemplateDraft(
            id: Int64(try row.int("template_draft_id")), kind: kind,
            base: TemplateVersion.Key(id: try row.text("base_id"), version: try row.int("base_version")), text: text,
            revision: try row.int("revision"), state: state, writtenBy: try row.text("written_by"),
            writer: try row.optional("written_person_id", as: Int.self).map(Int64.init),
            proposedBy: try row.optional("proposed_by"),
            proposer: try row.optional("proposed_person_id", as: Int.self).map(Int64.init),
            reason: try row.optional("reason"), reasonBy: try row.optional("reason_by"),
            version: try row.optional("version", as: Int.self), inForceFrom: try row.optional("in_force_from"),
            revocation: try RevocationRequest.read(row))
    }
}
