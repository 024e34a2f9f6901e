/// A verb of the journal, in the past: `signed_in`, `file_read`, `list_exported`…
public enum AuditAction: String, Sendable, CaseIterable {
    case signedIn = "signed_in"
    case signedOut = "signed_out"
    case councilSwitched = "council_switched"
    case fileRead = "file_read"
    case listRead = "list_read"
    case listExported = "list_exported"
    case rejectedLinesExported = "rejected_lines_exported"
    case importRead = "import_previewed"
    case importApplied = "import_applied"
    case importUndone = "import_undone"
    case importGivenUp = "import_given_up"
    case discrepancyHidden = "discrepancy_hidden"
    case frameworkChosen = "framework_chosen"
    case searched
    case specialtyLinked = "specialty_linked"
    case packageExported = "package_exported"
    case impactExported = "impact_exported"
    case impactRequested = "impact_requested"
    case draftsImported = "drafts_imported"
    case draftDiscarded = "draft_discarded"
    case versionProposed = "version_proposed"
    case versionWithdrawn = "version_withdrawn"
    case versionApproved = "version_approved"
    case journalRead = "journal_read"
    case journalExported = "journal_exported"
    case identityLinked = "identity_linked"
    case identityGivenUp = "identity_given_up"
    case closedByProvider = "closed_by_provider"
    case membershipEnded = "membership_ended"
    case roleDelegated = "role_delegated"
    case delegationRevoked = "delegation_revoked"
    case absenceRecorded = "absence_recorded"
    case absenceEnded = "absence_ended"
    case fileAssigned = "file_assigned"
    case assignmentEnded = "assignment_ended"
    case pageRead = "page_read"
    case secondFactorChosen = "second_factor_chosen"
    case secondFactorReset = "second_factor_reset"
    case recoveryCodesRenewed = "recovery_codes_renewed"
    case recoveryCodeUsed = "recovery_code_used"
    case newPasswordOffered = "new_password_offered"
    case passwordChanged = "password_changed"
    case personInvited = "person_invited"
    case invitationAccepted = "invitation_accepted"
    case invitationDeclined = "invitation_declined"
    case sessionsRevoked = "sessions_revoked"
    case sessionsEnded = "sessions_ended"
    case signInRefused = "sign_in_refused"
    case keyTrusted = "key_trusted"
    case keyRevoked = "key_revoked"
    case impactGivenUp = "impact_given_up"
    case tokenIssued = "token_issued"
    case tokenRevoked = "token_revoked"
    case purgeProposed = "purge_proposed"
    case purgeReviewed = "purge_reviewed"
    case purgeRefused = "purge_refused"
    case purgeExecuted = "purge_executed"
    case purgeCertificateExported = "purge_certificate_exported"
    case holdPlaced = "hold_placed"
    case holdLifted = "hold_lifted"
    case personFileExported = "person_file_exported"
    case expiredRemoved = "expired_removed"
    case readingStarted = "reading_started"
    case readingEnded = "reading_ended"
    case noticeAcknowledged = "notice_acknowledged"
    case recordsReplayed = "records_replayed"
    case standingsRecomputed = "standings_recomputed"
    case providerAdded = "provider_added"
    case providerRemoved = "provider_removed"

    /// What an event is about.
    public enum Kind: String, Sendable, CaseIterable {
        /// Somebody saw, searched or took something away.
        case read
        /// Something is no longer what it was.
        case change
        /// Somebody came, went, or changed role.
        case signIn = "sign_in"
        /// Somebody read a council exceptionally: as another, or from outside.
        case exceptional
    }

    /// What this verb is about; a change unless it is known to be something else.
    public var kind: Kind {
        switch self {
        case .signedIn, .signedOut, .closedByProvider, .councilSwitched, .signInRefused: .signIn
        case .fileRead, .listRead, .listExported, .rejectedLinesExported, .searched, .packageExported,
            .impactExported, .recordsReplayed, .journalRead, .journalExported, .pageRead, .purgeCertificateExported,
            .personFileExported:
            .read
        case .readingStarted, .readingEnded: .exceptional
        default: .change
        }
    }
}

