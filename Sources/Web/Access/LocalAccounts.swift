import Access
import Postgres

/// Everything about accounts with a password: one-time links, second factor, account page, drafts.
struct LocalAccounts {
    let database: Database
    let passwords: PasswordQueue
    let sessions: Sessions
    let settings: SiteSettings

    /// How often sign-in may be tried.
    var limits: RateLimit { RateLimit(database, keys: settings.keys) }
    /// The first step of a sign-in.
    var signIn: SignIn {
        SignIn(database, passwords: passwords, secondFactor: settings.secondFactor, keys: settings.keys)
    }

    func add(to routes: SiteRoutes) {
        let (enrolment, limits) = (EnrolSecondFactor(database, keys: settings.keys), limits)
        SecondFactorRoutes(
            proof: ProveSecondFactor(database, keys: settings.keys), enrolment: enrolment, limits: limits,
            settings: settings
        ).add(to: routes)
        InvitationRoutes(
            acceptance: AcceptInvitation(
                database, passwords: passwords, secondFactor: settings.secondFactor, keys: settings.keys),
            offers: AcceptOffer(database), limits: limits, settings: settings
        ).add(to: routes)
        let identity = ProveIdentity(database, passwords: passwords)
        AccountRoutes(
            database: database, identity: identity,
            passwords: ChangePassword(database, passwords: passwords, proof: identity), enrolment: enrolment,
            codes: RenewRecoveryCodes(database, keys: settings.keys), sessions: sessions,
            offers: AcceptOffer(database), settings: settings
        ).add(to: routes)
        DraftRoutes(drafts: Drafts(database, keys: settings.keys)).add(to: routes)
    }
}
