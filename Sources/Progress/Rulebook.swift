public import Vocabulary

/// Every version of every référentiel that applies, prepared once for many evaluations.
public struct Rulebook: Sendable {
    private let versions: [FrameworkID: [CompiledFramework]]
    private let linesByID: [String: [CompiledLine]]
    /// The tags that any of them excludes (rule R15).
    public let exclusions: Set<String>

    /// Prepares the versions; several of one id may be given, in any order (rule R27).
    public init(frameworks: [Framework]) {
        var keys: [String: Int] = [:]
        var versions: [FrameworkID: [CompiledFramework]] = [:]
        var linesByID: [String: [CompiledLine]] = [:]
        for framework in frameworks {
            let compiled = CompiledFramework(framework) { line in
                let name = "\(framework.id)/\(line)"
                let key = keys[name] ?? keys.count + 1
                keys[name] = key
                return key
            }
            versions[framework.id, default: []].append(compiled)
            for line in framework.lines { linesByID[line.id, default: []].append(CompiledLine(line, key: 0)) }
        }
        self.versions = versions.mapValues { list in
            list.enumerated().sorted {
                ($0.element.framework.effectiveFrom, $0.offset) < ($1.element.framework.effectiveFrom, $1.offset)
            }.map(\.element)
        }
        self.linesByID = linesByID
        exclusions = Set(frameworks.flatMap { $0.exclusions.map(\.id) })
    }

    /// The ids of the référentiels it holds, in order.
    public var ids: [FrameworkID] { versions.keys.sorted() }

    /// Whether it holds a version of this référentiel.
    public func contains(_ id: FrameworkID) -> Bool { versions[id] != nil }

    /// The version in force that day; the first one before any was published (rule R27); nil when unknown.
    public func framework(_ id: FrameworkID, on day: CalendarDate) -> Framework? { version(id, on: day)?.framework }

    /// Every version of a line, in every référentiel that has its id.
    public func lines(_ action: String) -> [ActionLine] { linesByID[action]?.map(\.line) ?? [] }

    /// Whether the declaration counts, or may count, in block 4 (rule R24).
    public func mayCountInBlockFour(_ declaration: Declaration) -> Bool {
        declaration.mayCountInBlockFour(lines: lines(declaration.action))
    }

    /// The declaration as it may be stored: unchanged, or without any detail about health in block 4 (rule R24).
    /// - Returns: The declaration, and the names of the fields discarded; none when it is not for block 4.
    public func storable(_ declaration: Declaration) -> (declaration: Declaration, discarded: [String]) {
        let lines = lines(declaration.action)
        guard declaration.mayCountInBlockFour(lines: lines) else { return (declaration, []) }
        return declaration.withoutHealthDetails(lines: lines, exclusions: exclusions)
    }

    func version(_ id: FrameworkID, on day: CalendarDate) -> CompiledFramework? {
        guard let list = versions[id] else { return nil }
        return list.last { $0.framework.effectiveFrom <= day } ?? list.first
    }

    func history(_ id: FrameworkID) -> [CompiledFramework] { versions[id] ?? [] }

    func compiledLines(_ action: String) -> [CompiledLine] { linesByID[action] ?? [] }
}
