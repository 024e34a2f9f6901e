import Access
import Documents
import Postgres
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Alerts
@testable import Jobs
@testable import Letters

/// A campaign on paper: physicians without an e-mail address, whose letters are set by a press that keeps what it was
/// given, behind the gates of a worker.
struct PaperGround: Sendable {
    static let address = ["courriel_rpps": "", "adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]

    let ground: AlertGround
    let campaign: Int64
    let press = Copyist()

    var gates: [Notice.Kind: any Gate] {
        let now: @Sendable () -> Instant = { [time = ground.time] in time.now }
        return [
            .alert: AlertGate(letterhead: AlertGround.letterhead, now: now),
            .retraction: RetractionGate(letterhead: AlertGround.letterhead),
        ]
    }

    /// So many letters wait for a lot.
    static func run(_ count: Int, _ body: (PaperGround) async throws -> Void) async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(count, Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, address) }))
            try await ground.night()
            let id = try #require(try await ground.campaigns().first?.id)
            #expect(try await ground.approve(id) == .approved)
            try await ground.work(preparingOnly: true)
            try await body(PaperGround(ground: ground, campaign: id))
        }
    }

    /// The lot of what waits, made as far as it can be.
    @discardableResult
    func lot() async throws -> Int64 {
        let (council, today, author, gates) = (ground.council, ground.today, ground.author(), gates)
        let lots = try await ground.act {
            try PrepareLot(by: author, gates: gates).run(council, on: today, $0)
        }
        try await make()
        return try #require(lots.first)
    }

    func make() async throws {
        let handler = MakeLots(
            press: press, gates: gates, today: { [time = ground.time] in time.day },
            now: { [time = ground.time] in time.now })
        let desk = Desk(
            database: ground.database, clock: QueueClock { [time = ground.time] in time.queue }, stop: StopSign())
        while try await desk.doOutside(handler, council: ground.council.id) > 0 {}
    }

    @discardableResult
    func check(_ lot: Int64) async throws -> CheckLot.Outcome {
        let (council, today, now, author, gates) = (
            ground.council, ground.today, ground.time.now, ground.author(), gates
        )
        return try await ground.act {
            try CheckLot(lot, by: author, gates: gates).run(council, today: today, now: now, $0)
        }
    }

    func deposit(_ lot: Int64) async throws {
        let (council, today, now, author, gates) = (
            ground.council, ground.today, ground.time.now, ground.author(), gates
        )
        _ = try await ground.act {
            try DepositLot(lot, on: today, by: author, gates: gates).run(council, today: today, now: now, $0)
        }
    }

    func lines(_ lot: Int64, _ state: PostalLine.State) async throws -> [PostalLine] {
        try await ground.act { try ReadLots.lines(of: lot, in: [state], $0) }
    }

    /// What was put on paper about each physician, in the order of their numbers.
    func words(of lot: Int64) async throws -> [PrintedLetter] {
        let council = ground.council
        return try await lines(lot, .set).sorted { $0.physicianID < $1.physicianID }.compactMap { line in
            press.letters.last { $0.reference == LetterReference(line.notice, of: council).text }
        }
    }

    /// Another sender, from today on: one proposes, another publishes.
    func sign(_ sender: Sender) async throws {
        let (council, today, now) = (ground.council, ground.today, ground.time.now)
        let (first, second) = (ground.author(), ground.author(1))
        try await ground.act { transaction in
            try ProposeSender(sender, by: first).run(council, on: today, now: now, transaction)
            let waiting = try CouncilBlock.all(of: council, transaction).first { $0.state == .proposed }
            try PublishBlock(.sender, version: waiting?.version ?? 0, from: today, by: second)
                .run(council, today: today, now: now, transaction)
        }
    }

    /// Other national words come with the program, in force from a day on.
    func publish(_ number: Int, from day: String, saying words: String) async throws {
        try await ground.journey.place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                """
                insert into letters.template_version (template_id, version, kind, in_force_from, content)
                select 'alert', \(number), 'alert', \(day)::date, replace(replace(replace(content,
                    'n’ouvre aucune procédure', \(words)), '"version": 2', '"version": ' || \(number)),
                    '"version":2', '"version":' || \(number))
                from letters.template_version where template_id = 'alert' and version = 2
                """)
        }
    }
}

/// A press that keeps what it was given; one page each unless it is told otherwise.
final class Copyist: LetterPress {
    private let state = Mutex<(letters: [PrintedLetter], piles: [[PrintedLetter]], longAbove: Int)>(([], [], .max))

    var letters: [PrintedLetter] { state.withLock { $0.letters } }
    var piles: [[PrintedLetter]] { state.withLock { $0.piles } }

    /// A letter with a paragraph of more characters has three pages.
    func setLongest(_ characters: Int) { state.withLock { $0.longAbove = characters } }

    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset {
        let isLong = state.withLock { state in
            state.letters.append(letter)
            return letter.paragraphs.contains { $0.count > state.longAbove }
        }
        return file("\(letter)", pages: isLong ? 3 : 1)
    }

    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset {
        state.withLock { $0.piles.append(letters) }
        return file("\(letters)", pages: letters.count)
    }

    private func file(_ text: String, pages: Int) -> Typeset {
        let content = "%PDF \(text)"
        return Typeset(
            pdf: Array(content.utf8), pages: pages, sha256: LetterText.hash(of: content), engine: "press of the tests")
    }
}
