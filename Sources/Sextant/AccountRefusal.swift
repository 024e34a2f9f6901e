import Access

/// Why a command about people did nothing, in French.
enum AccountRefusal {
    /// Nil for an error that is none of these.
    static func sentence(_ error: any Error) -> String? {
        switch error {
        case AddPerson.Refusal.emailIsNotOne, InvitePerson.Refusal.emailIsNotOne:
            "l'adresse électronique n'a pas la forme nom@domaine"
        case AddPerson.Refusal.passwordIsTooShort: "le mot de passe compte moins de douze caractères"
        case AddPerson.Refusal.councilIsUnknown(let code): "aucune organisation n'a le code « \(code) »"
        case AddPerson.Refusal.roleIsOfAnotherOrganisation, InvitePerson.Refusal.roleIsOfAnotherOrganisation:
            "ce rôle n'existe pas dans cette organisation"
        case InvitePerson.Refusal.nameIsEmpty: "donnez le nom de la personne"
        case ResetAccess.Refusal.personIsUnknown: "personne n'entre avec cette adresse"
        case ResetAccess.Refusal.isOneself, ResetAccess.Refusal.actsElsewhere:
            "cette personne ne peut pas être aidée ainsi"
        case let refusal as PersonalDataRefusal: refusal.sentence
        default: nil
        }
    }
}
