import Access
import Support
import Foundation
import Testing

@testable import Web

@Suite("A regional council")
struct RegionPageTests {
    @Test("its page tells who has transmitted; the others are missing, and no number under eleven is shown")
    func coverage() async throws {
        try await visit { browser, journey in
            try await invite(
                journey.database, "region@example.org", council: "nouvelle-aquitaine", role: .regionalOfficer)
            #expect(try await browser.signIn("region@example.org").location == "/")
            #expect(try await browser.get(.home).location == "/cr/nouvelle-aquitaine")
            let page = try await browser.get(.region("nouvelle-aquitaine"))
            #expect(page.status == 200 && page.text.contains("1 sur 12"))
            #expect(page.text.components(separatedBy: "non transmis").count == 12)
            #expect(page.text.contains("secret statistique") && page.text.contains("manquant"))
            #expect(!page.text.contains("<td class=\"num\">0</td>"))
            for url in [SiteURL.region("bretagne"), .dashboard("33"), .figures(.national)] {
                #expect(try await browser.get(url).status == 404, "\(url.text)")
            }
            #expect(try await browser.get(.frameworks(.init())).status == 200)
            #expect(try await browser.get(.members(.region("nouvelle-aquitaine"))).status == 200)
        }
    }
}
