import Crypto
import Progress
import Vocabulary

/// At most twenty physicians a measure, chosen by a hash: always the same ones, whatever the order they come in.
///
/// Nobody of whom an action of block 4 changes is among them: beside the changes of the text a number would name the
/// action (rule R24).
struct ImpactSamples: Sendable {
    struct Sample: Sendable {
        let physicianID: Int
        let rank: UInt64
        let comparison: ImpactComparison
    }

    /// The most that is kept of each measure.
    static let limit = 20

    let seed: String
    private(set) var chosen: [ImpactMeasure: [Sample]] = [:]

    init(seed: String) { self.seed = seed }

    mutating func offer(_ comparison: ImpactComparison, of physicianID: Int) {
        let measures = comparison.measures.filter { ImpactMeasure.sampled.contains($0) }
        guard !measures.isEmpty, !comparison.touchesHealth else { return }
        let sample = Sample(physicianID: physicianID, rank: rank(physicianID), comparison: comparison)
        for measure in measures { insert(sample, into: measure) }
    }

    private mutating func insert(_ sample: Sample, into measure: ImpactMeasure) {
        var list = chosen[measure] ?? []
        if list.count == Self.limit, let last = list.last, last.rank < sample.rank { return }
        let place = list.firstIndex { sample.rank < $0.rank } ?? list.count
        list.insert(sample, at: place)
        if list.count > Self.limit { list.removeLast() }
        chosen[measure] = list
    }

    private func rank(_ physicianID: Int) -> UInt64 {
        SHA256.hash(data: Array("\(seed)/\(physicianID)".utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension ImpactComparison {
    /// Whether an action that is or may be for block 4 changes.
    var touchesHealth: Bool { (lost + gained).contains(where: \.isHealth) }

    /// The actions that change, as stored with a sample: none of block 4 (rule R24).
    var actionsJSON: JSON {
        .object([
            .init("lost", .array(lost.filter { !$0.isHealth }.map(\.json))),
            .init("gained", .array(gained.filter { !$0.isHealth }.map(\.json))),
        ])
    }
}

extension ImpactComparison.ActionChange {
    var json: JSON {
        .object([
            .init("id", .string(id)), .init("action", .string(action)),
            .init("realised_on", realisedOn.map { .string($0.description) } ?? .null),
            .init("before", before.map { .string($0.rawValue) } ?? .null),
            .init("after", after.map { .string($0.rawValue) } ?? .null),
        ])
    }

    init?(json: JSON) {
        guard let id = json["id"]?.string, let action = json["action"]?.string else { return nil }
        self.init(
            id: id, action: action, realisedOn: json["realised_on"]?.string.flatMap { CalendarDate(iso: $0) },
            before: json["before"]?.string.flatMap { .init(rawValue: $0) },
            after: json["after"]?.string.flatMap { .init(rawValue: $0) }, isHealth: false)
    }
}

extension ImpactComparison.Side {
    var json: JSON {
        func list(_ numbers: [Int]?) -> JSON { numbers.map { .array($0.map { .integer($0) }) } ?? .null }
        func truth(_ value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }
        return .object([
            .init("state", .string(state.rawValue)), .init("framework", framework.map { .string($0) } ?? .null),
            .init("counts", list(counts)), .init("required", list(required)), .init("complete", truth(isComplete)),
            .init("late", truth(isLate)),
            .init("next_alert_on", nextAlertOn.map { .string($0.description) } ?? .null),
        ])
    }

    init?(json: JSON) {
        guard let state = json["state"]?.string.flatMap({ StandingState(rawValue: $0) }) else { return nil }
        self.state = state
        framework = json["framework"]?.string
        counts = json["counts"]?.array?.compactMap(\.integer)
        required = json["required"]?.array?.compactMap(\.integer)
        isComplete = json["complete"]?.bool
        isLate = json["late"]?.bool
        nextAlertOn = json["next_alert_on"]?.string.flatMap { CalendarDate(iso: $0) }
    }
}
