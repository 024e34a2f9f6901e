import Vocabulary

/// A proof in French sentences, as a tree: a heading, lines under it, and parts.
public struct ProofText: Hashable, Sendable {
    /// The heading, a sentence.
    public var heading: String
    /// The sentences under it.
    public var lines: [String]
    /// The parts.
    public var children: [ProofText]

    /// A text from its parts.
    public init(heading: String, lines: [String] = [], children: [ProofText] = []) {
        self.heading = heading
        self.lines = lines
        self.children = children
    }

    /// The sentences of a proof.
    /// - Parameter masksBlockFour: Whether only counts and the validity of the evidence are said of block 4
    ///   (rule R24): for everybody but the physician and the instructor of an open dossier.
    public init(_ proof: StandingProof, masksBlockFour: Bool = true) {
        let proof = masksBlockFour ? proof.masked : proof
        var children = [ProofText(cycle: proof.cycle)] + proof.blocks.map { ProofText(block: $0, proof) }
        if !proof.others.isEmpty {
            children.append(
                ProofText(
                    heading: "Actions sans bloc du référentiel.",
                    children: proof.others.map { ProofText(action: $0, proof) }))
        }
        if let lateness = proof.lateness { children.append(ProofText(lateness: lateness)) }
        self.init(programme: proof, children)
    }

    /// Every heading and line, in reading order.
    public var sentences: [String] { [heading] + lines + children.flatMap(\.sentences) }

    private init(programme proof: StandingProof, _ children: [ProofText]) {
        let node = proof.programme
        let held = node.since.map { " depuis le \($0.inWords)" } ?? ""
        var lines: [String] = []
        if let missing = node.missing, !missing.isEmpty { lines.append(French.sentence(missing)) }
        lines.append(
            French.sentence(
                "règle de calcul \(node.rule), \(PackageWords.source(node.source)), \(proof.name) version \(proof.version)"
            ))
        self.init(
            heading: French.sentence(
                proof.isComplete
                    ? "Programme minimal : complet\(held)"
                    : "Programme minimal : incomplet au \(proof.asOf.inWords)"),
            lines: lines, children: children)
    }

    private init(cycle node: StandingProof.Node) {
        let start = node.day("start")?.inWords ?? ""
        let end = node.day("end")?.inWords ?? ""
        var lines = ["Inscription au tableau : \(node.day("registrationDate")?.inWords ?? "")"]
        if let diploma = node.day("diplomaDate") { lines.append("Diplôme : \(diploma.inWords)") }
        if node.facts.contains(where: { $0.name == "interrupted" }) {
            lines.append("Période close par une interruption de plus de trois ans")
        }
        if let deadline = node.day("controlDeadline") { lines.append("Contrôle au plus tard le \(deadline.inWords)") }
        lines += ProofText.terms(node)
        lines.append("Règle de calcul \(node.rule), \(node.source)")
        self.init(
            heading: French.sentence("Période du \(start) au \(end) (\(node.threshold ?? ""))"),
            lines: lines.map(French.sentence))
    }

    /// Until when papers count, where the rule set says so.
    private static func terms(_ node: StandingProof.Node) -> [String] {
        let (evidence, labels) = (node.day("evidenceUntil"), node.day("labelsUntil"))
        func line(_ what: String, _ day: CalendarDate?) -> String? {
            guard let day else { return nil }
            let isControl = day == node.day("controlDeadline")
            return isControl
                ? "\(what) pris en compte jusqu’à la décision du contrôle, au plus tard le \(day.inWords)"
                : "\(what) pris en compte jusqu’au \(day.inWords)"
        }
        if evidence == labels { return [line("Justificatifs et labels", evidence)].compactMap { $0 } }
        return [line("Justificatifs", evidence), line("Labels", labels)].compactMap { $0 }
    }

