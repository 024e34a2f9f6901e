import Vocabulary

/// What the decisions of one CNP on one action come to, at a date (rules R09 to R12).
struct LabelState {
    enum Kind {
        case none, pending, granted, refused, revoked
    }

    private(set) var kind = Kind.none
    /// The block that the last grant to name one named, for an action that its object's label may still carry.
    private(set) var block: Block?
    /// The day of the event that made the state what it is.
    private(set) var since: CalendarDate?

    /// Applies the events up to `asOf`, by date then in the order given.
    ///
    /// A revocation takes effect on its day: what was done before stays recognised, unless it is retroactive.
    /// - Parameters:
    ///   - term: The last day on which a favourable decision counts; a later one changes nothing. Nil sets no term.
    ///   - keepsFirstDay: Whether the same decision taken again leaves ``since`` where it was.
    init(
        _ events: [LabelEvent], realisedOn: CalendarDate, asOf: CalendarDate, grantedBy term: CalendarDate?,
        keepsFirstDay: Bool, of isOf: (String?) -> Bool
    ) {
        guard !events.isEmpty else { return }
        var isSorted = true
        for index in 1..<max(events.count, 1) where events[index].on < events[index - 1].on { isSorted = false }
        let ordered =
            isSorted
            ? events
            : events.enumerated().sorted {
                ($0.element.on, $0.offset) < ($1.element.on, $1.offset)
            }.map(\.element)
        for event in ordered where event.on <= asOf && isOf(event.cnp) {
            if event.kind == .granted, let term, event.on > term { continue }
            apply(event, realisedOn, keepsFirstDay)
        }
    }

    private mutating func apply(_ event: LabelEvent, _ realisedOn: CalendarDate, _ keepsFirstDay: Bool) {
        switch event.kind {
        case .requested:
            if kind != .granted { set(.pending, event, keepsFirstDay) }
        case .granted: set(.granted, event, keepsFirstDay)
        case .refused: set(.refused, event, keepsFirstDay)
        case .revoked:
            let spares = kind == .granted && !event.isRetroactive && realisedOn < event.on
            if !spares { set(.revoked, event, keepsFirstDay) }
        }
    }

    private mutating func set(_ kind: Kind, _ event: LabelEvent, _ keepsFirstDay: Bool) {
        let isAgain = keepsFirstDay && kind == self.kind && (event.block == nil || event.block == block)
        self.kind = kind
        if kind == .granted, let named = event.block { block = named }
        if !isAgain { since = event.on }
    }

    /// The verdict of an action that needs the label; nil when it is granted.
    var verdict: Verdict? {
        switch kind {
        case .granted: nil
        case .none, .pending: .labelPending
        case .refused: .labelRefused
        case .revoked: .labelRevoked
        }
    }
}
