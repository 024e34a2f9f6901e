import Access
import Alerts
import Postgres

/// One's own account: password, second factor, recovery codes, open sessions.
struct AccountRoutes {
    let database: Database
    let identity: ProveIdentity
    let passwords: ChangePassword
    let enrolment: EnrolSecondFactor
    let codes: RenewRecoveryCodes
    let sessions: Sessions
    let offers: AcceptOffer
    let settings: SiteSettings

    func add(to routes: SiteRoutes) {
        routes.get("/compte", .signedIn) { .page(try await page($0)) }
        routes.post("/compte/mot-de-passe", .signedIn, bodyLimit: 16 << 10, changePassword)
        routes.post("/compte/second-facteur", .signedIn, bodyLimit: 16 << 10, changeFactor)
        routes.get("/compte/codes-de-secours", .signedIn, showCodes)
        routes.post("/compte/codes-de-secours", .signedIn, bodyLimit: 8 << 10, noteCodes)
        routes.post("/compte/codes-de-secours/nouveaux", .signedIn, bodyLimit: 16 << 10, renewCodes)
        routes.post("/compte/invitations", .signedIn, bodyLimit: 8 << 10, answer)
        routes.post("/compte/recapitulatif", .signedIn, bodyLimit: 8 << 10, setDigest)
        routes.post("/compte/sessions", .signedIn, bodyLimit: 8 << 10, revoke)
    }

    private func page(_ visit: Visit, _ failure: AccountPage.Failure? = nil) async throws -> AccountPage {
        let session = try visit.session
        return AccountPage(
            session: session, account: try await Account.read(database, of: session, now: visit.now),
            isRequired: settings.secondFactor == .required, proof: visit.token.formProof,
            digest: try await digest(visit), failure: failure)
    }

    @Sendable private func changePassword(_ visit: Visit) async throws -> Reply {
        let wanted = visit.form.raw("mot-de-passe")
        guard wanted == visit.form.raw("mot-de-passe-2") else {
            return .refused(try await page(visit, .newPasswordsDiffer))
        }
        let outcome = try await passwords.run(
            try visit.session, token: visit.token, from: visit.origin, present: present(visit),
            wanted: String(wanted.prefix(1_000)), random: settings.random(80), now: visit.now)
        switch outcome {
        case .changed(let token, let device): return .renewed(.account, token, device, .passwordChanged)
        case .wrong: return .refused(try await page(visit, .presentPasswordIsWrong(.password)))
        case .refused(let refusal): return .refused(try await page(visit, .newPasswordIsRefused(refusal)))
        case .wait(let seconds): throw Problem.tooMany(seconds: Int(seconds))
        }
    }

    @Sendable private func changeFactor(_ visit: Visit) async throws -> Reply {
        guard try await isOwner(visit) else {
            return .refused(try await page(visit, .presentPasswordIsWrong(.secondFactor)))
        }
        let outcome = try await enrolment.begin(
            try visit.session, token: visit.token, code: code(visit), random: settings.random(32), now: visit.now)
        return try await reply(outcome, .enrolment(next: nil), .secondFactor, visit)
    }

    @Sendable private func showCodes(_ visit: Visit) async throws -> Reply {
        let shown = try await codes.shown(to: try visit.session, now: visit.now)
        return .page(RecoveryCodesPage(codes: shown, proof: visit.token.formProof))
    }

    @Sendable private func noteCodes(_ visit: Visit) async throws -> Reply {
        try await codes.acknowledge(try visit.session)
        return .go(.account, .codesNoted)
    }

    @Sendable private func renewCodes(_ visit: Visit) async throws -> Reply {
        guard try await isOwner(visit) else {
            return .refused(try await page(visit, .presentPasswordIsWrong(.newRecoveryCodes)))
        }
        let outcome = try await codes.run(
            try visit.session, code: code(visit), random: settings.random(RenewRecoveryCodes.randomLength),
            now: visit.now)
        return try await reply(outcome, .accountPart(.recoveryCodes), .newRecoveryCodes, visit)
    }