extension AuditAction {
    /// The verb as a person reads it after a name: « a consulté une fiche ».
    public var french: String {
        switch self {
        case .signedIn: "a ouvert une session"
        case .signedOut: "a fermé sa session"
        case .councilSwitched: "a changé d'organisation ou de rôle"
        case .fileRead: "a consulté une fiche"
        case .listRead: "a consulté une liste"
        case .listExported: "a exporté une liste"
        case .rejectedLinesExported: "a téléchargé des lignes à corriger"
        case .importRead: "a lu un fichier à importer"
        case .importApplied: "a appliqué un import"
        case .importUndone: "a annulé un import"
        case .importGivenUp: "a abandonné un import"
        case .discrepancyHidden: "a masqué un écart"
        case .frameworkChosen: "a choisi un référentiel"
        case .searched: "a fait une recherche"
        case .specialtyLinked: "a relié une spécialité à un référentiel"
        case .packageExported: "a téléchargé un référentiel"
        case .impactExported: "a téléchargé un rapport d'impact"
        case .impactRequested: "a demandé un rapport d'impact"
        case .draftsImported: "a importé des brouillons de référentiel"
        case .draftDiscarded: "a supprimé un brouillon de référentiel"
        case .versionProposed: "a proposé une version de référentiel"
        case .versionWithdrawn: "a retiré une proposition de référentiel"
        case .versionApproved: "a approuvé une version de référentiel"
        case .journalRead: "a consulté le journal"
        case .journalExported: "a exporté le journal"
        case .identityLinked: "a relié une identité à une personne"
        case .identityGivenUp: "a renoncé à une identité reliée"
        case .closedByProvider: "a été déconnecté par son fournisseur d'identité"
        case .membershipEnded: "a mis fin à un accès"
        case .roleDelegated: "a délégué un rôle"
        case .delegationRevoked: "a mis fin à une délégation"
        case .absenceRecorded: "a noté une absence"
        case .absenceEnded: "a mis fin à une absence"
        case .fileAssigned: "a confié un dossier"
        case .assignmentEnded: "a retiré un dossier confié"
        case .pageRead: "a ouvert une page"
        case .secondFactorChosen: "a choisi un second facteur"
        case .secondFactorReset: "a réinitialisé le second facteur d'une personne"
        case .recoveryCodesRenewed: "a renouvelé ses codes de secours"
        case .recoveryCodeUsed: "a utilisé un code de secours"
        case .newPasswordOffered: "a donné un lien pour choisir un nouveau mot de passe"
        case .passwordChanged: "a changé de mot de passe"
        case .personInvited: "a invité une personne"
        case .invitationAccepted: "a accepté une invitation"
        case .invitationDeclined: "a décliné une invitation"
        case .sessionsRevoked: "a fermé ses autres sessions"
        case .sessionsEnded: "a fermé les sessions d'un membre"
        case .signInRefused: "n'a pas pu ouvrir de session : mot de passe inexact"
        case .keyTrusted: "a admis une clé de signature"
        case .keyRevoked: "a révoqué une clé de signature"
        case .impactGivenUp: "a abandonné un rapport d'impact"
        case .tokenIssued: "a créé une clé d'API"
        case .tokenRevoked: "a révoqué une clé d'API"
        case .purgeProposed: "a proposé une purge"
        case .purgeReviewed: "a relu et accepté une purge"
        case .purgeRefused: "a refusé une purge"
        case .purgeExecuted: "a exécuté une purge"
        case .purgeCertificateExported: "a téléchargé le certificat d'une purge"
        case .holdPlaced: "a suspendu l'effacement d'un dossier"
        case .holdLifted: "a levé la suspension d'un effacement"
        case .personFileExported: "a exporté un dossier pour la personne concernée"
        case .expiredRemoved: "a retiré des traces arrivées à leur terme"
        case .readingStarted: "a commencé une lecture exceptionnelle"
        case .readingEnded: "a mis fin à une lecture exceptionnelle"
        case .noticeAcknowledged: "a pris connaissance d'un avis"
        case .recordsReplayed: "a rejugé des états conservés"
        case .standingsRecomputed: "a recalculé les situations selon ce qui était connu à un moment passé"
        case .providerAdded: "a enregistré un fournisseur d'identité"
        case .providerRemoved: "a retiré un fournisseur d'identité"
        }
    }
}