    private init(block node: StandingProof.BlockNode, _ proof: StandingProof) {
        var heading = "Bloc \(node.block.number) : "
        var lines: [String] = []
        if let exemption = node.exemption {
            heading += "non requis\(exemption.since.map { " depuis le \($0.inWords)" } ?? "")"
            lines.append(ProofText.reason(of: exemption))
        } else {
            heading += "\(French.count(node.counted, "action")) sur \(node.required)"
            if let points = node.node.fact("points.counted"), let asked = node.node.fact("points.required") {
                heading += ", \(points) points sur \(asked)"
            }
            if let since = node.node.since { heading += ", complet depuis le \(since.inWords)" }
        }
        heading = French.sentence(heading)
        if let missing = node.node.missing { heading += " " + French.sentence(missing) }
        if let isValid = node.isEvidenceValid { lines.append("Justificatif valide : \(isValid ? "oui" : "non")") }
        if node.block == .health, proof.isMasked { lines.append("Le détail n’est vu que du médecin") }
        if node.block != .health, node.hidden > 0 {
            lines.append(
                "\(French.count(node.hidden, "action")) non montrée\(node.hidden > 1 ? "s" : ""), que seul le médecin voit"
            )
        }
        lines.append("Règle de calcul \(node.node.rule), \(PackageWords.source(node.node.source))")
        self.init(
            heading: heading, lines: lines.map(French.sentence),
            children: node.actions.map { ProofText(action: $0, proof) })
    }

    private static func reason(of exemption: StandingProof.Node) -> String {
        var text =
            exemption.source == "R. 4022-13"
            ? "Formation obligatoire spécifique" : "Aucune activité de soins directe"
        if let from = exemption.day("from") { text += ", depuis le \(from.inWords)" }
        if let until = exemption.day("until") { text += ", jusqu’au \(until.previous.inWords)" }
        return "\(text) (\(exemption.source))"
    }

    private init(action: StandingProof.Action, _ proof: StandingProof) {
        let reason = action.proof
        let name = reason.facts.first { $0.name == "action" }?.value ?? ""
        let days = action.days.map { " \(French.days($0))" } ?? ""
        var text = action.label.map { "« \($0) » (\(name))\(days) : " } ?? "Action \(name)\(days) : "
        if let since = reason.since, reason.missing == nil {
            text += "comptée depuis le \(since.inWords) (\(reason.cause))"
        } else {
            text += "non comptée, il manque \(reason.missing ?? "")"
        }
        text += " ; règle de calcul \(reason.rule)"
        if let framework = reason.framework, let version = reason.version {
            text += ", \(framework == proof.framework ? proof.name : "référentiel \(framework)") version \(version)"
        }
        text += ", \(PackageWords.source(reason.source))"
        var lines: [String] = []
        if let threshold = reason.threshold { lines.append("La ligne demande : \(threshold)") }
        if let day = reason.straddles {
            lines.append("Chevauche un changement de version du référentiel le \(day.inWords)")
        }
        self.init(heading: French.sentence(text), lines: lines.map(French.sentence))
    }

    init(lateness node: StandingProof.Node) {
        let isLate = node.missing != nil
        var heading = isLate ? "En retard" : "Pas en retard"
        if let since = node.since { heading += " depuis le \(since.inWords)" }
        var lines = [node.threshold, node.missing].compactMap { $0 }
        lines.append("Règle de calcul \(node.rule), \(node.source)")
        self.init(heading: French.sentence(heading), lines: lines.map(French.sentence))
    }
}

extension StandingProof {
    /// The référentiel in a sentence, its title in quotes.
    fileprivate var name: String {
        title.lowercased().hasPrefix("référentiel") ? "« \(title) »" : "référentiel « \(title) »"
    }

    /// Every sentence of the proof, by default masked (rule R24).
    public func sentences(masksBlockFour: Bool = true) -> [String] { text(masksBlockFour: masksBlockFour).sentences }
}

extension StandingProof.Node {
    func fact(_ name: String) -> String? { facts.first { $0.name == name }?.value }
    func day(_ name: String) -> CalendarDate? { fact(name).flatMap { CalendarDate(iso: $0) } }
}

extension Proof {
    /// What made it count on the day since which it does.
    fileprivate var cause: String {
        func isSince(_ name: String) -> Bool { facts.contains { $0.name == name && $0.value == since?.description } }
        if isSince("evidence.receivedOn") { return "justificatif reçu" }
        return isSince("labelledOn") ? "label accordé" : "réalisation"
    }
}
