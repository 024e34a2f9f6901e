/// The account feed as the text of `actions.jsonl` (contracts §4).
public struct AccountFeed: Sendable {
    /// One declared action.
    public struct Action: Sendable {
        let id: String
        let rpps: String
        let body: String
        let isDeleted: Bool

        /// - Parameters:
        ///   - id: the source id.
        ///   - code: the line of the référentiel.
        ///   - date: the day of realisation, or the last one of a period.
        ///   - from: the first day of the period, where there is one.
        ///   - evidence: the kind of proof, received the same day.
        ///   - more: further members of the action, as JSON, each followed by a comma.
        public init(
            _ id: String, of practitioner: Practitioner, _ code: String, on date: String, from: String? = nil,
            evidence: String,
            more: String = "", isDeleted: Bool = false
        ) {
            self.id = id
            rpps = practitioner.rpps
            self.isDeleted = isDeleted
            let time = from.map { #""period": {"start": "\#($0)", "end": "\#(date)"}"# } ?? #""date": "\#(date)""#
            body = """
                {"id": "\(id)", "action": "\(code)", \(more)\(time), \
                "evidence": {"kind": "\(evidence)", "receivedOn": "\(date)"}}
                """
        }

        /// The eight actions of a general practitioner whose programme is complete.
        public static func complete(_ practitioner: Practitioner) -> [Action] {
            lines.enumerated().map { index, line in
                Action(
                    "\(practitioner.rpps)-\(index + 1)", of: practitioner, line.code,
                    on: "2024-0\(index + 1)-15",
                    from: line.code == "mg1-tutorat-msu" ? "2022-12-01" : nil, evidence: line.evidence, more: line.more)
            }
        }

        private static let lines: [(code: String, evidence: String, more: String)] = [
            ("mg1-dpc-andpc-faf", "attestation_formation", ""),
            ("mg1-tutorat-msu", "attestation_universite", ""),
            ("mg2-action-andpc-faf", "attestation_formation", ""),
            ("mg2-audit-clinique", "attestation_participation", #""hasMethodFollowed": true, "#),
            ("mg3-analyse-pratiques-andpc-faf", "attestation_formation", ""),
            (
                "mg3-association-usagers", "attestation_participation", #""item": "action-sensibilisation", "#
            ),
            ("mg4-auto-evaluation", "auto_declaration", ""),
            ("mg4-medecin-traitant", "attestation_honneur", #""measures": {"consultations": ["2024-08-15"]}, "#),
        ]
    }

    /// The text of `actions.jsonl`.
    public let text: String

    /// A feed of these actions.
    public init(_ actions: [Action]) {
        text = actions.map { action in
            """
            {"sourceId": "\(action.id)", "rpps": "\(action.rpps)", "origin": "medecin", \
            "deleted": \(action.isDeleted), "action": \(action.body)}

            """
        }.joined()
    }
}
