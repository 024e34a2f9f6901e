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
    func found(in bytes: [UInt8], asked: String) -> Set<String> {
        var found: Set<String> = []
        if !numbers.isDisjoint(with: ProbeAnswer.numbers(in: bytes)) { found.insert("un numéro RPPS") }
        let words = ProbeMarks.words(bytes)
        for (index, word) in words.enumerated() {
            if emails.contains(word) { found.insert("une adresse électronique") }
            guard let given = names[word] else { continue }
            let next = words[(index + 1)...].prefix(ProbeMarks.apart)
            if next.contains(where: given.contains) { found.insert("un nom") }
        }
        for place in ProbeMarks.links(in: bytes).intersection(places) where !asked.contains(place) {
            found.insert("un lien vers \(place.prefix { $0 != "/" })")
        }
        return found
    }

    /// How many words apart a family name and a given name may stand: the keys of JSON stand between.
    private static let apart = 3

    /// Each step of an address that is a number, with the step before it.
    static func links(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var steps: (before: Int, last: Int)?
        for index in 0...bytes.count {
            let byte = index < bytes.count ? bytes[index] : 0
            if isOfAStep(byte) { continue }
            if let steps, steps.before > 0, index > steps.last,
                bytes[steps.last..<index].allSatisfy({ (0x30...0x39).contains($0) })
            {
                found.insert(String(decoding: bytes[steps.before..<index], as: UTF8.self))
            }
            steps = byte == UInt8(ascii: "/") ? (steps?.last ?? 0, index + 1) : nil
        }
        return found
    }

    private static func isOfAStep(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

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
