/// What keeps words from being a letter, and where.
public struct TemplateFlaw: Hashable, Sendable {
    /// A part of a template.
    public enum Part: String, Sendable, CaseIterable {
        /// The line « Objet ».
        case subject
        /// The mail.
        case mail
        /// The letter on paper.
        case letter
    }

    /// Where it stands.
    public let part: Part
    /// The paragraph, from 1; nil for the part as a whole.
    public let paragraph: Int?
    /// What is wrong, as a sentence.
    public let sentence: String
}

extension TemplateText {
    /// Everything that keeps these words from being proposed, in reading order; empty when they can be.
    public func flaws(for kind: Notice.Kind) -> [TemplateFlaw] {
        let first =
            subject.isEmpty
            ? [TemplateFlaw(part: .subject, paragraph: nil, sentence: "Écrivez un objet.")]
            : Self.flaws(of: subject, .subject, nil, kind, most: Self.subjectLength)
        return first + flaws(of: mail, .mail, kind) + flaws(of: letter, .letter, kind)
    }

    private func flaws(of paragraphs: [String], _ part: TemplateFlaw.Part, _ kind: Notice.Kind) -> [TemplateFlaw] {
        guard !paragraphs.isEmpty else {
            return [TemplateFlaw(part: part, paragraph: nil, sentence: "Écrivez au moins un paragraphe.")]
        }
        var flaws: [TemplateFlaw] = []
        if paragraphs.count > Self.paragraphs {
            flaws.append(
                TemplateFlaw(
                    part: part, paragraph: nil,
                    sentence: "\(paragraphs.count) paragraphes : \(Self.paragraphs) au plus."))
        }
        for (index, words) in paragraphs.enumerated() {
            flaws += Self.flaws(of: words, part, index + 1, kind, most: Self.paragraphLength)
        }
        let missing = CompulsoryElement.of(kind).filter { !$0.stands(in: paragraphs) }
        flaws += missing.map { TemplateFlaw(part: part, paragraph: nil, sentence: $0.missing) }
        if part == .letter, let flaw = Self.closingFlaw(paragraphs) { flaws.append(flaw) }
        return flaws
    }

    private static func flaws(
        of words: String, _ part: TemplateFlaw.Part, _ paragraph: Int?, _ kind: Notice.Kind, most: Int
    ) -> [TemplateFlaw] {
        func flaw(_ sentence: String) -> TemplateFlaw {
            TemplateFlaw(part: part, paragraph: paragraph, sentence: sentence)
        }
        var flaws = HiddenCharacter.all(in: words, breaksLines: part != .subject).map {
            flaw("Retirez le caractère \($0.name).")
        }
        if words.count > most {
            flaws.append(flaw("\(words.count) caractères : \(most) au plus."))
        }
        do throws(ComposeFault) {
            for case .place(let field) in try LetterWords.pieces(of: words) {
                if !field.isGiven(to: kind) {
                    flaws.append(flaw("Le champ {\(field.rawValue)} n'a pas de valeur dans ce type de courrier."))
                } else if part != .letter, !field.mayStandInMail {
                    flaws.append(flaw("Le champ {\(field.rawValue)} ne peut figurer que dans la lettre sur papier."))
                }
            }
        } catch {
            flaws.append(flaw(error.sentence))
        }
        return flaws
    }
}

extension TemplateText {
    /// The most characters of a line of the closing, which signs the letter, and the most of its lines.
    static let closing = (characters: 300, lines: 20)

    /// The last paragraph signs the letter: its lines have their own measure, with the longest values.
    private static func closingFlaw(_ paragraphs: [String]) -> TemplateFlaw? {
        guard let last = paragraphs.last else { return nil }
        func flaw(_ sentence: String) -> TemplateFlaw {
            TemplateFlaw(part: .letter, paragraph: paragraphs.count, sentence: sentence)
        }
        let lines = last.split(separator: "\n").map { LongestLetter.filled(String($0)) }
        if lines.count > closing.lines {
            return flaw("La formule finale a \(lines.count) lignes : \(closing.lines) au plus.")
        }
        guard let longest = lines.map(\.count).max(), longest > closing.characters else { return nil }
        return flaw(
            "La formule finale signe la lettre ; une de ses lignes peut avoir \(longest) caractères, "
                + "\(closing.characters) au plus : coupez-la, ou faites-en un paragraphe avant la formule.")
    }
}

extension ComposeFault {
    /// What is wrong, as a person is told.
    public var sentence: String {
        switch self {
        case .unknownField(let name): "Le champ {\(name.prefix(40))} n'existe pas."
        case .missingField(let field): "Le champ {\(field.rawValue)} n'a pas de valeur ici."
        case .fieldIsNotForMail(let field):
            "Le champ {\(field.rawValue)} ne peut figurer que dans la lettre sur papier."
        case .brokenPlace: "Une accolade n'a pas son autre : un champ s'écrit {conseil}."
        case .noTemplate: "Aucun texte n'est en vigueur pour ce type de courrier."
        }
    }
}
