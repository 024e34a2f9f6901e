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
}
