import Frameworks
import Postgres
import Support
import Vocabulary

/// Version 2 of general medicine, in force since 2026-03-01.
enum SecondVersion {
    /// Brings it into force.
    static func install(in journey: Journey) async throws {
        let package = try FrameworkPackage(try ImpactVersions.secondText(from: "2026-03-01"))
        try await journey.place.owner.transaction(as: nil) {
            try FrameworkStore.insert(package, officialCode: "REF.10.01_1", $0)
        }
    }
}
