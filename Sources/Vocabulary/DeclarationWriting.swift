extension Declaration {
    /// The text the database keeps: stable order of keys, absent fields left out, nothing unknown.
    ///
    /// Reading it gives the same declaration, and writing that one the same text.
    public var canonicalJSON: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }

    /// Writes the canonical form into a larger text.
    public func write(to writer: inout JSONWriter) {
        writer.object { object in
            writeNature(to: &object)
            writeCircumstances(to: &object)
            measures?.write(to: &object)
            writeDecisions(to: &object)
        }
    }

    private func writeNature(to object: inout JSONWriter) {
        object.member("id", id)
        object.member("action", action)
        object.member("date", date)
        if let period {
            object.key("period")
            object.object {
                $0.member("start", period.lowerBound)
                $0.member("end", period.upperBound)
            }
        }
        object.member("item", item)
        object.member("object", self.object)
        object.member("objectLabelled", isObjectLabelled ? true : nil)
        object.member("variant", variant)
        object.member("role", role)
    }

    private func writeCircumstances(to object: inout JSONWriter) {
        object.member("hasMethodFollowed", hasMethodFollowed)
        object.member("industryFunded", isIndustryFunded ? true : nil)
        object.member("tags", tags)
        object.member("excludedPractice", isExcludedPractice ? true : nil)
    }

    private func writeDecisions(to object: inout JSONWriter) {
        if !labelEvents.isEmpty {
            object.key("labelEvents")
            object.array { for event in labelEvents { event.write(to: &$0) } }
        }
        if let evidence {
            object.key("evidence")
            object.object {
                $0.member("kind", evidence.kind)
                $0.member("receivedOn", evidence.receivedOn)
            }
        }
        object.member("equivalents", equivalents)
        object.member("blockWanted", blockWanted?.number)
        object.member("treatingPhysicianIs", treatingPhysician == .other ? nil : treatingPhysician.rawValue)
        object.member("unmetConditions", unmetConditions)
    }
}

extension LabelEvent {
    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("on", on)
            $0.member("type", kind.rawValue)
            $0.member("block", block?.number)
            $0.member("cnp", cnp)
            $0.member("retroactive", isRetroactive ? true : nil)
        }
    }
}

extension Measures {
    func write(to writer: inout JSONWriter) {
        writer.key("measures")
        writer.object { object in
            object.member("meetings", meetings)
            object.member("meetingDates", meetingDates.map(\.description))
            object.member("days", days)
            object.member("weeks", weeks)
            object.member("patients", patients)
            object.member("frequency", frequency)
            object.member("success", hasSucceeded)
            object.member("consultations", consultations.map(\.description))
            monthlySessions?.write(to: &object)
            object.member("regular", isRegular)
            object.member("participations", participations)
        }
    }
}

extension Measures.MonthlySessions {
    func write(to writer: inout JSONWriter) {
        writer.key("monthlySessions")
        writer.object { object in
            object.key("default")
            object.array { for readings in usual { $0.integer(readings) } }
            guard !exceptions.isEmpty else { return }
            object.key("exceptions")
            object.object { months in
                for (index, readings) in exceptions.sorted(by: { $0.key < $1.key }) {
                    let month = CalendarDate(firstOfMonth: index)?.description.prefix(7) ?? ""
                    months.key(String(month))
                    months.array { for number in readings { $0.integer(number) } }
                }
            }
        }
    }
}

extension JSONWriter {
    /// A member with a text, left out when nil.
    public mutating func member(_ key: String, _ text: String?) {
        guard let text else { return }
        self.key(key)
        string(text)
    }

    /// A member with a day, left out when nil.
    public mutating func member(_ key: String, _ day: CalendarDate?) {
        guard let day else { return }
        self.key(key)
        date(day)
    }

    /// A member with a whole number, left out when nil.
    public mutating func member(_ key: String, _ number: Int?) {
        guard let number else { return }
        self.key(key)
        integer(number)
    }

    /// A member with a number, left out when nil.
    public mutating func member(_ key: String, _ number: Double?) {
        guard let number else { return }
        self.key(key)
        self.number(number)
    }

    /// A member with a truth value, left out when nil.
    public mutating func member(_ key: String, _ truth: Bool?) {
        guard let truth else { return }
        self.key(key)
        bool(truth)
    }

    /// A member with a list of texts, left out when empty.
    public mutating func member(_ key: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        self.key(key)
        array { for text in texts { $0.string(text) } }
    }
}
