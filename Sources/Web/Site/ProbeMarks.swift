/// By what a page would betray somebody: RPPS numbers, family and given names beside each other, addresses, and links
/// to files, lots and purges.
struct ProbeMarks: Sendable {
    let numbers: Set<String>
    /// Given names by family name, both folded as `ProbeMarks.words` folds them.
    let names: [String: Set<String>]
    let emails: Set<String>
    /// The ends of addresses, such as `medecins/12`.
    let places: Set<String>

    /// Whether nothing could be recognised.
    var isEmpty: Bool { numbers.isEmpty && names.isEmpty }

    /// What of these a page shows, in words that name no person.
    ///
    /// - Parameter asked: the address that was asked for, which a page may repeat.
    func found(in page: ProbePage, asked: String) -> Set<String> {
        var found: Set<String> = []
        if !numbers.isDisjoint(with: page.numbers) { found.insert("un numéro RPPS") }
        if page.records.contains(where: showsName) { found.insert("un nom") }
        if page.records.contains(where: { $0.contains(where: emails.contains) }) {
            found.insert("une adresse électronique")
        }
        for place in page.links.intersection(places) where !asked.contains(place) {
            found.insert("un lien vers \(place.prefix { $0 != "/" })")
        }
        return found
    }

    private func showsName(_ words: [String]) -> Bool {
        words.indices.contains { index in
            guard let given = names[words[index]] else { return false }
            return words[(index + 1)...].prefix(ProbeMarks.apart).contains(where: given.contains)
        }
    }

    /// Given names by family name, of those whose name nobody of another roll bears: a page that shows that name
    /// betrays nobody. « DE KERMEUIL » of one roll and « KERMEUIL » of the other are then the same name, since a page
    /// shows both words of both.
    ///
    /// - Parameters:
    ///   - people: of the council whose names are marks.
    ///   - others: the whole roll of whoever reads.
    static func names(of people: [Name], without others: [Name]) -> [String: Set<String>] {
        let borne = Set(others.flatMap(pairs))
        return people.reduce(into: [:]) { names, name in
            guard let family = fold(name.family), let given = fold(name.given),
                !borne.contains(Pair(family: family, given: given))
            else { return }
            names[family, default: []].insert(given)
        }
    }

    /// A family and a given name.
    struct Name: Sendable {
        let family: String
        let given: String
    }

    private struct Pair: Hashable {
        let family: String
        let given: String
    }

    /// Each two words that a page which shows somebody may be found to show, as `found` looks for them.
    private static func pairs(_ name: Name) -> [Pair] {
        let shown = words(Array("\(name.family) \(name.given)".utf8))
        return shown.indices.flatMap { index in
            shown[(index + 1)...].prefix(apart).map { Pair(family: shown[index], given: $0) }
        }
    }

    /// How many words apart a family name and a given name may stand: the keys of JSON stand between.
    private static let apart = 3

    /// The words of a text, in small letters; a word is what letters, digits and the marks of an address make.
    static func words(_ bytes: [UInt8]) -> [String] {
        let small = Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8)
        var words: [String] = []
        var start = 0
        for index in 0...small.count {
            if index < small.count, isOfAWord(small, index) { continue }
            if index - start > 1 { words.append(String(decoding: small[start..<index], as: UTF8.self)) }
            start = index + 1
        }
        return words
    }

    /// Spaces that do not break and other marks of typography part words; every other letter beyond ASCII does not.
    private static func isOfAWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        switch bytes[index] {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "+"):
            return true
        case 0xC2, 0xE2: return false
        case 0x80...0xBF:
            if index >= 1, bytes[index - 1] == 0xC2 || bytes[index - 1] == 0xE2 { return false }
            return index < 2 || bytes[index - 2] != 0xE2
        case 0xC3...0xFF: return true
        default: return false
        }
    }

    /// The longest word of a name: a page writes an apostrophe in its own way.
    static func fold(_ name: String) -> String? {
        words(Array(name.utf8)).max { $0.count < $1.count }
    }
}