    private func reply(
        _ outcome: PresentFactor.Outcome, _ next: SiteURL, _ part: AccountPart, _ visit: Visit
    ) async throws -> Reply {
        switch outcome {
        case .done: return .go(next, nil)
        case .wrong: return .refused(try await page(visit, .presentCodeIsWrong(part)))
        case .wait(let seconds): throw Problem.tooMany(seconds: Int(seconds))
        case .absent: throw Problem.unprocessable("Choisissez d'abord un second facteur.")
        }
    }

    private func code(_ visit: Visit) -> PresentFactor.Code {
        PresentFactor.Code(
            String((visit.form["code"] ?? "").prefix(40)), device: visit.device, origin: visit.origin)
    }

    /// An offered role is accepted with its link, or declined without.
    @Sendable private func answer(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        if let code = visit.form["decliner"] {
            let isDeclined = try await offers.decline(council: code, by: session, from: visit.origin, now: visit.now)
            guard isDeclined else { throw Problem.unprocessable("Cette invitation n'attend plus de réponse.") }
            return .go(.account, .invitationDeclined)
        }
        guard let token = visit.form["lien"].flatMap(InvitationToken.init(link:)),
            try await offers.accept(token, by: session, from: visit.origin, now: visit.now, today: visit.today) != nil
        else {
            throw Problem.unprocessable(
                "Ce lien n'est pas celui d'une invitation qui vous attend. Demandez-en un autre à l'organisation.")
        }
        return .go(.account, .roleAccepted)
    }

    /// The setting of the council for which the session acts; nil for a role that is sent no summary.
    private func digest(_ visit: Visit) async throws -> DigestSection? {
        let session = try visit.session
        let council = session.membership.council
        guard Digest.isSent(to: session.membership.role) else { return nil }
        let (isWanted, wasRefused) = try await database.transaction(as: session.principal) { transaction in
            (
                try SetDigest.isWanted(by: session.personID, of: council, transaction),
                try SetDigest.wasRefused(to: session.personID, of: council, transaction)
            )
        }
        return DigestSection(
            council: council, isWanted: isWanted, isSent: settings.sendsDigests, wasRefused: wasRefused,
            proof: visit.token.formProof)
    }

    /// It holds at once, also for a summary that is about to leave.
    @Sendable private func setDigest(_ visit: Visit) async throws -> Reply {
        let session = try visit.session
        let council = session.membership.council
        guard Digest.isSent(to: session.membership.role) else { throw Problem.forbidden }
        let isWanted: Bool
        switch visit.form["recevoir"] {
        case "oui": isWanted = true
        case "non": isWanted = false
        default: throw Problem.unprocessable("Dites si vous voulez recevoir le récapitulatif.")
        }
        try await database.transaction(as: session.principal) {
            try SetDigest(isWanted, by: visit.author).run(council, now: visit.now, $0)
        }
        return .go(.account, isWanted ? .digestWanted : .digestStopped)
    }

    @Sendable private func revoke(_ visit: Visit) async throws -> Reply {
        let number = visit.form.id("session")
        guard number != nil || visit.form["session"] == "autres" else {
            throw Problem.unprocessable("Choisissez la session à fermer.")
        }
        try await sessions.revoke(number, of: try visit.session, from: visit.origin)
        return .go(.account, .sessionsClosed)
    }

    private func present(_ visit: Visit) -> String { String(visit.form.raw("mot-de-passe-actuel").prefix(1_000)) }

    /// Whether the present password came with the form.
    private func isOwner(_ visit: Visit) async throws -> Bool {
        switch try await identity.run(try visit.session, password: present(visit), now: visit.now) {
        case .right: true
        case .wrong: false
        case .wait(let seconds): throw Problem.tooMany(seconds: Int(seconds))
        }
    }
}
