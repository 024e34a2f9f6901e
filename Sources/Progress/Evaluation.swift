import Vocabulary

/// `sextant evaluate`: one JSON object in, one JSON object out, nothing else (contract §1).
public struct Evaluation: Sendable {
    /// The answer to one input.
    public struct Answer: Sendable {
        /// One JSON object on one line, without the line feed.
        public let bytes: [UInt8]
        /// Whether it is an error object: the exit status is then 64.
        public let isFault: Bool
    }

    private let rulebook: Rulebook
    private let explains: Bool
    private let advises: Bool

    /// An evaluator over some référentiels.
    /// - Parameters:
    ///   - explains: Whether the answers hold the proof of each action.
    ///   - advises: Whether they hold what would be enough to complete the programme.
    public init(rulebook: Rulebook, explains: Bool = false, advises: Bool = false) {
        self.rulebook = rulebook
        self.explains = explains
        self.advises = advises
    }

    /// The answer to one input object; any bytes give an answer, if only an error object.
    public func answer(to input: UnsafeRawBufferPointer) -> Answer {
        do throws(InputFault) {
            return Answer(bytes: try evaluate(input), isFault: false)
        } catch {
            var writer = JSONWriter()
            writer.object {
                $0.key("error")
                $0.object {
                    $0.member("path", error.path)
                    $0.member("message", error.message)
                }
            }
            return Answer(bytes: writer.bytes, isFault: true)
        }
    }

    /// The answer to one input object given as an array of bytes.
    public func answer(to input: [UInt8]) -> Answer { input.withUnsafeBytes { answer(to: $0) } }

    private func evaluate(_ bytes: UnsafeRawBufferPointer) throws(InputFault) -> [UInt8] {
        let json: JSON
        do throws(JSON.Fault) {
            json = try JSON(parsing: bytes)
        } catch {
            throw InputFault("", "\(error.message) (octet \(error.offset))")
        }
        let input = try EvaluationInput(json, rulebook)
        let engine = Engine(rulebook: rulebook, policies: input.policies)
        guard let assessment = engine.assess(input.cycle, input.profile, input.declarations, input.asOf) else {
            throw InputFault("profile.specialties", "référentiel inconnu")
        }
        var writer = JSONWriter()
        let advice =
            advises
            ? engine.advice(
                for: input.cycle, profile: input.profile, declarations: input.declarations, asOf: input.asOf) : nil
        writer.object { object in
            write(assessment, input, engine, to: &object)
            if let advice {
                object.key("advice")
                advice.write(to: &object)
            }
        }
        return writer.bytes
    }

    private func write(
        _ assessment: Assessment, _ input: EvaluationInput, _ engine: Engine, to object: inout JSONWriter
    ) {
        let standing = assessment.standing
        object.key("cycle")
        object.object {
            $0.member("start", standing.cycle.start)
            $0.member("end", standing.cycle.end)
        }
        object.member("controlDeadline", standing.cycle.controlDeadline)
        object.counts("required", standing.required)
        object.counts("counts", standing.counts)
        object.member("complete", standing.isComplete)
        let pairs = zip(input.declarations, standing.outcomes)
        object.key("verdicts")
        object.object { for (declaration, outcome) in pairs { $0.member(declaration.id, outcome.verdict.rawValue) } }
        object.key("assigned")
        object.object { for (declaration, outcome) in pairs { $0.member(declaration.id, outcome.block?.number) } }
        guard explains else { return }
        object.key("proof")
        object.object { proofs in
            for index in input.declarations.indices {
                proofs.key(input.declarations[index].id)
                assessment.proof(of: index, input.declarations, input.profile, engine).write(to: &proofs)
            }
        }
    }
}
