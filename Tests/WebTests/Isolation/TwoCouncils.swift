import Access
import Intake
import Postgres
import Standings
import Support
import Vocabulary

@testable import Web

/// Two councils with physicians, declarations, applied and waiting lots, and staff in every role, beside two offices.
struct TwoCouncils: Sendable {
    let journey: Journey
    let gironde: OneCouncil
    let paris: OneCouncil

    init(_ journey: Journey) async throws {
        self.journey = journey
        for role in Role.allCases {
            for code in OneCouncil.codes(role) { try await OneCouncil.invite(role, code, journey.database) }
        }
        try await journey.extraction([
            .init(.claire), .init(.hugo), .init(.ines, specialty: "SM54"), .init(.jean, specialty: "SM54"),
        ])
        gironde = try await OneCouncil("33", [.claire, .hugo], file: "tableau-bordelais", journey)
        paris = try await OneCouncil("75", [.ines, .jean], file: "tableau-parisien", journey)
        try await journey.nightly("2026-11-21")
        for council in [gironde, paris] { try await council.assign(council.physicians[0], journey) }
    }
}

/// What belongs to one of them, and the words that give it away.
struct OneCouncil: Sendable {
    let code: String
    let physicians: [Int64]
    /// The key of the agent.
    let person: Int64
    /// Applied, then waiting: both with the council's own file name, the second with a line to correct.
    let lots: [Int64]
    /// A list of what has reached its term.
    let purge: Int64
    /// A campaign of alerts, and somebody left out of it.
    let campaign: Int64
    let entry: Int64
    /// An employer whom somebody proposed to tell, and then did not.
    let employer: Int64
    /// A lot of letters on paper that was deposited, and the notice of its letter.
    let postalLot: Int64
    let notice: Int64
    /// Texts that no page of anybody else may hold.
    let secrets: [String]
    /// The names that its own pages hold.
    let names: [String]

    init(_ code: String, _ people: [Practitioner], file: String, _ journey: Journey) async throws {
        let council = try await journey.council(code)
        let roll = RollSheet(people.map { RollSheet.Line($0, council: code) })
        let feed = AccountFeed(AccountFeed.Action.complete(people[0]))
        let texts = [
            (LotKind.roll, roll.text), (.accounts, feed.text),
            (.roll, roll.text + "ligne-de-\(file);\(code);30/02/2026;SM53\n"),
        ]
        var lots: [Int64] = []
        for (index, (kind, text)) in texts.enumerated() {
            let lot = try await journey.desk.preview(
                kind, files: [ImportFile(name: "\(file)-\(index).csv", bytes: Array(text.utf8))], council: council,
                asOf: day("2026-11-21"), actor: Author(name: OneCouncil.email(.agent, code)))
            let done = index < 2 ? try await journey.desk.apply(lot.id, council: council, actor: lot.actor) : lot
            lots.append(done.id.number)
        }
        try await journey.database.transaction(as: council.principal) {
            try AuditEvent(.searched, by: OneCouncil.email(.agent, code)).record($0, council: council.id)
        }
        self.code = code
        self.lots = lots
        purge = try await OneCouncil.purge(of: council, lot: lots[0], journey)
        names = people.map(\.familyName)
        let numbers = people.flatMap { [$0.rpps, French.rpps($0.rpps)] }
        let links = lots.flatMap { ["/imports/\($0)\"", "/imports/\($0)/", "N° \($0)<", "Import n° \($0) "] }
        secrets = names + numbers + links + [file, OneCouncil.email(.agent, code)]
        person = try await journey.database.transaction(as: .members(of: council.id)) {
            try Members(of: council, on: day("2026-11-21"), $0).members.first { $0.role == .agent }?.personID ?? 0
        }
        let found = try await journey.rows(
            "select distinct physician_id from registry.registration order by 1", in: code)
        physicians = found.compactMap { Int64($0.dropFirst().dropLast()) }
        (campaign, entry) = try await OneCouncil.campaign(of: council, physicians[1], journey)
        employer = try await OneCouncil.employer(of: council, physicians[1], entry, person, journey)
        (postalLot, notice) = try await OneCouncil.letter(of: council, physicians[0], by: person, journey)
    }

