import Documents
import Vocabulary

/// Turns the current record of a roll into a row, or says why not.
struct RollCheck {
    let sheet: Sheet<RollColumn>
    let rules: RollReader.Rules

    func row(_ report: inout ReadingReport) throws(Rejection) -> RollRow {
        let rpps = try FieldReading.rpps(sheet.value(.rpps))
        let council = try council()
        let registeredOn = try FieldReading.requiredDate(sheet.value(.registeredOn), column: "date_inscription")
        let (endedOn, endReason) = try end(registeredOn)
        let exemption = try exemption()
        let row = RollRow(
            line: sheet.reader.line, rpps: rpps, council: council, registeredOn: registeredOn,
            diplomaOn: try diploma(), birthYear: try birthYear(registeredOn), specialtyCode: try specialty(),
            qualifiedOn: try date(.qualifiedOn), email: try email(), emailCheckedOn: try date(.emailCheckedOn),
            givesDirectCare: try FieldReading.truth(sheet.value(.directCare), column: "soins_directs") ?? true,
            directCareSince: try date(.directCareSince), exemptFrom: exemption.from, exemptThrough: exemption.through,
            exemptionReason: exemption.reason, endedOn: endedOn, endReason: endReason,
            isMilitary: try FieldReading.truth(sheet.value(.military), column: "service_de_sante_armees") ?? false,
            address: try address())
        warn(row, &report)
        return row
    }

    private func date(_ column: RollColumn) throws(Rejection) -> CalendarDate? {
        try FieldReading.date(sheet.value(column), column: column.name)
    }

    private func council() throws(Rejection) -> String {
        let value = sheet.value(.council)
        if value.isEmpty { throw FieldReading.missing("departement_inscription") }
        let code = FieldReading.councilCode(value)
        guard rules.councils.contains(code) else {
            throw Rejection(
                "unknown_council",
                "« \(shown(value)) » n'est pas le code d'un conseil départemental (colonne departement_inscription). "
                    + "Écrivez par exemple 33, 2A ou 974.")
        }
        if let only = rules.onlyCouncil, only != code {
            throw Rejection(
                "other_council",
                "Cette ligne relève d'un autre conseil (\(code)) : cet import est limité au conseil \(only). "
                    + "Transmettez-la au conseil concerné.")
        }
        return code
    }

    private func specialty() throws(Rejection) -> String {
        let value = sheet.value(.specialty)
        if value.isEmpty { throw FieldReading.missing("specialite_sm") }
        let code = FieldReading.upperCased(value)
        guard rules.specialties.contains(code) else {
            throw Rejection(
                "unknown_specialty",
                "Le code de qualification « \(shown(value)) » n'existe pas dans la nomenclature (colonne "
                    + "specialite_sm). Écrivez un code tel que SM54.")
        }
        return code
    }

    private func diploma() throws(Rejection) -> CalendarDate? {
        guard let date = try date(.diplomaOn) else { return nil }
        guard date <= rules.asOf else {
            throw Rejection(
                "diploma_in_future",
                "La date du diplôme (\(date.french)) est postérieure à la date du Tableau (\(rules.asOf.french)). "
                    + "Corrigez la colonne date_diplome.")
        }
        return date
    }

    private func birthYear(_ registeredOn: CalendarDate) throws(Rejection) -> Int? {
        let value = sheet.value(.birthYear)
        if value.isEmpty { return nil }
        guard value.count == 4, value.allSatisfy(FieldReading.isDigit), let year = Int(value.text),
            (1900...rules.asOf.year).contains(year)
        else {
            throw Rejection(
                "birth_year",
                "« \(shown(value)) » n'est pas une année de naissance plausible (colonne annee_naissance) : "
                    + "quatre chiffres, de 1900 à \(rules.asOf.year).")
        }
        guard registeredOn.year - year >= 18 else {
            throw Rejection(
                "too_young",
                "Né en \(year) et inscrit le \(registeredOn.french) : ces deux valeurs se contredisent. "
                    + "Corrigez annee_naissance ou date_inscription.")
        }
        return year
    }

