import Access
import Documents
import Letters

/// The letters of a lot for the post, in the order of the pile.
struct PostalLotFile {
    let council: Council
    let lines: [PostalLine]
    /// The numbers of registered letters, by notice.
    let numbers: [Int64: String]

    var bytes: [UInt8] {
        var writer = CSVWriter(for: .person)
        let heads = (1...PostalAddress.mostLines).map { "adresse_\($0)" }
        writer.record(["rang", "reference"] + heads + ["numero_de_recommande"])
        for line in lines {
            // As it stands on the envelope; an address that could not be printed is in no pile.
            let printed = (try? PostalAddress(lines: line.address))?.lines ?? line.address
            let cells = (0..<PostalAddress.mostLines).map { $0 < printed.count ? printed[$0] : "" }
            writer.record(
                [line.rank.map { "\($0)" } ?? "", LetterReference(line.notice, of: council).text] + cells
                    + [numbers[line.notice] ?? ""])
        }
        return writer.bytes
    }
}
