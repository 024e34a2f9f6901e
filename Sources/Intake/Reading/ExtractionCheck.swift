import Documents

/// The verdict on one line of the extraction whose columns are in number (rpps-format §8).
struct ExtractionCheck {
    /// The rules that leave a line out.
    enum Rule: String {
        case blank, otherProfession = "other_profession", student, adeli

        var label: String {
            switch self {
            case .blank: "Lignes vides"
            case .otherProfession: "Autres professions"
            case .student: "Étudiants"
            case .adeli: "Identifiants ADELI"
            }
        }
    }

    enum Verdict {
        case row(ExtractionRow)
        case ignored(Rule)
        case rejected(Rejection)
    }

    private let header: ExtractionHeader
    private let profession: [UInt8]
    private let specialties: CodeSet?
    private let departments = SiteDepartment()

    init(header: ExtractionHeader, rules: ExtractionReader.Rules) {
        self.header = header
        profession = Array(rules.profession.utf8)
        specialties = rules.specialties.map(CodeSet.init)
    }

    func verdict(
        _ fields: PipeSplitter, line: Int, text: UnsafeRawBufferPointer, report: inout ReadingReport
    ) -> Verdict {
        func value(_ column: ExtractionHeader.Column) -> UnsafeRawBufferPointer {
            fields.field(header.place(column)).trimmed
        }
        let own = value(.profession)
        if !own.elementsEqual(profession) {
            if own.isEmpty { return .rejected(.missingProfession) }
            return .ignored(.otherProfession)
        }
        let category = value(.category)
        if category.count == 1, category[0] == 0x45 { return .ignored(.student) }
        let type = value(.type)
        if type.count == 1, type[0] == 0x30 { return .ignored(.adeli) }
        let row = self.row(fields, line, value)
        if let rejection = rejection(row, type: type, national: value(.national)) { return .rejected(rejection) }
        warn(row, text, &report)
        return .row(row)
    }

    private func row(
        _ fields: PipeSplitter, _ line: Int, _ value: (ExtractionHeader.Column) -> UnsafeRawBufferPointer
    ) -> ExtractionRow {
        var row = ExtractionRow()
        row.line = line
        row.rpps = value(.identifier)
        row.familyName = value(.familyName)
        row.givenName = value(.givenName)
        row.civility = value(.civility)
        row.professionalCivility = value(.professionalCivility)
        row.category = value(.category)
        row.knowHowType = value(.knowHowType)
        row.knowHowCode = value(.knowHow)
        row.mode = value(.mode)
        row.communeCode = value(.commune)
        row.communeLabel = value(.communeLabel)
        row.sector = value(.sector)
        row.authority = value(.authority)
        row.siteDepartment = departments.code(
            commune: row.communeCode, postcode: value(.postcode), country: value(.country))
        return row
    }

    private func rejection(
        _ row: ExtractionRow, type: UnsafeRawBufferPointer, national: UnsafeRawBufferPointer
    ) -> Rejection? {
        guard type.count == 1, type[0] == 0x38 else { return .identifierType(type) }
        guard row.rpps.count == 11, row.rpps.allSatisfy(FieldReading.isDigit) else { return .identifier(row.rpps) }
        guard national.count == 12, national[0] == 0x38,
            UnsafeRawBufferPointer(rebasing: national[1...]).equals(row.rpps)
        else { return .nationalIdentifier(national, row.rpps) }
        if row.familyName.isEmpty { return .emptyName("Nom d'exercice") }
        if row.givenName.isEmpty { return .emptyName("Prénom d'exercice") }
        if let specialties, row.knowHowType.count == 1, row.knowHowType[0] == 0x53,
            !specialties.contains(row.knowHowCode)
        {
            return .specialty(row.knowHowCode)
        }
        return tooLong(row)
    }

