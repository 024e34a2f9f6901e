import ArgumentParser
import Foundation
import Frameworks
import Progress

/// Judges one file, or one a line, without a database (contracts §1).
struct Evaluate: RuledCommand {
    static let policy = CommandPolicy.noDatabase
    static let configuration = CommandConfiguration(abstract: "Judge a JSON file from standard input; no database.")
    @Flag(help: "One object a line in, one a line out.") var jsonl = false
    @Flag(help: "Add the proof of each verdict.") var explain = false
    @Flag(help: "Add what would be enough to complete the programme.") var advise = false

    func run() async throws {
        try await reporting {
            let rulebook = Rulebook(frameworks: try InstallFrameworks.shipped().map(\.framework))
            let evaluation = Evaluation(rulebook: rulebook, explains: explain, advises: advise)
            if jsonl { try lines(evaluation) } else { try whole(evaluation) }
        }
    }

    private func whole(_ evaluation: Evaluation) throws {
        let answer = evaluation.answer(to: Array(FileHandle.standardInput.readDataToEndOfFile()))
        FileHandle.standardOutput.write(Data(answer.bytes + [0x0A]))
        if answer.isFault { throw ExitCode(Outcome.usage.rawValue) }
    }

    private func lines(_ evaluation: Evaluation) throws {
        var pending: [UInt8] = []
        var output: [UInt8] = []
        while case let chunk = FileHandle.standardInput.availableData, !chunk.isEmpty {
            pending.append(contentsOf: chunk)
            while let end = pending.firstIndex(of: 0x0A) {
                answer(Array(pending[..<end]), evaluation, &output)
                pending.removeSubrange(...end)
            }
            FileHandle.standardOutput.write(Data(output))
            output.removeAll(keepingCapacity: true)
        }
        if !pending.isEmpty { answer(pending, evaluation, &output) }
        FileHandle.standardOutput.write(Data(output))
    }

    private func answer(_ line: [UInt8], _ evaluation: Evaluation, _ output: inout [UInt8]) {
        let text = line.last == 0x0D ? Array(line.dropLast()) : line
        guard !text.isEmpty else { return }
        output.append(contentsOf: evaluation.answer(to: text).bytes)
        output.append(0x0A)
    }
}
