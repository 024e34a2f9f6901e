public import Access
import Documents
public import Postgres
public import Vocabulary

/// Sets sample letters with the real press before words are proposed or published: what no letter can bear is refused
/// while it can still be changed, and not once every notice holds it.
public struct TryLetter: Sendable {
    private let press: (any LetterPress)?

    /// - Parameter press: nil where there is no typesetter: then nothing is proposed.
    public init(press: (any LetterPress)?) { self.press = press }

    /// What keeps national words from paper, with the longest values and all that a council may add; the words
    /// themselves have no flaw any more.
    ///
    /// - Throws: ``TemplateRefusal/pressIsSilent``.
    public func flaws(of text: TemplateText, for kind: Notice.Kind) async throws -> [TemplateFlaw] {
        guard let press else { throw TemplateRefusal.pressIsSilent }
        let longest = text.letter.enumerated().max { $0.element.count < $1.element.count }
        func flaw(_ sentence: String, _ paragraph: Int? = nil) -> [TemplateFlaw] {
            [TemplateFlaw(part: .letter, paragraph: paragraph, sentence: sentence)]
        }
        switch await outcome(of: try LongestLetter.printed(text, kind), press) {
        case .fits: return []
        case .pages(let pages):
            return flaw(
                "La lettre aurait \(pages) pages avec les valeurs les plus longues et tout ce qu’un conseil peut "
                    + "ajouter, \(PostalLot.mostPages) au plus : raccourcissez-la ; ce paragraphe est le plus long.",
                longest.map { $0.offset + 1 })
        case .glyphs(let characters):
            return Self.glyphFlaws(characters, in: text)
        case .tooLong(let limit): return flaw("La lettre dépasse \(limit) caractères : raccourcissez-la.")
        case .value, .layout:
            return flaw(
                "La lettre ne peut pas être mise en page : raccourcissez l’objet et la formule finale ; si cela dure, "
                    + "dites-le à l’exploitant de la plateforme.", text.letter.count)
        case .silent: throw TemplateRefusal.pressIsSilent
        }
    }

    /// Each place whose characters no font draws.
    private static func glyphFlaws(_ characters: String, in text: TemplateText) -> [TemplateFlaw] {
        func flaw(_ part: TemplateFlaw.Part, _ paragraph: Int?, _ words: String) -> TemplateFlaw? {
            let found = characters.filter { words.contains($0) }
            guard !found.isEmpty else { return nil }
            return TemplateFlaw(part: part, paragraph: paragraph, sentence: glyphs(found))
        }
        let found =
            [flaw(.subject, nil, text.subject)]
            + text.letter.enumerated().map { flaw(.letter, $0.offset + 1, $0.element) }
        let flaws = found.compactMap(\.self)
        return flaws.isEmpty ? [TemplateFlaw(part: .letter, paragraph: nil, sentence: glyphs(characters))] : flaws
    }

    private static func glyphs(_ characters: String) -> String {
        "Les polices n’ont pas « \(characters) » : écrivez-le autrement, en toutes lettres."
    }

    /// A letter of each kind as the council would write it with a proposal in the place of what holds.
    public struct Samples: Sendable {
        let letters: [PrintedLetter]
        /// The lines of the proposal.
        let lines: [String]
        let kind: CouncilBlock.Kind
    }

    /// The letters on which a proposal of a council is tried, in its transaction; with every other proposal that waits.
    ///
    /// - Throws: ``ComposeFault``, `PostgresError`.
    public static func samples(
        _ proposal: Proposal, of council: Council, _ letterhead: Letterhead, on day: CalendarDate,
        _ transaction: Transaction
    ) throws -> Samples {
        let store = CouncilBlockStore(transaction: transaction, council: council.id)
        let waiting = try store.all().filter { $0.state == .proposed }
        let held = try Sender.find(council, on: day, transaction)
        let sender = proposal.sender ?? waiting.compactMap(\.sender).first ?? held
        let own = letterhead.fields(of: council, sender)
        let values = LongestLetter.values.merging(own) { $1 }
        let blocks = CouncilBlocks(
            [proposal.block].compactMap(\.self) + waiting.filter { $0.kind != .sender } + (try store.inForce(on: day)))
        let letters = try Notice.Kind.allCases.map { kind in
            let version = try TemplateVersion.inForce(kind: kind, on: day, transaction)
            let letter = try ComposeLetter.compose(version, values, blocks: blocks)
            return LongestLetter.sheet(letter, head: sender.head(of: council, header: letter.header))
        }
        return Samples(letters: letters, lines: proposal.lines, kind: proposal.kind)
    }

