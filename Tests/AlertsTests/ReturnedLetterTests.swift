import Access
import Letters
import Postgres
import Standings
import Support
import Testing
import Vocabulary

@testable import Alerts

@Suite("A refused mail, a returned letter and the alert that they carried", .serialized)
struct ReturnedLetterTests {
    private static let postal = ["adresse_1": "12 RUE DES LILAS", "adresse_2": "33000 BORDEAUX"]
    private static let paperOnly = postal.merging(["courriel_rpps": ""]) { $1 }

    private func states(_ ground: AlertGround) async throws -> [String] {
        try await ground.texts(
            "select concat_ws(' ', state, channel, exclusion) as line from alerts.entry order by entry_id")
    }

    private func marks(_ ground: AlertGround) async throws -> Int {
        try await ground.texts("select milestone_on::text as line from alerts.mark").count
    }

    private func approveLast(_ ground: AlertGround) async throws -> Int64 {
        let id = try #require(try await ground.campaigns().first?.id)
        try await ground.approve(id)
        return id
    }

    private func notice(_ ground: AlertGround, _ channel: String) async throws -> Int64 {
        let found = try await ground.texts(
            "select notice_id::text as line from alerts.entry where channel = \(channel) order by entry_id desc")
        return try #require(found.first.flatMap { Int64($0) })
    }

    /// What the gate says of a letter at the lot, after an import.
    private func look(_ notice: Int64, _ ground: AlertGround) async throws -> Admission {
        try await ground.refresh()
        let (council, today, now) = (ground.council, ground.today, ground.time.now)
        return try await ground.act { transaction in
            try AlertGate(letterhead: AlertGround.letterhead, now: { now })
                .admit(notice, cause: "", council: council.id, on: today, transaction)
        }
    }

    /// A refused mail, the letter that replaces it, and a wrong import by which the rule excludes the letter; undone.
    private func refusedThenExcluded(_ ground: AlertGround) async throws {
        try await ground.enrol(1, [0: Self.postal])
        ground.mails.refuse(["m0@example.org"])
        try await ground.night()
        _ = try await approveLast(ground)
        try await ground.work()
        #expect(try await states(ground) == ["approved email", "approved post"])
        #expect(try await marks(ground) == 1)
        let lot = try await ground.journey.accounts(
            Array(AccountFeed.Action.complete(AlertGround.person(0)).prefix(8)))
        let answer = try await look(try await notice(ground, "post"), ground)
        #expect(answer == .never(Exclusion.becameCompliant.sentence))
        #expect(try await states(ground) == ["approved email", "excluded post became_compliant"])
        #expect(try await marks(ground) == 0, "nothing arrived: another council may write")
        try await ground.journey.desk.undo(lot.id, actor: "essai")
    }

    @Test("a refused mail whose letter the rule excluded is proposed again on paper, whatever address is new")
    func proposedAgain() async throws {
        try await AlertGround.run { ground in
            try await refusedThenExcluded(ground)
            try await ground.enrol(1, [0: Self.postal.merging(["courriel_rpps": "autre@example.org"]) { $1 }])
            #expect(try await ground.night("2029-01-03").proposed == 1)
            #expect(try await states(ground) == ["approved email", "proposed post"])
            ground.time.set(day("2029-01-03"))
            _ = try await approveLast(ground)
            try await ground.work()
            #expect(try await states(ground) == ["approved email", "approved post"])
            #expect(try await marks(ground) == 1)
            #expect(ground.mails.sent == [])
        }
    }

    @Test("a person adds them too, on paper; with nothing but the refused address they are not added")
    func added() async throws {
        try await AlertGround.run { ground in
            try await refusedThenExcluded(ground)
            try await ground.refresh()
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let physicians = try await ground.texts("select physician_id::text as line from alerts.entry")
            let physician = try #require(physicians.first.flatMap { Int64($0) })
            _ = try await ground.act {
                try AddEntry(physician: physician, to: nil, reason: "relu", by: author).run(council, on: today, $0)
            }
            #expect(try await states(ground) == ["approved email", "proposed post"])
        }
    }

    /// A letter on paper that left today.
    private func deposited(_ ground: AlertGround) async throws -> Int64 {
        try await ground.enrol(1, [0: Self.paperOnly])
        try await ground.night()
        let id = try await approveLast(ground)
        try await ground.work(preparingOnly: true)
        let today = ground.today
        try await ground.act { transaction in
            _ = try transaction.query(
                "update letters.delivery set state = 'sent', sent_on = \(today), sent_at = now() where state = 'held'")
        }
        return id
    }

