extension EvidenceKind {
    /// The kind in French, without article; the word itself when it is unknown.
    public static func inWords(_ kind: String) -> String { words[kind] ?? kind }

    private static let words: [String: String] = [
        "attestation_formation": "attestation de formation",
        "attestation_participation": "attestation de participation",
        "attestation_presence": "attestation de présence", "attestation_reussite": "attestation de réussite",
        "attestation_universite": "attestation de l’université", "attestation_faculte": "attestation de la faculté",
        "attestation_comite_lecture": "attestation du comité de lecture",
        "attestation_responsable_elearning": "attestation du responsable de la formation en ligne",
        "attestation_organisateur": "attestation de l’organisateur", "attestation_crcdc": "attestation du CRCDC",
        "attestation_prevoyance": "attestation de prévoyance", "copie_diplome": "copie du diplôme",
        "resume_communication": "résumé de la communication", "article_original": "article original",
        "licence_club": "licence du club", "auto_declaration": "déclaration du médecin",
        "attestation_honneur": "attestation sur l’honneur", "transmis_andpc": "transmission par l’ANDPC",
        "transmis_registre": "transmission par le registre", "justificatif_libre": "justificatif libre",
    ]
}
