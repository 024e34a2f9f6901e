public import Documents

/// The files that a person gives as an RPPS extraction: a text, or the zip of the Annuaire Santé site.
public enum ExtractionFiles {
    /// Opens what stands at a path: one source for a text; for a zip, one for each file of the extraction in it, the
    /// activities first. Throws ``FileRefusal``.
    public static func open(path: String) throws -> [ByteSource] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        do {
            let source = try ByteSource(path: path)
            return source.kind == .zip ? try sources(in: ZipArchive(path: path), name: name) : [source]
        } catch let fault as DocumentFault {
            throw FileRefusal(fault, name: name)
        }
    }

    /// The same for bytes in memory.
    public static func open(bytes: [UInt8], name: String) throws -> [ByteSource] {
        do {
            let source = try ByteSource(bytes: bytes, name: name)
            return source.kind == .zip ? try sources(in: ZipArchive(bytes: bytes), name: name) : [source]
        } catch let fault as DocumentFault {
            throw FileRefusal(fault, name: name)
        }
    }

    private static func sources(in archive: ZipArchive, name: String) throws -> [ByteSource] {
        if let refusal = archive.kind == .zip ? nil : FileRefusal(kind: archive.kind, name: name) { throw refusal }
        let texts = archive.entries.map(\.name).filter { $0.lowercased().hasSuffix(".txt") }
        let wanted = ["Personne_activite", "SavoirFaire", "Dipl_AutExerc"].compactMap { mark in
            texts.first { $0.contains(mark) }
        }
        let chosen = wanted.isEmpty && archive.entries.count == 1 ? archive.entries.map(\.name) : wanted
        guard !chosen.isEmpty else { throw DocumentFault.noSuchEntry(archive.entries.prefix(20).map(\.name)) }
        return try chosen.map { try archive.source(entry: $0) }
    }
}
