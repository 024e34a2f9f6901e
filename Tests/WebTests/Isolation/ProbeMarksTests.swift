import Testing

@testable import Web

@Suite("By what a page betrays somebody of another council")
struct ProbeMarksTests {
    private let marks = ProbeMarks(
        numbers: ["10101234567"], names: ["durand": ["élodie"]], emails: ["elodie.durand@example.org"],
        places: ["medecins/12", "imports/7"])

    private func found(_ page: String, asked: String = "/cd/33/medecins") -> Set<String> {
        marks.found(in: Array(page.utf8), asked: asked)
    }

    @Test("a name is found in any case, beside its given name, in a page, a file or JSON")
    func namesAreFound() {
        for page in [
            "<td>DURAND Élodie</td>", "Durand\u{A0}Élodie", "DURAND;Élodie;", "« Élodie DURAND, Élodie »",
            #"{"familyName":"DURAND","givenName":"Élodie"}"#,
        ] {
            #expect(found(page) == ["un nom"], "\(page)")
        }
        for page in ["<td>DURAND Éloi</td>", "Élodie", "DURANDAL Élodie"] { #expect(found(page) == [], "\(page)") }
    }

    @Test("a number, an address and a link are found; what was asked for is not told by being repeated")
    func otherSignsAreFound() {
        #expect(found("10\u{A0}101\u{A0}234\u{A0}567") == ["un numéro RPPS"])
        #expect(found("<a href=\"mailto:Elodie.Durand@example.org\">") == ["une adresse électronique"])
        #expect(found("<a href=\"/cd/33/medecins/12?liste=1\">") == ["un lien vers medecins"])
        #expect(found("/cd/33/imports/7/annulation") == ["un lien vers imports"])
        #expect(found("/cd/33/medecins/123 /cd/33/purges/7") == [])
        #expect(found("/connexion?suite=/cd/33/medecins/12", asked: "/cd/33/medecins/12") == [])
    }
}
