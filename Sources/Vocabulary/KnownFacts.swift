extension Declaration {
    /// What was known of the declaration on a day: evidence received and label decisions of later days are left out.
    ///
    /// Days planned for later stay: they are what the physician intends.
    public func known(on day: CalendarDate) -> Declaration {
        var known = self
        if let received = evidence?.receivedOn, received > day { known.evidence?.receivedOn = nil }
        if labelEvents.contains(where: { $0.on > day }) { known.labelEvents.removeAll { $0.on > day } }
        return known
    }
}

extension Profile {
    /// What was known of the physician on a day: changes that begin later are left out (rule R29).
    public func known(on day: CalendarDate) -> Profile {
        let past = specialties.filter { $0.from <= day }
        return Profile(
            diplomaDate: diplomaDate, registrationDate: registrationDate,
            directCare: directCare.filter { $0.from <= day },
            specialties: past.isEmpty ? Array(specialties.prefix(1)) : past,
            exemptions: exemptions.filter { $0.during.start <= day })
    }
}
