import Intake
import Vocabulary

extension FrameworkDraft {
    /// - Throws: `Refusal` with the path of a block that asks for fewer than two actions (R. 4022-7).
    func checkMinimum() throws(Refusal) {
        guard let rule = whole?.blocks.first(where: { $0.required < FrameworkDraft.fewestActions }) else { return }
        throw Refusal(
            "blocks.\(rule.block.number).required : \(rule.required), alors que tout programme compte au moins deux "
                + "actions dans chacun des quatre blocs (R. 4022-7). Corrigez ce nombre et importez le texte.")
    }

    /// What a programme counts at least in each block (R. 4022-7).
    static let fewestActions = 2
}
