import Vocabulary

/// The référentiels whose text is not public: invented for the demonstration, never for use.
///
/// Each has as many lines per block as the real one is known to have, asks for two actions a block and sets no
/// threshold. The last line of a block with several needs a label, so that labels are seen everywhere.
enum FictitiousFramework {
    struct Line {
        let action: String
        let block: Int
        let label: String
        let needsLabel: Bool
        let evidence: String
    }

    private static let kinds = [
        ["Formation", "Congrès", "Journée d'étude", "Enseignement", "Revue bibliographique"],
        ["Revue de morbi-mortalité", "Audit clinique", "Réunion de concertation", "Registre", "Protocole"],
        ["Formation à l'annonce", "Éducation thérapeutique", "Travail avec une association", "Décision partagée"],
        ["Prévention des risques", "Groupe de pairs", "Premiers secours", "Qualité de vie au travail"],
    ]

    static func lines(of college: CountryGenerator.Resources.College) -> [Line] {
        zip(1...4, college.actions).flatMap { block, count in
            (1...max(1, count)).map { place in
                let names = kinds[block - 1]
                return Line(
                    action: "\(college.code)-AXE\(block)-\(place)", block: block,
                    label: "\(names[(place - 1) % names.count]) (ligne fictive \(place))",
                    needsLabel: block < 4 && place > 2 && place == count,
                    evidence: block == 4 ? "attestation_honneur" : "attestation_participation")
            }
        }
    }

    private static let titles = [
        "Améliorer les connaissances et les compétences", "Renforcer la qualité des pratiques et des soins",
        "Améliorer la relation avec les patients", "Mieux prendre en compte sa santé personnelle",
    ]

    /// One version of a référentiel, as it is written.
    struct Edition {
        let version: String
        let publishedOn: CalendarDate
        let effectiveFrom: CalendarDate
        /// Leaves out the second line of block 2 and asks for a day on the first line of block 1.
        let isStricter: Bool

        /// The one every physician of the demonstration is judged by, of the day of the arrêté.
        static let first = Edition(
            version: "demo-1", publishedOn: CalendarDate(dayNumber: 20_510),
            effectiveFrom: CalendarDate(dayNumber: 20_510), isStricter: false)

        /// One that waits for a second person: published two months ago, judging since last month.
        static func proposed(on today: CalendarDate) -> Edition {
            Edition(
                version: "demo-2", publishedOn: today.adding(days: -60), effectiveFrom: today.adding(days: -30),
                isStricter: true)
        }
    }

    /// The package, in the format `sextant-framework/1`.
    static func json(of college: CountryGenerator.Resources.College, _ edition: Edition = .first) -> [UInt8] {
        var bytes: [UInt8] = []
        let codes = college.specialtyCodes.map { #""\#($0)""# }.joined(separator: ", ")
        bytes.put(#"{\#n  "format": "sextant-framework/1",\#n  "id": "\#(college.code)",\#n"#)
        bytes.put(#"  "title": "Référentiel fictif de démonstration — \#(college.name)",\#n"#)
        bytes.put(#"  "cnp": "\#(college.name)",\#n  "profession": "medecin",\#n"#)
        bytes.put(#"  "specialtyCodes": [\#(codes)],\#n  "version": "\#(edition.version)",\#n"#)
        bytes.put(#"  "publishedOn": "\#(edition.publishedOn)",\#n"#)
        if edition.effectiveFrom != edition.publishedOn {
            bytes.put(#"  "effectiveFrom": "\#(edition.effectiveFrom)",\#n"#)
        }
        bytes.put(#"  "fictitious": true,\#n  "scheme": "actions",\#n"#)
        bytes.put(#"  "blocks": {\#n"#)
        bytes.put((1...4).map { block(college, $0) }.joined(separator: ",\n"))
        bytes.put(#"\#n  },\#n  "offList": {"allowed": true},\#n  "exclusions": [],\#n  "actions": [\#n"#)
        bytes.put(actions(of: college, edition).joined(separator: ",\n"))
        bytes.put("\n  ]\n}\n")
        return bytes
    }

    /// Two actions; on different lines where the block has several, else with different objects.
    private static func block(_ college: CountryGenerator.Resources.College, _ number: Int) -> String {
        let identity = college.actions[number - 1] < 2 ? "object" : "line"
        let exemption =
            number == 3
            ? #""exemption": {"when": "aucune_activite_de_soins_directe", "source": "R. 4022-12"}, "# : ""
        return #"    "\#(number)": {"title": "\#(titles[number - 1])", "required": 2, "#
            + #""identity": "\#(identity)", \#(exemption)"source": "fictif"}"#
    }

    private static func actions(of college: CountryGenerator.Resources.College, _ edition: Edition) -> [String] {
        let dropped = edition.isStricter ? "\(college.code)-AXE2-2" : nil
        let raised = edition.isStricter ? "\(college.code)-AXE1-1" : nil
        return lines(of: college).filter { $0.action != dropped }
            .map { action($0, asksForADay: $0.action == raised) }
    }

    private static func action(_ line: Line, asksForADay: Bool) -> String {
        #"    {"id": "\#(line.action)", "blocks": [\#(line.block)], "label": "\#(line.label)", "#
            + #""category": "Démonstration", "labelling": {"mode": "#
            + #""\#(line.needsLabel ? "on_request" : "automatic")"}, "evidence": ["\#(line.evidence)"], "#
            + (asksForADay ? #""thresholds": {"minDuration": {"days": 1}}, "# : "")
            + #""source": "fictif"}"#
    }
}