    private func tooLong(_ row: ExtractionRow) -> Rejection? {
        let isFine =
            row.familyName.count <= 500 && row.givenName.count <= 500 && row.communeLabel.count <= 500
            && row.authority.count <= 500 && row.civility.count <= 40 && row.professionalCivility.count <= 40
            && row.category.count <= 40 && row.knowHowType.count <= 40 && row.knowHowCode.count <= 40
            && row.mode.count <= 40 && row.communeCode.count <= 40 && row.sector.count <= 40
        if isFine { return nil }
        return Rejection(
            "value_too_long",
            "Une valeur est bien trop longue (plus de 500 octets, ou de 40 pour un code). La ligne est abîmée : téléchargez "
                + "à nouveau le fichier.")
    }

    private func warn(_ row: ExtractionRow, _ text: UnsafeRawBufferPointer, _ report: inout ReadingReport) {
        if !FieldReading.passesLuhn(row.rpps) {
            report.warn(
                "luhn", line: row.line,
                "Numéros RPPS dont la clé de contrôle n'est pas celle observée d'habitude : vérifiez-les.")
        }
        if row.category.count == 1, row.category[0] == 0x46 {
            report.warn(
                "deprecated_category", line: row.line,
                "Catégorie professionnelle F, supprimée le 23/02/2026 : lue comme M (agent public).")
        }
        if looksGarbled(text) {
            report.warn(
                "mojibake", line: row.line,
                "Texte aux accents abîmés (par exemple « Ã© » pour « é ») : il est gardé tel quel, vérifiez la source.")
        }
    }

    /// UTF-8 read once as a one-byte encoding and written again: `Ã` or `Â` before another such character, or U+FFFD.
    private func looksGarbled(_ text: UnsafeRawBufferPointer) -> Bool {
        var from = 0
        while let hit = text.place(of: 0xC3, from: from), hit + 2 < text.count {
            let isCapital = text[hit + 1] == 0x83 || text[hit + 1] == 0x82
            if isCapital, text[hit + 2] == 0xC2 || text[hit + 2] == 0xE2 || text[hit + 2] == 0xC5 { return true }
            from = hit + 1
        }
        guard text.place(of: 0xEF, from: 0) != nil else { return false }
        return text.firstIndex(ofSequence: [0xEF, 0xBF, 0xBD]) != nil
    }
}

extension Rejection {
    fileprivate static let missingProfession = Rejection(
        "missing_profession", "La colonne « Code profession » est vide : la ligne ne peut pas être attribuée.")

    fileprivate static func identifierType(_ value: UnsafeRawBufferPointer) -> Rejection {
        Rejection(
            "identifier_type",
            "Le type d'identifiant « \(shown(value)) » n'est ni 8 (RPPS) ni 0 (ADELI). Signalez la ligne à l'Annuaire "
                + "Santé.")
    }

    fileprivate static func identifier(_ value: UnsafeRawBufferPointer) -> Rejection {
        Rejection(
            "rpps_format",
            "« \(shown(value)) » n'est pas un numéro RPPS : onze chiffres sont attendus (colonne « Identifiant PP »). "
                + "Si un tableur a ouvert le fichier, téléchargez-le à nouveau.")
    }

    fileprivate static func nationalIdentifier(
        _ national: UnsafeRawBufferPointer, _ rpps: UnsafeRawBufferPointer
    ) -> Rejection {
        Rejection(
            "national_identifier",
            "L'identification nationale « \(shown(national)) » devrait être 8 suivi du numéro RPPS \(shown(rpps)). "
                + "Signalez la ligne à l'Annuaire Santé.")
    }

    fileprivate static func emptyName(_ column: String) -> Rejection {
        Rejection("empty_name", "La colonne « \(column) » est vide. Signalez la ligne à l'Annuaire Santé.")
    }

    fileprivate static func specialty(_ value: UnsafeRawBufferPointer) -> Rejection {
        Rejection(
            "unknown_specialty",
            "Le code de spécialité « \(shown(value)) » n'existe pas dans la nomenclature (colonne "
                + "« Code savoir-faire »). Mettez la nomenclature à jour, ou signalez la ligne à l'Annuaire Santé.")
    }
}