    /// A lot that was deposited, with one letter.
    private static func letter(
        of council: Council, _ physician: Int64, by person: Int64, _ journey: Journey
    ) async throws -> (Int64, Int64) {
        try await journey.database.transaction(as: council.principal) { transaction in
            let key = try transaction.query(
                """
                with version as (select template_id, version from letters.template_version limit 1),
                notice as (
                    insert into letters.notice (council_id, kind, cause, addressee, channel, physician_id, template_id,
                        template_version, content, content_hash, made_on, made_by)
                    select \(council.id), 'alert', 'essai', 'physician', 'post', \(physician), template_id, version, t.text,
                        encode(sha256(convert_to(t.text, 'UTF8')), 'hex'), '2026-11-21', 'essai'
                    from version, (values ('{"subject":"Objet","mail":["a"],"letter":["a"]}')) t (text)
                    returning council_id, notice_id)
                insert into letters.delivery (council_id, notice_id, channel, address, message_id, state, sent_on, sent_at)
                select council_id, notice_id, 'post', '{Docteur,1 RUE NEUVE,01000 BOURG}', 'essai', 'sent',
                    '2026-11-21', now() from notice
                returning notice_id, delivery_id
                """)[0]
            let (notice, delivery) = (Int64(try key.int("notice_id")), Int64(try key.int("delivery_id")))
            let lot = Int64(
                try transaction.query(
                    """
                    insert into letters.lot (council_id, made_on, made_by, state, deposited_on, ended_by, ended_at)
                    values (\(council.id), '2026-11-21', 'essai', 'deposited', '2026-11-21', 'essai', now())
                    returning lot_id
                    """)[0].int("lot_id"))
            try transaction.query(
                """
                insert into letters.lot_line (council_id, lot_id, delivery_id, state, rank)
                values (\(council.id), \(lot), \(delivery), 'set', 1)
                """)
            try transaction.query(
                """
                insert into letters.document (council_id, lot_id, delivery_id, engine, pages, sha256, bytes)
                values (\(council.id), \(lot), \(delivery), 'essai', 1, encode(sha256('%PDF'), 'hex'), '%PDF')
                """)
            let consent = Int64(
                try transaction.query(
                    """
                    insert into letters.consent (council_id, physician_id, state, email, since, words, recorded_by,
                        person_id, recorded_at)
                    values (\(council.id), \(physician), 'given', 'essai@example.org', '2026-11-21', 'essai', 'essai',
                        \(person), now()) returning consent_id
                    """)[0].int("consent_id"))
            try transaction.query(
                """
                insert into letters.electronic (council_id, delivery_id, consent_id, email, given_name, family_name,
                    asked_on, asked_by, person_id)
                values (\(council.id), \(delivery), \(consent), 'essai@example.org', 'Essai', 'Essai', '2026-11-21',
                    'essai', \(person))
                """)
            try transaction.query(
                """
                insert into letters.proof (council_id, delivery_id, kind, sha256, bytes, fetched_at)
                values (\(council.id), \(delivery), 'letter', encode(sha256('%PDF'), 'hex'), '%PDF', now())
                """)
            return (lot, notice)
        }
    }

    /// A list with one thing on it that goes: an import whose quarantined lines are old.
    private static func purge(of council: Council, lot: Int64, _ journey: Journey) async throws -> Int64 {
        try await journey.database.transaction(as: council.principal) { transaction in
            let id = Int64(
                try transaction.query(
                    """
                    insert into access.purge (council_id, as_of, rule_version, not_due, proposed_by, proposed_at)
                    values (\(council.id), '2026-11-21', 1, 0, 'essai', now()) returning purge_id
                    """)[0].int("purge_id"))
            try transaction.query(
                """
                insert into access.purge_item (council_id, purge_id, kind, item_id, due_on)
                values (\(council.id), \(id), 'lot', \(lot), '2026-11-20')
                """)
            return id
        }
    }

    /// A campaign out of which a person has left one physician.
    private static func campaign(
        of council: Council, _ physician: Int64, _ journey: Journey
    ) async throws -> (Int64, Int64) {
        try await journey.database.transaction(as: council.principal) { transaction in
            let campaign = Int64(
                try transaction.query(
                    """
                    insert into alerts.campaign (council_id, state, opened_on, policy)
                    values (\(council.id), 'proposed', '2026-11-21', '{}') returning campaign_id
                    """)[0].int("campaign_id"))
            let entry = Int64(
                try transaction.query(
                    """
                    insert into alerts.entry (council_id, campaign_id, physician_id, cycle_start, milestone_on, channel,
                        state, exclusion, reason, counted, expected, required, proposed_on,
                        checked_at)
                    values (\(council.id), \(campaign), \(physician), '2023-01-01', '2026-01-01', 'email',
                        'excluded', 'no_address', 'essai', 0, 2, 8, '2026-11-21', now()) returning entry_id
                    """)[0].int("entry_id"))
            return (campaign, entry)
        }
    }

