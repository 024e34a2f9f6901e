import Access
import Country
import Postgres
import Standings
import Vocabulary

/// What makes the demonstration's roles worth a visit: files assigned to elected members, a president who hands the
/// role on while away.
struct DemoDuties {
    let database: Database
    let today: CalendarDate

    func run(_ people: [DemoPerson]) async throws {
        let (today, now) = (today, Instant(epochSeconds: Int64(today.dayNumber) * 86_400))
        for code in Set(people.filter { $0.role == .electedMember }.map(\.council)).sorted() {
            guard let council = try await database.transaction(as: .access, { try Council.find($0, code: code) })
            else { continue }
            let physicians = try await database.transaction(as: council.principal) {
                try Worklist.page($0, WorklistQuery()).rows.filter { $0.familyName != nil }.prefix(4).map(\.physicianID)
            }
            try await database.transaction(as: .members(of: council.id)) { transaction in
                let members = try Members(of: council, on: today, transaction).members
                func holder(_ role: Role) -> Int64? { members.first { $0.role == role }?.personID }
                guard let elected = holder(.electedMember), let president = holder(.president),
                    let secretary = holder(.committeeSecretary)
                else { return }
                let author = Author(operator: "demonstration")
                for physician in physicians {
                    try AssignFile(personID: elected, physicianID: physician, until: nil, author: author)
                        .run(council, today: today, now: now, transaction)
                }
                try RecordAbsence(
                    personID: president, firstDay: today, until: today.adding(days: 21), author: author
                ).run(council, today: today, now: now, transaction)
                try DelegateRole(
                    fromPersonID: president, toPersonID: secretary, role: .president, firstDay: today,
                    until: today.adding(days: 21), reason: "absence du président", author: author
                ).run(council, today: today, now: now, transaction)
            }
        }
    }
}
