import Documents

/// Sets the no-break spaces of French typography: inside « » and before : ; ? !
func frenchSpaces(_ text: String) -> String {
    let noBreak: Unicode.Scalar = "\u{A0}"
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
        if previous == " ", scalar == "»" || scalar == ":" || scalar == ";" || scalar == "?" || scalar == "!" {
            result.removeLast()
            result.append(noBreak)
        }
        let opens = previous == "«" && scalar == " "
        result.append(opens ? noBreak : scalar)
        previous = scalar
    }
    return String(result)
}

/// A value as shown inside a sentence: at most 40 characters, control characters made visible.
func shown(_ bytes: UnsafeRawBufferPointer) -> String {
    shown(UnsafeRawBufferPointer(rebasing: bytes.prefix(400)).text)
}

/// A value as shown inside a sentence: at most 40 characters, control characters made visible.
func shown(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(41) {
        result.append(scalar.value < 0x20 || scalar.value == 0x7F ? "␣" : scalar)
    }
    if result.count > 40 {
        result.removeLast()
        result.append("…")
    }
    return String(result)
}

/// A count with its noun, agreed in number: « 1 colonne », « 3 colonnes ».
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count > 1 ? "s" : "")" }
