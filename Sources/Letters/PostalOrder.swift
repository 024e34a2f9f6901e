/// Where a letter lies in the pile for the post: country, postcode, commune, street, name. France comes first.
struct PostalOrder: Hashable, Comparable {
    private let keys: [String]

    /// From the lines of an address, the name first: the line of the postcode is the last one that begins with five
    /// digits; a line after it is a country.
    init(_ lines: [String]) {
        let plain = lines.map { $0.uppercased() }
        let place = plain.lastIndex { line in
            let digits = line.utf8.prefix { (0x30...0x39).contains($0) }.count
            return digits == 5 && (line.utf8.count == 5 || line.utf8.dropFirst(5).first == 0x20)
        }
        guard let place, place > 0 else {
            // An address abroad: its last line is the country.
            keys = [plain.last ?? "", "", plain.dropLast().last ?? "", "", plain.first ?? ""]
            return
        }
        let country = plain[(place + 1)...].joined(separator: " ")
        let street = place > 1 ? Self.street(plain[place - 1]) : ""
        keys = [
            country == "FRANCE" ? "" : country, String(plain[place].prefix(5)), String(plain[place].dropFirst(6)),
            street,
            plain[0],
        ]
    }

    /// « 12 RUE D'ALSACE » lies with the other numbers of its street, in their order.
    private static func street(_ line: String) -> String {
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let name = line.dropFirst(digits.count).drop { $0 == " " || $0 == "," }
        return "\(name) \(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
    }

    static func < (left: PostalOrder, right: PostalOrder) -> Bool {
        left.keys.lexicographicallyPrecedes(right.keys)
    }
}
