import Vocabulary

/// Reads the part of YAML in which the facts are written: blocks of `key: value` and `- value` by indentation, flow
/// lists and objects on one line, quoted and plain texts, anchors of lists, comments.
struct FactsFile {
    /// Why a line cannot be read.
    struct Fault: Error {
        let line: String
    }

    private var lines: [(indent: Int, text: String)]
    private var place = 0
    private var anchors: [String: JSON] = [:]

    /// What the file says.
    private(set) var value = JSON.null

    init(_ text: String) throws {
        lines = text.split(separator: "\n").compactMap { line in
            let bare = FactsFile.withoutComment(line)
            let indent = bare.prefix { $0 == " " }.count
            let content = String(bare.dropFirst(indent))
            return content.isEmpty ? nil : (indent, content)
        }
        value = try block(indent: 0)
    }

    /// The line up to a `#` that stands outside quotes and after a space, without the blanks at its end.
    private static func withoutComment(_ line: Substring) -> Substring {
        var isQuoted = false
        var end = line.endIndex
        var previous: Character = " "
        for index in line.indices {
            if line[index] == "\"", previous != "\\" { isQuoted.toggle() }
            if line[index] == "#", !isQuoted, previous == " " {
                end = index
                break
            }
            previous = line[index]
        }
        var kept = line[..<end]
        while let last = kept.last, last.isWhitespace { kept.removeLast() }
        return kept
    }

    private mutating func block(indent: Int) throws -> JSON {
        guard place < lines.count else { return .null }
        if lines[place].text.hasPrefix("- ") { return try list(indent: lines[place].indent) }
        if lines[place].text.hasPrefix("[") {
            place += 1
            return try inline(lines[place - 1].text)
        }
        var members: [JSON.Member] = []
        while place < lines.count, lines[place].indent == indent, !lines[place].text.hasPrefix("- ") {
            let line = lines[place].text
            guard let colon = line.firstRange(of: ":") else { throw Fault(line: line) }
            let key = String(line[..<colon.lowerBound])
            let rest = String(line[colon.upperBound...].drop { $0 == " " })
            place += 1
            members.append(.init(key, try member(rest, indent: indent)))
        }
        return .object(members)
    }

    private mutating func member(_ rest: String, indent: Int) throws -> JSON {
        let isAnchor = rest.hasPrefix("&")
        guard rest.isEmpty || isAnchor else { return try inline(rest) }
        let isDeeper = place < lines.count && (lines[place].indent > indent || lines[place].text.hasPrefix("- "))
        let value = isDeeper ? try block(indent: lines[place].indent) : .null
        if isAnchor { anchors[String(rest.dropFirst())] = value }
        return value
    }

    private mutating func list(indent: Int) throws -> JSON {
        var elements: [JSON] = []
        while place < lines.count, lines[place].indent == indent, lines[place].text.hasPrefix("- ") {
            place += 1
            elements.append(try inline(String(lines[place - 1].text.dropFirst(2))))
        }
        return .array(elements)
    }

    private func inline(_ text: String) throws -> JSON {
        var flow = Flow(text: Array(text), anchors: anchors)
        let value = try flow.value()
        guard flow.isAtEnd else { throw Fault(line: text) }
        return value
    }
}

/// A cursor over a value on one line.
private struct Flow {
    let text: [Character]
    let anchors: [String: JSON]
    var place = 0

    init(text: [Character], anchors: [String: JSON]) {
        self.text = text
        self.anchors = anchors
    }

    var isAtEnd: Bool { place == text.count }
    private var next: Character { place < text.count ? text[place] : "\0" }
    private var fault: FactsFile.Fault { FactsFile.Fault(line: String(text[min(place, text.count)...])) }

    private mutating func skip() { while next == " " { place += 1 } }

    mutating func value() throws -> JSON {
        skip()
        switch next {
        case "{": return try object()
        case "[": return try array()
        case "\"": return .string(try quoted())
        default: return try plain()
        }
    }

    private mutating func object() throws -> JSON {
        var members: [JSON.Member] = []
        place += 1
        skip()
        while next != "}" {
            let key = next == "\"" ? try quoted() : plainText(until: [":"])
            skip()
            guard next == ":" else { throw fault }
            place += 1
            members.append(.init(key, try value()))
            try separator("}")
        }
        place += 1
        return .object(members)
    }

    private mutating func array() throws -> JSON {
        var elements: [JSON] = []
        place += 1
        skip()
        while next != "]" {
            elements.append(try value())
            try separator("]")
        }
        place += 1
        return .array(elements)
    }

    private mutating func separator(_ end: Character) throws {
        skip()
        if next == "," {
            place += 1
            skip()
        } else if next != end {
            throw fault
        }
    }

    private mutating func quoted() throws -> String {
        var result = ""
        place += 1
        while next != "\"" {
            guard place < text.count else { throw fault }
            if next == "\\" { place += 1 }
            result.append(next)
            place += 1
        }
        place += 1
        return result
    }

    private mutating func plainText(until ends: Set<Character>) -> String {
        var result = ""
        while place < text.count, !ends.contains(next) {
            result.append(next)
            place += 1
        }
        while result.last == " " { result.removeLast() }
        return result
    }

    private mutating func plain() throws -> JSON {
        let word = plainText(until: [",", "}", "]"])
        if word.hasPrefix("*") {
            guard let value = anchors[String(word.dropFirst())] else { throw fault }
            return value
        }
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "": return .null
        default: return Int(word).map { .integer($0) } ?? .string(word)
        }
    }
}
