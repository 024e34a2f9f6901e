import Documents
public import Vocabulary

/// What the référentiels say of one action: needed to know whether it may concern the physician's own health.
public struct ActionKnowledge: Sendable {
    /// The lines of every version whose id is the action; none when it is unknown.
    public let lines: [ActionLine]
    /// The tags that the référentiels of those lines exclude.
    public let exclusions: Set<String>

    /// What is known of one action.
    public init(lines: [ActionLine], exclusions: Set<String>) {
        self.lines = lines
        self.exclusions = exclusions
    }
}

/// Keeps health details from leaving the readers (rule R24, contracts §4): of a block 4 action, neither the fields
/// nor the text of a rejected line goes any further.
struct HealthDiscretion {
    /// What the référentiels say of an action.
    let knowledge: (String) -> ActionKnowledge

    /// The declaration to keep, and whether it may count in block 4; what is discarded is told in the report.
    func reduce(
        _ declaration: Declaration, line: Int, otherFields: Bool, _ report: inout ReadingReport
    ) -> (kept: Declaration, isHealth: Bool) {
        let known = knowledge(declaration.action)
        guard declaration.mayCountInBlockFour(lines: known.lines) else { return (declaration, false) }
        let (kept, discarded) = declaration.withoutHealthDetails(lines: known.lines, exclusions: known.exclusions)
        for field in discarded { note(field, line, &report) }
        if otherFields { note("autres champs", line, &report) }
        return (kept, true)
    }

    /// Tells once in the report, with the number of lines, that a field was discarded.
    func note(_ field: String, _ line: Int, _ report: inout ReadingReport) {
        report.warn(
            "block4_discarded:\(field)", line: line,
            "Bloc 4 : « \(field) » écarté ou réduit avant tout enregistrement (règle R24).")
    }

    /// Whether an action is surely of blocks 1 to 3: known, and on no line that may count in block 4.
    func isSurelyOutsideHealth(_ action: String) -> Bool {
        let lines = knowledge(action).lines
        return !lines.isEmpty && !lines.contains { $0.blocks.contains(.health) }
    }

    /// The rejected line; unless its action is surely of blocks 1 to 3, without its text nor any of its values.
    func quarantined(
        _ rejection: Rejection, line: Int, text: UnsafeRawBufferPointer, action: String?
    ) -> QuarantinedLine {
        if let action, isSurelyOutsideHealth(action) { return rejection.line(line, text) }
        return QuarantinedLine(
            number: line, text: HealthDiscretion.withheld, code: rejection.code, sentence: rejection.discreet)
    }

    /// What stands in place of a text that may tell about health.
    static let withheld = frenchSpaces("(texte non conservé : la ligne peut relever du bloc 4, règle R24)")
}
