import Postgres
import Registry
import Vocabulary

/// Reads case files and declarations, streamed; the tenant is the transaction's.
struct CaseStore {
    /// Which physicians to read.
    enum Selection {
        case all
        case some([Int])
    }

    /// A stored declaration is not one: our fault, said with its place.
    struct UnreadableDeclaration: Error {
        let physicianID: Int
        let fault: InputFault
    }

    /// Files with the knowledge they were read from.
    struct Reading {
        var files: [CaseFile] = []
        /// The text of a snapshot; nil when no file was read.
        var known: String?
    }

    let transaction: Transaction
    var knowledge = Knowledge.now

    /// The files of the selected physicians in the order of their keys, each with its declarations.
    func files(_ selection: Selection) throws -> [CaseFile] { try reading(selection).files }

    /// The same, with what the statement that read the files knew. Declarations are read by a second statement: the
    /// council's lock, which all who write them take, must be held, or the transaction be of one snapshot.
    func reading(_ selection: Selection) throws -> Reading {
        if case .snapshot(let known) = knowledge { try KnowledgeStore.use(snapshot: known, transaction) }
        var reading = try withoutDeclarations(selection)
        try addDeclarations(selection, to: &reading.files)
        return reading
    }

    private func addDeclarations(_ selection: Selection, to files: inout [CaseFile]) throws {
        var position = 0
        try transaction.copyOut(declarations(selection)) { row in
            guard let tab = row.firstIndex(of: 0x09) else { return }
            let physician = number(row[..<tab])
            while position < files.count, files[position].physicianID < physician { position += 1 }
            guard position < files.count, files[position].physicianID == physician else { return }
            let content = UnsafeRawBufferPointer(rebasing: row[(tab + 1)..<(row.count - 1)])
            files[position].declarations.append(try declaration(content, of: physician))
        }
    }

    private func withoutDeclarations(_ selection: Selection) throws -> Reading {
        if case .some(let physicians) = selection {
            let list = physicians.map(String.init).joined(separator: ",")
            try transaction.query("select set_config('sextant.physicians', \(list), true)")
        }
        var reading = Reading()
        let reader = CaseFileReader()
        try transaction.copyOut(cases(selection)) { row in
            let columns = CopyText.columns(row)
            if reading.known == nil { reading.known = columns.last ?? nil }
            reading.files.append(try reader.read(columns))
        }
        return reading
    }

    /// The knowledge travels with each row: only the same statement knows exactly what it saw.

    private func cases(_ selection: Selection) -> SQL {
        """
        copy (select physician_id, rpps_number, family_name, given_name, search_name, has_email, diploma_on,
            registrations, spells, care, exemptions, qualifications, framework_choice, \(known)
            from \(caseFiles) where \(filter(selection)) order by physician_id) to stdout
        """
    }

    private func declarations(_ selection: Selection) -> SQL {
        """
        copy (select physician_id, content from \(standingDeclarations) where \(filter(selection))
            order by physician_id, source_id) to stdout
        """
    }

    private var isPresent: Bool { knowledge == .now }
    private var caseFiles: SQL { isPresent ? "registry.case_file" : "registry.known_case_file" }
    private var standingDeclarations: SQL {
        isPresent ? "registry.standing_declaration" : "registry.known_declaration"
    }
    private var known: SQL {
        isPresent ? "(select known from registry.knowledge_now)" : "current_setting('sextant.known')"
    }

    private func filter(_ selection: Selection) -> SQL {
        switch selection {
        case .all: "true"
        case .some:
            """
            physician_id = any((select string_to_array(current_setting('sextant.physicians'), ',')::bigint[])::bigint[])
            """
        }
    }

    private func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    private func declaration(_ content: UnsafeRawBufferPointer, of physician: Int) throws -> Declaration {
        do {
            let json =
                content.contains(0x5C)
                ? try JSON(parsing: CopyText.unescaped(content)) : try JSON(parsing: content)
            return try Declaration(json: json, path: "")
        } catch let fault as InputFault {
            throw UnreadableDeclaration(physicianID: physician, fault: fault)
        }
    }
}
