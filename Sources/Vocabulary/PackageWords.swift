/// The words of the packages of référentiels as a person reads them.
///
/// Packages name conditions, listed items, criteria and roles by short words without accents, as the facts they were
/// transcribed from do. What is not in the tables (a new référentiel, a draft) is shown with its spaces back.
public enum PackageWords {
    /// A condition of a line, as a short clause: « hors étude d’un industriel » (rules R13, R16, R22, R23).
    public static func condition(_ condition: Condition) -> String {
        if let role = condition.role { return "en tant que \(self.role(role))" }
        return conditions[condition.rawValue] ?? spaced(condition.rawValue)
    }

    /// A role in an action, such as « premier auteur » (rule R22).
    public static func role(_ role: String) -> String { roles[role] ?? spaced(role) }

    /// An item of a list: « Congrès du CMGF », « activité physique ».
    public static func item(_ item: String) -> String { items[item] ?? spaced(item) }

    /// A named sub-item of a line: « direction de thèse », « RMM ».
    public static func variant(_ name: String) -> String { variants[name] ?? spaced(name) }

    /// The place in a text as a person reads it: the title of the text for `S1:L315`, articles as they are.
    public static func source(_ source: String) -> String {
        var parts: [String] = []
        for piece in source.split(separator: " ; ").map(String.init) {
            var titles: [String] = []
            for place in piece.split(separator: ", ") {
                guard let key = place.split(separator: ":").first, place.contains(":L"),
                    let title = texts[String(key)]
                else {
                    // A further line of the text named before.
                    if place.hasPrefix("L"), place.dropFirst().allSatisfy({ $0.isNumber || $0 == "-" }) { continue }
                    titles.append(String(place))
                    continue
                }
                if !titles.contains(title) { titles.append(title) }
            }
            for title in titles where !parts.contains(title) { parts.append(title) }
        }
        return parts.joined(separator: ", ")
    }

    /// A criterion of labelling.
    public static func criterion(_ id: String) -> String { criteria[id] ?? spaced(id) }

    /// The ground of an exemption (R. 4022-6).
    public static func exemption(_ ground: String) -> String {
        ground == "aucune_activite_de_soins_directe" ? "aucune activité de soins directe" : spaced(ground)
    }

    private static func spaced(_ word: String) -> String {
        word.split(whereSeparator: { $0 == "_" || $0 == "-" }).joined(separator: " ")
    }

    /// The texts that the packages were transcribed from, by the key that their sources use.
    private static let texts: [String: String] = [
        "S0": "référentiel de génétique (CNP)", "S1": "référentiel de médecine générale (CMG)",
        "S2": "présentation du CNOM (mars 2026)", "S3": "guide d’auto-évaluation",
        "S4": "présentation de la CNCP et de la DGOS",
    ]

    private static let variants: [String: String] = [
        "accreditation_cofrac": "accréditation COFRAC", "accreditation_has": "accréditation HAS",
        "association_regionale": "association régionale", "audit_clinique": "audit clinique",
        "audit_cofrac": "audit COFRAC", "autre_epp": "autre évaluation des pratiques (EPP)", "cdei": "CDEI",
        "centre_reference_ou_competence": "centre de référence ou de compétence", "conception": "conception",
        "conseiller_genetique": "formation des conseillers en génétique", "crex": "CREX",
        "des_biologie_option_mmgp": "DES de biologie, option MMGP", "des_genetique": "DES de génétique",
        "direction_these": "direction de thèse", "elaboration": "élaboration",
        "groupe_analyse": "groupe d’analyse des pratiques", "liste_publique": "liste publique", "mds": "MDS",
        "nrd": "NRD", "participation": "participation", "patient_traceur": "patient traceur",
        "qualiopi": "organisme certifié Qualiopi", "rcp": "RCP",
        "rcp_pfmg2025": "RCP du plan France médecine génomique",
        "rmm": "RMM", "seances": "séances", "staff": "staff", "tutorat": "tutorat",
    ]

    private static let roles: [String: String] = [
        "premier_auteur": "premier auteur", "acteur": "acteur", "orateur": "orateur", "organisateur": "organisateur",
        "intervenant": "intervenant", "participant": "participant", "redacteur": "rédacteur",
        "moderateur": "modérateur", "concepteur": "concepteur", "formateur": "formateur",
    ]

    private static let conditions: [String: String] = [
        "non_finance_industrie": "sans financement par l’industrie de la santé",
        "hors_etude_industrie": "hors étude d’un industriel",
        "champ_medecine_generale": "dans le champ de la médecine générale",
        "theme_relation_patient": "sur le thème de la relation avec le patient",
        "mt_pas_soi_meme": "le médecin traitant n’est pas le médecin lui-même",
        "mt_pas_parent_1er_degre": "le médecin traitant n’est pas un parent au premier degré",
        "amelioration_pratiques_du_professionnel": "améliore les pratiques du professionnel",
        "institutionnel": "action d’une institution", "donnees_patients": "intègre des données de patients",
        "association_agreee": "avec une association agréée", "methode_has": "selon une méthode de la HAS",
        "specialite_a_risque": "spécialité à risque",
        "equipe_accreditee_odpcrim": "au sein d’une équipe accréditée par l’ODPCRIM",
        "participation_association_patients": "avec la participation d’une association de patients",
        "a_destination_des_radiologues": "destinée aux radiologues",
    ]

