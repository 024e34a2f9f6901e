import Frameworks
import Postgres
@testable import Standings
import Support
import Vocabulary

/// Version 2 of general medicine as the tests propose it, and where it is put.
enum ImpactVersions {
    static let key = FrameworkVersion.Key(FrameworkID("medecine-generale"), "2")

    /// The same secret each time: the same numbers have the same hash.
    static let nonce = [UInt8](repeating: 5, count: 32)

    /// The version that ships with the program.
    static func first() throws -> Framework {
        try InstallFrameworks.shipped().map(\.framework).first { $0.id == FrameworkID("medecine-generale") }!
    }

    /// The text of a version 2 without the reading test, and with six meetings for the journal club instead of four.
    static func secondText(from iso: String) throws -> String {
        let text = try InstallFrameworks.shipped().first { $0.framework.id == FrameworkID("medecine-generale") }!.text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.contains(#""id": "mg1-test-lecture""#)
        }.map { line -> String in
            let line = String(line)
            return line.contains(#""id": "mg1-journal-club""#)
                ? line.replacing(#""minMeetings": 4"#, with: #""minMeetings": 6"#) : line
        }
        return lines.joined(separator: "\n")
            .replacing(#""version": "1""#, with: #""version": "2""#)
            .replacing(
                #""publishedOn": "2026-02-26","#, with: #""publishedOn": "2026-02-26", "effectiveFrom": "\#(iso)","#)
    }

    /// The same, read.
    static func second(from iso: String) throws -> Framework {
        try Framework(json: JSON(parsing: try secondText(from: iso)))
    }

    /// Puts version 2 into the register as a proposal.
    static func propose(_ text: String, in journey: Journey) async throws {
        let today = journey.today
        try await journey.database.transaction(as: .national) { transaction in
            let key = try SignedVersion.draft(text, college: "medecine-generale", today: today, transaction)
            try ProposeVersion(key, actor: "premiere", today: today, retroactive: "essai").run(transaction)
        }
    }

    /// Another référentiel gets a version that is law: the word of the rules changes.
    static func approveAnother(in journey: Journey) async throws {
        _ = try await journey.place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                """
                insert into frameworks.version (framework_id, version, title, official_code, is_partial, is_fictitious,
                    published_on, effective_from, stage, fingerprint, content)
                select framework_id, 'essai', title, official_code, is_partial, is_fictitious, published_on,
                    date '2030-01-01', 'approved', encode(sha256(convert_to(text, 'UTF8')), 'hex'), text
                from (select *, replace(content, '"version": "1"', '"version": "essai"') as text
                    from frameworks.version where framework_id = 'genetique' and version = '1') first
                """)
        }
    }

    /// Asks for the report of version 2 of general medicine and computes it.
    static func report(in journey: Journey, asOf iso: String?, lanes: Int = 2) async throws -> ImpactRun {
        let id = try await request(in: journey, asOf: iso)
        return try await RunImpact(database: journey.database, nonce: { ImpactVersions.nonce }).run(id, lanes: lanes)
    }

    /// Asks for it only.
    static func request(in journey: Journey, asOf iso: String?) async throws -> ImpactID {
        let request = RequestImpact(
            FrameworkID("medecine-generale"), version: "2", asOf: iso.map { day($0) }, today: journey.today,
            by: "essai")
        return try await journey.database.transaction(as: .cncp) { try request.run($0) }
    }
}
