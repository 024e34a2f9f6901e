/// Names of columns, compared without accents, case, order, spaces or punctuation; an elided `d'` or `l'` is dropped.
enum ColumnName {
    /// The form in which two spellings of one name are equal: lower-case letters and digits only.
    static func fold(_ name: String) -> String {
        var words: [String] = [""]
        for scalar in name.unicodeScalars {
            if let letters = plain(scalar) {
                words[words.count - 1] += letters
            } else if !words[words.count - 1].isEmpty {
                words.append("")
            }
        }
        return words.filter { $0 != "d" && $0 != "l" }.joined()
    }

    /// The unaccented letters of a scalar; nil for what separates words; empty for a combining accent.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: return String(scalar)
        case 0x41...0x5A: return String(Unicode.Scalar(scalar.value + 0x20)!)
        case 0x300...0x36F: return ""
        case 0..<0x80: return nil
        default: return accented[scalar.properties.lowercaseMapping]
        }
    }

    private static let accented: [String: String] = {
        let families = [
            ("a", "àáâãäå"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõö"), ("u", "ùúûü"),
            ("y", "ýÿ"), ("ae", "æ"), ("oe", "œ"),
        ]
        var table: [String: String] = [:]
        for (plain, letters) in families {
            for letter in letters { table[String(letter)] = plain }
        }
        return table
    }()
}
