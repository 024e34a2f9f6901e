import Testing
import Vocabulary

@testable import Access

/// A journal made by hand: events of consecutive transactions, a seal after so many.
private struct Bench {
    var seals: [(seal: AuditSeal, records: [AuditRecord])] = []
    var tail: [AuditRecord] = []

    init(events: Int = 12, each size: Int = 4) {
        var waiting: [AuditRecord] = []
        for number in 1...events {
            waiting.append(record(Int64(number), transaction: 100 + number, second: number))
            guard number % size == 0 else { continue }
            let text = "\(101 + number):\(101 + number):"
            seals.append(
                (
                    AuditSeal(
                        over: waiting, after: seals.last?.seal, council: 33,
                        sealedAt: "2026-11-21T08:00:\(number < 10 ? "0" : "")\(number).500000Z", seen: text), waiting
                ))
            waiting = []
        }
        tail = waiting
    }

    var findings: [AuditFinding] { findings(heads: []) }

    func findings(heads: [AuditHead]) -> [AuditFinding] {
        var chain = AuditChain(council: "33", key: 33)
        for (seal, records) in seals { chain.add(seal, records) }
        chain.end(tail)
        for head in heads { chain.compare(head) }
        return chain.findings
    }

    /// The head of one of the seals, signed.
    func head(_ index: Int) throws -> AuditHead {
        let seal = seals[index].seal
        return try AuditHead(
            .init(
                council: Council(id: 33, code: "33", name: "", shortName: ""), seal: seal.number, hash: seal.hash,
                sealedAt: seal.sealedAt), exportedAt: "2026-11-21T08:01:00Z", key: AuditKey(seed: [UInt8](1...32)))
    }
}

private func record(_ number: Int64, transaction: Int, second: Int, actor: String = "claire@example.org") -> AuditRecord
{
    AuditRecord(values: [
        "33", String(number), "2026-11-21T08:00:\(second < 10 ? "0" : "")\(second).000000Z", "read", "file_read", actor,
        "7", "agent", "127.0.0.1", nil, "physician:\(number)", nil, nil, nil, String(transaction),
    ])
}

@Suite("The chain of a journal")
struct AuditChainTests {
    @Test("a list of texts and absences has its own bytes: no other list gives them")
    func canonicalBytes() {
        let text = String(decoding: CanonicalText(title: "t", values: ["a", nil, "é", ""]).bytes, as: UTF8.self)
        #expect(text == "t\n1:a\n-\n2:é\n0:\n")
        let lists: [[String?]] = [
            ["ab", ""], ["a", "b"], ["", "ab"], ["a\n1:b"], ["ab", nil], [nil, "ab"], ["-"], [nil],
        ]
        #expect(Set(lists.map { CanonicalText(title: "t", values: $0).bytes }).count == lists.count)
    }

