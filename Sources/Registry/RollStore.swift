import Intake
import Postgres
import Vocabulary

/// The statements that bring one council's part of a roll into the register; the tenant is the transaction's.
struct RollStore {
    let transaction: Transaction
    let lot: LotID
    let council: Int32
    let asOf: CalendarDate
    /// Which optional columns the file has: an absent column says nothing.
    let columns: RollColumns

    /// Registrations: new ones, and those with another fact.
    func writeRegistrations() throws {
        let differs: SQL = """
            (t.ended_on, t.end_reason, t.diploma_on, t.birth_year, t.email, t.email_checked_on, t.is_military, t.address)
            is distinct from (\(ended), \(reason), \(diploma), \(birth), \(email), \(checked), \(military), \(address))
            """
        let pair: SQL = """
            s.council_id = \(council) and t.council_id = s.council_id and t.physician_id = s.physician_id
            and t.registered_on = s.registered_on and \(differs)
            """
        try BeforeImage.keep(
            """
            select t.council_id, to_jsonb(t) as image
            from registry.registration t join pg_temp.roll_registration s on \(pair)
            """, from: "registry.registration", for: lot, transaction)
        try transaction.query(
            """
            update registry.registration t set ended_on = \(ended), end_reason = \(reason),
                diploma_on = \(diploma), birth_year = \(birth), email = \(email), email_checked_on = \(checked),
                is_military = \(military), address = \(address), changed_lot = \(lot.number)
            from pg_temp.roll_registration s where \(pair)
            """)
        try transaction.query(
            """
            insert into registry.registration (council_id, physician_id, registered_on, ended_on, end_reason,
                diploma_on, birth_year, email, email_checked_on, is_military, address, created_lot, changed_lot)
            select council_id, physician_id, registered_on, ended_on, end_reason, diploma_on, birth_year, email,
                email_checked_on, is_military, address, \(lot.number), \(lot.number)
            from pg_temp.roll_registration s where s.council_id = \(council) and not exists (
                select from registry.registration t where t.council_id = s.council_id
                and t.physician_id = s.physician_id and t.registered_on = s.registered_on)
            """)
    }

    private var ended: SQL { columns.end ? "s.ended_on" : "t.ended_on" }
    private var reason: SQL { columns.end ? "s.end_reason" : "t.end_reason" }
    private var diploma: SQL { columns.diploma ? "s.diploma_on" : "t.diploma_on" }
    private var birth: SQL { columns.birthYear ? "s.birth_year" : "t.birth_year" }
    private var email: SQL { columns.email ? "s.email" : "t.email" }
    private var checked: SQL { columns.emailChecked ? "s.email_checked_on" : "t.email_checked_on" }
    private var military: SQL { columns.military ? "s.is_military" : "t.is_military" }
    private var address: SQL { columns.address ? "s.address" : "t.address" }
}

/// The optional columns that a file has.
struct RollColumns: Sendable {
    var end = true
    var diploma = true
    var birthYear = true
    var email = true
    var emailChecked = true
    var military = true
    var address = true
    var care = true

    init(_ reader: RollReader) {
        end = reader.has(column: "fin_inscription")
        diploma = reader.has(column: "date_diplome")
        birthYear = reader.has(column: "annee_naissance")
        email = reader.has(column: "courriel_rpps")
        emailChecked = reader.has(column: "courriel_verifie_le")
        military = reader.has(column: "service_de_sante_armees")
        address = reader.has(column: "adresse_1")
        care = reader.has(column: "soins_directs")
    }
}
