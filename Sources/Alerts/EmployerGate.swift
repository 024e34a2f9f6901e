public import Access
public import Letters
public import Postgres
import Standings
public import Vocabulary

/// Looks once more, just before a letter about an employer leaves: that to the physician, and that to the employer, which
/// never leaves before the physician was told and has had the days that were promised.
public struct EmployerGate: Gate {
    /// How long a letter waits while facts are being written, in seconds.
    private static let busyPause: Int64 = 5
    /// How long it waits for the standings to follow the facts, in seconds.
    private static let lagPause: Int64 = 15
    /// How long it waits for the physician to have been told for long enough, in seconds.
    private static let toldPause: Int64 = 3600

    private let now: @Sendable () -> Instant

    /// - Parameter now: the moment.
    public init(now: @escaping @Sendable () -> Instant) { self.now = now }

    /// Why a letter does not leave now.
    private enum Obstacle {
        /// It never will: why, in one French sentence that names nobody.
        case never(String)
        /// Not for so many seconds.
        case wait(Int64)
    }

    /// Whether the letter may leave; the check is kept with its numbers, and the table asks for them again.
    public func admit(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws -> Admission {
        guard try CampaignStore(transaction: transaction, council: council).tryShareFacts() else {
            return .councilLater(now().adding(seconds: Self.busyPause))
        }
        let store = EmployerStore(transaction: transaction, council: council)
        guard let found = try store.lock(notice: notice) else {
            return .never("Aucune information d’employeur ne correspond à cet avis.")
        }
        guard found.state == .approved else {
            return .never("L’information de l’employeur est \(found.state.french).")
        }
        switch try waiting(found, notice, store, on: day) ?? obstacle(found, store, on: day) {
        case .never(let sentence)?:
            try EmployerEnd(transaction: transaction, council: council, day: day)
                .run(found, because: sentence, by: nil)
            return .never(sentence)
        case .wait(let seconds)?: return .later(now().adding(seconds: seconds))
        case nil: return .go
        }
    }

    /// Its row comes before its delivery, in whichever transaction changes one.
    public func hold(_ notice: Int64, council: Int32, _ transaction: Transaction) throws {
        _ = try EmployerStore(transaction: transaction, council: council).lock(notice: notice)
    }

    /// Those to employers whose physician has not been told yet: no lot brings that.
    public func suspended(
        among notices: [Int64], council: Int32, _ transaction: Transaction
    ) throws -> Set<Int64> {
        try EmployerStore(transaction: transaction, council: council).waiting(among: notices)
    }

    /// The letter will not arrive: what has not left with it does not leave, and whoever was told learns that it ended.
    public func isRefused(
        _ notice: Int64, cause: String, council: Int32, on day: CalendarDate, _ transaction: Transaction
    ) throws {
        let store = EmployerStore(transaction: transaction, council: council)
        guard let found = try store.lock(notice: notice), found.state == .approved else { return }
        let isOfEmployer = found.notice == notice
        if !isOfEmployer, let letter = found.notice,
            try EntryStore(transaction: transaction, council: council).leftOn(letter) != nil
        {
            return
        }
        try EmployerEnd(transaction: transaction, council: council, day: day)
            .run(found, because: isOfEmployer ? Self.employerNotReached : Self.physicianNotTold, by: nil)
    }

    /// What keeps either letter from leaving: the choice of the council, the alert itself, or the physician's standing.
    private func obstacle(
        _ found: EmployerStore.Found, _ store: EmployerStore, on day: CalendarDate
    ) throws -> Obstacle? {
        let (transaction, council) = (store.transaction, store.council)
        guard try store.choice()?.isOn == true else { return .never("Le conseil n’informe plus les employeurs.") }
        let alert = try store.alert(found.mark)
        guard !alert.isRetracted else { return .never("L’alerte au médecin a été rétractée.") }
        guard alert.hasLeft else { return .never("L’alerte au médecin est revenue.") }
        let elsewhere = try Elsewhere.read([found.physician], council: council, transaction)
        if let exclusion = elsewhere.exclusion(of: found.mark) { return .never(exclusion.sentence) }
        let judged = try Assessor.load(on: day, transaction)
            .read(Int(found.physician), on: day, transaction)?.assessed
        switch AlertRule.again(judged, cycleStart: found.cycleStart, milestone: found.milestone, on: day) {
        case .excluded(let exclusion): return .never(exclusion.sentence)
        case .late(let due):
            // The kept standing lags behind the facts for a moment: the letter waits until it says the same.
            guard try store.agrees(found, due) else { return .wait(Self.lagPause) }
            try store.check(found.id, due)
            return nil
        }
    }

    /// The employer's letter waits for the physician's.
    private func waiting(
        _ found: EmployerStore.Found, _ notice: Int64, _ store: EmployerStore, on day: CalendarDate
    ) throws -> Obstacle? {
        guard notice == found.notice else { return nil }
        guard let told = try found.told.flatMap(store.delivery) else { return .never(Self.physicianNotTold) }
        switch SentNotice.State(rawValue: told.state) {
        case .sent:
            guard let sentOn = told.sentOn, sentOn.adding(days: found.waitDays) <= day else {
                return .wait(Self.toldPause)
            }
            return nil
        case .bounced, .withdrawn, nil: return .never(Self.physicianNotTold)
        case .ready, .held: return .wait(Self.toldPause)
        }
    }

    private static let employerNotReached = "Le courriel à l’employeur est revenu."
    private static let physicianNotTold = "L’avis au médecin est revenu : son employeur n’est pas informé sans lui."
}
