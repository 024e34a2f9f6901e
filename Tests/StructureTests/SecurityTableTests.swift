import Foundation
import Testing

@Suite("The table of ASVS 5 says what the tests say")
struct SecurityTableTests {
    private static let table = Repository.text("Sources/Sextant/Sextant.docc/Security.md")

    /// Cells of each line of the table.
    private static let lines: [[String]] = table.split(separator: "\n").filter { $0.hasPrefix("| V") }.map {
        $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test(
        "every section from V1.1 to V17.3 has its line: held, not a part of it, or which clause is not, or who sees to it"
    )
    func sections() {
        let counts = [5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3]
        let wanted = counts.enumerated().flatMap { chapter, count in (1...count).map { "V\(chapter + 1).\($0)" } }
        #expect(Self.lines.map { String($0[0].prefix { $0 != " " }) } == wanted)
        for line in Self.lines {
            #expect(
                line.count == 3 && ["yes", "in part", "no such part", "left to the installer"].contains(line[1]),
                "\(line)")
            #expect(
                line.count < 3 || line[1] != "in part"
                    || line[2].contains("(\(line[0].dropFirst().prefix { $0 != " " })."))
        }
    }

    @Test("every title that the table quotes is the title of a test")
    func titles() {
        let all = Repository.files(under: "Tests", suffixes: [".swift"]).map(\.text).joined()
        var quoted = 0
        for line in Self.lines {
            let parts = line[2].split(separator: "\"", omittingEmptySubsequences: false)
            for title in parts.enumerated().filter({ $0.offset % 2 == 1 }).map({ String($0.element) }) {
                quoted += 1
                #expect(all.contains("\"\(title)\""), "\(line[0]): no test is called \(title)")
            }
        }
        #expect(quoted > 60)
    }
}
