public import Postgres
public import Vocabulary

/// Who a physician is, as the directory says and as the council's roll says.
public struct PhysicianIdentity: Sendable {
    /// The key of the physician.
    public let physicianID: Int64
    /// Eleven digits.
    public let rppsNumber: String
    /// Nil until an extraction brings a name.
    public let familyName: String?
    /// Nil until an extraction brings a name.
    public let givenName: String?
    /// The professional civility, such as `DR`.
    public let title: String?
    /// Liberal, salaried…, as the extraction codes it.
    public let practiceMode: String?
    /// The specialties of the extraction, by code.
    public let directorySpecialties: [String]
    /// Where the extraction finds the main site.
    public let siteCommune: String?
    /// The day of the extraction that no longer had the number.
    public let leftExtractionOn: CalendarDate?
    /// The stays on the council's roll, the latest first.
    public let registrations: [RegistrationEntry]
    /// The qualifications of the roll, the latest first.
    public let qualifications: [QualificationEntry]
    /// The account of the platform, if the feed names one.
    public let account: AccountEntry?

    /// The physician, or nil when he or she is on no roll of this council: a foreign id names nobody.
    ///
    /// - Parameter transaction: of a council.
    /// - Throws: `PostgresError`.
    public static func find(_ transaction: Transaction, _ physician: Int64) throws -> PhysicianIdentity? {
        let registrations = try PhysicianIdentityStore.registrations(transaction, physician)
        guard !registrations.isEmpty, let row = try PhysicianIdentityStore.person(transaction, physician) else {
            return nil
        }
        return PhysicianIdentity(
            physicianID: physician, rppsNumber: try row.text("rpps_number"),
            familyName: try row.optional("family_name"), givenName: try row.optional("given_name"),
            title: try row.optional("title"), practiceMode: try row.optional("practice_mode"),
            directorySpecialties: try row.text("specialties").split(separator: " ").map(String.init),
            siteCommune: try row.optional("site_commune"), leftExtractionOn: try row.optional("left_extraction_on"),
            registrations: registrations,
            qualifications: try PhysicianIdentityStore.qualifications(transaction, physician),
            account: try PhysicianIdentityStore.account(transaction, physician))
    }
}

/// A stay on the council's roll.
public struct RegistrationEntry: Sendable {
    /// First day.
    public let registeredOn: CalendarDate
    /// Last day, nil while it runs.
    public let endedOn: CalendarDate?
    /// `retraite`, `deces`, `transfert`, `radiation`, `omission`.
    public let endReason: String?
    /// The day of the diploma.
    public let diplomaOn: CalendarDate?
    /// The address of the RPPS.
    public let email: String?
    /// When the address was last checked.
    public let emailCheckedOn: CalendarDate?
    /// Of the armed forces' health service: not subject to the council.
    public let isMilitary: Bool
}

/// A qualification of the roll.
public struct QualificationEntry: Sendable {
    /// Its code, such as `SM54`.
    public let specialtyCode: String
    /// First day.
    public let heldFrom: CalendarDate
    /// First day on which it is no longer held, nil while it is.
    public let heldUntil: CalendarDate?
}

/// What the platform's feed says of the account.
public struct AccountEntry: Sendable {
    /// `a_activer`, `active`, `sans_adresse`, `clos`.
    public let status: String
    /// The end of the cycle according to the platform, inclusive.
    public let cycleEnd: CalendarDate?
    /// When the platform last changed it.
    public let updatedOn: CalendarDate
}

/// What a declaration says beside what the engine reads; absent for block 4, which keeps nothing of the kind.
public struct DeclarationEntry: Sendable {
    /// `medecin`, `employeur`, `organisme`, `andpc`, `cnp`.
    public let origin: String
    /// Who organised the action.
    public let organiser: String?
    /// The words of the declaration.
    public let label: String?

    /// Every declaration that stands, by source id.
    ///
    /// - Throws: `PostgresError`.
    public static func all(_ transaction: Transaction, of physician: Int64) throws -> [String: DeclarationEntry] {
        try PhysicianIdentityStore.declarations(transaction, physician)
    }
}
