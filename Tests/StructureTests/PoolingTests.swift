import Testing

/// Behind a pooler in transaction mode the session belongs to whoever comes next: nothing may be left in it.
@Suite("Nothing outlives a transaction")
struct PoolingTests {
    /// The arguments of each call of a function in a text, up to its closing parenthesis.
    static func calls(of name: String, in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let start = rest.firstRange(of: name + "(") {
            rest = rest[start.upperBound...]
            var depth = 1
            let arguments = rest.prefix { character in
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                return depth > 0
            }
            found.append(String(arguments))
        }
        return found
    }

    /// Statements that would change the session, as they stand in a literal: alone, or after another one.
    static func sessionSettings(in text: String) -> [String] {
        let starts = [
            "\"set ", "; set ", "\"reset all", "set session ", "\"discard ", "\"listen ", "pg_advisory_lock(",
        ]
        return text.lowercased().split(separator: "\n").filter { line in
            starts.contains { line.contains($0) } && !line.contains("set local ")
        }.map(String.init)
    }

    @Test("the program sets role, tenant and form of values for the transaction only")
    func settingsAreLocal() {
        var calls = 0
        for file in Repository.sources {
            for arguments in Self.calls(of: "set_config", in: file.text) where arguments.contains(",") {
                calls += 1
                #expect(arguments.hasSuffix(", true"), "\(file.path): set_config(\(arguments))")
            }
            // A listener has a connection of its own, which no pool hands on.
            guard !file.path.hasSuffix("Postgres/Listener.swift") else { continue }
            #expect(Self.sessionSettings(in: file.text) == [], "\(file.path)")
        }
        #expect(calls >= 6)
    }

    @Test("a temporary table goes with its transaction, or is empty at its end")
    func temporaryTablesEnd() {
        for file in Repository.sources {
            let text = file.text.lowercased()
            let made = text.split(separator: "create temporary table").dropFirst()
            for statement in made {
                let end = statement.prefix(2000)
                #expect(
                    end.contains("on commit drop") || end.contains("on commit delete rows"), "\(file.path)")
            }
        }
    }

    @Test("the check itself sees a setting of the session")
    func plainSettingsAreSeen() {
        #expect(Self.sessionSettings(in: "run(\"set sextant.council to '1'\")").count == 1)
        #expect(Self.sessionSettings(in: "run(\"begin; set role x\")").count == 1)
        #expect(Self.sessionSettings(in: "update t\nset a = 1").isEmpty)
        #expect(Self.calls(of: "set_config", in: "set_config('a', f(1), false)") == ["'a', f(1), false"])
    }
}
