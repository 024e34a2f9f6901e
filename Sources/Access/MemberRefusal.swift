/// Why a change among the members is refused.
public enum MemberRefusal: Error, Sendable, Equatable {
    /// Nobody gives themselves a role.
    case roleForOneself
    /// The last person who manages the members stays.
    case lastAdministrator
    /// The role does not exist in this kind of organisation.
    case roleIsOfAnotherOrganisation
    /// Not a member, or no longer.
    case notAMember
    /// A mandate, an expertise, a control and an administration are not handed on.
    case roleIsPersonal
    /// What was handed on is not handed on again, and nobody hands on what they do not hold.
    case roleIsNotOwn
    /// The holder and the delegate are one person.
    case delegateIsHolder
    /// Nobody hands somebody else's role on to themselves.
    case delegateIsRecorder
    /// The delegate has the role already, by themselves or by another delegation.
    case delegateHasTheRole
    /// The end comes before the beginning, or lies in the past.
    case datesAreWrong
    /// A delegation or an absence without reason or too long a text.
    case reasonIsMissing
    /// Another absence covers some of these days.
    case absenceOverlaps
    /// The delegation, absence or assignment is not there, or is over.
    case notFound
    /// The file is assigned to this person already.
    case alreadyAssigned
    /// Files are assigned to elected members.
    case notElected
}