    /// What is tried: lines of a block, or a sender.
    public enum Proposal: Sendable {
        /// Lines of a block.
        case lines(CouncilBlock.Kind, [String])
        /// A way to sign.
        case sender(Sender)

        /// Whether no rule but that of the press is against it.
        public var isWellFormed: Bool {
            switch self {
            case .lines(let kind, let lines): CouncilBlock.flaws(lines, in: kind).isEmpty
            case .sender(let sender): sender.flaws.isEmpty
            }
        }

        var kind: CouncilBlock.Kind { if case .lines(let kind, _) = self { kind } else { .sender } }
        var sender: Sender? { if case .sender(let sender) = self { sender } else { nil } }
        var lines: [String] {
            switch self {
            case .lines(_, let lines): lines
            case .sender(let sender):
                [sender.displayName, sender.replyTo ?? "", sender.phone ?? ""] + sender.postal
            }
        }
        var block: CouncilBlock? {
            guard case .lines(let kind, let lines) = self else { return nil }
            return CouncilBlock(
                kind: kind, version: 0, lines: lines, state: .proposed, proposedBy: "", proposer: nil,
                publishedBy: nil, inForceFrom: nil, endedBy: nil, reason: nil, revocation: nil, sender: nil)
        }
    }

    /// What keeps a council's proposal from paper, as sentences; empty when its letters can be set.
    ///
    /// - Throws: ``TemplateRefusal/pressIsSilent``.
    public func flaws(of samples: Samples) async throws -> [String] {
        guard let press else { throw TemplateRefusal.pressIsSilent }
        var sentences: [String] = []
        for letter in samples.letters {
            for sentence in try Self.sentences(await outcome(of: letter, press), samples)
            where !sentences.contains(sentence) {
                sentences.append(sentence)
            }
        }
        return sentences
    }

    private static func sentences(_ outcome: Outcome, _ samples: Samples) throws -> [String] {
        switch outcome {
        case .fits: return []
        case .pages(let pages):
            return [
                "Avec ce texte, une lettre aurait \(pages) pages, \(PostalLot.mostPages) au plus : raccourcissez-le."
            ]
        case .glyphs(let characters):
            let found = samples.lines.enumerated().compactMap { index, line -> String? in
                let found = characters.filter { line.contains($0) }
                guard !found.isEmpty else { return nil }
                return samples.kind == .sender ? glyphs(found) : "Ligne \(index + 1) : \(glyphs(found))"
            }
            return found.isEmpty
                ? ["Un autre texte de votre conseil, ou un texte national, l’empêche. \(glyphs(characters))"] : found
        case .tooLong(let limit):
            return ["Avec ce texte, une lettre dépasse \(limit) caractères : raccourcissez-le."]
        case .value, .layout:
            return [
                "Une fois les champs remplacés, une ligne de ce texte est trop longue pour la lettre : ne mettez qu’un "
                    + "champ par ligne."
            ]
        case .silent: throw TemplateRefusal.pressIsSilent
        }
    }

    private enum Outcome {
        case fits
        case pages(Int)
        case glyphs(String)
        case tooLong(Int)
        case value
        case layout
        case silent
    }

    private func outcome(of letter: PrintedLetter, _ press: any LetterPress) async -> Outcome {
        do throws(TypesetFault) {
            let pages = try await press.set(letter).pages
            return pages > PostalLot.mostPages ? .pages(pages) : .fits
        } catch {
            return switch error {
            case .missingGlyph(let characters): .glyphs(characters)
            case .tooLong(let limit): .tooLong(limit)
            case .value: .value
            case .template: .layout
            case .engine: .silent
            }
        }
    }
}
