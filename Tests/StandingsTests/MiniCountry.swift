import Access
import Country
import Foundation
import Frameworks
import Intake
import Postgres
import Standings
import Support
import Vocabulary

/// A generated country of a few hundred physicians in two councils, loaded into a database of its own.
enum MiniCountry {
    static let today = "2026-11-21"

    /// Runs `body` on it; nothing is judged yet.
    static func run(physicians: Int, seed: UInt64, _ body: (Journey) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mini-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let generator = try CountryGenerator(
            seed: seed, physicians: physicians, councils: .some(["33", "2A"]), today: day(today),
            resources: CountryGenerator.Resources())
        let country = try generator.write(to: folder) { _, _ in }
        try await Journey.run(today: today) { journey in
            try await load(country, into: journey)
            try await body(journey)
        }
    }

    private static func load(_ country: CountrySummary, into journey: Journey) async throws {
        let texts = try country.frameworks.map { try String(contentsOfFile: $0, encoding: .utf8) }
        try await journey.place.owner.transaction(as: nil, timeout: 0) { transaction in
            for text in texts {
                let package = try FrameworkPackage(text)
                try FrameworkStore.insert(package, officialCode: package.framework.id.rawValue, transaction)
            }
        }
        try await apply(.rpps, country.extraction, nil, today, journey)
        for council in country.councils {
            try await apply(.roll, council.earlierRoll, council.code, "2023-01-01", journey)
            try await apply(.roll, council.roll, council.code, today, journey)
            try await apply(.accounts, council.accounts, council.code, today, journey)
        }
    }

    private static func apply(
        _ kind: LotKind, _ path: String, _ council: String?, _ asOf: String, _ journey: Journey
    ) async throws {
        let input = LotInput(kind: kind, place: .paths([path]), council: council, asOf: day(asOf), actor: "essai")
        _ = try await journey.desk.run(input, isApplied: true)
    }
}
