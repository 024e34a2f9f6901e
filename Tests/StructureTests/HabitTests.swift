import Testing

/// Small habits that keep the house readable.
@Suite("Habits")
struct HabitTests {
    @Test("no file of code has more than 400 lines, half have at most 80 and nine in ten at most 200")
    func filesAreShort() {
        let sizes = Repository.sources.map { ($0.lines.count, $0.path) }.sorted { $0 < $1 }
        for (lines, path) in sizes where lines > 401 { Issue.record("\(path) has \(lines) lines") }
        guard sizes.count > 20 else { return }
        #expect(sizes[sizes.count / 2].0 <= 81, "the median is \(sizes[sizes.count / 2].0)")
        #expect(sizes[sizes.count * 9 / 10].0 <= 201, "nine in ten reach \(sizes[sizes.count * 9 / 10].0)")
    }

    @Test("nothing is left to do, and nothing stands in for what is missing")
    func nothingIsUnfinished() {
        let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX:", "not impl" + "emented"]
        for file in Repository.written {
            for mark in marks where file.text.contains(mark) { Issue.record("\(file.path) says \(mark)") }
        }
    }

    @Test("no path of a single machine is written down")
    func nothingIsTiedToAMachine() {
        let places = ["/wo" + "rk/", "/tmp/ba" + "sh", "/ro" + "ot/", "/opt/sw" + "ift"]
        for file in Repository.written {
            for place in places where file.text.contains(place) { Issue.record("\(file.path) names \(place)") }
        }
    }

    @Test("names say what a thing is: no Manager, Helper, Utils, Common, Service, Data, Info, Base")
    func namesSaySomething() {
        let refused = ["Manager", "Helper", "Utils", "Common", "Service", "Data", "Info", "Base"]
        for file in Repository.sources {
            for type in GlossaryTests.publicTypes(in: file) {
                for word in refused where type.hasSuffix(word) { Issue.record("\(type) of \(file.path)") }
            }
        }
    }

    @Test("clock, identity and chance are arguments: only the program's edge asks the machine for them")
    func clockIsAnArgument() {
        let asked = ["Date()", "Date.now", "UUID()", ".random(in:", ".randomElement()", ".shuffled()"]
        for file in Repository.sources where file.room != "Sextant" {
            for call in asked where file.text.contains(call) { Issue.record("\(file.path) calls \(call)") }
        }
    }

    @Test("pure rooms reach nothing outside", arguments: House.pure.sorted())
    func pureRoomsArePure(room: String) {
        let reached = ["FileManager", "URLSession", "fopen(", "getenv", "ProcessInfo", "print("]
        for file in Repository.sources where file.room == room {
            for call in reached where file.text.contains(call) { Issue.record("\(file.path) uses \(call)") }
        }
    }

    @Test("only the program's edge reads the environment")
    func environmentIsReadAtTheEdge() {
        for file in Repository.sources where file.room != "Sextant" {
            for call in ["getenv(", "ProcessInfo.processInfo.environment"] where file.text.contains(call) {
                Issue.record("\(file.path) uses \(call)")
            }
        }
    }
}
