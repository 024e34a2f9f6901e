import Access

/// What a form of the page was refused for.
struct MembersFault: Sendable {
    enum Part: String, Sendable { case members, invitation, delegations, absences, help }

    let part: Part
    let sentence: HTML
}

extension MemberRefusal {
    /// The refusal as a person reads it.
    var french: HTML {
        switch self {
        case .roleForOneself: "Personne ne se donne un rôle à soi-même : un autre administrateur doit le faire."
        case .lastAdministrator:
            "C'est le dernier accès qui permet de gérer les membres : invitez d'abord un autre administrateur."
        case .roleIsOfAnotherOrganisation: "Ce rôle n'existe pas dans cette organisation."
        case .notAMember: "Cette personne n'est pas, ou n'est plus, membre de l'organisation à cette date."
        case .roleIsPersonal: "Ce rôle est personnel : il ne se délègue pas."
        case .roleIsNotOwn:
            "On ne délègue que son propre rôle, tant qu'on l'a soi-même : un rôle reçu par délégation ne se transmet pas."
        case .delegateIsHolder: "Choisissez une autre personne que celle qui délègue."
        case .delegateIsRecorder: "Seul le titulaire délègue son rôle ; personne ne se délègue le rôle d'un autre."
        case .delegateHasTheRole: "Cette personne a déjà ce rôle pendant une partie de ces jours."
        case .datesAreWrong:
            "Indiquez le premier et le dernier jour : le dernier ne précède pas le premier et n'est pas passé."
        case .reasonIsMissing: "Indiquez la raison, en une phrase."
        case .absenceOverlaps: "Une absence est déjà notée pour une partie de ces jours."
        case .notFound: "Cette ligne n'existe pas, ou elle est déjà terminée."
        case .alreadyAssigned: "Ce dossier est déjà confié à cette personne."
        case .notElected: "Un dossier se confie à un élu du conseil dont l'accès est en cours."
        }
    }
}
