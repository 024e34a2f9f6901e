public import Vocabulary

extension Lateness {
    /// Why the physician is late or not that day (R. 4022-18): what is expected, and how it is reckoned.
    ///
    /// It is late since the first anniversary whose expected number is more than what counts today: right as long as
    /// what counts has not changed. ``Engine/proof(of:profile:declarations:asOf:criterion:alerts:)`` looks back instead.
    public func proof(on day: CalendarDate) -> StandingProof.Node {
        let anniversaries = (1...max(cycle.lengthInYears, 1)).lazy.map { cycle.start.anniversary($0) }
        return proof(on: day, since: anniversaries.first { $0 <= day && isLate(on: $0) })
    }

    /// The same, with the day since which it has been late without a break; nil when that is not sure.
    func proof(on day: CalendarDate, since: CalendarDate?) -> StandingProof.Node {
        let length = max(cycle.lengthInYears, 1)
        let years = min(cycle.start.wholeYears(to: day), length)
        let number = expected(on: day)
        let lacking = max(0, number - total)
        return StandingProof.Node(
            rule: "R30",
            facts: [
                Proof.Fact(name: "counted", value: String(total)),
                Proof.Fact(name: "required", value: String(required)),
                Proof.Fact(name: "wholeYears", value: String(years)),
                Proof.Fact(name: "lengthInYears", value: String(length)),
                Proof.Fact(name: "expected", value: String(number)),
            ],
            missing: lacking > 0 ? "il manque \(French.some(lacking, "action"))" : nil,
            threshold:
                "\(French.count(number, "action")) attendue\(number > 1 ? "s" : "") à cette date : \(required) × "
                + "\(French.count(years, "an")) révolu\(years > 1 ? "s" : "") ÷ \(length), \(policy.rounding.french)",
            source: "R. 4022-18, paramètres de l’Ordre", since: lacking > 0 ? since : nil)
    }
}

extension AlertPolicy.Rounding {
    fileprivate var french: String {
        switch self {
        case .floor: "arrondi à l’entier inférieur"
        case .nearest: "arrondi à l’entier le plus proche"
        case .ceiling: "arrondi à l’entier supérieur"
        }
    }
}
