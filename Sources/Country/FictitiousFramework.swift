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

    /// The package, in the format `sextant-framework/1`.
    static func json(of college: CountryGenerator.Resources.College) -> [UInt8] {
        var bytes: [UInt8] = []
        let codes = college.specialtyCodes.map { #""\#($0)""# }.joined(separator: ", ")
        bytes.put(#"{\#n  "format": "sextant-framework/1",\#n  "id": "\#(college.code)",\#n"#)
        bytes.put(#"  "title": "Référentiel fictif de démonstration — \#(college.name)",\#n"#)
        bytes.put(#"  "cnp": "\#(college.name)",\#n  "profession": "medecin",\#n"#)
        bytes.put(#"  "specialtyCodes": [\#(codes)],\#n  "version": "demo-1",\#n"#)
        bytes.put(#"  "publishedOn": "2026-02-26",\#n  "fictitious": true,\#n  "scheme": "actions",\#n"#)
        bytes.put(#"  "blocks": {\#n"#)
        bytes.put((1...4).map { block(college, $0) }.joined(separator: ",\n"))
        bytes.put(#"\#n  },\#n  "offList": {"allowed": true},\#n  "exclusions": [],\#n  "actions": [\#n"#)
        bytes.put(lines(of: college).map(action).joined(separator: ",\n"))
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

    private static func action(_ line: Line) -> String {
        #"    {"id": "\#(line.action)", "blocks": [\#(line.block)], "label": "\#(line.label)", "#
            + #""category": "Démonstration", "labelling": {"mode": "#
            + #""\#(line.needsLabel ? "on_request" : "automatic")"}, "evidence": ["\#(line.evidence)"], "#
            + #""source": "fictif"}"#
    }
}
