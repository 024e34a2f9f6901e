import ArgumentParser
import Documents
import Intake
import Vocabulary

/// Sends one mail of trial and says what the server answered.
struct CheckMail: RuledCommand {
    static let policy = CommandPolicy.noDatabase
    static let configuration = CommandConfiguration(
        commandName: "check-mail", abstract: "Send one mail of trial and say what the server answered.",
        discussion: "Exits with 0 when the server took it, 65 when it refused the mail, 69 when it cannot be used.")
    @Option(help: "Who receives the mail; repeatable: all go over one conversation, in order.") var to: [String]
    @Option(help: "Who sends it; the address also receives the report of a failure.") var from: String
    @Option(help: "The longest wait for the server, in seconds, 1 to 300.") var timeout = 30
    @Flag(help: "Print one line of JSON a mail.") var json = false

    func validate() throws {
        guard (1...300).contains(timeout), !to.isEmpty else { throw ValidationError("--timeout is 1 to 300") }
    }

    func run() async throws {
        try await reporting {
            let settings = try MailSettings(Configuration())
            guard var server = settings.server else {
                throw Configuration.Problem(
                    variable: "SEXTANT_MAIL_SERVER", sentence: "absent ; donnez le serveur, smtp://hôte:587")
            }
            server.secondsToConnect = min(server.secondsToConnect, timeout)
            server.secondsForMail = timeout
            let route = MailRoute(server)
            var worst: Int32 = 0
            for reader in to {
                let answer = route.send(try mail(to: reader, settings.domain), from: from, to: reader)
                let (word, reply) = Self.parts(answer)
                result(json ? Self.line(word, reply).text : "\(word)\t\(reply.text)")
                worst = max(worst, Self.status(of: answer))
            }
            if worst != 0 { throw ExitCode(worst) }
        }
    }

    private static func status(of answer: MailAnswer) -> Int32 {
        switch answer {
        case .accepted: 0
        case .refused, .postponed: Outcome.refused.rawValue
        case .unusable, .unknown: Outcome.unreachable.rawValue
        }
    }

    private func mail(to reader: String, _ domain: String) throws -> [UInt8] {
        let mail = MailText(
            from: MailText.Mailbox(from, name: "Sextant"), to: MailText.Mailbox(reader),
            subject: "Essai d'envoi de Sextant",
            messageID: "essai.\(randomBytes(8).map { String($0, radix: 16) }.joined())@\(domain)",
            body: "Ce courriel vérifie que Sextant peut écrire par ce serveur. Il n'appelle aucune réponse.\n",
            headers: [("Auto-Submitted", "auto-generated")], epochSeconds: Int64(Clock.now()))
        do {
            return try mail.bytes()
        } catch {
            throw Refusal("« \(from) » ou « \(reader) » n'est pas une adresse que le courrier accepte.")
        }
    }

    private static func parts(_ answer: MailAnswer) -> (String, MailAnswer.Reply) {
        func plain(_ text: String) -> MailAnswer.Reply {
            MailAnswer.Reply(code: 0, enhanced: nil, text: text, isOfRecipient: false)
        }
        return switch answer {
        case .accepted(let line): ("accepted", plain(line))
        case .refused(let reply): ("refused", reply)
        case .postponed(let reply): ("postponed", reply)
        case .unusable(let why): ("unusable", plain(why))
        case .unknown(let why): ("unknown", plain(why))
        }
    }

    private static func line(_ word: String, _ reply: MailAnswer.Reply) -> JSON {
        .object([
            .init("answer", .string(word)), .init("code", .integer(reply.code)),
            .init("status", reply.enhanced.map { .string($0) } ?? .null), .init("text", .string(reply.text)),
            .init("recipient", .bool(reply.isOfRecipient)),
        ])
    }
}
