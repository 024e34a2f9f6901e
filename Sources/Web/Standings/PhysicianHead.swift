import Progress
import Registry
import Standings
import Vocabulary

/// The band that stays in sight: who, until when, how far.
struct PhysicianHead {
    let identity: PhysicianIdentity
    let file: WorklistCase?
    let today: CalendarDate

    var html: HTML {
        """
        <header class="sx-file-head"><h1>\(identity.displayName)</h1>
        <p>RPPS \(French.rpps(identity.rppsNumber))</p>
        \(file?.assessed.cycle.map { "<p>Échéance \($0.end) <small>\(French.distance(from: today, to: $0.end))</small></p>" as HTML })
        \(progress)<p class="end">\(badges)</p></header>
        """
    }

    private var progress: HTML {
        guard let file, !file.isExtract, let standing = file.standing else { return .empty }
        return "<p>\(ProgressBar(counted: standing.total, required: standing.required.total).html)</p>"
    }

    private var badges: HTML {
        guard let file else { return Badge(label: "Non soumis à ce jour").html }
        var badges: [HTML] = []
        let isComplete = file.assessed.standing?.isComplete == true
        if isComplete { badges.append(Badge(label: "Programme complet", tone: .good).html) }
        if file.assessed.isLate == true { badges.append(Badge(label: "En retard", tone: .alert).html) }
        if file.assessed.state != .inCycle || !isComplete && file.assessed.isLate != true {
            badges.append(
                Badge(
                    label: HTML(say: file.assessed.state.french), tone: file.assessed.state == .inCycle ? .plain : .warn
                )
                .html)
        }
        return "\(badges)"
    }
}
