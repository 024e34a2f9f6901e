import Access
import Postgres
import Vocabulary

/// The statements on the blocks of a council.
struct CouncilBlockStore {
    let transaction: Transaction
    let council: Int32

    private static let columns: SQL = """
        block, version, array_to_json(lines)::text as lines, state, proposed_by, proposed_person_id, published_by,
        in_force_from, ended_by, reason
        """

    func all() throws -> [CouncilBlock] {
        try transaction.query(
            """
            select \(Self.columns) from letters.council_block where council_id = \(council)
            order by block, version desc
            """
        ).map(Self.block)
    }

    /// The version of each block that holds on a day.
    func inForce(on day: CalendarDate) throws -> [CouncilBlock] {
        try transaction.query(
            """
            select distinct on (block) \(Self.columns) from letters.council_block
            where council_id = \(council) and state = 'published' and in_force_from <= \(day)
            order by block, in_force_from desc
            """
        ).map(Self.block)
    }

    /// The proposal that a form saw, held until the transaction ends.
    ///
    /// - Throws: ``TemplateRefusal/hasMoved`` when it is one no longer.
    func lock(_ kind: CouncilBlock.Kind, version: Int) throws -> CouncilBlock {
        let row = try transaction.first(
            """
            select \(Self.columns) from letters.council_block
            where council_id = \(council) and block = \(kind.rawValue) and version = \(version) for update
            """)
        guard let row else { throw TemplateRefusal.notFound }
        let block = try Self.block(row)
        guard block.state == .proposed else { throw TemplateRefusal.hasMoved }
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
                \(person), to_timestamp(\(now.epochSeconds)::float8)
            from letters.council_block where council_id = \(council) and block = \(kind.rawValue)
            on conflict do nothing returning version
            """
        ).map { try $0.int("version") }
    }

    func publish(
        _ block: CouncilBlock, from day: CalendarDate, by author: Author, person: Int64, now: Instant
    ) throws {
        try transaction.query(
            """
            update letters.council_block set state = 'published', published_by = \(author.name),
                published_person_id = \(person), published_at = to_timestamp(\(now.epochSeconds)::float8),
                in_force_from = \(day)
            where council_id = \(council) and block = \(block.kind.rawValue) and version = \(block.version)
            """)
    }

    func end(_ block: CouncilBlock, as state: CouncilBlock.State, reason: String?, by author: Author, now: Instant)
        throws
    {
        try transaction.query(
            """
            update letters.council_block set state = \(state.rawValue), ended_by = \(author.name),
                ended_at = to_timestamp(\(now.epochSeconds)::float8), reason = \(reason)::text
            where council_id = \(council) and block = \(block.kind.rawValue) and version = \(block.version)
            """)
    }

    private static func block(_ row: Row) throws -> CouncilBlock {
        guard let kind = CouncilBlock.Kind(rawValue: try row.text("block")),
            let state = CouncilBlock.State(rawValue: try row.text("state")),
            let lines = try JSON(parsing: try row.text("lines")).array
        else { throw PostgresError.decoding("a block of a council that nobody knows") }
        return CouncilBlock(
            kind: kind, version: try row.int("version"), lines: lines.compactMap(\.string), state: state,
            proposedBy: try row.text("proposed_by"), proposer: Int64(try row.int("proposed_person_id")),
            publishedBy: try row.optional("published_by"), inForceFrom: try row.optional("in_force_from"),
            endedBy: try row.optional("ended_by"), reason: try row.optional("reason"))
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
        let waiting = proposed ? try store.all().filter { $0.state == .proposed } : []
        return CouncilBlocks(waiting + (try store.inForce(on: day)))
    }
}
