extension Declaration {
    /// Reads the action object of `evaluate`; unknown fields are ignored, `null` is an absent field.
    /// - Parameter path: Where the object stands, as in `actions[2]`, to place faults.
    /// - Throws: ``InputFault`` for a field of the wrong type, an impossible date, or no date at all.
    public init(json: JSON, path: String = "") throws(InputFault) {
        do throws(InputFault) {
            try self.init(members: try json.fields(at: ""))
        } catch {
            throw error.inside(path)
        }
    }

    /// Reads one declaration from the text the database keeps.
    /// - Throws: ``InputFault``, also when the text is not JSON.
    public init(parsing bytes: UnsafeRawBufferPointer) throws(InputFault) {
        let json: JSON
        do throws(JSON.Fault) {
            json = try JSON(parsing: bytes)
        } catch {
            throw InputFault("", "\(error.message) (octet \(error.offset))")
        }
        try self.init(json: json)
    }

    private init(members: [JSON.Member]) throws(InputFault) {
        self.init(id: "", action: "")
        for member in members where member.value != .null {
            if try !readFrequentField(member.key, member.value) { try readRareField(member.key, member.value) }
        }
        guard !id.isEmpty else { throw InputFault("id", "champ obligatoire absent") }
        guard !action.isEmpty else { throw InputFault("action", "champ obligatoire absent") }
        guard date != nil || period != nil || measures.map({ !$0.dates.isEmpty }) ?? false else {
            throw InputFault("date", "date, période ou dates de séances ou de consultations attendues")
        }
    }

    /// The fields nearly every declaration has; false when the key is another.
    private mutating func readFrequentField(_ key: String, _ value: JSON) throws(InputFault) -> Bool {
        switch key {
        case "id": id = try value.name(at: key)
        case "action": action = try value.name(at: key)
        case "date": date = try value.day(at: key)
        case "period": period = try value.span(at: key)
        case "item": item = try value.text(at: key)
        case "object": object = try value.text(at: key)
        case "evidence":
            do throws(InputFault) {
                evidence = try Evidence(json: value)
            } catch {
                throw error.inside(key)
            }
        default: return false
        }
        return true
    }

    private mutating func readRareField(_ key: String, _ value: JSON) throws(InputFault) {
        switch key {
        case "objectLabelled": isObjectLabelled = try value.truth(at: key)
        case "variant": variant = try value.text(at: key)
        case "role": role = try value.text(at: key)
        case "hasMethodFollowed": hasMethodFollowed = try value.truth(at: key)
        case "industryFunded": isIndustryFunded = try value.truth(at: key)
        case "tags": tags = try value.texts(at: key)
        case "excludedPractice": isExcludedPractice = try value.truth(at: key)
        case "measures":
            do throws(InputFault) {
                measures = try Measures(json: value)
            } catch {
                throw error.inside(key)
            }
        case "labelEvents":
            labelEvents = try value.list(at: key) { (event) throws(InputFault) in try LabelEvent(json: event) }
        case "equivalents": equivalents = try value.texts(at: key)
        case "blockWanted": blockWanted = try value.block(at: key)
        case "treatingPhysicianIs": treatingPhysician = try value.word(TreatingPhysician.self, at: key)
        case "unmetConditions": unmetConditions = try value.texts(at: key)
        default: break
        }
    }
}

extension Evidence {
    init(json: JSON) throws(InputFault) {
        self.init(kind: "", receivedOn: nil)
        for member in try json.fields(at: "") where member.value != .null {
            switch member.key {
            case "kind": kind = try member.value.name(at: member.key)
            case "receivedOn": receivedOn = try member.value.day(at: member.key)
            default: break
            }
        }
        guard !kind.isEmpty else { throw InputFault("kind", "champ obligatoire absent") }
    }
}

extension LabelEvent {
    init(json: JSON) throws(InputFault) {
        var day: CalendarDate?
        var kind: Kind?
        var block: Block?
        var cnp: String?
        var isRetroactive = false
        for member in try json.fields(at: "") where member.value != .null {
            switch member.key {
            case "on": day = try member.value.day(at: "on")
            case "type": kind = try member.value.word(Kind.self, at: "type")
            case "block": block = try member.value.block(at: "block")
            case "cnp": cnp = try member.value.text(at: "cnp")
            case "retroactive": isRetroactive = try member.value.truth(at: "retroactive")
            default: break
            }
        }
        guard let day else { throw InputFault("on", "champ obligatoire absent") }
        guard let kind else { throw InputFault("type", "champ obligatoire absent") }
        self.init(on: day, kind: kind, block: block, cnp: cnp, isRetroactive: isRetroactive)
    }
}

extension JSON {
    /// A list of texts.
    func texts(at path: String) throws(InputFault) -> [String] {
        try list(at: path) { (element) throws(InputFault) in try element.text(at: "") }
    }

    /// A list of days.
    func days(at path: String) throws(InputFault) -> [CalendarDate] {
        try list(at: path) { (element) throws(InputFault) in try element.day(at: "") }
    }

    /// A block by its number.
    func block(at path: String) throws(InputFault) -> Block {
        guard case .integer(let number) = self, let block = Block(number: number) else {
            throw InputFault(path, "numéro de bloc attendu (1 à 4)")
        }
        return block
    }

    /// A period {start, end}, both days included.
    func span(at path: String) throws(InputFault) -> ClosedRange<CalendarDate> {
        var start: CalendarDate?
        var end: CalendarDate?
        for member in try fields(at: path) where member.value != .null {
            switch member.key {
            case "start": start = try member.value.day(at: "\(path).start")
            case "end": end = try member.value.day(at: "\(path).end")
            default: break
            }
        }
        guard let start else { throw InputFault("\(path).start", "champ obligatoire absent") }
        guard let end else { throw InputFault("\(path).end", "champ obligatoire absent") }
        guard start <= end else { throw InputFault(path, "la fin précède le début") }
        return start...end
    }
}
