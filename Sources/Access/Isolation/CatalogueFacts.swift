import Postgres

/// What a database is, fact by fact, as its catalogue says it: who has which right, who belongs to which role, which
/// rule, trigger, foreign key, unique index, function and view there is. Two databases are the same when their facts
/// are.
struct CatalogueFacts: Sendable, Equatable {
    /// One fact without its value.
    struct Key: Sendable, Hashable, Comparable {
        /// A relation, function, schema, role or what else stands by itself.
        let subject: String
        /// What is said of it, such as « rights of sextant_council ».
        let aspect: String

        static func < (left: Key, right: Key) -> Bool {
            (left.subject, left.aspect) < (right.subject, right.aspect)
        }
    }

    /// The major version of the server: it writes views in its own way.
    let server: Int
    let values: [Key: String]

    /// Reads them all; the login of the application may.
    ///
    /// - Throws: `PostgresError`.
    init(_ transaction: Transaction) throws {
        server = try transaction.query("select current_setting('server_version_num')::int / 10000 as major")[0].int(
            "major")
        var values: [Key: String] = [:]
        for part in CatalogueFacts.parts {
            let statement = CatalogueFacts.names + part
            for row in try transaction.query(statement) {
                values[Key(subject: try row.text("subject"), aspect: try row.text("aspect"))] = try row.text("value")
            }
        }
        self.values = values
    }

    /// Reads what `text` wrote.
    ///
    /// - Throws: `Unreadable` naming the line.
    init(_ text: String) throws(Unreadable) {
        var (server, subject, values) = (0, "", [Key: String]())
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard line.hasPrefix("    ") else {
                if line.hasPrefix("server ") { server = Int(line.dropFirst(7)) ?? 0 } else { subject = String(line) }
                continue
            }
            let parts = line.dropFirst(4).split(separator: ": ", maxSplits: 1)
            guard parts.count == 2, !subject.isEmpty else { throw Unreadable(line: number + 1) }
            values[Key(subject: subject, aspect: String(parts[0]))] = String(parts[1])
        }
        (self.server, self.values) = (server, values)
    }

    /// A line of the declaration that says nothing.
    struct Unreadable: Error, Equatable {
        let line: Int
    }

    /// One fact a line, in order, to be reviewed as a difference of two files.
    var text: String {
        var lines = [
            "# What the database of Sextant is: every right, rule, trigger, key, unique index, function and view.",
            "# Written by: sextant certify-isolation --print-declaration. A difference is read, then accepted here.",
            "server \(server)",
        ]
        var subject = ""
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            if key.subject != subject { lines.append(key.subject) }
            subject = key.subject
            lines.append("    \(key.aspect): \(value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
