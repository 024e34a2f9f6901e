import Crypto
import Foundation

/// Sets letters by Typst, in a process of its own that lives from letter to letter.
///
/// A process that dies or stays silent is killed and started again, and its letter tried once more.
public actor Typesetter {
    /// The longest silence of the process, in milliseconds: for the start and one letter, and for each letter more.
    static let patience: (letter: Int, more: Int) = (20_000, 100)

    private let python: String
    private let script: String
    private let folder: String
    private let patience: Int
    private let thread = SerialThread("sextant.typesetter")
    private var running: (process: TypesetterProcess, engine: String)?

    /// Where its work is done: it waits for the process there.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Starts nothing yet.
    ///
    /// - Parameter python: the path of a Python that has `typst` (`SEXTANT_TYPST`).
    public init(python: String) {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Resources").path
        self.init(python: python, script: folder + "/typesetter.py", folder: folder, patience: Self.patience.letter)
    }

    init(python: String, script: String, folder: String, patience: Int) {
        self.python = python
        self.script = script
        self.folder = folder
        self.patience = patience
    }

    /// What sets the letters, program, layout and fonts: `typst 0.15.2 f90ecdaf98c24d7a`. Starts the process.
    ///
    /// - Throws: `.engine` when it does not start.
    public func engine() async throws(TypesetFault) -> String {
        do {
            return try start().engine
        } catch {
            throw Self.fault(error)
        }
    }

    /// Sets one letter; its pages are numbered « page n sur N ».
    ///
    /// - Throws: ``TypesetFault``; only `.engine` says nothing against the letter.
    public func set(_ letter: PrintedLetter) async throws(TypesetFault) -> Typeset { try typeset([letter]) }

    /// Sets letters one after the other in one file, each on pages of its own and numbered for itself. The file bears
    /// the day and the sender of the first one.
    ///
    /// - Throws: ``TypesetFault``; only `.engine` says nothing against the letters.
    public func set(lot letters: [PrintedLetter]) async throws(TypesetFault) -> Typeset { try typeset(letters) }

    /// The number of the process, for the tests that kill it.
    var pid: pid_t? { running?.process.pid }

    private func typeset(_ given: [PrintedLetter]) throws(TypesetFault) -> Typeset {
        guard !given.isEmpty else { throw .value("letters") }
        var letters: [PrintedLetter] = []
        var lost: [Unicode.Scalar] = []
        for letter in given {
            let proof = try LetterProof(letter)
            letters.append(proof.letter)
            for scalar in proof.lost where !lost.contains(scalar) { lost.append(scalar) }
        }
        let (engine, answer) = try exchange(request(letters), letters: letters.count)
        switch answer {
        case .set(let pages, let pdf):
            return Typeset(
                pdf: pdf, pages: pages, sha256: Self.hash(of: pdf), engine: engine,
                lost: lost.map(PrintedText.name(of:)))
        case .missing(let text): throw .missingGlyph(text)
        case .refused(let words): throw .template(words)
        case .ready: throw .engine("le processus répond autre chose")
        }
    }

    private struct Request: Encodable {
        let letters: [PrintedLetter]
        let geometry = LetterGeometry.sheet
    }

    private func request(_ letters: [PrintedLetter]) throws(TypesetFault) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let text = try? encoder.encode(Request(letters: letters)) else { throw .value("letters") }
        return Array(text) + [0x0A]
    }

    private func exchange(
        _ line: [UInt8], letters: Int
    ) throws(TypesetFault) -> (engine: String, answer: TypesetAnswer) {
        let silence = Int32(clamping: patience + (letters - 1) * Self.patience.more)
        func tried() throws(Stop) -> (engine: String, answer: TypesetAnswer) {
            let (process, engine) = try start()
            do {
                return (engine, try process.ask(line, patience: silence))
            } catch {
                // Its last reference: the process is killed and waited for.
                running = nil
                throw .lost(error)
            }
        }
        do {
            return try tried()
        } catch {
            guard case .lost = error else { throw Self.fault(error) }
        }
        do {
            return try tried()
        } catch {
            throw Self.fault(error)
        }
    }

    /// Why the process cannot be used.
    private enum Stop: Error {
        case lost(TypesetterProcess.Loss)
        /// It says so itself; its words.
        case unfit(String)
    }

    private func start() throws(Stop) -> (process: TypesetterProcess, engine: String) {
        if let running { return running }
        do {
            let process = try TypesetterProcess(python: python, script: script, folder: folder)
            switch try process.ask([], patience: Int32(clamping: patience)) {
            case .ready(let engine):
                running = (process, engine)
                return (process, engine)
            case .refused(let words): throw Stop.unfit(words)
            case .set, .missing: throw TypesetterProcess.Loss.garbled
            }
        } catch let loss as TypesetterProcess.Loss {
            throw .lost(loss)
        } catch let stop as Stop {
            throw stop
        } catch {
            throw .unfit("\(error)")
        }
    }

    private static func fault(_ stop: Stop) -> TypesetFault {
        switch stop {
        case .unfit(let words): .engine(words)
        case .lost(.cannotStart(let code)): .engine("le programme ne démarre pas, code \(code)")
        case .lost(.died): .engine("le processus s’est arrêté")
        case .lost(.silent): .engine("le processus ne répond plus")
        case .lost(.garbled): .engine("le processus répond autre chose")
        }
    }

    private static func hash(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
