import Vocabulary

/// The account feed of one council: a folder with manifest, accounts, actions and those without address.
final class AccountFolder {
    private let path: String
    private let accounts: OutputFile
    private let actions: OutputFile
    private let withoutAddress: OutputFile
    private let today: CalendarDate
    private let country: CountryGenerator.Resources

    init(_ path: String, today: CalendarDate, country: CountryGenerator.Resources) throws {
        try OutputFile.makeFolder(path)
        self.path = path
        self.today = today
        self.country = country
        accounts = try OutputFile("\(path)/comptes.csv")
        actions = try OutputFile("\(path)/actions.jsonl")
        withoutAddress = try OutputFile("\(path)/sans_adresse.csv")
        accounts.buffer.put("rpps;statut_compte;courriel_rpps;debut_cycle;fin_cycle;code_referentiel;maj_le\n")
        withoutAddress.buffer.put("rpps;motif;constate_le\n")
    }

    /// Writes the account of one physician and what they declared.
    func put(_ person: Person, _ deeds: [Deed], random: inout RandomStream) throws {
        let cycle = person.cycle(on: today)
        accounts.buffer.put(person.number)
        accounts.buffer.cell()
        accounts.buffer.put(person.account.word)
        accounts.buffer.cell()
        if person.hasEmail { person.putEmail(in: &accounts.buffer) }
        accounts.buffer.cell()
        accounts.buffer.put(cycle.start)
        accounts.buffer.cell()
        accounts.buffer.put(cycle.end)
        accounts.buffer.cell()
        if let college = country.specialties[person.specialty(on: today)].college {
            accounts.buffer.put(country.colleges[college].code)
        }
        accounts.buffer.cell()
        accounts.buffer.put(today.adding(days: -random.below(60)))
        accounts.buffer.endLine()
        try accounts.lineWritten()
        for (place, deed) in deeds.enumerated() { try put(person, deed, place + 1) }
        guard person.account == .noAddress else { return }
        withoutAddress.buffer.put(person.number)
        withoutAddress.buffer.put(random.chance(7000) ? ";absence de courriel;" : ";courriel en erreur;")
        withoutAddress.buffer.put(today.adding(days: -random.below(200)))
        withoutAddress.buffer.endLine()
        try withoutAddress.lineWritten()
    }

    private func put(_ person: Person, _ deed: Deed, _ place: Int) throws {
        actions.buffer.put(#"{"sourceId":"MC-"#)
        actions.buffer.put(person.number)
        actions.buffer.append(0x2D)
        actions.buffer.put(place, width: 2)
        actions.buffer.put(#"","rpps":""#)
        actions.buffer.put(person.number)
        actions.buffer.put(#"","origin":""#)
        actions.buffer.put(deed.origin)
        actions.buffer.put(#"","deleted":false,"action":"#)
        deed.put(id: place, in: &actions.buffer)
        actions.buffer.put("}\n")
        try actions.lineWritten()
    }

    /// Closes the three files and writes the manifest; gives the number of actions.
    func close(council: String) throws -> Int {
        var manifest: [UInt8] = []
        manifest.put(#"{"source":"pays-fictif","council":"\#(council)","extractedAt":"\#(today)","files":["#)
        let files = [("comptes.csv", accounts), ("actions.jsonl", actions), ("sans_adresse.csv", withoutAddress)]
        for (place, (name, file)) in files.enumerated() {
            let checksum = try file.close()
            manifest.put(place == 0 ? "" : ",")
            manifest.put(#"{"file":"\#(name)","rows":\#(file.rows),"sha256":"\#(checksum)"}"#)
        }
        manifest.put("]}\n")
        try OutputFile.write(manifest, to: "\(path)/manifeste.json")
        return actions.rows
    }
}
