/// The columns of `comptes.csv`.
enum AccountColumn: Int, SheetColumn {
    case rpps, state, email, cycleStart, cycleEnd, framework, updatedOn

    private static let names = [
        "rpps", "statut_compte", "courriel_rpps", "debut_cycle", "fin_cycle", "code_referentiel", "maj_le",
    ]
    var name: String { AccountColumn.names[rawValue] }
    var isRequired: Bool { self == .rpps || self == .state || self == .updatedOn }
}

/// The columns of `actions.csv`.
enum ActionColumn: Int, SheetColumn {
    case sourceID, rpps, block, action, title, date, periodStart, periodEnd, organiser, object, item, role
    case evidence, receivedOn, origin, deleted

    private static let names = [
        "id_source", "rpps", "bloc", "code_action", "libelle", "date_realisation", "periode_debut", "periode_fin",
        "organisme", "objet", "element_liste", "role", "justificatif", "justificatif_recu_le", "origine", "supprimee",
    ]
    var name: String { ActionColumn.names[rawValue] }
    var isRequired: Bool { self == .sourceID || self == .rpps || self == .action }
}

/// The columns of `alertes_ans.csv`.
enum AlertColumn: Int, SheetColumn {
    case sourceID, rpps, type, issuedOn

    private static let names = ["id_source", "rpps", "type", "emise_le"]
    var name: String { AlertColumn.names[rawValue] }
    var isRequired: Bool { true }
}

/// The columns of `sans_adresse.csv`.
enum UnreachableColumn: Int, SheetColumn {
    case rpps, reason, seenOn

    private static let names = ["rpps", "motif", "constate_le"]
    var name: String { UnreachableColumn.names[rawValue] }
    var isRequired: Bool { self != .reason }
}
