public import Documents

/// Puts letters on paper: the typesetter, or whoever stands in for it.
public protocol LetterPress: Sendable {
    /// Sets one letter.
    func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset
    /// Sets letters one after the other in one file, each numbered for itself.
    func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset
}

extension Typesetter: LetterPress {}
