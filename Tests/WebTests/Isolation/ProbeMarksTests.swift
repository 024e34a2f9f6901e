import Testing

@testable import Web

@Suite("By what a page betrays somebody of another council")
struct ProbeMarksTests {
    private let marks = ProbeMarks(
        numbers: ["10101234567"], names: ["durand": ["élodie"]], emails: ["elodie.durand@example.org"],
        places: ["medecins/12", "imports/7"])

    private func found(_ page: String, asked: String = "/cd/33/medecins") -> Set<String> {
        marks.found(in: ProbePage(Array(page.utf8)), asked: asked)
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

    @Test("a name that somebody of the reader's own roll bears too, in part or in whole, betrays nobody")
    func sharedNamesAreNoMarks() {
        func kept(_ foreign: ProbeMarks.Name, own: ProbeMarks.Name) -> [String: Set<String>] {
            ProbeMarks.names(of: [foreign], without: [own])
        }
        func name(_ family: String, _ given: String) -> ProbeMarks.Name { .init(family: family, given: given) }
        #expect(kept(name("KERMEUIL", "Anne"), own: name("DE KERMEUIL", "Anne")) == [:])
        #expect(kept(name("DE KERMEUIL", "Anne"), own: name("KERMEUIL", "Anne")) == [:])
        #expect(kept(name("LE GOFF", "Jean Marie"), own: name("GOFF", "Marie Jean")) == [:])
        #expect(kept(name("KERMEUIL", "Anne"), own: name("DE KERMEUIL", "Luc")) == ["kermeuil": ["anne"]])
        #expect(kept(name("KERMEUIL", "Anne"), own: name("KERMEUILLE", "Anne")) == ["kermeuil": ["anne"]])
    }

    @Test("one foreign name among the reader's own is still found, in a list and in a file")
    func oneForeignNameIsFound() {
        let own = (1...300).map { ProbeMarks.Name(family: "DURAND-\($0)", given: "Élodie") }
        let marks = ProbeMarks(
            numbers: [], names: ProbeMarks.names(of: [.init(family: "DURAND", given: "Élodie")], without: own),
            emails: [], places: [])
        let list = own.map { "<li>\($0.family) \($0.given)</li>" }
        let file = own.map { "\($0.family);\($0.given);10101;SM53\r\n" }
        func found(_ page: [String]) -> Set<String> {
            marks.found(in: ProbePage(Array(page.joined().utf8)), asked: "")
        }
        #expect(found(list) == [] && found(file) == [])
        #expect(found(list + ["<li>DURAND Élodie</li>"]) == ["un nom"])
        #expect(found(file + ["DURAND;Élodie;10102;SM53\r\n"] + file) == ["un nom"])
    }

    @Test("a family name at the end of one record and a given name at the beginning of the next are no name")
    func recordsAreApart() {
        #expect(found("Luc;DURAND\r\nÉlodie;MARTIN\r\n") == [])
        #expect(found("Luc;DURAND;Élodie\r\n") == ["un nom"])
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
