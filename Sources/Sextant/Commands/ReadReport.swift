import ArgumentParser
import Documents
import Foundation
import Intake
import Vocabulary

/// Says what a delivery report means to Sextant.
struct ReadReport: RuledCommand {
    static let policy = CommandPolicy.noDatabase
    static let configuration = CommandConfiguration(
        commandName: "read-report", abstract: "Say what Sextant understands of a report of failed delivery (RFC 3464).",
        discussion: "Exits with 65 when the message is no such report.")
    @Argument(help: "The file of the message, as it was received.") var file: String

    func run() async throws {
        try await reporting {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw Refusal("Le fichier \(file) ne peut pas être lu.")
            }
            guard let report = DeliveryReport([UInt8](bytes)) else {
                throw Refusal("Le message \(file) n'est pas un rapport de remise.")
            }
            let recipients = report.recipients.map { recipient in
                JSON.object([
                    .init("address", .string(recipient.address)), .init("fate", .string(recipient.fate.rawValue)),
                    .init("status", .string(recipient.status)),
                    .init("diagnostic", recipient.diagnostic.map { .string($0) } ?? .null),
                ])
            }
            result(JSON.object([.init("to", .string(report.to)), .init("recipients", .array(recipients))]).text)
        }
    }
}
