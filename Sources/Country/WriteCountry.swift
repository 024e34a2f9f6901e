import Vocabulary

extension CountryGenerator {
    /// Writes every file under `folder` (created when absent; files of the same name are replaced).
    ///
    /// `progress` is told what is being written, in French, and the share done, 0 to 1.
    /// - Throws: ``CountryError`` or the file system's error.
    @discardableResult
    public func write(to folder: String, progress: (String, Double) -> Void) throws -> CountrySummary {
        for name in ["rpps", "roll", "accounts", "frameworks"] { try OutputFile.makeFolder("\(folder)/\(name)") }
        let frameworks = try writeFrameworks(in: "\(folder)/frameworks")
        let proposal = try writeProposal(in: "\(folder)/frameworks")
        try writePeople(to: "\(folder)/people.json")
        let stamp = draw.today.description.filter { $0 != "-" }
        let path = "\(folder)/rpps/PS_LibreAcces_Personne_activite_\(stamp)0830.txt"
        let extraction = try OutputFile(path)
        extraction.buffer.put(ExtractionText.columns.joined(separator: "|") + "|\n")
        let total = sizes.reduce(0) { $0 + $1.physicians }
        var (done, councils): (Int, [CountrySummary.Council]) = (0, [])
        var departures: [Int: [UInt8]] = [:]
        for (council, size) in sizes {
            let name = draw.country.departments[council].name
            progress("conseil \(name)", Double(done) / Double(total))
            let before = done
            let actions = try writeCouncil(
                council, size: size, folder: folder, extraction: extraction, departures: &departures
            ) { rank in
                progress("conseil \(name)", Double(before + rank) / Double(total))
            }
            done += size
            let code = draw.country.departments[council].code
            councils.append(
                CountrySummary.Council(
                    code: code, physicians: size, actions: actions, earlierRoll: "\(folder)/roll/\(code)-avant.csv",
                    roll: "\(folder)/roll/\(code).csv",
                    accounts: "\(folder)/accounts/\(code)"))
        }
        try extraction.close()
        try append(departures, in: "\(folder)/roll")
        progress("terminé", 1)
        return CountrySummary(
            folder: folder, extraction: path, frameworks: frameworks, proposal: proposal, councils: councils)
    }

    /// Registrations that ended by a move stand on the roll of the council that was left.
    private func append(_ departures: [Int: [UInt8]], in folder: String) throws {
        for (council, rows) in departures.sorted(by: { $0.key < $1.key }) {
            let file = try OutputFile("\(folder)/\(draw.country.departments[council].code).csv", appending: true)
            file.buffer = rows
            try file.close()
        }
    }

    private func writeCouncil(
        _ council: Int, size: Int, folder: String, extraction: OutputFile, departures: inout [Int: [UInt8]],
        progress: (Int) -> Void
    ) throws -> Int {
        let country = draw.country
        let code = country.departments[council].code
        let roll = try OutputFile("\(folder)/roll/\(code).csv")
        roll.buffer.put(RollText.header)
        let earlierRoll = try OutputFile("\(folder)/roll/\(code)-avant.csv")
        earlierRoll.buffer.put(RollText.header)
        let accounts = try AccountFolder("\(folder)/accounts/\(code)", today: draw.today, country: country)
        let (rollText, extractionText) = (RollText(country: country), ExtractionText(country: country))
        let history = History(today: draw.today, country: country)
        for rank in 0..<size {
            var random = RandomStream(draw.seed, UInt64(council), UInt64(rank))
            let person = draw.person(council: council, rank: rank, random: &random)
            if person.isOnRoll {
                try rollText.rows(of: person) { keeper, issue, put in
                    if keeper == council {
                        let file = issue == .current ? roll : earlierRoll
                        put(&file.buffer)
                        try file.lineWritten()
                    } else if issue == .current {
                        put(&departures[keeper, default: []])
                    }
                }
                let deeds = history.deeds(of: person, random: &random)
                try accounts.put(person, deeds, random: &random)
            }
            if person.isInExtraction { try extractionText.put(person, in: extraction, random: &random) }
            if random.chance(400) {
                try extractionText.putStranger(rank: rank, council: council, in: extraction, random: &random)
            }
            if rank % 2000 == 1999 { progress(rank + 1) }
        }
        try roll.close()
        try earlierRoll.close()
        return try accounts.close(council: code)
    }

    private func writePeople(to path: String) throws {
        var bytes: [UInt8] = []
        bytes.put("[\n  " + people.map(\.json).joined(separator: ",\n  ") + "\n]\n")
        try OutputFile.write(bytes, to: path)
    }

    /// The first fictitious référentiel with two lines in its second block gets a later version.
    private func writeProposal(in folder: String) throws -> CountrySummary.Proposal? {
        let edition = FictitiousFramework.Edition.proposed(on: draw.today)
        guard edition.publishedOn > FictitiousFramework.Edition.first.effectiveFrom,
            let college = draw.country.colleges.first(where: { Catalogue.real[$0.code] == nil && $0.actions[1] > 1 })
        else { return nil }
        let path = "\(folder)/proposition.json"
        try OutputFile.write(FictitiousFramework.json(of: college, edition), to: path)
        return .init(code: college.code, publishedOn: edition.publishedOn, path: path)
    }

    private func writeFrameworks(in folder: String) throws -> [String] {
        try draw.country.colleges.filter { Catalogue.real[$0.code] == nil }.map { college in
            let path = "\(folder)/\(college.code).json"
            try OutputFile.write(FictitiousFramework.json(of: college), to: path)
            return path
        }
    }
}
