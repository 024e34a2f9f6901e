import Vocabulary

extension Rulebook {
    /// The points of a counted action, by the line that counted it.
    func points(of proof: Proof) -> Double {
        let named = proof.facts.first { $0.name == "line" } ?? proof.facts.first { $0.name == "action" }
        return proof.framework.flatMap { id in
            history(id).first { $0.framework.version == proof.version }
        }.flatMap { version in named.flatMap { version.line($0.value)?.line.points } } ?? 0
    }

    /// The kinds accepted: those of the line, and of the declared line when an equivalent stands in for it.
    func evidence(accepted line: CompiledLine, for declaration: Declaration) -> [String] {
        let own = line.evidence(for: declaration)
        guard !declaration.equivalents.isEmpty, !own.isEmpty, line.line.id != declaration.action else { return own }
        return own + compiledLines(declaration.action).flatMap { $0.evidence(for: declaration) }
    }
}
