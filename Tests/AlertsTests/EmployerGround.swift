import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Alerts

/// The ground of the tests about employers: one physician who is late, alerted by mail, in a council that chose to tell
/// employers after seven days.
struct EmployerGround: Sendable {
    let ground: AlertGround
    let campaign: Int64
    let entry: Int64

    /// - Parameters:
    ///   - isOn: whether the council chose it.
    ///   - hasLeft: whether the alert to the physician has left.
    static func run(
        isOn: Bool = true, hasLeft: Bool = true, _ body: (EmployerGround) async throws -> Void
    ) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(1)
            try await ground.night()
            let campaign = try #require(try await ground.campaigns().first).id
            let entry = try #require(try await ground.view(campaign).recipients.first).id
            let own = EmployerGround(ground: ground, campaign: campaign, entry: entry)
            if isOn { try await own.choose(true) }
            if hasLeft {
                try await ground.approve(campaign)
                try await ground.work()
            }
            try await body(own)
        }
    }

    func choose(_ isOn: Bool) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author())
        try await ground.act {
            try ChooseEmployers(isOn, reason: "délibération du conseil", by: author).run(council, on: today, $0)
        }
    }

    @discardableResult
    func propose(_ address: String = "direction@clinique.example", by index: Int = 0) async throws -> Int64 {
        let (council, today, author) = (ground.council, ground.today, ground.author(index))
        let (entry, campaign) = (entry, campaign)
        return try await ground.act {
            try ProposeEmployerAlert(
                entry, of: campaign, employer: "Clinique des Lilas", address: address, reason: "relances sans réponse",
                by: author
            ).run(council, on: today, $0)
        }
    }

    func approve(_ id: Int64, by index: Int = 1) async throws {
        let (council, today, author) = (ground.council, ground.today, ground.author(index))
        try await ground.act { try ApproveEmployerAlert(id, by: author).run(council, on: today, $0) }
    }

    /// Proposed by one person and decided by another; the physician is told.
    func decide(_ address: String = "direction@clinique.example") async throws -> Int64 {
        let id = try await propose(address)
        try await approve(id)
        try await ground.work()
        return id
    }

    /// The days that the physician was promised pass, and what is due is sent.
    func wait() async throws {
        ground.time.set(ground.today.adding(days: EmployerChoice.usualWait))
        ground.time.pass(seconds: 7_200)
        try await ground.work()
    }

    func alert(_ id: Int64) async throws -> EmployerAlert {
        try #require(try await ground.act { try EmployerAlert.find(id, $0) })
    }

    /// The refusal of an act; nil when it was done.
    func refusal(_ body: () async throws -> Void) async throws -> EmployerRefusal? {
        do {
            try await body()
            return nil
        } catch let refusal as EmployerRefusal {
            return refusal
        }
    }

    /// The constraint by which a statement is refused; nil when it was done.
    func constraint(_ statement: SQL) async throws -> String? {
        let answer = try await ground.act { try $0.attempt(statement) }
        guard case .failure(let error) = answer else { return nil }
        return error.constraint ?? error.sqlState
    }
}
