import Vocabulary

/// An action that passed every check of its own and may be counted.
struct Candidate {
    /// Its place in the declarations.
    let index: Int
    /// One number a line, 0 for an action outside the référentiel.
    let line: Int
    /// The blocks in which it may be counted.
    let blocks: BlockSet
    /// One number an object, 0 when it has none.
    let object: Int
    /// Actions of different realms are never one realisation (rule R07).
    let realm: Int
    /// The days it covers; of one realm, those whose days overlap are one realisation.
    let span: ClosedRange<CalendarDate>
    /// The block the physician wishes.
    let wanted: Block?
    /// Whether its line gives one action at most in the whole cycle.
    let isLimited: Bool
    /// The points it gives, in a référentiel that counts them.
    let points: Double
    /// When two actions are the same, block by block.
    let identities: [Identity]

    /// Whether the two are one realisation, whatever their lines.
    func overlaps(_ other: Candidate) -> Bool { realm == other.realm && span.overlaps(other.span) }

    /// Whether the two may not both count in this block, being the same action.
    func isIdentical(to other: Candidate, in block: Block) -> Bool {
        guard line == other.line, blocks.contains(block), other.blocks.contains(block) else { return false }
        switch identities[Int(block.rawValue) - 1] {
        case .line: return true
        case .object: return object == other.object
        case .occurrence: return false
        }
    }

    /// Whether the two can never both count, wherever they go.
    func excludes(_ other: Candidate) -> Bool {
        if overlaps(other) || (isLimited && line == other.line) { return true }
        guard blocks == other.blocks, let block = blocks.single else { return false }
        return isIdentical(to: other, in: block)
    }

    /// Whether counting one can ever cost the other.
    func interacts(with other: Candidate) -> Bool {
        if overlaps(other) { return true }
        guard line == other.line else { return false }
        if isLimited { return true }
        return Block.allCases.contains { isIdentical(to: other, in: $0) }
    }

    /// Whether `block` is closed to it once `other` counts in `otherBlock`.
    func isBarred(from block: Block, by other: Candidate, in otherBlock: Block) -> Bool {
        overlaps(other) || (isLimited && line == other.line)
            || (block == otherBlock && isIdentical(to: other, in: block))
    }

    /// The places that only one action may take and that counting it in `block` takes.
    func places(in block: Block) -> [Place] {
        var result: [Place] = []
        switch identities[Int(block.rawValue) - 1] {
        case .line: result.append(Place(line: line, object: nil, block: block))
        case .object: result.append(Place(line: line, object: object, block: block))
        case .occurrence: break
        }
        if isLimited { result.append(Place(line: line, object: nil, block: nil)) }
        return result
    }
}

/// Something that at most one counted action may take: a line in a block, an object of it, or a whole line.
struct Place: Hashable {
    let line: Int
    let object: Int?
    /// Nil for a line that gives one action in the whole cycle.
    let block: Block?
}

/// The candidates of one file in the order of display: by realisation date, then id (contract §1b).
struct CandidateList {
    let candidates: [Candidate]

    /// - Parameter countsPoints: Whether the référentiel counts points on top of the actions.
    init(_ declarations: [Declaration], _ judgements: [Judgement], countsPoints: Bool = false) {
        var order: [Int] = []
        for index in judgements.indices where judgements[index].verdict == .counted { order.append(index) }
        order.sort { left, right in
            let first = judgements[left].realisedOn ?? .distantPast
            let second = judgements[right].realisedOn ?? .distantPast
            return first == second ? declarations[left].id < declarations[right].id : first < second
        }
        var objects = Numbering<String>()
        var realms = Numbering<Realm>()
        candidates = order.map { index in
            CandidateList.candidate(index, declarations[index], judgements[index], countsPoints, &objects, &realms)
        }
    }

    /// What a realisation is told by: its object, or without one its line and day.
    private enum Realm: Hashable {
        case object(Int)
        case occurrence(line: Int, day: CalendarDate)
    }

    private static func candidate(
        _ index: Int, _ declaration: Declaration, _ judgement: Judgement, _ countsPoints: Bool,
        _ objects: inout Numbering<String>, _ realms: inout Numbering<Realm>
    ) -> Candidate {
        let line = judgement.line
        let isOffList = declaration.action == Declaration.offList
        let day = judgement.occurrence ?? .distantPast
        let name = declaration.object ?? (line?.line.objectFromItem ?? false ? declaration.item : nil)
        let object = name.map { objects.number(of: $0) } ?? 0
        let key = isOffList ? 0 : line?.key ?? 0
        let framework = judgement.framework
        let identities = (isOffList ? framework?.offListIdentities : framework?.identities) ?? []
        return Candidate(
            index: index, line: key, blocks: judgement.blocks, object: object,
            realm: realms.number(of: object > 0 ? .object(object) : .occurrence(line: key, day: day)),
            span: object > 0 ? judgement.declared ?? day...day : day...day, wanted: declaration.blockWanted,
            isLimited: line?.line.isLimitedToOne ?? false, points: countsPoints ? line?.line.points ?? 0 : 0,
            identities: identities)
    }
}

/// Numbers values from 1 in the order they come.
struct Numbering<Value: Hashable> {
    private var few: [Value] = []
    private var many: [Value: Int] = [:]

    /// The number of a value, a new one when it is new.
    mutating func number(of value: Value) -> Int {
        if few.count < 12 {
            if let index = few.firstIndex(of: value) { return index + 1 }
            few.append(value)
            return few.count
        }
        if many.isEmpty {
            for (index, value) in few.enumerated() { many[value] = index + 1 }
        }
        let number = many[value] ?? many.count + 1
        many[value] = number
        return number
    }
}
