/// Why an act on the keeping of personal data is refused.
public enum PersonalDataRefusal: Error, Sendable, Equatable {
    /// A reason is asked for, of at most 500 characters.
    case reasonIsMissing
    /// The end lies in the past.
    case endIsPast
    /// The hold or the purge is not there, or is over.
    case notFound
    /// Another list of the organisation waits for its reviews or its execution.
    case anotherIsOpen
    /// Nothing has reached its term.
    case nothingIsDue
    /// A list of a day that has not come would purge too early.
    case dayIsAhead
    /// A person reviews, not a command.
    case reviewerIsUnknown
    /// Somebody who reviewed a list does not review it again.
    case secondPersonIsTheFirst
    /// Two people have not reviewed the list yet, or it was refused or executed.
    case isNotReady
    /// The list was refused or executed already.
    case isDecided
}

extension PersonalDataRefusal {
    /// A reason as it is kept: asked for, as short as the journal wants it, without any RPPS number.
    ///
    /// - Throws: `PersonalDataRefusal.reasonIsMissing`.
    public static func reason(_ text: String) throws(PersonalDataRefusal) -> String {
        // As the tables count it: a line break is one character, where a browser sends two.
        let trimmed = String(text.replacing("\r\n", with: "\n").drop { $0.isWhitespace })
        guard !trimmed.isEmpty, trimmed.unicodeScalars.count <= 500 else { throw PersonalDataRefusal.reasonIsMissing }
        return AuditEvent.masked(trimmed)
    }
}