    private func email() throws(Rejection) -> String? {
        let value = sheet.value(.email)
        if value.isEmpty { return nil }
        guard FieldReading.isPlausibleEmail(value) else {
            throw Rejection(
                "email",
                "« \(shown(value)) » n'est pas une adresse de courriel (colonne courriel_rpps). Corrigez-la, "
                    + "ou laissez la case vide.")
        }
        return value.text
    }

    private func end(_ start: CalendarDate) throws(Rejection) -> (CalendarDate?, RollRow.EndReason?) {
        let end = try date(.endedOn)
        let value = sheet.value(.endReason)
        if let end, end < start {
            throw Rejection(
                "end_before_start",
                "La fin d'inscription (\(end.french)) précède l'inscription (\(start.french)). Corrigez l'une des deux."
            )
        }
        if value.isEmpty { return (end, nil) }
        guard let reason = RollRow.EndReason(rawValue: ColumnName.fold(value.text)) else {
            throw Rejection(
                "end_reason",
                "« \(shown(value)) » n'est pas un motif de fin connu (colonne motif_fin) : retraite, deces, "
                    + "transfert, radiation ou omission.")
        }
        guard end != nil else {
            throw Rejection(
                "end_reason_alone",
                "Un motif de fin (« \(shown(value)) ») est donné sans date. Complétez fin_inscription, ou videz motif_fin."
            )
        }
        return (end, reason)
    }

    private static let addressColumns: [RollColumn] = [
        .address1, .address2, .address3, .address4, .address5, .address6,
    ]

    private func address() throws(Rejection) -> [String] {
        var lines: [String] = []
        for column in RollCheck.addressColumns {
            if let line = try FieldReading.text(sheet.value(column), column: column.name) { lines.append(line) }
        }
        return lines
    }
}

extension RollCheck {
    private typealias Exemption = (from: CalendarDate?, through: CalendarDate?, reason: RollRow.ExemptionReason?)

    private func exemption() throws(Rejection) -> Exemption {
        let (from, through) = (try date(.exemptFrom), try date(.exemptThrough))
        let value = sheet.value(.exemptionReason)
        let reason = try exemptionReason(value)
        guard let from else {
            if through == nil, reason == nil { return (nil, nil, nil) }
            throw Rejection(
                "exemption_without_start",
                "Une exonération du bloc 3 est donnée sans date de début. Complétez exoneration_bloc3_du, ou videz "
                    + "exoneration_bloc3_au et exoneration_motif.")
        }
        if let through, through < from {
            throw Rejection(
                "exemption_reversed",
                "L'exonération du bloc 3 finit (\(through.french)) avant de commencer (\(from.french)). Corrigez l'une "
                    + "des deux dates.")
        }
        return (from, through, reason)
    }

    private func exemptionReason(_ value: UnsafeRawBufferPointer) throws(Rejection) -> RollRow.ExemptionReason? {
        if value.isEmpty { return nil }
        if FieldReading.matches(value, "sans_soins") { return .noCare }
        if FieldReading.matches(value, "formation_obligatoire") { return .compulsoryTraining }
        throw Rejection(
            "exemption_reason",
            "« \(shown(value)) » n'est pas un motif d'exonération connu (colonne exoneration_motif) : sans_soins ou "
                + "formation_obligatoire.")
    }

    /// What is accepted and yet worth a look.
    private func warn(_ row: RollRow, _ report: inout ReadingReport) {
        var digits = row.rpps
        if !digits.withUTF8({ FieldReading.passesLuhn(UnsafeRawBufferPointer($0)) }) {
            report.warn(
                "luhn", line: row.line,
                "Numéros RPPS dont la clé de contrôle n'est pas celle observée d'habitude : vérifiez-les.")
        }
        if let diploma = row.diplomaOn, diploma > row.registeredOn {
            report.warn(
                "diploma_after_registration", line: row.line,
                "Dates de diplôme postérieures à l'inscription : vérifiez-les.")
        }
        if row.email == nil, row.emailCheckedOn != nil {
            report.warn(
                "email_check_alone", line: row.line,
                "Dates de vérification du courriel sans courriel : elles restent sans effet.")
        }
        if row.exemptFrom != nil, row.exemptionReason == nil {
            report.warn(
                "exemption_without_reason", line: row.line,
                "Exonérations du bloc 3 sans motif : complétez exoneration_motif.")
        }
    }
}
