/// Passwords that are long and nearly worthless: walks over a keyboard, a well-known word with numbers, a word twice.
///
/// No list of stolen passwords is here: words, walks and numbers are written below, and what they explain leaves too few
/// letters to be worth anything.
enum CommonPatterns {
    /// Letters that none of the patterns explains; fewer of them, and the password is refused.
    static let fewest = 4

    /// Whether a password, in small letters and without spaces, is little more than these patterns.
    static func explain(_ letters: String) -> Bool {
        let plain = Array(letters.map { disguises[$0] ?? $0 })
        let (typed, interleaved) = (Array(letters), Array(letters).enumerated())
        let halves = [0, 1].map { half in interleaved.filter { $0.offset % 2 == half }.map(\.element) }
        if halves.allSatisfy({ left($0) == 0 }) { return true }
        return min(left(typed), left(plain)) < fewest
    }

    /// How many characters are no part of a known word, a walk, a repetition or a number.
    private static func left(_ letters: [Character]) -> Int {
        var (index, left) = (0, 0)
        var seen: [[Character]] = []
        while index < letters.count {
            let rest = letters[index...]
            let length = max(walk(rest), word(rest), repetition(rest, seen), number(rest))
            if length == 0 {
                left += letters[index].isLetter ? 1 : 0
                index += 1
            } else {
                seen.append(Array(rest.prefix(length)))
                index += length
            }
        }
        return left
    }

    private static func word(_ rest: ArraySlice<Character>) -> Int {
        let start = String(rest.prefix(longestWord))
        return words.lazy.filter { start.hasPrefix($0) }.map(\.count).max() ?? 0
    }

    private static func number(_ rest: ArraySlice<Character>) -> Int { rest.prefix { $0.isNumber }.count }

    /// What came before, again.
    private static func repetition(_ rest: ArraySlice<Character>, _ seen: [[Character]]) -> Int {
        seen.filter { rest.starts(with: $0) }.map(\.count).max() ?? 0
    }

    /// Three keys or more that stand in a row, either way.
    private static func walk(_ rest: ArraySlice<Character>) -> Int {
        rows.map { row in
            guard let first = rest.first, let start = row.firstIndex(of: first) else { return 0 }
            return [1, -1].map { step in
                var (length, place) = (0, start)
                for key in rest {
                    guard row.indices.contains(place), row[place] == key else { break }
                    length += 1
                    place += step
                }
                return length >= 3 ? length : 0
            }.max() ?? 0
        }.max() ?? 0
    }

    /// Rows and slanting columns of French and English keyboards, and the alphabet.
    private static let rows: [[Character]] = [
        "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "aqwzsxedcrfvtgb",
        "qazwsxedcrfvtgbyhnujm", "1aq2zs3ed4rf", "1qaz2wsx3edc4rfv5tgb6yhn", "zaq12wsxcde34rfvbgt56yhn",
        "abcdefghijklmnopqrstuvwxyz", "&é\"'(-è_çà",
    ].map(Array.init)

    /// Signs that stand for letters.
    private static let disguises: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "é": "e", "è": "e",
        "ê": "e", "à": "a", "ç": "c", "ô": "o", "î": "i", "û": "u",
    ]

    private static let longestWord = words.map(\.count).max() ?? 0

    private static let words = Set(
        """
        motdepasse password passe secret admin administrateur administrator bonjour soleil jetaime doudou loulou chouchou
        azerty qwerty qwer asdf wxcv zaq wsx welcome bienvenue iloveyou letmein changeme changezmoi utilisateur user test
        demo demonstration sextant ordre medecin medecins docteur conseil departemental certification periodique hippocrate
        sante hopital clinique secretariat president presidence agent france paris marseille lyon toulouse nice nantes
        montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon angers nimes brest limoges tours amiens metz
        besancon orleans rouen mulhouse caen nancy avignon poitiers versailles lozere gironde corse bretagne normandie janvier
        fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april june july
        august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche printemps ete automne
        hiver summer winter spring autumn football foot rugby tennis princess princesse starwars superman batman pokemon
        dragon monkey shadow master sunshine baseball hockey soccer freedom whatever trustno unbelievable believe computer
        internet ordinateur chocolat nutella cheval chien chat lapin papillon coucou salut amour bebe maman papa famille
        vacances maison jardin musique guitare moto voiture porsche ferrari mercedes peugeot renault citroen marie jean pierre
        michel andre philippe nathalie isabelle catherine francoise sylvie christine monique valerie sandrine stephanie
        nicolas thomas julien alexandre antoine maxime sebastien christophe laurent david daniel patrick camille lea manon
        chloe emma lucas hugo theo louis jules arthur gabriel raphael charlotte alice juliette claire sophie anne paul jacques
        olivier caroline aurelie virginie celine julie pauline mathilde michael jennifer jessica ashley jordan charlie robert
        thunder flower angel lovely hello hunter killer orange banane tomate fraise cerise
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
