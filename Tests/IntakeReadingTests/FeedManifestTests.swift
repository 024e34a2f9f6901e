import Documents
import Intake
import Testing

@Suite("The manifest of a lot is checked against its files (contracts §4)")
struct FeedManifestTests {
    private let line = #"{"sourceId":"S","rpps":"19900000001","deleted":true}"# + "\n"
    // The SHA-256 of that line.
    private let sum = "9e42634cd0d8cffdca6f1cbebed115bf6da73426099cc046808846d714197745"

    private func manifest(rows: Int = 1, sum: String? = nil, file: String = "actions.jsonl") -> String {
        #"{"source":"essai","council":"33","extractedAt":"2026-11-21","files":[{"file":"\#(file)","rows":\#(rows),"#
            + #""sha256":"\#(sum ?? self.sum)"}]}"#
    }

    private func read(_ manifest: String, _ files: [(String, String)]? = nil) throws -> Reading<FeedRow> {
        try readFeed([("manifeste.json", manifest)] + (files ?? [("actions.jsonl", line)]))
    }

    @Test("a lot that is what its manifest promises is read")
    func good() throws {
        let read = try read(manifest())
        #expect(read.rows.count == 1 && read.warningCodes.isEmpty)
        let reader = try AccountFeedReader(
            [
                FeedFile(bytes: Array(manifest().utf8), name: "manifeste.json"),
                FeedFile(bytes: Array(line.utf8), name: "actions.jsonl"),
            ],
            knowledge: knowledge)
        #expect(reader.manifest?.council == "33" && reader.manifest?.extractedOn == asOf)
    }

    @Test("a wrong checksum, a wrong count or an absent file refuses the lot")
    func wrong() {
        let zeros = String(repeating: "0", count: 64)
        #expect(refusal { _ = try read(manifest(sum: zeros)) }?.code == "checksum")
        #expect(refusal { _ = try read(manifest(rows: 2)) }?.code == "row_count")
        #expect(refusal { _ = try read(manifest(file: "comptes.csv")) }?.code == "file_absent")
    }

    @Test("a file that the manifest does not announce is read with a warning")
    func unannounced() throws {
        let read = try read(manifest(), [("actions.jsonl", line), ("sans_adresse.csv", "rpps;constate_le\n")])
        #expect(read.warningCodes == ["unannounced_file:sans_adresse.csv"])
    }

    @Test("blank lines do not count, and an announced empty file of actions is accepted")
    func counts() throws {
        #expect(refusal { _ = try read(manifest(), [("actions.jsonl", line + "\n")]) }?.code == "checksum")
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(try read(manifest(rows: 0, sum: empty), [("actions.jsonl", "")]).rows.isEmpty)
    }

    @Test(
        "a manifest that is damaged is refused with the place",
        arguments: [
            "{", "[]", #"{"source":"x"}"#, #"{"source":"x","council":"33","extractedAt":"2026-02-30","files":[]}"#,
            #"{"source":"x","council":"33","extractedAt":"2026-11-21"}"#,
            #"{"source":"x","council":"33","extractedAt":"2026-11-21","files":[{"file":"../x"}]}"#,
            #"{"source":"x","council":"33","extractedAt":"2026-11-21","files":[{"file":"x","sha256":"zz"}]}"#,
        ])
    func damaged(text: String) {
        #expect(refusal { _ = try read(text) }?.code == "manifest")
    }
}
