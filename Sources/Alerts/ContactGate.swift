public import Letters
public import Postgres
public import Vocabulary

/// Looks once more, before a contact notice leaves, whether there is still something to ask.
public struct ContactGate: Gate {
    /// A gate without any setting.
    public init() {}

    /// A letter stays once an address is known that may work, or where another one asks; a mail stays once the address is another one.
    public func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission {
        let store = ReachStore(transaction: transaction, council: council, day: day)
        guard let contact = try store.contact(notice) else { return .never("Aucun médecin ne correspond à cet avis.") }
        guard let state = try store.state(of: contact.physician) else {
            return .never("Le médecin n'est plus soumis à la certification dans ce conseil, ou un autre lui écrit.")
        }
        if contact.isLetter {
            guard state.needsLetter else { return .never("Une adresse électronique est connue depuis.") }
            let isTwice = try store.isAskedByAnother(contact.physician, than: notice)
            return isTwice ? .never("Une autre lettre le lui demande, ou l'a fait depuis moins de six mois.") : .go
        }
        let email = try store.email(of: contact.physician)
        guard email?.lowercased() == contact.address.lowercased() else {
            return .never("L'adresse électronique a changé depuis.")
        }
        return state == .refused ? .never("L'adresse électronique a été refusée depuis.") : .go
    }
}
