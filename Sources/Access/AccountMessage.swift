import Postgres

/// What happened to an account and its owner reads on the account page.
public struct AccountMessage: Sendable {
    /// What happened; the raw values are those of the database.
    public enum Kind: String, Sendable, CaseIterable {
        /// A second factor was chosen, or another one.
        case secondFactorChosen = "second_factor_chosen"
        /// Somebody removed the owner's second factor; `other` is who.
        case secondFactorReset = "second_factor_reset"
        /// The owner removed somebody's second factor; `other` is whose.
        case secondFactorResetByMe = "second_factor_reset_by_me"
        /// Somebody gave a link to choose another password; `other` is who.
        case newPasswordOffered = "new_password_offered"
        /// The owner gave such a link; `other` is to whom.
        case newPasswordOfferedByMe = "new_password_offered_by_me"
        /// Somebody closed the owner's sessions; `other` is who.
        case sessionsEnded = "sessions_ended"
        /// The owner closed somebody's sessions; `other` is whose.
        case sessionsEndedByMe = "sessions_ended_by_me"
        /// A recovery code stood in for the second factor; `other` is how many are left.
        case recoveryCodeUsed = "recovery_code_used"
        /// Other recovery codes were made.
        case recoveryCodesRenewed = "recovery_codes_renewed"
        /// The password changed.
        case passwordChanged = "password_changed"
        /// The owner linked an identity; `other` is the provider.
        case identityLinked = "identity_linked"
        /// An organisation offers a role; `other` is which one.
        case roleOffered = "role_offered"
        /// The owner accepted a role; `other` is of which organisation.
        case roleAccepted = "role_accepted"
        /// Somebody handed a role of the owner's on; `other` is who.
        case roleDelegatedForMe = "role_delegated_for_me"
        /// The owner gave an identity up; `other` is the provider.
        case identityGivenUp = "identity_given_up"
    }

    /// When, to the second.
    public let at: Instant
    /// What.
    public let kind: Kind
    /// Somebody's name or a number, as the kind says; empty when the kind needs none.
    public let other: String

    static func add(
        _ transaction: Transaction, to person: Int64, _ kind: Kind, other: String = "", at now: Instant
    ) throws {
        try transaction.query(
            """
            insert into access.account_message (person_id, at, kind, other)
            values (\(person), \(now.sql), \(kind.rawValue), \(other))
            """)
    }

    /// The latest of them, newest first.
    static func latest(_ transaction: Transaction, of person: Int64) throws -> [AccountMessage] {
        try transaction.query(
            """
            select extract(epoch from at)::bigint as at, kind, other from access.account_message
            where person_id = \(person) order by access.account_message.at desc, message_id desc limit 10
            """
        ).compactMap { row in
            guard let kind = Kind(rawValue: try row.text("kind")) else { return nil }
            return AccountMessage(
                at: Instant(epochSeconds: Int64(try row.int("at"))), kind: kind, other: try row.text("other"))
        }
    }
}