    @Test("a snapshot sees what was committed, not what was under way nor what came later")
    func snapshots() throws {
        let snapshot = try #require(AuditSnapshot("10:20:12,15"))
        #expect([9, 10, 13, 19].allSatisfy { snapshot.sees($0) })
        #expect(![12, 15, 20, 21].contains { snapshot.sees($0) })
        let (later, forgetful) = (try #require(AuditSnapshot("12:22:15")), try #require(AuditSnapshot("12:22:13,15")))
        #expect(later.follows(snapshot))
        #expect(!forgetful.follows(snapshot), "13 was seen and is forgotten")
        for wrong in ["", "1:2", "2:1:", "a:b:", "1:2:x"] { #expect(AuditSnapshot(wrong) == nil, "\(wrong)") }
    }

    @Test("an honest journal has nothing against it, with what is not sealed yet and with its heads")
    func honest() throws {
        let bench = Bench(events: 14)
        #expect(bench.seals.count == 3 && bench.tail.count == 2)
        #expect(bench.findings(heads: [try bench.head(0), try bench.head(2)]) == [])
    }

    @Test("each single value of each sealed event counts: changing any of them is named with seal and event")
    func everyValueCounts() {
        for field in AuditRecord.fields.indices {
            var bench = Bench()
            var values = bench.seals[1].records[2].values
            values[field] = field == 1 ? "6000" : values[field] == nil ? "" : (values[field] ?? "") + "0"
            bench.seals[1].records[2] = AuditRecord(values: values)
            let found = bench.findings
            #expect(found.contains { $0.seal == 2 && $0.event == 7 }, "\(AuditRecord.fields[field]) \(found)")
        }
    }

    @Test("a deletion, an insertion, a missing seal and a cut end are each named for what they are")
    func tamperings() throws {
        var bench = Bench()
        bench.seals[1].records.remove(at: 1)
        #expect(bench.findings.map(\.kind) == [.deleted] && bench.findings.first?.event == 6)
        bench = Bench()
        bench.seals[1].records.append(record(900, transaction: 106, second: 6))
        #expect(bench.findings.map(\.kind) == [.inserted] && bench.findings.first?.event == 900)
        bench = Bench()
        bench.seals.remove(at: 1)
        #expect(bench.findings.map(\.kind) == [.sealMissing])
        let head = try Bench().head(2)
        bench = Bench()
        bench.seals.removeLast()
        #expect(bench.findings == [])
        #expect(bench.findings(heads: [head]).map(\.kind) == [.truncated])
    }

    @Test("a journal made anew is sound in itself, and not what was exported")
    func rewritten() throws {
        let head = try Bench().head(1)
        var bench = Bench()
        var last: AuditSeal?
        for index in bench.seals.indices {
            let (seal, records) = bench.seals[index]
            let forged = records.map { record($0.number, transaction: Int($0.transaction), second: 1, actor: "x") }
            last = AuditSeal(over: forged, after: last, council: 33, sealedAt: seal.sealedAt, seen: seal.seen)
            bench.seals[index] = (try #require(last), forged)
        }
        #expect(bench.findings == [])
        #expect(bench.findings(heads: [head]).map(\.kind) == [.rewritten])
    }

    @Test("an event that commits late keeps its low number and is no insertion; an old number taken later is one")
    func lateCommits() throws {
        var bench = Bench(events: 8)
        // Transaction 90 was under way when both seals were made.
        let seen = ["90:105:90", "90:109:90"]
        var last: AuditSeal?
        for index in 0..<2 {
            last = AuditSeal(
                over: bench.seals[index].records, after: last, council: 33, sealedAt: "2026-11-21T08:00:09.000000Z",
                seen: seen[index])
            bench.seals[index].seal = try #require(last)
        }
        bench.tail = [record(3_000, transaction: 110, second: 10), record(0, transaction: 90, second: 2)]
        #expect(bench.findings == [])
        bench.tail = [record(0, transaction: 111, second: 10)]
        #expect(bench.findings.map(\.kind) == [.inserted])
        bench.tail = [record(3_001, transaction: 112, second: 10)]
        #expect(bench.findings == [])
        var values = record(3_001, transaction: 112, second: 10).values
        values[2] = "2026-11-20T08:00:10.000000Z"
        bench.tail = [AuditRecord(values: values)]
        #expect(bench.findings.map(\.kind) == [.inserted])
    }

    @Test("an export read back says what was written, and a head signed by another key or edited is refused")
    func readBack() throws {
        let bench = Bench(events: 14)
        for (seal, records) in bench.seals {
            #expect(try AuditSeal(JSON(parsing: seal.json.text)) == seal)
            for record in records { #expect(try AuditRecord(JSON(parsing: record.json.text)) == record) }
        }
        let head = try bench.head(1)
        let key = try AuditKey(seed: [UInt8](1...32)).publicKey
        #expect(head.isSigned(by: key))
        let other = try AuditKey(seed: [UInt8](2...33)).publicKey
        #expect(!head.isSigned(by: other))
        let edited = head.json.text.replacing("\"seal\":2", with: "\"seal\":1")
        let forged = try #require(AuditHead(try JSON(parsing: edited)))
        #expect(!forged.isSigned(by: key))
    }

    @Test("seals of which no head ever left the database are reported where heads leave it")
    func noHeads() throws {
        var chain = AuditChain(council: "33", key: 33)
        chain.endHeads()
        #expect(chain.findings == [])
        for (seal, records) in Bench().seals { chain.add(seal, records) }
        var compared = chain
        compared.compare(try Bench().head(2))
        compared.endHeads()
        #expect(compared.findings == [])
        chain.endHeads()
        #expect(chain.findings.map(\.kind) == [.headMissing])
    }

    @Test("a trace of a list tells how many and a digest of who, whatever their order, and no number of anybody")
    func listReadings() throws {
        let one = ListReading("medecins", filter: [(name: "referentiel", value: "10001234567")], shows: [12, 7])
        let json = try JSON(parsing: one.detail)
        #expect(json["rows"]?.integer == 2 && json["filter"]?.string == "referentiel=•••")
        #expect(json["shown"]?.string == ListReading.digest(of: [7, 12]))
        #expect(ListReading.digest(of: [7, 12]) != ListReading.digest(of: [71, 2]))
    }

    @Test("numbers of eleven digits never stay in a reason")
    func reasonsAreMasked() {
        #expect(AuditEvent.masked("voir 10001234567, puis 2026") == "voir •••, puis 2026")
        #expect(AuditEvent.masked("10001234567") == "•••")
        #expect(AuditEvent.masked("le 2026-11-21 : 10 001 234 567 !") == "le 2026-11-21 : ••• !")
        #expect(AuditEvent.masked("2026-11-21 10 001 234 567") == "2026-11-21 •••")
        #expect(AuditEvent.masked("10\u{A0}001\u{202F}234.567 et 10-001-234-567") == "••• et •••")
        #expect(AuditEvent.masked("810001234567, 8 10001 234567") == "•••, •••")
        #expect(PageReading("/x/1000123456%37%00", by: "a").path == "/x/•••")
        #expect(AuditEvent.masked("100012345678 et 1000123456") == "100012345678 et 1000123456")
    }
}
