import Access
public import Postgres
import Vocabulary

/// The statements on notices and the ways they go.
struct NoticeStore {
    let transaction: Transaction
    let council: Int32

    /// The key of the notice that was made of this cause, or nil.
    func find(_ notice: Notice, _ channel: Channel) throws -> Int64? {
        try transaction.first(
            """
            select notice_id from letters.notice
            where council_id = \(council) and kind = \(notice.kind.rawValue) and cause = \(notice.cause)
                and addressee = \(notice.addressee.rawValue) and channel = \(channel.rawValue)
            """
        ).map { Int64(try $0.int("notice_id")) }
    }

    /// Notice and delivery; nil when the notice is there already.
    func add(
        _ notice: Notice, content: String, to destination: Destination, messageID: String, by author: Author,
        on day: CalendarDate
    ) throws -> (notice: Int64, delivery: Int64)? {
        let (address, state) =
            switch destination {
            case .email(let address): ([address], "ready")
            case .post(let lines): (lines, "held")
            }
        let channel = destination.channel.rawValue
        return try transaction.first(
            """
            with made as (
                insert into letters.notice (council_id, kind, cause, addressee, channel, physician_id, due_on,
                    template_id, template_version, law_mark, record_id, retracts, content, content_hash, made_on,
                    made_by, person_id, replaces)
                values (\(council), \(notice.kind.rawValue), \(notice.cause), \(notice.addressee.rawValue), \(channel),
                    \(notice.physicianID), \(notice.dueOn)::date, \(notice.version.id), \(notice.version.version),
                    \(notice.lawMark)::text, \(notice.recordID)::bigint, \(notice.retracts)::bigint, \(content),
                    \(LetterText.hash(of: content)), \(day), \(author.name), \(author.personID)::bigint,
                    \(notice.replaces)::bigint)
                on conflict on constraint notice_is_made_once do nothing
                returning council_id, notice_id)
            insert into letters.delivery (council_id, notice_id, channel, address, message_id, state)
            select council_id, notice_id, \(channel), \(address)::text[], \(messageID), \(state) from made
            returning notice_id, delivery_id
            """
        ).map { (Int64(try $0.int("notice_id")), Int64(try $0.int("delivery_id"))) }
    }

    /// The text of a notice, or nil when there is none of this key.
    func content(_ notice: Int64) throws -> String? {
        try transaction.first(
            "select content from letters.notice where council_id = \(council) and notice_id = \(notice)"
        )?.text("content")
    }
}

extension LetterText {
    /// The text of a notice of the transaction's council, as it was made; nil when there is none of this key.
    ///
    /// - Throws: `PostgresError`.
    public static func find(
        _ notice: Int64, council: Int32, _ transaction: Transaction
    ) throws -> LetterText? {
        guard let content = try NoticeStore(transaction: transaction, council: council).content(notice) else {
            return nil
        }
        return LetterText(try JSON(parsing: content))
    }
}
