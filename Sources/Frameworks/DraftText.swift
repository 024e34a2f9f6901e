import Crypto
import Foundation
import Intake
import Vocabulary

/// The text of a draft with what the register keeps beside it.
struct DraftText {
    let draft: FrameworkDraft
    let officialCode: String
    let text: String
    let fingerprint: String
    let source: String
    var manifest: String?
    var signature: String?
    var keyID: String?

    init(
        draft: FrameworkDraft, officialCode: String, text: String, fingerprint: String, source: String,
        manifest: String?, signature: String?, keyID: String?
    ) {
        self.draft = draft
        self.officialCode = officialCode
        self.text = text
        self.fingerprint = fingerprint
        self.source = source
        self.manifest = manifest
        self.signature = signature
        self.keyID = keyID
    }

    /// The draft of one référentiel from its lines of the flat list: codes, blocks and labels, and nothing invented.
    /// The number of the version is the day of the list.
    init(
        flatList rows: [FlatListRow], of code: String, as id: FrameworkID, titled title: String?,
        college: CollegeStore.College?,
        published: CalendarDate, source: String
    ) throws {
        let day = JSON.string(published.description)
        var members: [JSON.Member] = [
            .init("format", .string(FrameworkDraft.format)), .init("id", .string(id.rawValue)),
            .init("title", .string(title ?? college?.name ?? code)), .init("version", day), .init("publishedOn", day),
        ]
        if let college, college.professionCode == "10" { members.append(.init("cnp", .string(college.name))) }
        members.append(
            .init(
                "actions",
                .array(
                    rows.map { row in
                        .object([
                            .init("id", .string(row.code)), .init("official", .string(row.code)),
                            .init("blocks", .array([.integer(row.block.number)])),
                            .init("label", .string(row.label)), .init("source", .string(source)),
                        ])
                    })))
        let text = JSON.object(members).text
        self.init(
            draft: try FrameworkDraft(text), officialCode: code, text: text,
            fingerprint: SHA256.hash(data: Data(text.utf8)).hexadecimal, source: source, manifest: nil,
            signature: nil, keyID: nil)
    }
}