    /// A proposal to tell an employer of an alert that was given up.
    private static func employer(
        of council: Council, _ physician: Int64, _ entry: Int64, _ person: Int64, _ journey: Journey
    ) async throws -> Int64 {
        try await journey.database.transaction(as: council.principal) { transaction in
            Int64(
                try transaction.query(
                    """
                    insert into alerts.employer_alert (council_id, entry_id, physician_id, cycle_start, milestone_on,
                        channel, round, employer, address, wait_days, state, reason, counted, expected, required,
                        checked_at, proposed_by, proposed_name, proposed_on, ended_on, end_reason)
                    values (\(council.id), \(entry), \(physician), '2023-01-01', '2026-01-01', 'email', 1, 'Clinique',
                        '{direction@example.org}', 7, 'withdrawn', 'essai', 0, 2, 8, now(), \(person), 'essai',
                        '2026-11-21', '2026-11-21', 'essai') returning employer_alert_id
                    """)[0].int("employer_alert_id"))
        }
    }

    /// The organisations in which a role exists.
    static func codes(_ role: Role) -> [String] {
        switch role.organisation {
        case .departmental: ["33", "75"]
        case .national: ["national"]
        case .cncp: ["CNCP"]
        case .ministry: ["DGOS"]
        case .platform: ["exploitation"]
        case .college: ["urologie"]
        case .regional: ["nouvelle-aquitaine"]
        }
    }

    static func email(_ role: Role, _ code: String) -> String { "\(role.rawValue).\(code.lowercased())@example.org" }

    static func invite(_ role: Role, _ code: String, _ database: Database) async throws {
        try await AddPerson(database).run(
            email: email(role, code), name: "Dominique Lambert", password: Browser.password, council: code, role: role,
            from: day("2026-01-01"), salt: (0..<16).map { $0 })
    }

    /// Opens a file to the council's elected member.
    func assign(_ physician: Int64, _ journey: Journey) async throws {
        let council = try await journey.council(code)
        try await journey.database.transaction(as: .members(of: council.id)) { transaction in
            let today = day("2026-11-21")
            let members = try Members(of: council, on: today, transaction).members
            let elected = members.first { $0.role == .electedMember }
            try AssignFile(
                personID: elected?.personID ?? 0, physicianID: physician, until: nil,
                author: Author(name: OneCouncil.email(.instructingAgent, council.code))
            ).run(council, today: today, now: Instant(epochSeconds: 1_795_000_000), transaction)
        }
    }

    /// The secrets that a page holds.
    func leaks(in text: String) -> [String] { secrets.filter { text.contains($0) } }
}

extension TwoCouncils {
    /// Every row of every table that a council owns, and of the directory about its physicians: what others must not
    /// have changed.
    func rows(of code: String) async throws -> [String: [String]] {
        let council = try await journey.council(code)
        let tables = try await journey.place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                """
                select c.oid::regclass::text as name, has_table_privilege('sextant_council', c.oid, 'select') as is_read
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'council_id'
                where c.relkind = 'r' and a.attnum > 0 and c.oid <> 'access.council'::regclass
                    and (has_table_privilege('sextant_council', c.oid, 'select')
                        or has_table_privilege('sextant_access', c.oid, 'select'))
                order by 1
                """
            ).map { (try $0.text("name"), try $0.bool("is_read")) }
        }
        var rows: [String: [String]] = [:]
        for (table, isRead) in tables {
            rows[table] = try await journey.database.transaction(as: isRead ? .council(council.id) : .access) {
                try $0.query(
                    SQL(stringLiteral: "select t::text as line from \(table) t where council_id = ")
                        + "\(council.id) order by 1"
                ).map { try $0.text("line") }
            }
        }
        for table in ["registry.physician", "registry.practice"] {
            rows[table] = try await journey.rows(
                SQL(
                    stringLiteral: "select * from \(table) where physician_id in "
                        + "(select physician_id from registry.registration) order by 1"), in: code)
        }
        return rows
    }
}
