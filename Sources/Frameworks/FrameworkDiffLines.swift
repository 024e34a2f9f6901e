import Vocabulary

// The lines of two versions, matched by their ids.
extension Comparison {
    mutating func compareLines(_ old: Framework, _ new: Framework) {
        let before = Dictionary(old.lines.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.lines.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        for line in old.lines where after[line.id] == nil {
            note(.actionDropped, "\(DiffWords.place(line))la ligne \(DiffWords.name(line)) est supprimée", of: line)
        }
        for line in new.lines {
            if let earlier = before[line.id] {
                compare(earlier, line)
            } else {
                note(.actionAdded, "\(DiffWords.place(line))la ligne \(DiffWords.name(line)) est ajoutée", of: line)
            }
        }
        let kept = { (lines: [ActionLine]) in lines.map(\.id).filter { before[$0] != nil && after[$0] != nil } }
        if kept(old.lines) != kept(new.lines) { note(.order, "l'ordre des lignes change") }
    }

    private mutating func note(_ kind: FrameworkDiff.Kind, _ text: String, of line: ActionLine) {
        note(kind, text, block: line.blocks.count == 1 ? line.blocks[0] : nil, line: line.id)
    }

    private mutating func compare(_ old: ActionLine, _ new: ActionLine) {
        guard old != new else { return }
        let place = "\(DiffWords.place(new))ligne \(DiffWords.name(new)) : "
        func text(_ what: String) -> String { place + what }
        if old.blocks != new.blocks {
            note(
                .actionMoved,
                "la ligne \(DiffWords.name(new)) passe \(DiffWords.from(old.blocks)) \(DiffWords.to(new.blocks))",
                of: new)
        }
        if old.label != new.label {
            note(.label, text("l'action « \(old.label) » s'appelle désormais « \(new.label) »"), of: new)
        }
        compareRecognition(old, new, place)
        compareThresholds(old, new, place)
        compareDetails(old, new, place)
    }

    private mutating func compareRecognition(_ old: ActionLine, _ new: ActionLine, _ place: String) {
        line(
            .labelling, place + "la labellisation", DiffWords.mode(old.labelling.mode),
            DiffWords.mode(new.labelling.mode), new)
        line(
            .labelling, place + "la labellisation hors de la liste", DiffWords.offList(old.labelling.offList),
            DiffWords.offList(new.labelling.offList), new)
        line(
            .labelling, place + "le motif de la labellisation", DiffWords.text(old.labelling.ground),
            DiffWords.text(new.labelling.ground), new)
        compareList(old.labelling.list, new.labelling.list, new, place)
        list(
            .evidence, place + "le justificatif", old.evidence.map { DiffWords.evidence($0) },
            new.evidence.map { DiffWords.evidence($0) }, "admis", new)
        if (old.evidenceOffList == nil) != (new.evidenceOffList == nil) {
            note(
                .evidence,
                place
                    + (new.evidenceOffList.map {
                        "hors de la liste, justificatifs propres : \(DiffWords.all($0.map { DiffWords.evidence($0) }))"
                    } ?? "hors de la liste, les justificatifs sont désormais ceux de la ligne"), of: new)
        } else {
            list(
                .evidence, place + "hors de la liste, le justificatif",
                (old.evidenceOffList ?? []).map { DiffWords.evidence($0) },
                (new.evidenceOffList ?? []).map { DiffWords.evidence($0) }, "admis", new)
        }
        list(
            .condition, place + "la condition", old.conditions.map { PackageWords.condition($0) },
            new.conditions.map { PackageWords.condition($0) }, "exigée", new)
    }

    private mutating func compareList(_ old: ItemList?, _ new: ItemList?, _ line: ActionLine, _ place: String) {
        switch (old, new) {
        case (nil, nil): return
        case (nil, let new?):
            note(.list, place + "une liste est ajoutée : \(DiffWords.all(new.items.map(PackageWords.item)))", of: line)
        case (_?, nil): note(.list, place + "la liste est supprimée", of: line)
        case (let old?, let new?):
            self.line(.list, place + "la nature de la liste", DiffWords.kind(old.kind), DiffWords.kind(new.kind), line)
            list(
                .list, place + "l'élément", old.items.map(PackageWords.item), new.items.map(PackageWords.item),
                "dans la liste", line)
            self.line(
                .list, place + "la référence de la liste", DiffWords.text(old.reference),
                DiffWords.text(new.reference), line)
        }
    }

    private mutating func compareThresholds(_ old: ActionLine, _ new: ActionLine, _ place: String) {
        thresholds(old.thresholds, new.thresholds, place, new)
        for item in Set(old.itemThresholds.keys).union(new.itemThresholds.keys).sorted() {
            thresholds(
                old.itemThresholds[item], new.itemThresholds[item], place + "pour « \(PackageWords.item(item)) », ", new
            )
        }
        let before = Dictionary(old.variants.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.variants.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        for variant in old.variants where after[variant.name] == nil {
            note(.variant, place + "la variante « \(PackageWords.variant(variant.name)) » est supprimée", of: new)
        }
        for variant in new.variants {
            guard let earlier = before[variant.name] else {
                note(.variant, place + "la variante « \(PackageWords.variant(variant.name)) » est ajoutée", of: new)
                continue
            }
            line(
                .variant, place + "la labellisation de la variante « \(PackageWords.variant(variant.name)) »",
                DiffWords.variantMode(earlier.mode), DiffWords.variantMode(variant.mode), new)
            thresholds(
                earlier.thresholds, variant.thresholds,
                place + "pour la variante « \(PackageWords.variant(variant.name)) », ", new)
        }
        order(
            .variant, place + "l'ordre des variantes change", old.variants.map { PackageWords.variant($0.name) },
            new.variants.map { PackageWords.variant($0.name) }, new)
    }

    /// Nil is no thresholds of its own, which is not the same as an own list that is empty.
    private mutating func thresholds(_ old: Thresholds?, _ new: Thresholds?, _ place: String, _ line: ActionLine) {
        let words = ThresholdWords.changes(from: old ?? .none, to: new ?? .none)
        for text in words { note(.threshold, place + text, of: line) }
        guard words.isEmpty, (old == nil) != (new == nil) else { return }
        note(
            .threshold,
            place
                + (new == nil ? "les seuils sont désormais ceux de la ligne" : "plus aucun seuil de la ligne ne vaut"),
            of: line)
    }

    private mutating func compareDetails(_ old: ActionLine, _ new: ActionLine, _ place: String) {
        line(.category, place + "la rubrique", old.category, new.category, new)
        line(.points, place + "le nombre de points", DiffWords.points(old.points), DiffWords.points(new.points), new)
        list(.role, place + "le rôle", old.roles.map(PackageWords.role), new.roles.map(PackageWords.role), "cité", new)
        line(.alias, place + "le renvoi", DiffWords.text(old.aliasOf), DiffWords.text(new.aliasOf), new)
        if old.isLimitedToOne != new.isLimitedToOne {
            note(
                .limit,
                place
                    + (new.isLimitedToOne
                        ? "une seule action compte désormais dans tout le cycle"
                        : "le nombre d'actions dans le cycle n'est plus limité à une"),
                of: new)
        }
        if old.objectFromItem != new.objectFromItem {
            note(
                .object,
                place
                    + (new.objectFromItem
                        ? "l'élément de la liste tient désormais lieu d'objet"
                        : "l'élément de la liste ne tient plus lieu d'objet"),
                of: new)
        }
        line(.privacy, place + "la confidentialité", DiffWords.text(old.privacy), DiffWords.text(new.privacy), new)
        list(.transmission, place + "l'émetteur du justificatif", old.transmittedBy, new.transmittedBy, "prévu", new)
        line(.number, place + "le numéro", DiffWords.number(old.number), DiffWords.number(new.number), new)
        line(
            .officialCode, place + "la ligne officielle", DiffWords.text(old.officialCode),
            DiffWords.text(new.officialCode), new)
        line(.source, place + "la source", old.source, new.source, new)
        list(.lineAmbiguity, place + "la note", old.ambiguities, new.ambiguities, "citée", new)
    }

    private mutating func line(
        _ kind: FrameworkDiff.Kind, _ what: String, _ old: String, _ new: String, _ line: ActionLine
    ) {
        passes(kind, what, old, new, line.blocks.count == 1 ? line.blocks[0] : nil, line: line.id)
    }

    private mutating func list(
        _ kind: FrameworkDiff.Kind, _ what: String, _ old: [String], _ new: [String], _ state: String,
        _ line: ActionLine
    ) {
        for value in new where !old.contains(value) {
            note(kind, "\(what) « \(value) » est désormais \(state)", of: line)
        }
        for value in old where !new.contains(value) { note(kind, "\(what) « \(value) » n'est plus \(state)", of: line) }
        order(kind, "\(what) : l'ordre change", old, new, line)
    }

    private mutating func order(
        _ kind: FrameworkDiff.Kind, _ text: String, _ old: [String], _ new: [String], _ line: ActionLine
    ) {
        if old != new, Set(old) == Set(new) { note(kind, text, of: line) }
    }
}
