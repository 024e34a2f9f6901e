import Vocabulary

extension Advice {
    /// The canonical text: members in a fixed order, no blanks; the same advice gives the same bytes.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The canonical text of the advice, or of the ``masked`` one.
    public func json(masksBlockFour: Bool) -> [UInt8] { masksBlockFour ? masked.json : json }

    func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("asOf", asOf)
            object.member("by", by)
            object.member("labelsBy", labelsBy)
            object.member("evidenceBy", evidenceBy)
            object.member("framework", framework.rawValue)
            object.member("version", version)
            object.member("outlook", outlook.rawValue)
            object.counts("required", required)
            object.counts("counts", counts)
            object.counts("lacking", lacking)
            if points != nil {
                object.key("lackingPoints")
                object.object {
                    for block in Block.allCases { $0.member(String(block.number), lackingPoints(in: block)) }
                }
                object.member("certain", isCertain)
            }
            object.key("awaited")
            object.array { for one in awaited { one.write(to: &$0) } }
            object.key("steps")
            object.array { for step in steps { step.write(to: &$0) } }
            if isMasked { object.counts("hidden", hidden) }
            object.key("choices")
            object.array { for choice in choices { choice.write(to: &$0) } }
        }
    }
}

extension Advice.Awaited {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("id", id)
            $0.member("action", action)
            $0.member("block", block.number)
            $0.member("on", on)
        }
    }
}

extension Advice.Choice {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("block", block.number)
            object.member("expired", expired)
            object.key("lines")
            object.array { for step in steps { step.write(to: &$0) } }
        }
    }
}

extension Advice.Step {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { object in
            object.member("block", block.number)
            object.member("gestures", gestures.map(\.rawValue))
            object.member("declaration", declarationID)
            object.member("action", action)
            object.member("label", label)
            object.member("item", item)
            object.member("variant", variant)
            object.member("role", role)
            object.member("evidence", evidence)
            object.member("threshold", threshold)
            object.member("needsLabel", needsLabel)
            object.member("labelSparedBy", labelSparedBy?.rawValue)
            object.member("conditions", conditions.map(\.rawValue))
            object.member("notBefore", notBefore)
            object.member("latestStart", latestStart)
            object.member("doneBy", doneBy)
            object.member("papersBy", papersBy)
            object.member("labelBy", labelBy)
            object.member("evidenceBy", evidenceBy)
            object.member("source", source)
            object.member("framework", framework.rawValue)
            object.member("version", version)
        }
    }
}

extension JSONWriter {
    /// A member with one number a block.
    mutating func counts(_ key: String, _ counts: BlockCounts) {
        self.key(key)
        object { for block in Block.allCases { $0.member(String(block.number), counts[block]) } }
    }
}
