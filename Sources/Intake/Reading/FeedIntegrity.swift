import Crypto
import Documents

// What the manifest promises is checked: presence before reading, checksum and count after each file.
extension AccountFeedReader {
    /// Reads the manifest, which is at most 16 MiB long.
    static func manifest(_ file: FeedFile) throws -> FeedManifest {
        let source = try file.open()
        if let refusal = FileRefusal(kind: source.kind, name: file.name) { throw refusal }
        var bytes: [UInt8] = []
        do {
            try source.drain {
                bytes.append(contentsOf: $0)
                if bytes.count > 16 << 20 { throw DocumentFault.lineTooLong(line: 1, limit: 16 << 20) }
            }
        } catch let fault as DocumentFault {
            throw FileRefusal(fault, name: file.name)
        }
        return try FeedManifest(parsing: bytes)
    }

    /// Refuses a lot with nothing to read, or without a file that the manifest announces.
    func checkPresence() throws(FileRefusal) {
        guard let manifest else {
            if files.isEmpty {
                throw FileRefusal(
                    "empty",
                    "Aucun fichier de comptes n'a été trouvé : comptes.csv, actions.csv, actions.jsonl, "
                        + "alertes_ans.csv ou sans_adresse.csv est attendu.")
            }
            return
        }
        let present = Set(files.map(\.file.name))
        if let absent = manifest.entries.first(where: { !present.contains($0.file) }) {
            throw FileRefusal(
                "file_absent",
                "Le manifeste annonce « \(shown(absent.file)) », qui manque. Demandez un nouvel envoi complet.")
        }
        for (file, _) in files where !manifest.entries.contains(where: { $0.file == file.name }) {
            report.warn(
                "unannounced_file:\(file.name)", line: 0,
                "Fichier absent du manifeste, lu sans contrôle de sa somme : « \(shown(file.name)) ».")
        }
    }

    /// Refuses a file that is not what the manifest promises.
    func check(_ entry: FeedManifest.Entry?, sum: SHA256, rows: Int) throws(FileRefusal) {
        guard let entry else { return }
        if let expected = entry.sha256 {
            let found = sum.finalize().map { hexadecimal($0) }.joined()
            guard found == expected else {
                throw FileRefusal(
                    "checksum",
                    "La somme SHA-256 de « \(shown(entry.file)) » n'est pas celle du manifeste : le fichier a changé ou "
                        + "s'est abîmé. Rien n'a été importé : demandez un nouvel envoi.")
            }
        } else {
            report.warn(
                "no_checksum:\(entry.file)", line: 0,
                "Le manifeste ne donne pas la somme SHA-256 de « \(shown(entry.file)) ».")
        }
        if let expected = entry.rows, expected != rows {
            throw FileRefusal(
                "row_count",
                "Le manifeste annonce \(counted(expected, "ligne")) dans « \(shown(entry.file)) », qui en contient "
                    + "\(rows). Rien n'a été importé : demandez un nouvel envoi complet.")
        }
    }
}
