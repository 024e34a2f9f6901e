import Foundation
import Glibc
import Testing

@testable import Documents

extension PrintedLetter {
    /// A letter as a council writes them.
    static let sample = PrintedLetter(
        sender: ["Conseil départemental de la Gironde", "Ordre des médecins", "33520 BRUGES"],
        address: try! PostalAddress(lines: ["Docteur Claire Aubin", "12 rue des Lilas", "33000 Bordeaux"]),
        dateLine: "Bruges, le 2 janvier 2029", day: "2029-01-02", reference: "33-1042-K",
        subject: "Votre certification périodique : repère du 1er janvier 2029",
        paragraphs: ["Docteur Claire Aubin,", "Votre programme n’est pas encore établi comme réalisé.\nÀ bientôt."],
        signature: ["Pour le conseil départemental,", "Docteur Jean Martin"])
}

/// The Python that has typst: `SEXTANT_TYPST`, or that of the gate.
private enum Python {
    static let path: String? = {
        if let given = ProcessInfo.processInfo.environment["SEXTANT_TYPST"], !given.isEmpty { return given }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = root.deletingLastPathComponent().appendingPathComponent(".build-venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()
}

@Suite("Letters set by Typst", .enabled(if: Python.path != nil, "no Python with typst: SEXTANT_TYPST"))
struct TypesetterTests {
    private let typesetter = Typesetter(python: Python.path ?? "")

    private func fault(_ change: (inout PrintedLetter) -> Void) async -> TypesetFault? {
        var letter = PrintedLetter.sample
        change(&letter)
        do throws(TypesetFault) {
            _ = try await typesetter.set(letter)
            return nil
        } catch {
            return error
        }
    }

    @Test("the same letter gives the same bytes, in one process and in another")
    func sameBytes() async throws {
        let first = try await typesetter.set(.sample)
        let again = try await typesetter.set(.sample)
        let elsewhere = try await Typesetter(python: Python.path ?? "").set(.sample)
        #expect(first == again && first == elsewhere)
        #expect(first.pages == 1 && first.sha256.count == 64 && first.engine.hasPrefix("typst 0.15.2 "))
        #expect(first.pdf.starts(with: Array("%PDF-1.7".utf8)) && first.lost.isEmpty)
        var other = PrintedLetter.sample
        other.reference = "33-1043-W"
        let another = try await typesetter.set(other)
        #expect(another.sha256 != first.sha256)
    }

    @Test("a sheet that is not to be sent says so, and one without a banner keeps its bytes")
    func banner() async throws {
        var draft = PrintedLetter.sample
        draft.banner = "APERÇU : ne pas envoyer"
        let (plain, marked) = (try await typesetter.set(.sample), try await typesetter.set(draft))
        #expect(plain.sha256 != marked.sha256 && marked.pages == 1)
        draft.banner = " "
        #expect(try await typesetter.set(draft).sha256 == plain.sha256)
        #expect(await fault { $0.banner = String(repeating: "a", count: 61) } == .value("banner"))
    }

    @Test("a letter of many paragraphs takes more pages, and a lot the sum of its letters'")
    func pages() async throws {
        var long = PrintedLetter.sample
        long.paragraphs = Array(repeating: String(repeating: "Quelques mots. ", count: 60), count: 9)
        let pages = try await typesetter.set(long).pages
        #expect(pages > 1)
        #expect(try await typesetter.set(lot: [.sample, long, .sample]).pages == pages + 2)
    }

    @Test("a process that was killed is started again, and gives the same bytes")
    func killed() async throws {
        let before = try await typesetter.set(.sample)
        let pid = try #require(await typesetter.pid)
        kill(pid, SIGKILL)
        let after = try await typesetter.set(.sample)
        let next = try #require(await typesetter.pid)
        #expect(before == after && pid != next)
    }

    @Test("a process that is killed in the middle of a lot is started again, and the lot is whole")
    func killedInALot() async throws {
        let letters = (1...200).map { number in
            var letter = PrintedLetter.sample
            letter.reference = "33-\(number)-K"
            return letter
        }
        let before = try await typesetter.set(lot: letters)
        let pid = try #require(await typesetter.pid)
        let killing = Task {
            try await Task.sleep(for: .milliseconds(150))
            kill(pid, SIGKILL)
        }
        // Other words, so that nothing is remembered: the process is at work when it is killed.
        _ = try await typesetter.set(lot: Array(letters.reversed()))
        try await killing.value
        let after = try await typesetter.set(lot: letters)
        let next = try #require(await typesetter.pid)
        #expect(after == before && after.pages == 200 && pid != next)
    }

    @Test("many ask at once, and each gets its own letter")
    func atOnce() async throws {
        try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for number in 1...12 {
                group.addTask { [typesetter] in
                    let letters = Array(repeating: PrintedLetter.sample, count: number)
                    return (number, try await typesetter.set(lot: letters).pages)
                }
            }
            for try await (number, pages) in group { #expect(pages == number) }
        }
    }

    @Test("values that look like code are set as text, whatever they are")
    func hostileValues() async throws {
        let values = [
            "#read(\"/etc/passwd\")", "*gras* _italique_", "$x^2$ \\ fin", "<étiquette> @renvoi", "`brut` // rien",
            "= Titre",
            "https://exemple.fr/#a", "]]}) #pagebreak()", "\"guillemets\" \\u{41} \\n", "-- --- ... ~",
            String(repeating: "mot ", count: 1_250), String(repeating: "W", count: 5_000),
        ]
        for value in values {
            var letter = PrintedLetter.sample
            letter.paragraphs = [value]
            letter.signature = [String(value.prefix(100))]
            letter.subject = String(value.prefix(300))
            letter.sender = [String(value.prefix(100)), String(value.prefix(100))]
            letter.reference = String(value.prefix(60))
            letter.dateLine = String(value.prefix(80))
            let typeset = try await typesetter.set(letter)
            #expect(typeset.pages >= 1, "\(value.prefix(40))")
        }
    }

    @Test("a character that no font draws is refused and shown; one that turns the writing is left out and named")
    func characters() async throws {
        #expect(await fault { $0.paragraphs[0] = "Docteur 漢字 😀 漢" } == .missingGlyph("漢字😀"))
        #expect(await fault { $0.signature = ["\u{627}"] } == .missingGlyph("\u{627}"))
        var turned = PrintedLetter.sample
        turned.subject += "\u{202E}\u{7}"
        var plain = PrintedLetter.sample
        plain.subject += " "
        let typeset = try await typesetter.set(turned)
        #expect(typeset.lost == ["U+202E", "U+0007"])
        #expect(try await typesetter.set(plain).pdf == typeset.pdf)
    }

    @Test("every letter that a French name or address is written with is drawn")
    func alphabet() async {
        let letters = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒàâäçéèêëîïôöùûüÿæœÑñÁáÍíÓóÚúŁłŠšŽžČčĆćŞşĞğİıØøÅåÐðÞþßẞ"
        let signs = "« » “ ” ‘ ’ … – — · • € § ° № ½ ² ₂ × ≥ ≤ − ‑ \u{A0}\u{202F}%"
        #expect(await fault { $0.paragraphs = [letters, signs, letters + "e\u{301}"] } == nil)
    }

    /// Seconds of the processor, which do not depend on what else the machine does.
    private func seconds(of pid: pid_t) throws -> Double {
        let line = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = try #require(line.split(separator: ")").last).split(separator: " ")
        let ticks = try #require(Int(fields[11])) + #require(Int(fields[12]))
        return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    @Test("a lot of 84 letters takes less than five seconds of one processor")
    func lot() async throws {
        _ = try await typesetter.engine()
        let pid = try #require(await typesetter.pid)
        let before = try seconds(of: pid)
        let typeset = try await typesetter.set(lot: Array(repeating: .sample, count: 84))
        let taken = try seconds(of: pid) - before
        #expect(typeset.pages == 84)
        #expect(taken > 0 && taken < 5)
    }

    @Test("no letter is no lot")
    func empty() async {
        await #expect(throws: TypesetFault.value("letters")) { try await typesetter.set(lot: []) }
    }
}

@Suite("A typesetter whose process misbehaves", .enabled(if: Python.path != nil, "no Python"))
struct TypesetterFaultTests {
    /// Has a script of its own in the place of `typesetter.py`; `{log}` in it is a file.
    private func fault(of script: String, patience: Int = 20_000) async throws -> (TypesetFault?, log: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sextant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (file, log) = (folder.appendingPathComponent("fake.py"), folder.appendingPathComponent("log"))
        let head = "import os, sys, time\nopen('\(log.path)', 'a').write('s')\n"
        try (head + script).write(to: file, atomically: true, encoding: .utf8)
        let typesetter = Typesetter(
            python: Python.path ?? "", script: file.path, folder: folder.path, patience: patience)
        var found: TypesetFault?
        do throws(TypesetFault) { _ = try await typesetter.set(.sample) } catch { found = error }
        return (found, (try? String(contentsOf: log, encoding: .utf8)) ?? "")
    }

    private static let ready = "print('{\"engine\": \"x\"}', flush=True)\nsys.stdin.readline()\n"

    @Test("one that dies under a letter is started once more, and no more")
    func dies() async throws {
        let (fault, log) = try await fault(of: Self.ready)
        #expect(fault == .engine("le processus s’est arrêté"))
        #expect(log == "ss")
    }

    @Test("one that stays silent is killed")
    func silent() async throws {
        let (fault, log) = try await fault(of: Self.ready + "time.sleep(600)", patience: 700)
        #expect(fault == .engine("le processus ne répond plus"))
        #expect(log == "ss")
    }

    @Test("one that says something else is not believed")
    func garbled() async throws {
        let (fault, _) = try await fault(of: Self.ready + "print('bonjour', flush=True)")
        #expect(fault == .engine("le processus répond autre chose"))
    }

    @Test("one that lacks typst says so, and is not started again for that letter")
    func unfit() async throws {
        let (fault, log) = try await fault(of: "print('{\"refused\": \"No module named typst\"}', flush=True)")
        #expect(fault == .engine("No module named typst"))
        #expect(log == "s")
    }

    @Test("it gets nothing of our environment")
    func poor() async throws {
        let script = """
            given = sorted(name for name in os.environ if name != 'LC_CTYPE')
            print('{"refused": "%s"}' % given, flush=True)
            """
        let (fault, _) = try await fault(of: script)
        #expect(fault == .engine("[]"))
    }

    @Test("a path that leads nowhere is an engine that does not start")
    func absent() async {
        let typesetter = Typesetter(python: "/nowhere/python")
        await #expect(throws: TypesetFault.engine("le programme ne démarre pas, code 2")) {
            try await typesetter.engine()
        }
    }
}
