import Postgres
import Vocabulary

/// Every statement on one physician's identity.
enum PhysicianIdentityStore {
    static func person(_ transaction: Transaction, _ physician: Int64) throws -> Row? {
        try transaction.first(
            """
            select rpps_number, family_name, given_name, title, practice_mode, site_commune, left_extraction_on,
                array_to_string(specialty_codes, ' ') as specialties
            from registry.physician where physician_id = \(physician)
            """)
    }

    static func registrations(_ transaction: Transaction, _ physician: Int64) throws -> [RegistrationEntry] {
        try transaction.query(
            """
            select registered_on, ended_on, end_reason, diploma_on, email, email_checked_on, is_military
            from registry.registration where physician_id = \(physician) order by registered_on desc
            """
        ).map {
            RegistrationEntry(
                registeredOn: try $0.date("registered_on"), endedOn: try $0.optional("ended_on"),
                endReason: try $0.optional("end_reason"), diplomaOn: try $0.optional("diploma_on"),
                email: try $0.optional("email"), emailCheckedOn: try $0.optional("email_checked_on"),
                isMilitary: try $0.bool("is_military"))
        }
    }

    static func qualifications(_ transaction: Transaction, _ physician: Int64) throws -> [QualificationEntry] {
        try transaction.query(
            """
            select specialty_code, held_from, held_until from registry.qualification
            where physician_id = \(physician) order by held_from desc, specialty_code
            """
        ).map {
            QualificationEntry(
                specialtyCode: try $0.text("specialty_code"), heldFrom: try $0.date("held_from"),
                heldUntil: try $0.optional("held_until"))
        }
    }

    static func account(_ transaction: Transaction, _ physician: Int64) throws -> AccountEntry? {
        try transaction.first(
            """
            select status, cycle_end, updated_on from registry.account where physician_id = \(physician)
            """
        ).map {
            AccountEntry(
                status: try $0.text("status"), cycleEnd: try $0.optional("cycle_end"),
                updatedOn: try $0.date("updated_on"))
        }
    }

    static func declarations(_ transaction: Transaction, _ physician: Int64) throws -> [String: DeclarationEntry] {
        let rows = try transaction.query(
            """
            select source_id, origin, organiser, label from registry.declaration
            where physician_id = \(physician) and not is_deleted
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (
                    try row.text("source_id"),
                    DeclarationEntry(
                        origin: try row.text("origin"), organiser: try row.optional("organiser"),
                        label: try row.optional("label"))
                )
            })
    }
}
