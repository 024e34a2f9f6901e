import Documents
import Jobs
import Postgres

/// The making of one lot by one worker: letters and piles go to the press between the transactions of the desk.
struct LotWork: Sendable {
    /// The pile is not set, though each of its letters can be.
    struct PileFault: Error {}

    let press: any LetterPress
    let job: Job
    let lease: Lease
    let database: Database
    let desk: LotDesk
    /// How often the job is lent anew while the press works, in seconds.
    let beat: Int64

    /// - Returns: whether there is more to do.
    func go() async throws -> Bool {
        guard !lease.isStopping else { return false }
        switch try await act({ [desk, job, lease] in try desk.next(job, lease, $0) }) {
        case .settled, .over: return false
        case .set(let sheets): return try await set(sheets)
        case .print(let pile): return try await print(pile)
        }
    }

    func act<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await database.patient(as: .council(job.council), body)
    }

    private func set(_ sheets: [LotDesk.Sheet]) async throws -> Bool {
        let answers = await answers(to: sheets)
        let step = try await act { [desk, job, lease] in try desk.record(answers, job, lease, $0) }
        guard answers.count == sheets.count else { return try await wait() }
        if case .set = step { return true }
        return false
    }

    private func print(_ pile: [LotDesk.Sheet]) async throws -> Bool {
        var typeset: Typeset?
        if !pile.isEmpty {
            switch await lent({ await press.answer(lot: pile.map(\.letter)) }) {
            case .success(let set): typeset = set
            case .failure(let fault): return try await sort(pile, fault)
            }
        }
        return try await act { [desk, job, lease, typeset] in try desk.finish(pile, typeset, job, lease, $0) }
    }

    /// The pile was refused: whichever letter is at fault is left out, and the pile is set without it.
    private func sort(_ pile: [LotDesk.Sheet], _ fault: TypesetFault) async throws -> Bool {
        let answers = await answers(to: pile)
        guard answers.count == pile.count else { return try await wait() }
        let faults = answers.filter { if case .failure = $0.1 { true } else { false } }
        guard !faults.isEmpty else { throw PileFault() }
        guard try await act({ [desk, job, lease] in try desk.leaveOut(faults, job, lease, $0) }) else {
            throw PileFault()
        }
        return true
    }

    private func wait() async throws -> Bool {
        guard !lease.isStopping else { return false }
        try await act { [desk, job, lease] in try desk.wait(job, lease, $0) }
        return false
    }

    /// What the press says of each letter; shorter than the letters when it cannot be used at all, or the worker stops.
    private func answers(to sheets: [LotDesk.Sheet]) async -> [LotDesk.Answer] {
        var answers: [LotDesk.Answer] = []
        for sheet in sheets where !lease.isStopping {
            let answer = await lent { await press.answer(sheet.letter) }
            if case .failure(.engine) = answer {
                // Silent or dead: of this letter, if another one can be set.
                guard await lent({ await press.isWorking() }) else { return answers }
            }
            answers.append((sheet, answer))
        }
        return answers
    }

    /// Something that takes long: the job is lent anew meanwhile.
    private func lent<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value {
        async let _: Void = keep()
        return await body()
    }

    private func keep() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(beat))
            guard !Task.isCancelled else { return }
            _ = try? await act { [lease] in try lease.keep($0) }
        }
    }
}

extension LetterPress {
    /// The letter as a file, or why it is none.
    func answer(_ letter: PrintedLetter) async -> Result<Typeset, TypesetFault> {
        do {
            return .success(try await set(letter))
        } catch {
            return .failure(error)
        }
    }

    /// Whether a letter of which nothing is wrong can be set.
    func isWorking() async -> Bool {
        guard let address = try? PostalAddress(lines: ["Essai", "00000 ESSAI"]) else { return false }
        let letter = PrintedLetter(
            sender: ["Essai"], address: address, dateLine: "Essai", day: "2026-01-01", reference: "ESSAI",
            subject: "Essai", paragraphs: ["Essai"])
        if case .success = await answer(letter) { return true }
        return false
    }

    /// The letters as one file, or why they are none.
    func answer(lot letters: [PrintedLetter]) async -> Result<Typeset, TypesetFault> {
        do {
            return .success(try await set(lot: letters))
        } catch {
            return .failure(error)
        }
    }
}
