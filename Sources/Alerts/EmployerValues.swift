import Letters
import Registry
import Vocabulary

/// What stands in the letters about the information of an employer: no number, no block, no word on health.
struct EmployerValues {
    let employer: String
    let milestone: CalendarDate
    /// Only a letter on paper to the physician bears it.
    let reason: String
    let waitDays: Int
    let contact: PhysicianContact

    /// The values that the council does not give itself.
    func fields(to addressee: Notice.Addressee) -> [LetterField: String] {
        var fields: [LetterField: String] = [
            .addressee: addressee == .employer ? employer : contact.addressee, .physician: contact.addressee,
            .employer: employer, .milestone: milestone.inWords,
        ]
        guard addressee == .physician else { return fields }
        fields[.reason] = reason
        fields[.delay] = "\(waitDays) jours"
        return fields
    }
}
