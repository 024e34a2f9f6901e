import Vocabulary

/// A declaration that does not count, each for a reason of its own: so that every verdict occurs.
enum Mishap: CaseIterable, Sendable {
    case identical, evidenceMissing, evidenceToCome, evidenceNotAdmissible, labelPending, labelRefused, labelRevoked
    case thresholdNotMet, outsideCycle, notYetDone, conditionNotMet, roleNotValid, industryFunded, excludedPractice
    case notInFramework, grantedElsewhere, alreadyCounted, offList

    /// How often each occurs among the others, in the order of the cases.
    private static let choice = WeightedChoice([30, 16, 2, 6, 16, 5, 3, 12, 7, 1, 6, 3, 4, 3, 5, 2, 7, 3])
    private static let cases = Array(allCases)

    static func draw(_ random: inout RandomStream) -> Mishap { cases[choice.draw(&random)] }
}

extension DeedDraw {
    /// Practices that general medicine never counts, of its list of 23.
    private static let excluded = ["homeopathie", "mesotherapie", "acupuncture", "osteopathie", "medecine-esthetique"]

    /// One or two declarations for this mishap; none when the programme or the days have no room for it.
    mutating func deeds(_ mishap: Mishap, random: inout RandomStream) -> [Deed] {
        switch mishap {
        case .identical: return identical(&random)
        case .alreadyCounted: return alreadyCounted(&random)
        case .evidenceMissing, .evidenceToCome, .evidenceNotAdmissible: return badEvidence(mishap, &random)
        case .labelPending, .labelRefused, .labelRevoked: return badLabel(mishap, &random)
        case .thresholdNotMet: return tooShort(&random)
        case .outsideCycle, .notYetDone: return wrongDay(mishap, &random)
        case .conditionNotMet: return unmet(&random)
        case .roleNotValid, .industryFunded, .excludedPractice: return excluded(mishap, &random)
        case .notInFramework, .grantedElsewhere, .offList: return strange(mishap, &random)
        }
    }

    private mutating func drawn(_ random: inout RandomStream, where fits: (CatalogueLine) -> Bool) -> Deed? {
        let lines = programme.lines.filter(fits)
        return lines.isEmpty ? nil : sound(random.pick(lines), random: &random)
    }

    private mutating func identical(_ random: inout RandomStream) -> [Deed] {
        guard let deed = drawn(&random, where: { $0.shape.years == 0 }) else { return [] }
        let isOccurrence = programme.framework == "genetique" && !deed.isPersonal
        return [deed, deed.moved(days: isOccurrence ? 0 : -random.below(20))]
    }

    /// One realisation declared on two lines of two blocks.
    private mutating func alreadyCounted(_ random: inout RandomStream) -> [Deed] {
        let pairs = [
            ("mg2-registre", "mg3-registre"), ("mg2-groupe-analyse", "mg3-groupe-analyse"),
            ("g1-odpc-presentiel", "g3-odpc-presentiel"), ("g2-odpc-gestion-risques", "g1-odpc-non-presentiel"),
        ]
        let lines = programme.lines
        let known = pairs.compactMap { pair -> (CatalogueLine, CatalogueLine)? in
            guard let first = lines.first(where: { $0.action == pair.0 }),
                let second = lines.first(where: { $0.action == pair.1 })
            else { return nil }
            return (first, second)
        }
        guard !known.isEmpty else { return [] }
        let pair = random.pick(known)
        guard let first = sound(pair.0, random: &random) else { return [] }
        var second = first
        second.action = pair.1.action
        return [first, second]
    }

    private mutating func badEvidence(_ mishap: Mishap, _ random: inout RandomStream) -> [Deed] {
        let isRefusable = mishap == .evidenceNotAdmissible
        // Nearly every line of block 4 accepts a statement on honour: an inadmissible proof belongs elsewhere.
        guard var deed = drawn(&random, where: { $0.labelling != .label && !(isRefusable && $0.isPersonal) }) else {
            return []
        }
        switch mishap {
        case .evidenceMissing: deed.evidence = nil
        case .evidenceToCome:
            deed.evidence?.receivedOn = today.adding(days: 5 + random.below(80))
        default: deed.evidence?.kind = "attestation_honneur"
        }
        return [deed]
    }

