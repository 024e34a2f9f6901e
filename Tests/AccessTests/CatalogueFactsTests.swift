import Testing

@testable import Access

@Suite("The declaration of what the database is")
struct CatalogueFactsTests {
    private func key(_ subject: String, _ aspect: String) -> CatalogueFacts.Key {
        CatalogueFacts.Key(subject: subject, aspect: aspect)
    }

    @Test("facts written are the facts read, whatever stands in their values")
    func textIsReadAgain() throws {
        let text = """
            # A remark.
            server 15
            access.person
                kind: table
                rights of sextant_access: insert (email, name), select
            function access.more(a text)
                body: sql, search_path=pg_catalog: 12
            """
        let facts = try CatalogueFacts(text)
        #expect(facts.server == 15)
        #expect(facts.values[key("access.person", "rights of sextant_access")] == "insert (email, name), select")
        #expect(facts.values[key("function access.more(a text)", "body")] == "sql, search_path=pg_catalog: 12")
        #expect(facts.values.count == 3)
        #expect(try CatalogueFacts(facts.text) == facts)
    }

    @Test(
        "a line that says nothing is refused by its number",
        arguments: ["    kind: table", "access.person\n    kind"])
    func emptyLineIsRefused(_ text: String) {
        #expect(throws: CatalogueFacts.Unreadable.self) { try CatalogueFacts(text) }
    }

    @Test("the declaration that the program brings can be read, and names each of the tables written once")
    func declarationIsThere() throws {
        let facts = try CatalogueFacts.declared()
        for rule in try IsolationRules.load().appendOnly {
            #expect(facts.values[key(rule.relation, "kind")]?.hasPrefix("table") == true, "\(rule.relation)")
        }
        #expect(facts.values.count > 500)
    }

    @Test("a certificate with nothing wrong and something untried is incomplete; anything wrong is worse")
    func verdictIsTheWorst() {
        func verdict(_ sections: IsolationSection...) -> IsolationCertificate.Verdict {
            IsolationCertificate(madeAt: "", database: "", version: "", sections: sections).verdict
        }
        let sound = IsolationSection("1")
        var (untried, wrong) = (IsolationSection("2"), IsolationSection("3"))
        untried.omit("pages")
        wrong.fail("access.person", "droit", remedy: "revoke")
        #expect(verdict(sound) == .sound && verdict(sound, untried) == .incomplete)
        #expect(verdict(sound, untried, wrong) == .faulty)
        let certificate = IsolationCertificate(madeAt: "", database: "", version: "", sections: [untried])
        #expect(certificate.text.contains("Verdict : incomplet") && certificate.text.contains("pages"))
    }
}
