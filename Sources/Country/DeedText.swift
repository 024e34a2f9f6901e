import Vocabulary

extension Deed {
    /// Writes the action object of `sextant evaluate`; only fields that mean something are present.
    func put(id: Int, in bytes: inout [UInt8]) {
        bytes.put(#"{"id":"a"#)
        bytes.put(id)
        bytes.put(#"","action":""#)
        bytes.put(action)
        bytes.append(0x22)
        putTiming(in: &bytes)
        Deed.put("item", item, in: &bytes)
        Deed.put("object", object, in: &bytes)
        if isObjectLabelled { bytes.put(#","objectLabelled":true"#) }
        Deed.put("variant", variant, in: &bytes)
        Deed.put("role", role, in: &bytes)
        Deed.put("hasMethodFollowed", hasMethodFollowed, in: &bytes)
        Deed.put("industryFunded", industryFunded, in: &bytes)
        if let tag {
            bytes.put(#","tags":[""#)
            bytes.put(tag)
            bytes.put(#""]"#)
        }
        putMeasures(in: &bytes)
        putLabels(in: &bytes)
        putEvidence(in: &bytes)
        if let blockWanted {
            bytes.put(#","blockWanted":"#)
            bytes.put(blockWanted)
        }
        if let unmetCondition {
            bytes.put(#","unmetConditions":[""#)
            bytes.put(unmetCondition)
            bytes.put(#""]"#)
        }
        bytes.append(0x7D)
    }

    private func putTiming(in bytes: inout [UInt8]) {
        switch timing {
        case .day(let day): Deed.put(#","date":""#, day, #"""#, in: &bytes)
        case .period(let start, let end):
            Deed.put(#","period":{"start":""#, start, #"","end":""#, in: &bytes)
            Deed.put("", end, #""}"#, in: &bytes)
        case .meetings, .consultations: break
        }
    }

    private func putMeasures(in bytes: inout [UInt8]) {
        let before = bytes.count
        bytes.put(#","measures":{"#)
        let opened = bytes.count
        switch timing {
        case .meetings(let days): Deed.put("meetingDates", days, in: &bytes)
        case .consultations(let days): Deed.put("consultations", days, in: &bytes)
        default: break
        }
        Deed.put("meetings", meetings, in: &bytes)
        Deed.put("days", days, in: &bytes)
        Deed.put("weeks", weeks, in: &bytes)
        Deed.put("patients", patients, in: &bytes)
        if let frequency {
            bytes.put(#""frequency":""#)
            bytes.put(frequency)
            bytes.put(#"","#)
        }
        if let success { bytes.put(success ? #""success":true,"# : #""success":false,"#) }
        guard bytes.count > opened else {
            bytes.removeLast(bytes.count - before)
            return
        }
        bytes[bytes.count - 1] = 0x7D
    }

    private func putLabels(in bytes: inout [UInt8]) {
        guard !labelSteps.isEmpty else { return }
        bytes.put(#","labelEvents":["#)
        for (place, step) in labelSteps.enumerated() {
            Deed.put(place == 0 ? #"{"on":""# : #",{"on":""#, step.on, #"","type":""#, in: &bytes)
            bytes.put(step.type)
            bytes.append(0x22)
            if let block = step.block {
                bytes.put(#","block":"#)
                bytes.put(block)
            }
            Deed.put("cnp", step.college, in: &bytes)
            if step.isRetroactive { bytes.put(#","retroactive":true"#) }
            bytes.append(0x7D)
        }
        bytes.append(0x5D)
    }

    private func putEvidence(in bytes: inout [UInt8]) {
        guard let evidence else { return }
        bytes.put(#","evidence":{"kind":""#)
        bytes.put(evidence.kind)
        Deed.put(#"","receivedOn":""#, evidence.receivedOn, #""}"#, in: &bytes)
    }

    private static func put(_ name: StaticString, _ text: String?, in bytes: inout [UInt8]) {
        guard let text else { return }
        bytes.put(#",""#)
        bytes.put(name)
        bytes.put(#"":""#)
        bytes.put(text)
        bytes.append(0x22)
    }

    private static func put(_ name: StaticString, _ flag: Bool?, in bytes: inout [UInt8]) {
        guard let flag else { return }
        bytes.put(#",""#)
        bytes.put(name)
        bytes.put(flag ? #"":true"# : #"":false"#)
    }

    /// A measure, with the comma after it.
    private static func put(_ name: StaticString, _ number: Int?, in bytes: inout [UInt8]) {
        guard let number else { return }
        bytes.append(0x22)
        bytes.put(name)
        bytes.put(#"":"#)
        bytes.put(number)
        bytes.append(0x2C)
    }

    /// A list of days, with the comma after it.
    private static func put(_ name: StaticString, _ days: [CalendarDate], in bytes: inout [UInt8]) {
        bytes.append(0x22)
        bytes.put(name)
        bytes.put(#"":["#)
        for (place, day) in days.enumerated() { put(place == 0 ? #"""# : #",""#, day, #"""#, in: &bytes) }
        bytes.put("],")
    }

    private static func put(
        _ before: StaticString, _ day: CalendarDate, _ after: StaticString, in bytes: inout [UInt8]
    ) {
        bytes.put(before)
        bytes.put(day)
        bytes.put(after)
    }
}