    private static let criteria: [String: String] = [
        "absence-lien-financier-industrie": "absence de lien financier avec l’industrie",
        "adaptation-pratique-specialite": "adaptation à la pratique de la spécialité",
        "adaptation-medecine-generale": "adaptation à la médecine générale",
        "adequation-fiche-methode-has": "adéquation à une fiche méthode de la HAS",
        "adequation-methode-has": "adéquation à une méthode de la HAS", "adequation-moyens": "adéquation des moyens",
        "declaration-publique-interets": "déclaration publique d’intérêts",
        "evaluation-par-parties-prenantes": "évaluation par les parties prenantes",
        "existence-comite-scientifique": "existence d’un comité scientifique",
        "objectifs-contenu-modalites": "objectifs, contenu et modalités",
        "qualification-concepteurs-formateurs-moderateurs":
            "qualification des concepteurs, des formateurs et des modérateurs",
        "validation-comite-scientifique": "validation par un comité scientifique",
    ]

    private static let items: [String: String] = [
        "abm": "Agence de la biomédecine", "action-sensibilisation": "action de sensibilisation",
        "activite-physique": "activité physique", "andpc": "ANDPC",
        "annuaire-diu-cmg-pertinent-mg": "annuaire des DU et DIU du CMG, pertinent pour la médecine générale",
        "annuaire-diu-cmg-relation-communication-decision":
            "annuaire des DU et DIU du CMG, relation, communication et décision",
        "ans": "Agence du numérique en santé", "ansm": "ANSM", "ars": "ARS",
        "autre-organisme-prerequis-bloc-1": "autre organisme, aux conditions du bloc 1", "cmg": "CMG",
        "cnam-cpam": "CNAM ou CPAM", "cnom-crom-cdom": "Ordre des médecins (CNOM, CROM, CDOM)",
        "conge-parental": "congé parental", "conges-5-semaines": "cinq semaines de congés",
        "congres-cmgf": "congrès du CMGF", "congres-cnge": "congrès du CNGE",
        "congres-mg-france": "congrès de MG France", "dgos": "DGOS", "dgs": "DGS", "dpc-andpc": "DPC de l’ANDPC",
        "dsr": "Délégation à la sécurité routière", "ecole-fayr-gp": "école FAYR-GP", "ema": "EMA",
        "enquete-satisfaction": "enquête de satisfaction", "exercer": "Exercer",
        "fiche-information": "fiche d’information", "fonctions-1-an": "fonctions exercées pendant un an",
        "formation-universitaire": "formation universitaire", "glap-sftg": "GLAP de la SFTG",
        "groupe-balint": "groupe Balint", "groupe-de-pairs-sfmg": "groupe de pairs de la SFMG",
        "groupe-qualite-ffgq": "groupe qualité de la FFGQ", "has": "HAS", "hcaam": "HCAAM", "hcsp": "HCSP",
        "inca": "INCa", "jcr-primary-health-care": "revue classée « Primary Health Care » au JCR",
        "journee-association": "journée de l’association", "journee-recherche-sftg": "journée de recherche de la SFTG",
        "journees-nationales-cpts-fcpts": "journées nationales des CPTS (FCPTS)", "journees-sml": "journées du SML",
        "liste-non-predatrices-doyens-cnu": "liste des revues non prédatrices (doyens et CNU)",
        "medecine": "Médecine", "mildeca": "MILDECA", "mutuelle": "mutuelle", "oms": "OMS", "ondps": "ONDPS",
        "perte-exploitation": "assurance perte d’exploitation",
        "plan-maladies-rares": "plan national maladies rares", "preconference-fayr-gp": "préconférence FAYR-GP",
        "prescrire": "Prescrire", "prevoyance": "prévoyance",
        "programme-associant-patients": "programme qui associe des patients", "radioprotection": "radioprotection",
        "rencontres-reagjir": "rencontres de ReAGJIR", "reseau-p4dp": "réseau P4DP",
        "reseau-sentinelles": "réseau Sentinelles", "revue-medicale-suisse": "Revue médicale suisse",
        "rps": "risques psychosociaux", "sante-environnementale": "santé environnementale",
        "sante-nutritionnelle": "santé nutritionnelle", "spf": "Santé publique France",
        "structure-membre-cmg": "structure membre du CMG", "uemo": "UEMO", "universites": "universités",
        "wonca": "WONCA",
    ]
}
