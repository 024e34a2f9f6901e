import Access
import Postgres
import Vocabulary

/// The statements on the blocks of a council, and on its senders, which are kept in the same way.
struct CouncilBlockStore {
    let transaction: Transaction
    let council: Int32

    private static let course: SQL = """
        state, proposed_by, proposed_person_id, published_by, in_force_from, ended_by, reason,
            \(RevocationRequest.columns)
        """
    private static let blocks: SQL = """
        select block, version, array_to_json(lines)::text as lines, null::text as display_name, null::text as reply_to,
            null::text as phone, \(course)
        from letters.council_block
        """
    private static let senders: SQL = """
        select 'sender' as block, version, array_to_json(postal)::text as lines, display_name, reply_to, phone,
            \(course)
        from letters.sender
        """

    /// Every version of everything, the latest first.
    func all() throws -> [CouncilBlock] {
        try transaction.query("\(Self.blocks) where council_id = \(council) order by block, version desc")
            .map(Self.block) + all(.sender)
    }

    /// Every version of one kind, the latest first.
    func all(_ kind: CouncilBlock.Kind) throws -> [CouncilBlock] {
        try transaction.query("\(Self.select(kind)) where \(key(kind)) order by version desc").map(Self.block)
    }

    /// The version of each block that holds on a day.
    func inForce(on day: CalendarDate) throws -> [CouncilBlock] {
        try transaction.query(
            """
            select distinct on (block) * from (
                \(Self.blocks) where council_id = \(council) and state = 'published' and in_force_from <= \(day)
            ) held order by block, in_force_from desc, version desc
            """
        ).map(Self.block)
    }

    /// The sender that holds on a day; nil where none does.
    func sender(on day: CalendarDate) throws -> Sender? {
        try transaction.first(
            """
            \(Self.senders) where council_id = \(council) and state = 'published' and in_force_from <= \(day)
            order by in_force_from desc, version desc limit 1
            """
        ).flatMap { try Self.block($0).sender }
    }

    /// One version, whatever has become of it.
    func find(_ kind: CouncilBlock.Kind, version: Int) throws -> CouncilBlock? {
        try transaction.first("\(Self.select(kind)) where \(key(kind)) and version = \(version)").map(Self.block)
    }

    /// The version that a form saw, held until the transaction ends.
    ///
    /// - Throws: ``TemplateRefusal/hasMoved`` when it is in that state no longer.
    func lock(
        _ kind: CouncilBlock.Kind, version: Int, in state: CouncilBlock.State = .proposed
    ) throws -> CouncilBlock {
        let row = try transaction.first("\(Self.select(kind)) where \(key(kind)) and version = \(version) for update")
        guard let row else { throw TemplateRefusal.notFound }
        let block = try Self.block(row)
        guard block.state == state else { throw TemplateRefusal.hasMoved }
        return block
    }

    /// The number of the proposal; nil when another one waits.
    func propose(
        _ kind: CouncilBlock.Kind, _ lines: [String], by author: Author, person: Int64, now: Instant
    ) throws -> Int? {
        try transaction.first(
            """
            insert into letters.council_block (council_id, block, version, lines, proposed_by, proposed_person_id,
                proposed_at)
            select \(council), \(kind.rawValue), 1 + coalesce(max(version), 0), \(lines)::text[], \(author.name),
                \(person), \(Self.moment(now))
            from letters.council_block where council_id = \(council) and block = \(kind.rawValue)
            on conflict do nothing returning version
            """
        ).map { try $0.int("version") }
    }

    /// The number of the proposal; nil when another one waits.
    func propose(_ sender: Sender, by author: Author, person: Int64, now: Instant) throws -> Int? {
        try transaction.first(
            """
            insert into letters.sender (council_id, version, display_name, reply_to, phone, postal, proposed_by,
                proposed_person_id, proposed_at)
            select \(council), 1 + coalesce(max(version), 0), \(sender.displayName), \(sender.replyTo)::text,
                \(sender.phone)::text, \(sender.postal)::text[], \(author.name), \(person), \(Self.moment(now))
            from letters.sender where council_id = \(council)
            on conflict do nothing returning version
            """
        ).map { try $0.int("version") }
    }

