import Access
import Postgres
import Support
import Vocabulary

@testable import Letters

extension LetterGround {
    /// Puts a sender into force, proposed by one person and published by another.
    ///
    /// - Parameter checked: whether what no mail can bear is refused; otherwise it is kept all the same.
    func setSender(
        _ sender: Sender, from date: CalendarDate = LetterGround.today, checked: Bool = true
    ) async throws {
        let council = try await council()
        let people = try await Writers.existing(self)
        try await database.transaction(as: .council(1)) { transaction in
            let store = CouncilBlockStore(transaction: transaction, council: 1)
            if checked {
                try ProposeSender(sender, by: people.first).run(council, on: date, now: now, transaction)
            } else {
                _ = try store.propose(sender, by: people.first, person: people.first.personID ?? 0, now: now)
            }
            let block = try store.all(.sender)[0]
            if checked {
                try PublishBlock(.sender, version: block.version, from: date, by: people.second)
                    .run(council, today: date, now: now, transaction)
            } else {
                try store.publish(
                    block, from: date, by: people.second, person: people.second.personID ?? 0, now: now)
            }
        }
    }
}

extension Writers {
    /// Those of ``two(_:)``, made when they are first asked for.
    static func existing(_ ground: LetterGround) async throws -> (first: Author, second: Author) {
        let ids = try await ground.texts(
            "select person_id::text as line from access.person where email like '%@conseil.example' order by person_id",
            as: .access)
        guard ids.count >= 2 else { return try await two(ground) }
        return (
            Author(name: "paul@conseil.example", personID: Int64(ids[0]), role: .president),
            Author(name: "anne@conseil.example", personID: Int64(ids[1]), role: .president)
        )
    }
}
