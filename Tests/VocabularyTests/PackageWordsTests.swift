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

    @Test("a role is named, a known item and a criterion too, an unknown one keeps its own letters with spaces")
    func others() {
        #expect(PackageWords.condition(Condition(rawValue: "role:premier_auteur")) == "en tant que premier auteur")
        #expect(PackageWords.item("sante-environnementale") == "santé environnementale")
        #expect(PackageWords.criterion("adequation-moyens") == "adéquation des moyens")
        #expect(PackageWords.item("liste-nouvelle") == "liste nouvelle")
        #expect(PackageWords.exemption("aucune_activite_de_soins_directe") == "aucune activité de soins directe")
    }
}
