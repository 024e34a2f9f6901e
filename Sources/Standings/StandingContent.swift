import Progress
import Vocabulary

/// What a record keeps of a judged case, as canonical JSON: members in a fixed order, absent ones left out.
///
/// No name, label, place or object of an action is in it (rule R24); an action is its id, its verdict, its block and
/// the day it was done. The date of the judgement is the run's: the content of two days is the same when nothing
/// but the day has moved.
enum StandingContent {
    /// The physician is not subject to certification in this council.
    static let gone = #"{"state":"not_subject"}"#

    /// The text of an assessed case; ``gone`` for none.
    static func text(_ item: AssessedCase?) -> String {
        guard let item else { return gone }
        var writer = JSONWriter()
        writer.object { object in
            object.member("state", item.state.rawValue)
            object.member("specialty", item.specialtyCode)
            object.member("framework", item.frameworkCode)
            object.member("certainty", item.certainty.rawValue)
            object.key("cycles")
            object.array { list in for cycle in item.cycles { write(cycle, to: &list) } }
            object.member("cycle", item.cycle?.index)
            object.member("cycleStart", item.cycle?.start)
            object.member("cycleEnd", item.cycle?.end)
            object.member("controlDeadline", item.cycle?.controlDeadline)
            if let standing = item.standing { write(standing, to: &object) }
            object.member("late", item.isLate)
            object.member("nextAlertOn", item.nextAlertOn)
            object.member("nextChangeOn", item.nextChangeOn)
            if let standing = item.standing { write(standing.outcomes, of: item.file.declarations, to: &object) }
        }
        return writer.text
    }

    private static func write(_ cycle: Cycle, to list: inout JSONWriter) {
        list.array {
            $0.integer(cycle.index)
            $0.date(cycle.start)
            $0.date(cycle.end)
            $0.date(cycle.controlDeadline)
        }
    }

    private static func write(_ standing: Standing, to object: inout JSONWriter) {
        object.member("version", standing.version)
        object.key("required")
        object.array { for block in Block.allCases { $0.integer(standing.required[block]) } }
        object.key("counts")
        object.array { for block in Block.allCases { $0.integer(standing.counts[block]) } }
        object.member("complete", standing.isComplete)
    }

    private static func write(
        _ outcomes: [Standing.Outcome], of declarations: [Declaration], to object: inout JSONWriter
    ) {
        object.key("actions")
        object.array { list in
            for (declaration, outcome) in zip(declarations, outcomes) {
                list.array {
                    $0.string(declaration.id)
                    $0.string(outcome.verdict.rawValue)
                    if let block = outcome.block { $0.integer(block.number) } else { $0.null() }
                    if let day = outcome.realisedOn { $0.date(day) } else { $0.null() }
                }
            }
        }
    }
}
