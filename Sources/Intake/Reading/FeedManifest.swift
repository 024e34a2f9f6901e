public import Vocabulary

/// The `manifeste.json` of a folder of accounts: where it comes from, and what each file must be (contracts §4).
public struct FeedManifest: Equatable, Sendable {
    /// What one file must be.
    public struct Entry: Equatable, Sendable {
        /// The name of the file in the folder.
        public let file: String
        /// How many data lines it has; nil when the manifest does not say.
        public let rows: Int?
        /// Its SHA-256 in hexadecimal, lower case; nil when the manifest does not say.
        public let sha256: String?
    }

    /// Who made the files.
    public let source: String
    /// The code of the council, or `all`.
    public let council: String
    /// The day of the extraction.
    public let extractedOn: CalendarDate
    /// The files, in the order given.
    public let entries: [Entry]

    /// Reads the manifest; throws ``FileRefusal`` with the place of what is wrong.
    public init(parsing bytes: [UInt8]) throws(FileRefusal) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let json: JSON
        do throws(JSON.Fault) {
            json = try JSON(parsing: hasMark ? Array(bytes.dropFirst(3)) : bytes)
        } catch {
            throw FeedManifest.refusal("il n'est pas un JSON valable (octet \(error.offset + 1) : \(error.message))")
        }
        guard let source = json["source"]?.string, !source.isEmpty else { throw FeedManifest.absent("source") }
        guard let council = json["council"]?.string, !council.isEmpty else { throw FeedManifest.absent("council") }
        guard let text = json["extractedAt"]?.string, let day = CalendarDate(iso: text.prefix(10)) else {
            throw FeedManifest.absent("extractedAt")
        }
        guard let files = json["files"]?.array else { throw FeedManifest.absent("files") }
        self.source = source
        self.council = council
        extractedOn = day
        entries = try FeedManifest.entries(files)
    }

    private static func entries(_ files: [JSON]) throws(FileRefusal) -> [Entry] {
        var entries: [Entry] = []
        for (index, file) in files.enumerated() {
            guard let name = file["file"]?.string, !name.isEmpty, !name.contains("/"), name != ".." else {
                throw absent("files[\(index)].file")
            }
            guard !entries.contains(where: { $0.file == name }) else {
                throw refusal("le fichier « \(shown(name)) » y est annoncé deux fois")
            }
            let sum = file["sha256"]?.string?.lowercased()
            if let sum, sum.utf8.count != 64 || !sum.utf8.allSatisfy(isHexadecimal) {
                throw refusal("files[\(index)].sha256 n'est pas une somme SHA-256 (64 chiffres hexadécimaux)")
            }
            let rows = file["rows"]?.integer
            if let rows, rows < 0 { throw refusal("files[\(index)].rows est négatif") }
            entries.append(Entry(file: name, rows: rows, sha256: sum))
        }
        return entries
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        FieldReading.isDigit(byte) || (0x61...0x66).contains(byte)
    }

    private static func absent(_ path: String) -> FileRefusal {
        refusal("le champ « \(path) » est absent ou n'est pas valable")
    }

    private static func refusal(_ what: String) -> FileRefusal {
        FileRefusal(
            "manifest", "Le manifeste « manifeste.json » est refusé : \(what). Demandez un nouvel envoi à son émetteur."
        )
    }
}