    func publish(
        _ block: CouncilBlock, from day: CalendarDate, by author: Author, person: Int64, now: Instant
    ) throws {
        try change(
            block,
            """
            state = 'published', published_by = \(author.name), published_person_id = \(person),
            published_at = \(Self.moment(now)), in_force_from = \(day)
            """)
    }

    func end(_ block: CouncilBlock, as state: CouncilBlock.State, reason: String?, by author: Author, now: Instant)
        throws
    {
        try change(
            block,
            """
            state = \(state.rawValue), ended_by = \(author.name), ended_at = \(Self.moment(now)),
            reason = \(reason)::text
            """)
    }

    func askRevocation(_ block: CouncilBlock, reason: String, by author: Author, person: Int64, now: Instant) throws {
        try change(
            block,
            """
            revocation_asked_by = \(author.name), revocation_asker_id = \(person),
            revocation_asked_at = \(Self.moment(now)), revocation_reason = \(reason)
            """)
    }

    func revoke(_ block: CouncilBlock, by author: Author, person: Int64, now: Instant) throws {
        try change(
            block,
            """
            state = 'revoked', revoked_by = \(author.name), revoked_person_id = \(person),
            revoked_at = \(Self.moment(now))
            """)
    }

    private func change(_ block: CouncilBlock, _ columns: SQL) throws {
        try transaction.query(
            "update \(Self.table(block.kind)) set \(columns) where \(key(block.kind)) and version = \(block.version)")
    }

    private static func moment(_ now: Instant) -> SQL { "to_timestamp(\(now.epochSeconds)::float8)" }

    private static func table(_ kind: CouncilBlock.Kind) -> SQL {
        kind == .sender ? "letters.sender" : "letters.council_block"
    }

    private static func select(_ kind: CouncilBlock.Kind) -> SQL { kind == .sender ? senders : blocks }

    private func key(_ kind: CouncilBlock.Kind) -> SQL {
        kind == .sender ? "council_id = \(council)" : "council_id = \(council) and block = \(kind.rawValue)"
    }

    private static func block(_ row: Row) throws -> CouncilBlock {
        guard let kind = CouncilBlock.Kind(rawValue: try row.text("block")),
            let state = CouncilBlock.State(rawValue: try row.text("state")),
            let lines = try JSON(parsing: try row.text("lines")).array?.compactMap(\.string)
        else { throw PostgresError.decoding("a block of a council that nobody knows") }
        let version = try row.int("version")
        let sender = try row.optional("display_name", as: String.self).map {
            Sender(
                displayName: $0, replyTo: try row.optional("reply_to"), phone: try row.optional("phone"), postal: lines,
                version: version)
        }
        return CouncilBlock(
            kind: kind, version: version, lines: lines, state: state, proposedBy: try row.text("proposed_by"),
            proposer: try row.optional("proposed_person_id", as: Int.self).map(Int64.init),
            publishedBy: try row.optional("published_by"), inForceFrom: try row.optional("in_force_from"),
            endedBy: try row.optional("ended_by"), reason: try row.optional("reason"),
            revocation: try RevocationRequest.read(row), sender: sender)
    }
}

extension CouncilBlocks {
    /// What the council's letters bear on a day, or would with what is proposed.
    ///
    /// - Parameter council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    static func read(
        _ council: Int32, on day: CalendarDate, proposed: Bool = false, _ transaction: Transaction
    ) throws -> CouncilBlocks {
        let store = CouncilBlockStore(transaction: transaction, council: council)
        let waiting = proposed ? try store.all().filter { $0.state == .proposed && $0.kind != .sender } : []
        return CouncilBlocks(waiting + (try store.inForce(on: day)))
    }

    /// What the council's letters bore at these versions; one that nobody knows adds nothing.
    ///
    /// - Parameter council: the tenant of the transaction.
    /// - Throws: `PostgresError`.
    static func read(
        _ council: Int32, versions: [CouncilBlock.Kind: Int], _ transaction: Transaction
    ) throws -> CouncilBlocks {
        let store = CouncilBlockStore(transaction: transaction, council: council)
        return CouncilBlocks(
            try versions.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap {
                try store.find($0.key, version: $0.value)
            }.filter { $0.publishedBy != nil })
    }
}
