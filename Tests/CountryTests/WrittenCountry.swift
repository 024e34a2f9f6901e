import Country
import Foundation
import Vocabulary

/// A country on disk for the time of a test.
final class WrittenCountry: Sendable {
    static let today = CalendarDate(iso: "2026-11-21")!
    /// The country of the demonstration, written once for all tests and removed when they end.
    static let demo: Result<WrittenCountry, any Error> = {
        atexit { try? FileManager.default.removeItem(atPath: (try? WrittenCountry.demo.get().folder) ?? "") }
        return Result { try WrittenCountry(physicians: 12_000) }
    }()
    let folder: String
    let summary: CountrySummary

    init(
        seed: UInt64 = CountryGenerator.defaultSeed, physicians: Int,
        councils: [String] = CountryGenerator.defaultCouncils, today: CalendarDate = WrittenCountry.today
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("country-\(UUID().uuidString)").path
        let generator = try CountryGenerator(
            seed: seed, physicians: physicians, councils: .some(councils), today: today,
            resources: CountryGenerator.Resources())
        summary = try generator.write(to: folder) { _, _ in }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Every file by its path under the folder.
    func files() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
            found[path] = content
        }
        return found
    }

    func lines(_ path: String) throws -> [String] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    /// Rows of a file separated by semicolons, by column name.
    func rows(_ path: String) throws -> [[String: String]] {
        let lines = try lines(path).map { $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
    }

    /// The rows of every roll.
    func roll() throws -> [[String: String]] {
        try summary.councils.flatMap { try rows($0.earlierRoll) + rows($0.roll) }
    }

    /// The lines of the extraction after its header, each as its fields.
    func extraction() throws -> [[Substring]] {
        try lines(summary.extraction).dropFirst().map { $0.split(separator: "|", omittingEmptySubsequences: false) }
    }

    /// The declarations of each physician, by RPPS number.
    func declarations() throws -> [String: [Declaration]] {
        var found: [String: [Declaration]] = [:]
        for council in summary.councils {
            for line in try lines("\(council.accounts)/actions.jsonl") {
                let json = try JSON(parsing: Array(line.utf8))
                guard case .string(let number)? = json["rpps"], let action = json["action"] else { continue }
                found[number, default: []].append(try Declaration(json: action))
            }
        }
        return found
    }
}
