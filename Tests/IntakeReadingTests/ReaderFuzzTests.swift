import Documents
import Intake
import Testing

@Suite("Damaged files never crash a reader, and every data line is accounted for once")
struct ReaderFuzzTests {
    /// The result of a reading or the refusal, to compare readings of the same bytes.
    private enum Outcome<Row: Equatable>: Equatable {
        case read(Reading<Row>)
        case refused(FileRefusal)
    }

    private func outcome<Row>(_ body: () throws -> Reading<Row>) throws -> Outcome<Row> {
        do { return .read(try body()) } catch let refusal as FileRefusal { return .refused(refusal) }
    }

    /// The bytes with up to six random changes: a byte replaced, removed, repeated, or a piece moved.
    private func damaged(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        let pieces: [[UInt8]] = [
            [0x22], [0x3B], [0x0A], [0x7C], [0x0D], [0xC3], [0], [0xEF, 0xBB, 0xBF], [0x2F], [0x7B],
        ]
        for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...127, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...40, using: &random)))
            }
        }
        return bytes
    }

    private func fuzz<Row>(
        _ parser: String, _ own: UInt64, _ start: String, count: Int, _ read: ([UInt8], Int) throws -> Reading<Row>
    ) throws {
        let seed = fuzzSeed(own)
        var random = SplitMix64(seed: seed)
        for round in 0..<rounds(count, of: parser) {
            let bytes = damaged(Array(start.utf8), &random)
            let outcomes = try [1, 7, 4096].map { chunk in try outcome { try read(bytes, chunk) } }
            #expect(outcomes[0] == outcomes[1] && outcomes[1] == outcomes[2], "seed \(seed), round \(round)")
            if case .read(let reading) = outcomes[0] { #expect(reading.isBalanced, "seed \(seed), round \(round)") }
        }
    }

    @Test("the roll")
    func roll() throws {
        let row = "19900000001;33;01/09/2010;SM54;\"12, rue \"\"X\"\";\nBât. é\";z@example.org;retraite\r\n"
        let header = "rpps;departement_inscription;date_inscription;specialite_sm;adresse_1;courriel_rpps;motif_fin\r\n"
        try fuzz("roll", 21, header + row + row + row, count: 300) { try readRoll($0, chunk: $1) }
    }

    @Test("the extraction: lines are rows, quarantined or ignored, as many as the file has")
    func extraction() throws {
        let text =
            extractionNames.joined(separator: "|") + "|\n"
            + (0..<4).map { _ in extractionLine() + "|\n" }.joined()
        try fuzz("RPPS extraction", 22, text, count: 150) { bytes, chunk in
            let reading = try readExtraction(bytes, chunk: chunk).reading
            let ends = bytes.count { $0 == 0x0A } + (bytes.last == 0x0A ? 0 : 1)
            #expect(reading.report.lines == ends - 1)
            return reading
        }
    }

    @Test("the lines of actions")
    func actions() throws {
        let action =
            #"{"id":"x","action":"b1","date":"2024-03-10","measures":{"consultations":["2024-01-15"]},"object":"é"}"#
        let line = #"{"sourceId":"S1","rpps":"19900000001","origin":"medecin","action":"# + action + "}\n"
        try fuzz("actions, JSON lines", 23, line + line + line, count: 300) { bytes, _ in
            try readFeed([("actions.jsonl", String(decoding: bytes, as: UTF8.self))])
        }
    }

    @Test("the table of actions, and the accounts")
    func tables() throws {
        let actions =
            "id_source;rpps;bloc;code_action;date_realisation;justificatif\nS1;19900000001;1;b1;2024-01-01;x\n"
        try fuzz("actions, CSV", 24, actions, count: 200) { bytes, _ in
            try readFeed([("actions.csv", String(decoding: bytes, as: UTF8.self))])
        }
        let accounts = "rpps;statut_compte;maj_le\n19900000001;active;2026-01-01\n19900000001;clos;2026-01-01\n"
        try fuzz("accounts, CSV", 25, accounts, count: 200) { bytes, _ in
            try readFeed([("comptes.csv", String(decoding: bytes, as: UTF8.self))])
        }
    }

    @Test("the manifest")
    func manifest() throws {
        let text =
            #"{"source":"x","council":"33","extractedAt":"2026-11-21","files":[{"file":"actions.jsonl","rows":1}]}"#
        try fuzz("manifest, JSON", 26, text, count: 300) { bytes, _ in
            try readFeed([("manifeste.json", String(decoding: bytes, as: UTF8.self)), ("actions.jsonl", "{}\n")])
        }
    }
}
