import Access
import Foundation
import Postgres
import Support
import Testing
import Vocabulary

@testable import Letters

@Suite("A mail that comes back is known once, and nobody can forge its coming back")
struct ReadBouncesTests {
    /// A report to this address, as a mail program writes it.
    private func report(to address: String, action: String = "failed", status: String = "5.1.1") -> String {
        """
        From: Mailer Daemon <MAILER-DAEMON@relay.example>
        To: \(address)
        Subject: Undelivered
        Content-Type: multipart/report; report-type=delivery-status; boundary="a1"

        --a1
        Content-Type: text/plain

        Hello
        --a1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example

        Final-Recipient: rfc822; claire.aubin@example.org
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: smtp; 550 unknown mailbox

        --a1--

        """
    }

    /// Runs on a Maildir of its own, with a mail that was sent, and its return address.
    private func run(_ body: (LetterGround, URL, String, ReadBounces, Porter) async throws -> Void) async throws {
        try await LetterGround.run { ground in
            let folder = FileManager.default.temporaryDirectory.appending(path: "sextant-\(ground.place.name)")
            for part in ["new", "cur", "tmp"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: part), withIntermediateDirectories: true)
            }
            defer { try? FileManager.default.removeItem(at: folder) }
            try await ground.post()
            try await ground.work()
            let porter = Porter(.go)
            let reader = ReadBounces(
                folder: folder.path, domain: "sextant.example", gates: [.alert: porter],
                today: { LetterGround.today }, now: { ground.now })
            try await body(ground, folder, try #require(ground.server.given.first).from, reader, porter)
        }
    }

    private func put(_ text: String, _ name: String, in folder: URL) throws {
        try text.write(to: folder.appending(path: "new/\(name)"), atomically: true, encoding: .utf8)
    }

    private func names(_ part: String, in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: part).path).sorted()
    }

    @Test("a failure ends the delivery, marks the address, tells the gate, and goes to the messages that were read")
    func failure() async throws {
        try await run { ground, folder, address, reader, porter in
            try put(report(to: address), "1", in: folder)
            #expect(try await reader.run(ground.database) == ReadBounces.Summary(failures: 1, repeated: 0, unknown: 0))
            #expect(try await ground.states() == ["bounced"])
            #expect(porter.refused.count == 1)
            #expect(Set(porter.held) == Set(porter.refused), "the locks of its room come before that of the delivery")
            let checks = try await ground.database.transaction(as: .council(1)) { try ContactCheck.read([7], $0) }
            #expect(checks.map(\.state) == [.refused])
            #expect(checks.map(\.source) == [.bounce])
            #expect(try names("new", in: folder) == [])
            #expect(try names("cur", in: folder) == ["1:2,S"])
        }
    }

    @Test("the same report twice, also after a crash before it was moved, is one")
    func twice() async throws {
        try await run { ground, folder, address, reader, porter in
            for name in ["1", "2"] { try put(report(to: address), name, in: folder) }
            #expect(try await reader.run(ground.database) == ReadBounces.Summary(failures: 1, repeated: 1, unknown: 0))
            #expect(try await ground.texts("select status as line from letters.bounce") == ["5.1.1"])
            let checks = try await ground.texts("select state as line from letters.contact_check")
            #expect(checks == ["refused"])
            #expect(porter.refused.count == 1)
        }
    }

    @Test("a token that is not the delivery's, another domain or another council changes nothing")
    func forged() async throws {
        try await run { ground, folder, address, reader, porter in
            let token = String(address.dropFirst("retour+1.1.".count).prefix(16))
            let forged = token == String(repeating: "0", count: 16) ? "1" : "0"
            let addresses = [
                address.replacing(token, with: String(repeating: forged, count: 16)),
                address.replacing("retour+1.", with: "retour+2."), address.replacing("1.1.", with: "1.2."),
                address.replacing("sextant.example", with: "autre.example"), "paul@conseil.example",
            ]
            for (number, address) in addresses.enumerated() { try put(report(to: address), "\(number)", in: folder) }
            try put("Subject: absence du bureau\n\nJe suis absent.\n", "9", in: folder)
            #expect(try await reader.run(ground.database) == ReadBounces.Summary(failures: 0, repeated: 0, unknown: 6))
            #expect(try await ground.states() == ["sent"])
            #expect(porter.refused == [])
            #expect(try names("new", in: folder) == [])
        }
    }

    @Test("a delay is a note; what expired is a failure, of which the address is not known to be to blame")
    func delayed() async throws {
        try await run { ground, folder, address, reader, _ in
            try put(report(to: address, action: "delayed", status: "4.4.1"), "1", in: folder)
            #expect(try await reader.run(ground.database).repeated == 1)
            #expect(try await ground.states() == ["sent"])
            try put(report(to: address, action: "delayed", status: "4.4.7"), "2", in: folder)
            #expect(try await reader.run(ground.database).failures == 1)
            #expect(try await ground.states() == ["bounced"])
            let checks = try await ground.database.transaction(as: .council(1)) { try ContactCheck.read([7], $0) }
            #expect(checks.map(\.state) == [.toCheck])
        }
    }
}
