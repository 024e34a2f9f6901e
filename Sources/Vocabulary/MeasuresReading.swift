extension Measures {
    /// The days on which something took place, meetings and consultations together, in the order given.
    public var dates: [CalendarDate] { meetingDates + consultations }

    init(json: JSON) throws(InputFault) {
        for member in try json.fields(at: "") where member.value != .null {
            let (key, value) = (member.key, member.value)
            switch key {
            case "meetings": meetings = try value.count(at: key)
            case "meetingDates": meetingDates = try value.days(at: key)
            case "days": days = try value.quantity(at: key)
            case "weeks": weeks = try value.quantity(at: key)
            case "patients": patients = try value.count(at: key)
            case "frequency": frequency = try value.text(at: key)
            case "success": hasSucceeded = try value.truth(at: key)
            case "consultations": consultations = try value.days(at: key)
            case "monthlySessions":
                do throws(InputFault) {
                    monthlySessions = try MonthlySessions(json: value)
                } catch {
                    throw error.inside(key)
                }
            case "regular": isRegular = try value.truth(at: key)
            case "participations": participations = try value.count(at: key)
            default: break
            }
        }
    }
}

extension Measures.MonthlySessions {
    init(json: JSON) throws(InputFault) {
        self.init(usual: [])
        for member in try json.fields(at: "") where member.value != .null {
            switch member.key {
            case "default": usual = try Self.readings(member.value, at: "default")
            case "exceptions":
                for exception in try member.value.fields(at: "exceptions") {
                    let path = "exceptions.\(exception.key)"
                    guard let first = CalendarDate(iso: exception.key + "-01") else {
                        throw InputFault(path, "mois impossible (AAAA-MM attendu)")
                    }
                    exceptions[first.monthIndex] = try Self.readings(exception.value, at: path)
                }
            default: break
            }
        }
    }

    private static func readings(_ json: JSON, at path: String) throws(InputFault) -> [Int] {
        try json.list(at: path) { (element) throws(InputFault) in try element.count(at: "") }
    }
}

extension CalendarDate {
    /// Months since January of year 0: `year × 12 + month − 1`.
    public var monthIndex: Int {
        let parts = components
        return parts.year * 12 + parts.month - 1
    }

    /// The first day of the month with this index; nil outside years 1 to 9999.
    public init?(firstOfMonth index: Int) {
        guard index >= 12 else { return nil }
        self.init(year: index / 12, month: index % 12 + 1, day: 1)
    }
}
