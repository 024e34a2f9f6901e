import Vocabulary

/// The input object of `evaluate` (contract §1), checked.
struct EvaluationInput {
    let profile: Profile
    let cycle: Cycle
    let declarations: [Declaration]
    let asOf: CalendarDate
    let policies: Policies

    init(_ json: JSON, _ rulebook: Rulebook) throws(InputFault) {
        guard let members = json.members else { throw InputFault("", "objet attendu") }
        guard let asOf = try EvaluationInput.day(members, "asOf", "asOf") else {
            throw InputFault("asOf", "champ obligatoire absent")
        }
        self.asOf = asOf
        var cyclePolicy = CyclePolicy()
        var policies = try EvaluationInput.policies(json["policies"], &cyclePolicy)
        guard let profile = json["profile"] else { throw InputFault("profile", "champ obligatoire absent") }
        (self.profile, cycle) = try EvaluationInput.profile(profile, rulebook, cyclePolicy)
        // What is known up to `asOf` counts (contract §1b): a term that is not given only dates the advice.
        if asOf <= cycle.controlDeadline {
            policies.labelsUntil = policies.labelsUntil ?? .control
            policies.evidenceUntil = policies.evidenceUntil ?? .control
        }
        self.policies = policies
        declarations = try EvaluationInput.declarations(json["actions"])
    }

    private static func day(
        _ members: [JSON.Member], _ key: String, _ path: String
    ) throws(InputFault) -> CalendarDate? {
        guard let value = members.first(where: { $0.key == key })?.value, value != .null else { return nil }
        guard let text = value.string else { throw InputFault(path, "date attendue (AAAA-MM-JJ)") }
        guard let day = CalendarDate(iso: text) else {
            throw InputFault(path, "date impossible : « \(text.prefix(40)) »")
        }
        return day
    }

    private static func policies(_ json: JSON?, _ cyclePolicy: inout CyclePolicy) throws(InputFault) -> Policies {
        var policies = Policies()
        guard let json, json != .null else { return policies }
        guard json.members != nil else { throw InputFault("policies", "objet attendu") }
        policies.specialtyChange = try word(json, "specialtyChange") ?? policies.specialtyChange
        policies.versionRule = try word(json, "versionRule") ?? policies.versionRule
        policies.labelsUntil = try word(json, "labelsUntil")
        policies.evidenceUntil = try word(json, "evidenceUntil")
        cyclePolicy.firstPeriodCriterion =
            try word(json, "firstPeriodCriterion") ?? cyclePolicy.firstPeriodCriterion
        return policies
    }

    private static func word<Word: RawRepresentable & CaseIterable>(
        _ json: JSON, _ key: String
    ) throws(InputFault) -> Word? where Word.RawValue == String {
        guard let value = json[key], value != .null else { return nil }
        guard let text = value.string, let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputFault("policies.\(key)", "valeurs admises : \(known)")
        }
        return word
    }

    private static func profile(
        _ json: JSON, _ rulebook: Rulebook, _ policy: CyclePolicy
    ) throws(InputFault) -> (Profile, Cycle) {
        guard let members = json.members else { throw InputFault("profile", "objet attendu") }
        guard let registrationDate = try day(members, "registrationDate", "profile.registrationDate") else {
            throw InputFault("profile.registrationDate", "champ obligatoire absent")
        }
        let diplomaDate = try day(members, "diplomaDate", "profile.diplomaDate")
        if policy.firstPeriodCriterion == .graduated, diplomaDate == nil {
            throw InputFault("profile.diplomaDate", "champ obligatoire absent")
        }
        let profile = Profile(
            diplomaDate: diplomaDate, registrationDate: registrationDate,
            directCare: try directCare(json["directCare"]),
            specialties: try specialties(json["specialties"], rulebook))
        let index = json["cycleIndex"] ?? .null
        guard index == .null || (1...1500).contains(index.integer ?? 0) else {
            throw InputFault("profile.cycleIndex", "numéro de période attendu (1 ou plus)")
        }
        let number = index.integer ?? 1
        guard max(registrationDate.year, policy.threshold.year) + 6 * number + 10 < 9999 else {
            throw InputFault("profile.cycleIndex", "période hors du calendrier")
        }
        let cycle = CycleCalendar.cycle(
            index: number, registrationDate: registrationDate, diplomaDate: diplomaDate, policy: policy)
        return (profile, cycle)
    }

    private static func directCare(_ json: JSON?) throws(InputFault) -> [Dated<Bool>] {
        guard let json, json != .null else { return [] }
        if let always = json.bool { return [Dated(from: .distantPast, always)] }
        guard let entries = json.array else {
            throw InputFault("profile.directCare", "« true », « false » ou liste datée attendu")
        }
        var result: [Dated<Bool>] = []
        for (index, entry) in entries.enumerated() {
            let path = "profile.directCare[\(index)]"
            guard let from = try day(entry.members ?? [], "from", "\(path).from") else {
                throw InputFault("\(path).from", "champ obligatoire absent")
            }
            guard let value = entry["value"]?.bool else {
                throw InputFault("\(path).value", "« true » ou « false » attendu")
            }
            result.append(Dated(from: from, value))
        }
        return result
    }

    private static func specialties(
        _ json: JSON?, _ rulebook: Rulebook
    ) throws(InputFault) -> [Dated<FrameworkID>] {
        guard let entries = json?.array, !entries.isEmpty else {
            throw InputFault("profile.specialties", "au moins une spécialité attendue")
        }
        var result: [Dated<FrameworkID>] = []
        for (index, entry) in entries.enumerated() {
            let path = "profile.specialties[\(index)]"
            guard let from = try day(entry.members ?? [], "from", "\(path).from") else {
                throw InputFault("\(path).from", "champ obligatoire absent")
            }
            guard let name = entry["framework"]?.string else {
                throw InputFault("\(path).framework", "référentiel attendu")
            }
            guard rulebook.contains(FrameworkID(name)) else {
                throw InputFault("\(path).framework", "référentiel inconnu : « \(name.prefix(40)) »")
            }
            result.append(Dated(from: from, FrameworkID(name)))
        }
        return result
    }

    private static func declarations(_ json: JSON?) throws(InputFault) -> [Declaration] {
        guard let json, json != .null else { return [] }
        guard let entries = json.array else { throw InputFault("actions", "liste attendue") }
        var ids: Set<String> = []
        var result: [Declaration] = []
        result.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            do throws(InputFault) {
                let declaration = try Declaration(json: entry)
                guard ids.insert(declaration.id).inserted else {
                    throw InputFault("id", "identifiant déjà pris : « \(declaration.id.prefix(40)) »")
                }
                result.append(declaration)
            } catch {
                throw error.inside("actions[\(index)]")
            }
        }
        return result
    }
}
