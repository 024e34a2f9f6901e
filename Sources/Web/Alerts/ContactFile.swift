import Alerts
import Documents
import Vocabulary

/// How physicians are reached, for a spreadsheet: exactly the rows of the list, in its order.
struct ContactFile {
    let rows: [Reach]

    var bytes: [UInt8] {
        var writer = CSVWriter(for: .person)
        writer.record(["NOM Prénom", "RPPS", "Courriel", "État", "Depuis le", "Demandée par lettre le", "Lettre"])
        for row in rows {
            writer.record([
                row.name, row.rpps, row.email, row.french, row.since?.french, row.askedOn?.french,
                row.letter.map(ContactWords.letter),
            ])
        }
        return writer.bytes
    }
}
