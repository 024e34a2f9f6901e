extension ActionLine {
    private static let members = [
        "id", "number", "official", "blocks", "label", "category", "aliasOf", "labelling", "variants", "roles",
        "conditions", "thresholds", "itemThresholds", "maxActions", "objectFromItem", "evidence", "evidenceOffList",
        "privacy", "transmittedBy", "points", "source", "ambiguities",
    ]

    init(_ fields: Fields) throws(InputFault) {
        try fields.only(ActionLine.members)
        let blocks = try fields.need("blocks").list(at: "blocks") { (json) throws(InputFault) in
            try json.block(at: "")
        }
        guard !blocks.isEmpty, Set(blocks).count == blocks.count else {
            throw InputFault("blocks", "un à quatre blocs différents attendus")
        }
        guard let labelling = try fields.inner("labelling") else {
            throw InputFault("labelling", "champ obligatoire absent")
        }
        let most = try fields.count("maxActions")
        guard most ?? 1 == 1 else { throw InputFault("maxActions", "seul un plafond de 1 est admis") }
        self.init(
            id: try fields.slug("id"), blocks: blocks.sorted(), label: try fields.name("label"),
            category: try fields.name("category"), labelling: try Labelling(labelling),
            evidence: try ActionLine.evidence(fields, "evidence") ?? [],
            evidenceOffList: try ActionLine.evidence(fields, "evidenceOffList"),
            thresholds: try fields.thresholds("thresholds").map(ActionLine.thresholds) ?? .none,
            itemThresholds: try ActionLine.itemThresholds(fields),
            conditions: try ActionLine.conditions(fields),
            points: try fields.maybe("points")?.quantity(at: "points"),
            variants: try fields.entries("variants") { (name, inner) throws(InputFault) in
                try Variant(name, inner)
            },
            roles: try fields.texts("roles"), aliasOf: try fields.text("aliasOf"), isLimitedToOne: most == 1,
            objectFromItem: try fields.flag("objectFromItem"), privacy: try fields.text("privacy"),
            transmittedBy: try fields.texts("transmittedBy"), number: try fields.count("number"),
            officialCode: try fields.maybe("official") == nil ? nil : fields.slug("official"),
            source: try fields.name("source"),
            ambiguities: try fields.texts("ambiguities"))
    }

    private static func thresholds(_ fields: Fields) throws(InputFault) -> Thresholds { try Thresholds(fields) }

    private static func evidence(_ fields: Fields, _ key: String) throws(InputFault) -> [String]? {
        guard let json = fields.maybe(key) else { return nil }
        return try json.list(at: key) { (element) throws(InputFault) in
            let kind = try element.text(at: "")
            guard EvidenceKind.known.contains(kind) else {
                throw InputFault("", "nature de justificatif inconnue : « \(JSON.excerpt(kind)) »")
            }
            return kind
        }
    }

    private static func conditions(_ fields: Fields) throws(InputFault) -> [Condition] {
        guard let json = fields.maybe("conditions") else { return [] }
        return try json.list(at: "conditions") { (element) throws(InputFault) in
            let condition = Condition(rawValue: try element.text(at: ""))
            guard Condition.known.contains(condition.rawValue) || !(condition.role ?? "").isEmpty else {
                throw InputFault("", "condition inconnue : « \(JSON.excerpt(condition.rawValue)) »")
            }
            return condition
        }
    }

    private static func itemThresholds(_ fields: Fields) throws(InputFault) -> [String: Thresholds] {
        var result: [String: Thresholds] = [:]
        for member in try fields.maybe("itemThresholds")?.fields(at: "itemThresholds") ?? [] {
            try member.value.checkUnit(at: "itemThresholds.\(member.key)")
        }
        let entries = try fields.entries("itemThresholds") { (item, inner) throws(InputFault) in
            (item, try Thresholds(inner))
        }
        for (item, thresholds) in entries { result[item] = thresholds }
        return result
    }
}

extension ActionLine.Variant {
    init(_ name: String, _ fields: Fields) throws(InputFault) {
        try fields.only(["mode", "thresholds"])
        self.init(
            name: name, mode: try fields.maybe("mode")?.word(LabellingMode.self, at: fields.place("mode")),
            thresholds: try fields.thresholds("thresholds").map { (inner) throws(InputFault) in try Thresholds(inner) })
    }
}

extension Labelling {
    init(_ fields: Fields) throws(InputFault) {
        try fields.only(["mode", "list", "offList", "ground"])
        var list: ItemList?
        if let inner = try fields.inner("list") {
            try inner.only(["kind", "items", "reference"])
            list = ItemList(
                kind: try inner.need("kind").word(ItemList.Kind.self, at: inner.place("kind")),
                items: try inner.texts("items"), reference: try inner.text("reference"))
        }
        self.init(
            mode: try fields.need("mode").word(LabellingMode.self, at: fields.place("mode")), list: list,
            offList: try fields.maybe("offList")?.word(LabellingMode.self, at: fields.place("offList")),
            ground: try fields.text("ground"))
        if mode == .list, list == nil { throw InputFault(fields.place("list"), "champ obligatoire absent") }
        if offList == .list { throw InputFault(fields.place("offList"), "« list » ne peut renvoyer à lui-même") }
    }
}

extension Thresholds {
    private static let members = [
        "minDuration", "minMeetings", "window", "minPatients", "minConsultations", "minWeeks", "minParticipations",
        "monthlySessions", "frequency", "successRequired", "regular",
    ]

    init(_ fields: Fields) throws(InputFault) {
        try fields.only(Thresholds.members, orUnitless: ["value", "count", "number", "min", "threshold"])
        let duration = try fields.measure("minDuration", units: ["years", "days", "halfDays"])
        let halfDays = try duration?.maybe("halfDays")?.quantity(at: fields.place("minDuration.halfDays"))
        let sessions = try fields.inner("monthlySessions")
        try sessions?.only(["perMonth", "minPerSession", "addsUpMonth"])
        self.init(
            years: try duration?.span("years"),
            days: try duration?.maybe("days")?.quantity(at: fields.place("minDuration.days"))
                ?? halfDays.map { $0 / 2 },
            meetings: try fields.count("minMeetings"),
            windowMonths: try fields.measure("window", units: ["months"])?.span("months"),
            patients: try fields.count("minPatients"), consultations: try fields.count("minConsultations"),
            weeks: try fields.maybe("minWeeks")?.quantity(at: fields.place("minWeeks")),
            participations: try fields.count("minParticipations"),
            frequency: try fields.maybe("frequency")?.word(Frequency.self, at: fields.place("frequency")),
            requiresSuccess: try fields.flag("successRequired"), requiresRegularity: try fields.flag("regular"))
        guard let sessions else { return }
        monthlySessions = MonthlySessions(
            perMonth: try sessions.need("perMonth").count(at: sessions.place("perMonth")),
            minimumPerSession: try sessions.need("minPerSession").count(at: sessions.place("minPerSession")),
            addsUpMonth: try sessions.flag("addsUpMonth"))
    }
}
