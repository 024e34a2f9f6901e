import Vocabulary

/// The judgements of one day, and until when each of them holds: what the days of a history share.
struct KeptJudgements {
    private(set) var judgements: [Judgement] = []
    /// By declaration, the first day on which its judgement may differ.
    private var until: [CalendarDate] = []
    /// The first day on which what surrounds the declarations differs: the référentiel, the cycle, the exemptions.
    private var surroundings = CalendarDate.distantPast

    /// Judges those declarations whose judgement may have changed by the judge's day, and notes when the next may.
    /// - Parameter surroundings: The next day on which what surrounds them changes, after the judge's day.
    mutating func judge(
        _ declarations: [Declaration], by judge: Judge, surroundings: CalendarDate, next: inout NextChange
    ) {
        let isNew = judgements.isEmpty || judge.asOf >= self.surroundings
        self.surroundings = surroundings
        if isNew {
            judgements.removeAll(keepingCapacity: true)
            until.removeAll(keepingCapacity: true)
        }
        for index in declarations.indices {
            if isNew || judge.asOf >= until[index] {
                var own = NextChange(asOf: judge.asOf)
                let judgement = judge.judge(declarations[index], next: &own)
                if isNew {
                    judgements.append(judgement)
                    until.append(own.earliest)
                } else {
                    (judgements[index], until[index]) = (judgement, own.earliest)
                }
            }
            next.note(until[index])
        }
    }
}
