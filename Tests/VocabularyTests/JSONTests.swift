import Testing
import Vocabulary

@Suite("JSON")
struct JSONTests {
    @Test("a NUL in a text is refused: nothing could keep it")
    func noNUL() {
        #expect(throws: JSON.Fault.self) { try JSON(parsing: #"{"a": "b\u0000c"}"#) }
    }

    @Test("values of every kind are read, and a boolean is never a number")
    func kinds() throws {
        let text = #" {"a":[1,-0.5,2.0,1e2,true,null],"é":"\u00e9\n\ud83d\ude00","o":{}} "#
        let json = try JSON(parsing: text)
        #expect(json["a"] == .array([.integer(1), .decimal(-0.5), .integer(2), .integer(100), .bool(true), .null]))
        #expect(json["é"] == .string("é\n😀"))
        #expect(json["o"] == .object([]))
        #expect(json["a"]?.array?[4].number == nil)
        #expect(json["a"]?.array?[0].bool == nil)
    }

    @Test("a leading byte-order mark is tolerated")
    func byteOrderMark() throws {
        #expect(try JSON(parsing: [0xEF, 0xBB, 0xBF, UInt8(ascii: "1")]) == .integer(1))
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "1e", "-", "tru", "nul", "\"a", "\"\\x\"",
            "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\u12g4\"", "{\"a\" 1}", "{a:1}", "1 2", "[1 2]", "1e999",
            "{\"a\":1,\"a\":2}", "\"\t\"", "'a'", "NaN", "[",
        ])
    func refused(_ text: String) { #expect(throws: JSON.Fault.self) { try JSON(parsing: text) } }

    @Test("bytes that are not UTF-8 are refused inside a text")
    func notUTF8() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0x5C, 0x6E, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSON.Fault.self) { try JSON(parsing: bytes) }
        }
    }

    @Test("nesting stops at sixty-four levels instead of overflowing the stack")
    func depth() throws {
        let fits = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSON(parsing: fits)
        for text in ["[" + fits + "]", String(repeating: "[", count: 1_000_000)] {
            #expect(throws: JSON.Fault.self) { try JSON(parsing: text) }
        }
    }

    @Test("a fault tells the byte where it stands")
    func offset() {
        do throws(JSON.Fault) {
            _ = try JSON(parsing: "{\"a\": tru}")
            Issue.record("should not be read")
        } catch {
            #expect(error.offset == 6)
        }
    }

    @Test("an object with very many keys is read in reasonable time, and a key twice is still found")
    func manyKeys() throws {
        let body = (0..<50_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(try JSON(parsing: "{" + body + "}").members?.count == 50_000)
        #expect(throws: JSON.Fault.self) { try JSON(parsing: "{" + body + ",\"k7\":0}") }
    }

    @Test("any value survives being written and read")
    func roundTrip() throws {
        var dice = Dice(seed: Dice.seed)
        for _ in 0..<3_000 * Dice.volume {
            let value = JSONTests.value(&dice, depth: 4)
            #expect(try JSON(parsing: value.text) == value)
        }
    }

    @Test("no bytes crash the parser, and what it reads it can write")
    func fuzz() throws {
        var dice = Dice(seed: Dice.seed &+ 1)
        var read = 0
        print("fuzz: JSON: \(20_000 * Dice.volume) inputs")
        for _ in 0..<20_000 * Dice.volume {
            var bytes = [UInt8](JSONTests.value(&dice, depth: 3).text.utf8)
            for _ in 0..<(1 + dice.below(4)) where !bytes.isEmpty {
                let place = dice.below(bytes.count)
                switch dice.below(4) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: dice.next())
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(dice.one(of: Array("{}[]\",:\\u0eE-.tfn ".utf8)), at: place)
                default: bytes = Array(bytes[..<place])
                }
            }
            guard let value = try? JSON(parsing: bytes) else { continue }
            read += 1
            #expect(try JSON(parsing: value.text) == value)
        }
        #expect(read > 1_000)
    }

    static func value(_ dice: inout Dice, depth: Int) -> JSON {
        switch dice.below(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(dice.chance(50))
        case 2: return .integer(dice.below(1 << 53) - (1 << 52))
        case 3: return .decimal(Double(dice.below(1_000_000)) + 0.25)
        case 4, 5: return .string(text(&dice))
        case 6: return .array((0..<dice.below(5)).map { _ in value(&dice, depth: depth - 1) })
        default:
            return .object(
                (0..<dice.below(5)).map { JSON.Member("\($0)" + text(&dice), value(&dice, depth: depth - 1)) })
        }
    }

    static func text(_ dice: inout Dice) -> String {
        let scalars: [Character] = ["a", "é", "\"", "\\", "\n", "\u{1}", "😀", "/", " ", "\u{7F}", "\u{2028}", "z"]
        return String((0..<dice.below(12)).map { _ in dice.one(of: scalars) })
    }
}
