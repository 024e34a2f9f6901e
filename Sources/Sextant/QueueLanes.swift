import Access
import Alerts
import Documents
import Jobs
import Letters
import Postgres
import Vocabulary
import Web

/// The lanes of the queue with their handlers: what each room does later, wired to what it needs.
struct QueueLanes {
    private let worker: Jobs.Worker

    /// - Parameters:
    ///   - gates: who looks again before a letter leaves, by kind.
    ///   - lanes: jobs done at once.
    ///   - every: seconds between two looks when nothing announces a job.
    /// - Throws: `Configuration.Problem` when a setting cannot be used.
    init(_ configuration: Configuration, gates: [Notice.Kind: any Gate], lanes: Int, every: Int) throws {
        worker = Jobs.Worker(
            database: try configuration.database(connections: lanes + 1),
            listener: try configuration.listener([Enqueue.channel], name: WorkerPresence.sessionName),
            handlers: try Self.handlers(configuration, gates), lanes: lanes, every: every
        ) { note("worker: \($0)") }
    }

    /// Works until the task is cancelled: what was begun is ended, the rest is given back.
    func run() async { await worker.run() }

    /// Without a mail server nothing takes the mails: they wait in the queue.
    private static func handlers(
        _ configuration: Configuration, _ gates: [Notice.Kind: any Gate]
    ) throws -> [any JobHandler] {
        let (settings, today) = (try MailSettings(configuration), try Clock.today(configuration))
        let preparing = PrepareAlerts(letterhead: settings.letterhead, today: today, now: Clock.moment)
        let proposing = ProposeAgain(today: today, notAfter: try Clock.played(configuration))
        var handlers: [any JobHandler] = [preparing, proposing]
        // Without a typesetter nothing takes the lots: their page says so.
        if let python = try configuration.text("SEXTANT_TYPST") {
            let press = Typesetter(python: python)
            handlers.append(MakeLots(press: press, gates: gates, today: today, now: Clock.moment))
            let carrying = try CarrierSettings(configuration)
            // Without a carrier nothing leaves electronically; without a typesetter neither.
            if carrying.carrier.takesLetters {
                handlers.append(
                    HandElectronic(
                        carrier: carrying.carrier, press: press, gates: gates, hook: carrying.door, today: today,
                        now: Clock.moment))
                handlers.append(FollowElectronic(carrier: carrying.carrier, today: today, now: Clock.moment))
            }
        }
        guard let server = settings.server else { return handlers }
        let carrier = ServerCarrier(server)
        let sending = SendMail(
            carrier: carrier, letterhead: settings.letterhead, gates: gates, today: today,
            now: Clock.moment)
        // Without the address of the site no summary leaves: its links would lead nowhere.
        guard let site = try configuration.address() else { return handlers + [sending] }
        let digests = SendDigests(
            carrier: carrier, letterhead: settings.letterhead,
            link: { DigestLinks.address(of: $0, council: $1, at: site) }, today: today, now: Clock.moment)
        return handlers + [sending, digests]
    }
}

extension MailSettings {
    /// What the letters of this installation have in common.
    var letterhead: Letterhead { Letterhead(domain: domain, platform: platform) }
}
