import Vocabulary

extension StandingProof {
    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("asOf", asOf)
            object.member("framework", framework.rawValue)
            object.member("version", version)
            object.member("complete", isComplete)
            object.key("programme")
            object.object { programme.write(to: &$0) }
            object.key("cycle")
            object.object { cycle.write(to: &$0) }
            object.key("blocks")
            object.array { for block in blocks { block.write(to: &$0) } }
            object.key("others")
            object.array { for action in others { action.write(to: &$0) } }
            if let lateness {
                object.key("lateness")
                object.object { lateness.write(to: &$0) }
            }
        }
    }
}

extension StandingProof.Node {
    /// The members of the node, into an object already open.
    func write(to object: inout JSONWriter) {
        object.member("rule", rule)
        object.key("facts")
        object.object { for fact in facts { $0.member(fact.name, fact.value) } }
        object.text("missing", missing)
        object.text("threshold", threshold)
        object.member("source", source)
        object.text("since", since?.description)
    }
}

extension StandingProof.BlockNode {
    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("block", block.number)
            object.member("required", required)
            object.member("counted", counted)
            node.write(to: &object)
            if let exemption {
                object.key("exemption")
                object.object { exemption.write(to: &$0) }
            }
            object.member("hidden", hidden == 0 ? nil : hidden)
            object.member("evidenceValid", isEvidenceValid)
            object.key("actions")
            object.array { for action in actions { action.write(to: &$0) } }
        }
    }
}

extension StandingProof.Action {
    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("id", id)
            object.member("verdict", verdict.rawValue)
            object.key("proof")
            proof.write(to: &object)
        }
    }
}
