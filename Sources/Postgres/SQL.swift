/// A statement whose interpolations are binds: `"select \(x)"` sends `select $1` and `x` beside it.
///
/// There is no way to splice a run-time string into the text, so there is nothing to escape.
/// Pieces of statement combine with interpolation of another `SQL`, whose binds are renumbered.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// A value beside the statement, in PostgreSQL's text format; nil is NULL.
    struct Bind: Sendable {
        let text: String?
        let type: UInt32
    }

    /// The statement, cut where a bind stands.
    var pieces: [String]
    /// One fewer than `pieces`.
    var binds: [Bind]

    /// A statement without binds.
    public init(stringLiteral value: String) {
        pieces = [value]
        binds = []
    }

    /// The statement that the interpolation built.
    public init(stringInterpolation: StringInterpolation) {
        pieces = stringInterpolation.pieces
        binds = stringInterpolation.binds
    }

    init(unchecked text: String) {
        pieces = [text]
        binds = []
    }

    /// The text with `$1`, `$2`… where binds stand.
    public var text: String {
        var text = pieces[0]
        for index in binds.indices { text += "$\(index + 1)\(pieces[index + 1])" }
        return text
    }

    /// Collects the literal's parts.
    public struct StringInterpolation: StringInterpolationProtocol {
        var pieces = [""]
        var binds: [Bind] = []

        /// Nothing yet.
        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount + 1)
            binds.reserveCapacity(interpolationCount)
        }

        /// A piece of the statement itself.
        public mutating func appendLiteral(_ literal: String) { pieces[pieces.count - 1] += literal }

        /// A bind; nil is NULL.
        public mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            binds.append(Bind(text: value?.bindText, type: Value.bindType))
            pieces.append("")
        }

        /// Another statement, its binds renumbered.
        public mutating func appendInterpolation(_ other: SQL) {
            pieces[pieces.count - 1] += other.pieces[0]
            binds.append(contentsOf: other.binds)
            pieces.append(contentsOf: other.pieces.dropFirst())
        }
    }
}

extension SQL {
    /// Joins two pieces; binds are renumbered.
    public static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }
}
