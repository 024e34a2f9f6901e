import Vocabulary

/// The words of the document.
enum PersonFileWords {
    /// What a table holds.
    static func title(of table: String) -> String { titles[table] ?? table }

    /// What a column holds.
    static func name(of key: String) -> String { names[key] ?? key }

    /// A value in words.
    static func text(of value: JSON, key: String) -> String {
        switch value {
        case .null: return "–"
        case .bool(let truth): return truth ? "oui" : "non"
        case .integer(let number) where key == "at": return French.moment(Int64(number))
        case .string(let text): return CalendarDate(iso: text)?.french ?? text
        case .array(let items) where items.allSatisfy({ $0.array == nil && $0.members == nil }):
            return items.isEmpty ? "–" : items.map { PersonFileWords.text(of: $0, key: "") }.joined(separator: ", ")
        default: return value.text
        }
    }

    private static let titles = [
        "registry.physician": "Identité publique (extraction RPPS)", "registry.registration": "Inscriptions au Tableau",
        "registry.practice": "Périodes d'exercice, dans tous les conseils", "registry.qualification": "Qualifications",
        "registry.care_status": "Soins directs aux patients", "registry.exemption": "Exonérations du bloc 3",
        "registry.framework_choice": "Choix d'un référentiel par le conseil", "registry.account": "Compte individuel",
        "registry.platform_alert": "Alertes envoyées par la plateforme",
        "registry.missing_address": "Constats d'adresse électronique manquante",
        "registry.discrepancy_hidden": "Écarts de données mis de côté", "registry.declaration": "Actions déclarées",
        "registry.declaration_past": "Actions déclarées, versions antérieures",
        "registry.registration_past": "Inscriptions, versions antérieures",
        "registry.practice_past": "Périodes d'exercice, versions antérieures",
        "registry.qualification_past": "Qualifications, versions antérieures",
        "registry.care_status_past": "Soins directs, versions antérieures",
        "registry.exemption_past": "Exonérations, versions antérieures",
        "registry.framework_choice_past": "Choix d'un référentiel, versions antérieures",
        "standings.standing": "Situation affichée", "standings.cycle": "Périodes de certification",
        "standings.record": "Situations conservées, jour par jour",
        "standings.impact_sample": "Effet d'une version de référentiel proposée",
        "alerts.entry": "Alertes proposées, envoyées ou écartées", "alerts.event": "Décisions sur ces alertes",
        "letters.notice": "Courriers du conseil", "letters.delivery": "Envois de ces courriers",
        "letters.attempt": "Tentatives d'envoi", "letters.bounce": "Courriels non remis",
        "letters.lot_line": "Lots de lettres dans lesquels elles étaient",
        "letters.document": "Lettres imprimées : leur empreinte",
        "letters.contact_check": "Vérifications des adresses",
        "letters.thread_entry": "Échanges notés par le conseil",
        "access.assignment": "Élus chargés du dossier", "access.legal_hold": "Suspensions de l'effacement",
        "access.event": "Journal : qui a consulté ou modifié le dossier, et quand",
        "intake.rejected_line": "Lignes de fichiers importés, mises en quarantaine, qui portent le numéro",
        "intake.before_image": "Lignes gardées pour pouvoir annuler un import",
    ]

    private static let names = [
        "rpps_number": "Numéro RPPS", "family_name": "Nom", "given_name": "Prénom", "civility": "Civilité",
        "title": "Titre", "category": "Catégorie", "practice_mode": "Mode d'exercice",
        "specialty_codes": "Savoir-faire", "site_department": "Département du site", "site_commune": "Commune du site",
        "sector": "Secteur", "authority": "Autorité d'enregistrement", "left_extraction_on": "Absent du RPPS depuis",
        "created_lot": "Import d'origine", "changed_lot": "Dernier import", "registered_on": "Inscrit le",
        "ended_on": "Fin", "end_reason": "Motif de fin", "diploma_on": "Diplôme", "birth_year": "Année de naissance",
        "email": "Adresse électronique", "email_checked_on": "Adresse vérifiée le", "is_military": "Armées",
        "address": "Adresse", "started_on": "Début", "specialty_code": "Spécialité", "held_from": "Depuis",
        "held_until": "Jusqu'à", "starts_on": "Début", "gives_direct_care": "Soins directs", "through": "Jusqu'au",
        "reason": "Raison", "framework_id": "Référentiel", "chosen_by": "Choisi par", "chosen_at": "Choisi le",
        "status": "État", "cycle_start": "Début du cycle", "cycle_end": "Fin du cycle",
        "framework_code": "Référentiel", "updated_on": "Mis à jour le", "source_id": "Identifiant d'origine",
        "type": "Type", "sent_on": "Envoyée le", "noted_on": "Constaté le", "kind": "Type", "until": "Jusqu'au",
        "hidden_by": "Mis de côté par", "action_code": "Action", "origin": "Origine", "is_deleted": "Retirée",
        "content": "Contenu", "organiser": "Organisme", "label": "Intitulé", "at": "Date et heure (Paris)",
        "by": "Par", "role": "Rôle", "action": "Action", "from": "Depuis", "recorded_by": "Décidé par",
        "placed_by": "Décidé par", "placed_at": "Décidé le", "ends_on": "Fin", "lifted_by": "Levée par",
        "lifted_at": "Levée le", "lift_reason": "Raison de la levée", "lot": "Import", "file": "Fichier",
        "line": "Ligne", "text": "Texte", "table": "Table", "row": "Ligne gardée", "day": "Jour",
        "proof_hash": "Empreinte de la preuve", "proof": "Preuve", "during": "Période", "ordinal": "Rang",
        "control_deadline": "Fin du contrôle", "framework_certainty": "Certitude", "state": "Situation",
        "required": "Demandé par bloc", "counts": "Retenu par bloc", "counted_total": "Total retenu",
        "required_total": "Total demandé", "is_complete": "Programme complet", "is_late": "En retard",
        "next_alert_on": "Prochaine alerte", "next_change_on": "Prochain changement", "has_email": "Joignable",
        "computed_for": "Calculé au", "impact_id": "Rapport d'impact", "measure": "Mesure", "place": "Rang",
        "before": "Avant", "after": "Après", "actions": "Actions", "addressee": "Destinataire", "channel": "Voie",
        "due_on": "Étape", "made_on": "Fait le", "made_by": "Par", "message_id": "Identifiant du message",
        "source": "Source", "since": "Depuis", "happened_on": "Le", "words": "Texte",
        "diagnostic": "Réponse du serveur",
        "answer": "Réponse", "number": "Rang", "seen_on": "Lu le",
        "told": "Phrase pour le médecin",
    ]
}
