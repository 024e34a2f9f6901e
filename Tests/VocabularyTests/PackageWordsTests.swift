import Testing
import Vocabulary

@Suite("The words of packages, as a person reads them")
struct PackageWordsTests {
    @Test("every condition that a référentiel may name has words with their accents", arguments: Condition.known)
    func conditions(word: String) {
        let said = PackageWords.condition(Condition(rawValue: word))
        #expect(!said.contains("_"))
        #expect(said != word.replacing("_", with: " "), "\(word) is only its code")
    }

    @Test(
        "a sub-item of a line is named as a person would, by whatever name the packages give it",
        arguments: [
            ("accreditation_cofrac", "accréditation COFRAC"), ("association_regionale", "association régionale"),
            ("des_genetique", "DES de génétique"), ("direction_these", "direction de thèse"), ("rmm", "RMM"),
            ("nouvelle_forme", "nouvelle forme"),
        ])
    func variants(_ name: String, _ words: String) { #expect(PackageWords.variant(name) == words) }

    @Test(
        "the place of a line is the title of its text, not the number of a file; articles stay as they are",
        arguments: [
            ("S1:L315", "référentiel de médecine générale (CMG)"),
            ("R. 4022-7 ; S1:L5, L220-411", "R. 4022-7, référentiel de médecine générale (CMG)"),
            ("S0:L117 ; S2:L250", "référentiel de génétique (CNP), présentation du CNOM (mars 2026)"),
            ("L. 4022-2, R. 4022-7", "L. 4022-2, R. 4022-7"),
            ("ordonnance 2021-961, art. 3, al. 2 (L. 4022-2 I)", "ordonnance 2021-961, art. 3, al. 2 (L. 4022-2 I)"),
            ("arrêté du 26 février 2026, annexe", "arrêté du 26 février 2026, annexe"),
        ])
    func sources(_ source: String, _ words: String) { #expect(PackageWords.source(source) == words) }

    @Test("a role is named, a known item and a criterion too, an unknown one keeps its own letters with spaces")
    func others() {
        #expect(PackageWords.condition(Condition(rawValue: "role:premier_auteur")) == "en tant que premier auteur")
        #expect(PackageWords.item("sante-environnementale") == "santé environnementale")
        #expect(PackageWords.criterion("adequation-moyens") == "adéquation des moyens")
        #expect(PackageWords.item("liste-nouvelle") == "liste nouvelle")
        #expect(PackageWords.exemption("aucune_activite_de_soins_directe") == "aucune activité de soins directe")
    }
}