    private func comeBack(_ reason: RecordReturn.Reason, _ ground: AlertGround) async throws {
        let (council, today, author, now) = (ground.council, ground.today, ground.author(), ground.time.now)
        let reference = LetterReference(try await notice(ground, "post"), of: council).text
        try await ground.act { transaction in
            let back = try RecordReturn(reference, reason, by: author)
                .run(council, today: today, now: now, transaction)
            try NoteReturn(of: back.id, reason.french, by: author).run(council, transaction)
        }
    }

    @Test(
        "an address from which a letter came back is no way until somebody says that it is right, or the roll changes it"
    )
    func addressReturned() async throws {
        for vouches in [true, false] {
            try await AlertGround.run { ground in
                let id = try await deposited(ground)
                try await comeBack(.unknown, ground)
                let row = try #require(try await ground.view(id).recipients.first)
                let (council, today, author) = (ground.council, ground.today, ground.author())
                let read = try await ground.act {
                    try EntryView.read(row.id, of: id, council: council, on: today, $0)
                }
                let entry = try #require(read)
                #expect(entry.returnedOn == today && entry.retractionWay == nil)
                #expect(entry.obstacle == .addressReturned)
                #expect(entry.events.first?.reason == "Destinataire inconnu à l’adresse")
                let next = try await ground.night("2030-01-02")
                #expect(next.excluded == 1 && next.proposed == 0)
                #expect(try await states(ground).last == "excluded post address_returned")
                if vouches {
                    let now = ground.time.now
                    try await ground.act { transaction in
                        try CheckPostalAddress(["12 RUE DES LILAS", "33000 BORDEAUX"], of: row.physicianID, by: author)
                            .run(council, on: today, now: now, transaction)
                    }
                } else {
                    ground.time.set(day("2030-01-02"))
                    try await ground.enrol(
                        1, [0: Self.paperOnly.merging(["adresse_1": "3 AVENUE DES PONTS"]) { $1 }])
                }
                #expect(try await ground.night("2030-01-03").proposed == 1)
                #expect(try await states(ground).last == "proposed post")
            }
        }
    }

    @Test(
        "a letter that was refused was there: the alert is taken back, in a letter with the sentence for the physician alone"
    )
    func retraction() async throws {
        try await AlertGround.run { ground in
            let id = try await deposited(ground)
            try await comeBack(.refused, ground)
            let summary = try await ground.view(id).summary
            #expect((summary.toPrint, summary.deposited, summary.returned) == (0, 1, 1))
            let row = try #require(try await ground.view(id).recipients.first)
            let (council, today, author) = (ground.council, ground.today, ground.author())
            let read = try await ground.act { try EntryView.read(row.id, of: id, council: council, on: today, $0) }
            let preview = try #require(read?.retraction)
            #expect(preview.paragraphs.contains { $0.hasSuffix(RetractAlert.usual) })
            try await ground.act { transaction in
                try RetractAlert(
                    row.id, of: id, reason: "erreur de Paul", telling: "Vos actions étaient enregistrées.", by: author
                ).run(council, on: today, transaction)
            }
            try await ground.work()
            let letters = try await ground.texts(
                "select content as line from letters.notice where kind = 'retraction' and channel = 'post'")
            #expect(letters.count == 1)
            #expect(letters.first?.contains("Vos actions étaient enregistrées.") == true)
            #expect(letters.first?.contains("erreur de Paul") == false)
        }
    }

    @Test("an address of seven lines excludes for that reason")
    func tooLong() async throws {
        try await AlertGround.run { ground in
            let lines = Dictionary(uniqueKeysWithValues: (1...6).map { ("adresse_\($0)", "LIGNE \($0)") })
            try await ground.enrol(1, [0: lines.merging(["courriel_rpps": ""]) { $1 }])
            #expect(try await ground.night().excluded == 1)
            #expect(try await states(ground) == ["excluded post address_too_long"])
        }
    }

    @Test("a campaign of which nothing but letters is open waits for paper")
    func waitsForPaper() async throws {
        try await AlertGround.run { ground in
            try await ground.enrol(2, [0: Self.paperOnly])
            try await ground.night()
            let id = try await approveLast(ground)
            try await ground.work(preparingOnly: true)
            #expect(try await !ground.view(id).summary.waitsForPaper)
            try await ground.work()
            let summary = try await ground.view(id).summary
            #expect(summary.waitsForPaper)
            #expect((summary.toPrint, summary.deposited, summary.mailsOpen) == (1, 0, 0))
        }
    }
}
