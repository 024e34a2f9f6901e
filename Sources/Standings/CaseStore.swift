import Postgres
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

    let transaction: Transaction

    /// The files of the selected physicians in the order of their keys, each with its declarations.
    func files(_ selection: Selection) throws -> [CaseFile] {
        var files = try withoutDeclarations(selection)
        var position = 0
        try transaction.copyOut(declarations(selection)) { row in
            guard let tab = row.firstIndex(of: 0x09) else { return }
            let physician = number(row[..<tab])
            while position < files.count, files[position].physicianID < physician { position += 1 }
            guard position < files.count, files[position].physicianID == physician else { return }
            let content = UnsafeRawBufferPointer(rebasing: row[(tab + 1)..<(row.count - 1)])
            files[position].declarations.append(try declaration(content, of: physician))
        }
        return files
    }

    private func withoutDeclarations(_ selection: Selection) throws -> [CaseFile] {
        if case .some(let physicians) = selection {
            let list = physicians.map(String.init).joined(separator: ",")
            try transaction.query("select set_config('sextant.physicians', \(list), true)")
        }
        var files: [CaseFile] = []
        let reader = CaseFileReader()
        try transaction.copyOut(cases(selection)) { files.append(try reader.read($0)) }
        return files
    }

    private func cases(_ selection: Selection) -> SQL {
        """
        copy (select physician_id, rpps_number, family_name, given_name, search_name, has_email, diploma_on,
            registrations, spells, care, exemptions, qualifications, framework_choice
            from registry.case_file where \(filter(selection)) order by physician_id) to stdout
        """
    }

    private func declarations(_ selection: Selection) -> SQL {
        """
        copy (select physician_id, content from registry.standing_declaration where \(filter(selection))
            order by physician_id, source_id) to stdout
        """
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