    private mutating func badLabel(_ mishap: Mishap, _ random: inout RandomStream) -> [Deed] {
        guard var deed = drawn(&random, where: { $0.labelling == .label && !$0.isPersonal }) else { return [] }
        deed.isObjectLabelled = false
        let asked = deed.lastDay.adding(days: -200)
        switch mishap {
        case .labelPending:
            deed.labelSteps = random.chance(5000) ? [] : [LabelStep(on: min(today, deed.lastDay), type: "requested")]
        case .labelRefused:
            deed.labelSteps = [
                LabelStep(on: asked, type: "requested"), LabelStep(on: asked.adding(days: 90), type: "refused"),
            ]
        default:
            let isFraud = random.chance(3000)
            let revoked = isFraud ? min(today, deed.lastDay.adding(days: 100)) : deed.lastDay.adding(days: -20)
            deed.labelSteps = [
                LabelStep(on: asked, type: "requested"), LabelStep(on: asked.adding(days: 60), type: "granted"),
                LabelStep(on: revoked, type: "revoked", isRetroactive: isFraud),
            ]
        }
        return [deed]
    }

    private mutating func tooShort(_ random: inout RandomStream) -> [Deed] {
        guard var deed = drawn(&random, where: { $0.shape != .day && $0.labelling != .label }) else { return [] }
        switch deed.timing {
        case .period(let start, let end): deed.timing = .period(start, end.adding(days: -120 - random.below(200)))
        case .meetings(let dates): deed.timing = .meetings(Array(dates.prefix(3)))
        case .consultations:
            deed.timing = .consultations([days.lowerBound.adding(days: -random.below(300) - 20), days.lowerBound])
        case .day:
            deed.weeks = deed.weeks.map { _ in 3 + random.below(2) }
            deed.days = deed.days.map { _ in 0 }
        }
        return [deed]
    }

    private mutating func wrongDay(_ mishap: Mishap, _ random: inout RandomStream) -> [Deed] {
        guard let deed = drawn(&random, where: { $0.shape == .day && $0.labelling == .free && !$0.isPersonal })
        else { return [] }
        let target =
            mishap == .notYetDone
            ? today.adding(days: 6 + random.below(120)) : days.lowerBound.adding(days: -1 - random.below(400))
        var moved = deed.moved(days: Int(target.dayNumber - deed.lastDay.dayNumber))
        moved.evidence?.receivedOn = target
        if mishap == .notYetDone { moved.evidence = nil }
        return [moved]
    }

    private mutating func unmet(_ random: inout RandomStream) -> [Deed] {
        let candidates = programme.lines.filter {
            $0.condition != nil || ($0.needsMethod && $0.labelling == .free)
        }
        guard !candidates.isEmpty else { return [] }
        let line = random.pick(candidates)
        guard var deed = sound(line, random: &random) else { return [] }
        if let condition = line.condition { deed.unmetCondition = condition } else { deed.hasMethodFollowed = false }
        return [deed]
    }

    private mutating func excluded(_ mishap: Mishap, _ random: inout RandomStream) -> [Deed] {
        let isGeneral = programme.framework == "medecine-generale"
        let found: Deed? =
            switch mishap {
            case .roleNotValid: drawn(&random, where: { $0.role != nil && !$0.isPersonal })
            case .industryFunded: drawn(&random, where: \.excludesIndustry)
            default: isGeneral ? drawn(&random, where: { !$0.isPersonal && $0.labelling == .free }) : nil
            }
        guard var deed = found else { return [] }
        switch mishap {
        case .roleNotValid: deed.role = deed.action.contains("publication") ? "dernier_auteur" : "coauteur"
        case .industryFunded: deed.industryFunded = true
        default: deed.tag = random.pick(DeedDraw.excluded)
        }
        return [deed]
    }

    /// Lines of another référentiel, and actions on no list, labelled by one's own CNP or by another.
    private mutating func strange(_ mishap: Mishap, _ random: inout RandomStream) -> [Deed] {
        guard var deed = drawn(&random, where: { $0.shape == .day && $0.labelling == .free && !$0.isPersonal })
        else { return [] }
        deed.hasMethodFollowed = nil
        deed.variant = nil
        deed.blockWanted = nil
        deed.industryFunded = nil
        let isGeneral = programme.framework == "medecine-generale"
        guard mishap != .notInFramework else {
            deed.action = isGeneral ? "g1-congres-international" : "mg1-dpc-andpc-faf"
            return [deed]
        }
        deed.action = "hors-liste"
        deed.evidence?.kind = "justificatif_libre"
        deed.object = "atelier-\(100 + random.below(900))"
        let other = isGeneral ? "genetique" : "medecine-generale"
        let asked = deed.lastDay.adding(days: -100)
        deed.labelSteps = [
            LabelStep(on: asked, type: "requested"),
            LabelStep(
                on: asked.adding(days: 70), type: "granted", block: 1 + random.below(3),
                college: mishap == .grantedElsewhere ? other : nil),
        ]
        return [deed]
    }
}
