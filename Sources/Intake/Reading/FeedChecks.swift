import Documents
import Vocabulary

extension FieldReading {
    /// The id of a source: required, at most 200 bytes.
    static func sourceID(_ bytes: UnsafeRawBufferPointer, column: String = "id_source") throws(Rejection) -> String {
        guard let text = try text(bytes, column: column, limit: 200) else { throw missing(column) }
        return text
    }

    /// One of a closed list of words, in any case; nil when empty.
    static func word<Word: RawRepresentable & CaseIterable>(
        _ bytes: UnsafeRawBufferPointer, of type: Word.Type, column: String
    ) throws(Rejection) -> Word? where Word.RawValue == String {
        if bytes.isEmpty { return nil }
        if bytes.count <= 40, let word = Word(rawValue: bytes.text.lowercased()) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw Rejection(
            "unknown_word", "« \(shown(bytes)) » n'est pas admis dans la colonne \(column). Écrivez : \(known).")
    }
}

extension FeedAccount {
    /// Reads the current record of `comptes.csv`.
    init(_ sheet: Sheet<AccountColumn>) throws(Rejection) {
        line = sheet.reader.line
        rpps = try FieldReading.rpps(sheet.value(.rpps))
        guard let word = try FieldReading.word(sheet.value(.state), of: State.self, column: "statut_compte") else {
            throw FieldReading.missing("statut_compte")
        }
        state = word
        let address = sheet.value(.email)
        guard address.isEmpty || FieldReading.isPlausibleEmail(address) else {
            throw Rejection(
                "email",
                "« \(shown(address)) » n'est pas une adresse de courriel (colonne courriel_rpps). Corrigez-la à la "
                    + "source.")
        }
        email = address.isEmpty ? nil : address.text
        cycleStart = try FieldReading.date(sheet.value(.cycleStart), column: "debut_cycle")
        cycleEnd = try FieldReading.date(sheet.value(.cycleEnd), column: "fin_cycle")
        if let cycleStart, let cycleEnd, cycleEnd < cycleStart {
            throw Rejection(
                "cycle_reversed",
                "Le cycle finit (\(cycleEnd.french)) avant de commencer (\(cycleStart.french)). Corrigez à la source.")
        }
        frameworkCode = try FieldReading.text(sheet.value(.framework), column: "code_referentiel", limit: 100)
        updatedOn = try FieldReading.day(sheet.value(.updatedOn), column: "maj_le")
    }
}

extension FeedAlert {
    /// Reads the current record of `alertes_ans.csv`.
    init(_ sheet: Sheet<AlertColumn>) throws(Rejection) {
        line = sheet.reader.line
        sourceID = try FieldReading.sourceID(sheet.value(.sourceID))
        rpps = try FieldReading.rpps(sheet.value(.rpps))
        guard let text = try FieldReading.text(sheet.value(.type), column: "type", limit: 100) else {
            throw FieldReading.missing("type")
        }
        type = text
        issuedOn = try FieldReading.day(sheet.value(.issuedOn), column: "emise_le")
    }
}

extension FeedUnreachable {
    /// Reads the current record of `sans_adresse.csv`.
    init(_ sheet: Sheet<UnreachableColumn>) throws(Rejection) {
        line = sheet.reader.line
        rpps = try FieldReading.rpps(sheet.value(.rpps))
        reason = try FieldReading.text(sheet.value(.reason), column: "motif")
        seenOn = try FieldReading.day(sheet.value(.seenOn), column: "constate_le")
    }
}
