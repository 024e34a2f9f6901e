import Access
import HTTPTypes
import Postgres
import Standings
import Support
import Testing

@testable import Web

@Test("an RPPS number in any place of an address is no error for whoever's every page is recorded, and leaves no trace")
func numbersInAddresses() async throws {
    try await visit { browser, journey in
        try await invite(journey.database, "auditrice.33@example.org", role: .auditor)
        _ = try await browser.signIn("auditrice.33@example.org")
        let number = "10101234567"
        for rule in try site(journey.database).rules where rule.method == .get && !rule.access.isForPrograms {
            let pattern = try RoutePath(rule.pattern)
            let paths = [
                pattern.path { $0 == .council ? "33" : number }, pattern.path { _ in number },
                pattern.path { $0 == .council ? "33" : "1010123456%37" },
            ]
            let names = ["q", "nom", "apres", "avant", "medecin", "personne", "type", "referentiel", "du", "page"]
            for path in paths {
                let query = names.map { "\($0)=\(number)" }.joined(separator: "&")
                for address in [path, path + "?" + query] {
                    let answer = try await browser.get(address)
                    #expect(answer.status < 500, "\(address)")
                }
            }
        }
        #expect(try await browser.get("/cd/33/ecarts/\(number)").status == 404)
        let lines = try await journey.rows("select subject, detail::text, reason from access.event")
        #expect(lines.count > 10 && !lines.contains { $0.contains(number) })
    }
}

@Test("each list of physicians leaves a line: which one, how many, and from whose keys; what was typed is not kept")
func listsLeaveLines() async throws {
    try await visit { browser, journey in
        _ = try await browser.signIn("agent.33@example.org")
        let rows = try await journey.rows(
            "select physician_id from registry.physician where rpps_number in (\(Practitioner.claire.rpps), \(Practitioner.hugo.rpps))"
        )
        let digest = ListReading.digest(of: rows.compactMap { Int64($0.filter(\.isNumber)) })
        #expect(try await browser.get("/cd/33/medecins").status == 200)
        #expect(try await browser.ask(.worklist("33", .init()), [("nom", "AUBIN")]).status == 200)
        #expect(try await browser.get("/cd/33/ecarts").status == 200)
        #expect(try await browser.ask(.search(nil), [("q", "AUBIN")]).status == 200)
        #expect(try await browser.get("/cd/33/medecins.csv").status == 200)
        let lines = try await journey.rows(
            "select action, detail->>'list', detail->>'filter', detail->>'rows', detail->>'shown' from access.event where detail ? 'shown' order by event_id"
        )
        #expect(lines.count == 5 && !lines.contains { $0.contains("AUBIN") }, "\(lines)")
        #expect(lines.first == "(list_read,medecins,,2,\(digest))", "\(lines)")
        #expect(lines.last == "(list_exported,medecins,,2,\(digest))", "\(lines)")
        #expect(lines.dropFirst().first?.contains("nom=saisi") == true, "\(lines)")
    }
}
