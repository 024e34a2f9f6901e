import Access
import Progress

/// The help: one part a screen, and what each word means.
struct HelpPage: Page {
    var title: String { "Aide" }

    var main: HTML {
        """
        <article class="sx-prose"><h1>Aide</h1>
        <nav aria-label="Sommaire"><ul>
        <li><a href="#connexion-aide">Connexion</a></li>
        <li><a href="#tableau-de-bord">Tableau de bord</a></li><li><a href="#medecins">Liste des médecins</a></li>
        <li><a href="#fiche">Fiche d'un médecin</a></li><li><a href="#imports">Imports</a></li>
        <li><a href="#alertes-aide">Alertes</a></li><li><a href="#recommandes-aide">Lettres recommandées</a></li><li><a href="#employeurs-aide">Information des employeurs</a></li><li><a href="#modeles-aide">Modèles de courriers</a></li><li><a href="#calendrier-aide">Calendrier de charge</a></li><li><a href="#adresses-aide">Adresses électroniques</a></li><li><a href="#recapitulatif-aide">Récapitulatif du lundi</a></li><li><a href="#regles-aide">Échéances d'alerte du conseil</a></li><li><a href="#ecarts">Écarts de données</a></li><li><a href="#recherche-aide">Recherche</a></li>
        <li><a href="#referentiels-aide">Référentiels</a></li><li><a href="#completer">Compléter et signer un référentiel</a></li>
        <li><a href="#specialites-aide">Spécialités</a></li><li><a href="#accueils">Accueils nationaux</a></li>
        <li><a href="#journal-aide">Journal</a></li><li><a href="#conservation-aide">Conservation et purges</a></li>
        <li><a href="#lectures-aide">Lectures exceptionnelles et avis</a></li>
        <li><a href="#file-aide">File des tâches</a></li>
        <li><a href="#membres-aide">Membres</a></li><li><a href="#delegations-aide">Absences et délégations</a></li>
        <li><a href="#chiffres-aide">Chiffres</a></li><li><a href="#nuit-aide">Ce qui se fait la nuit</a></li>
        <li><a href="\(SiteURL.apiHelp)">Lire Sextant depuis un logiciel</a></li>
        <li><a href="#compte-aide">Mon compte et ma session</a></li>
        <li><a href="#mots">Ce que veut dire chaque mot</a></li><li><a href="#roles">Qui peut faire quoi</a></li>
        </ul></nav>
        \(HelpScreens.html)\(HelpAlerts.html)\(HelpEmployers.html)\(HelpContacts.html)\(HelpRegistered.html)\(HelpTemplates.html)\(HelpFrameworks.html)\(HelpReadings.html)\(HelpPersonalData.html)\(HelpQueue.html)\(HelpMembers.html)\(HelpAccount.html)\(HelpWords.html)\(HelpRoles.html)</article>
        """
    }
}

/// The parts about each screen.
enum HelpScreens {
    static let html: HTML = "\(first)\(second)"

    private static let first: HTML = """
        <h2 id="connexion-aide">Connexion</h2>
        <p>Selon l'organisation, on se connecte avec une adresse et un mot de passe, ou par un fournisseur d'identité :
        Pro Santé Connect pour les élus, ProConnect pour les agents de l'État. Sextant reconnaît alors la personne à son
        identifiant national ou à l'identité reliée à son accès, jamais à son adresse électronique. Fermer la session
        ne ferme que Sextant : la page suivante propose de se déconnecter aussi du fournisseur, ce qu'il faut faire sur
        un poste partagé.</p>
        <h2 id="tableau-de-bord">Tableau de bord</h2>
        <p>Chaque compteur ouvre la liste qu'il compte. Les deux graphiques disent la même chose que le tableau placé
        dessous. La date affichée est celle pour laquelle les situations ont été calculées.</p>
        <h2 id="medecins">Liste des médecins</h2>
        <p>Les filtres s'ajoutent : un médecin affiché répond à tous. Ils figurent dans l'adresse de la page, que vous
        pouvez donc enregistrer ou transmettre à un collègue de votre conseil ; un nom n'y entre jamais : un collègue qui
        suit le lien, ou vous-même le lendemain, le saisit de nouveau. Chaque filtre appliqué se retire par son étiquette. Un titre de colonne souligné trie la liste ; un second clic inverse l'ordre.</p>
        <p>Le nom se cherche par son début, sans tenir compte des accents, des majuscules, des traits d'union ni des
        apostrophes. L'export donne exactement les lignes affichées, toutes pages comprises, dans un fichier qu'un
        tableur ouvre directement.</p>
        <h2 id="fiche">Fiche d'un médecin</h2>
        <p>Le bandeau reste visible : identité, échéance, avancement. Chaque action des blocs 1 à 3 porte un verdict et
        sa raison, avec la ligne du référentiel ou l'article. Du bloc 4, qui touche à la santé du médecin, seuls
        le nombre d'actions retenues et la validité des justificatifs sont montrés. Toute consultation est inscrite au
        journal.</p>
        <p>« Pourquoi » déplie le raisonnement : la règle, les faits retenus, ce qui manque et depuis quand. « Ce qui
        suffirait » donne le plus petit nombre d'étapes : d'abord ce qui est déjà déclaré et reste à compléter, puis
        les actions nouvelles, avec le justificatif à fournir et la dernière date pour commencer.</p>
        <p>« Courriers et échanges » montre tout ce que le conseil a écrit à ce médecin, ce qui est revenu, et les appels
        et réponses que vous avez notés. Rien ne s'y efface ni ne s'y corrige : une erreur se corrige par une nouvelle
        ligne.</p>
        """

    private static let second: HTML = """
        <h2 id="imports">Imports</h2>
        <p>Un import se fait en deux temps : la lecture, qui ne change rien et montre ce que le fichier apporte, puis
        l'application. Une ligne refusée est gardée avec son numéro, son texte et la raison : téléchargez les lignes à
        corriger, corrigez-les dans le tableur, et importez ce fichier. Importer deux fois le même fichier ne change
        rien. Un import appliqué s'annule tant qu'aucun import plus récent ne s'appuie sur lui.</p>
        <p>Le fichier est un CSV en UTF-8. Dans un tableur : « Enregistrer sous », puis « CSV UTF-8 ». Vous pouvez aussi
        copier les cellules, ligne de titres comprise, et les coller dans la page.</p>
        <h2 id="ecarts">Écarts de données</h2>
        <p>Les contradictions entre le Tableau, le RPPS et le compte individuel, et ce qui manque. Le Tableau l'emporte
        sur le RPPS. Un écart peut être masqué jusqu'à une date : il revient ensuite de lui-même.</p>
        <h2 id="recherche-aide">Recherche</h2>
        <p>Le champ du bandeau accepte le début d'un nom, ou un numéro RPPS, avec ou sans espaces. Ce que vous saisissez
        n'entre pas dans l'adresse de la page : votre session le garde douze heures au plus, et la page demande de le
        saisir de nouveau ensuite.</p>
        <h2 id="journal-aide">Journal</h2>
        <p>Chaque conseil, départemental ou régional, chaque CNP, le CNCP et le Conseil national lisent leur propre journal,
        et aucun celui d'un autre ; le président, l'administrateur et l'auditeur d'un conseil départemental, les chargés
        de mission et l'administrateur national l'ouvrent par le menu « Journal ».</p>
        <p>Le journal dit qui a consulté, modifié ou emporté quoi, quand, dans quel rôle, pourquoi et depuis quelle
        adresse. Une fiche y est désignée par son numéro interne, jamais par un nom ni un numéro RPPS ; rien du bloc 4 n'y
        figure. Ses lignes ne se modifient ni ne s'effacent : elles sont scellées les unes aux autres dans les secondes
        qui suivent, et l'empreinte du dernier sceau est gardée hors de la base. Si une ligne ne peut pas être écrite,
        l'action n'a pas lieu.</p>
        """
}

/// What each word means.
enum HelpWords {
    static let html: HTML = """
        <h2 id="mots">Ce que veut dire chaque mot</h2><dl>
        <dt>Cycle en cours</dt><dd>La période de certification court : neuf ans pour qui était inscrit au 1er janvier
        2023, six ans sinon (R. 4022-14).</dd>
        <dt>À vérifier</dt><dd>La période est terminée ; le conseil a six mois pour vérifier le programme
        (\(CyclePolicy.controlArticle)).</dd>
        <dt>En retard</dt><dd>Moins d'actions retenues que n'en demanderait un avancement régulier, années entières
        comptées. C'est un repère pour alerter, pas un manquement.</dd>
        <dt>Programme complet</dt><dd>Chaque bloc requis compte au moins ses deux actions. Un médecin dont le programme
        est complet n'est jamais alerté.</dd>
        <dt>Référentiel à confirmer</dt><dd>La spécialité ne désigne pas un seul référentiel : le conseil choisit, avec
        une raison.</dd>
        <dt>Référentiel manquant</dt><dd>Aucune version entière du référentiel n'est en vigueur dans Sextant. Le médecin
        est compté, jamais en retard, jamais alerté.</dd>
        <dt>Extrait</dt><dd>Seule une partie du référentiel est connue : personne n'est dit complet sur une partie.</dd>
        <dt>Certitude</dt><dd>« Certaine » : la spécialité mène à un seul référentiel. « À confirmer » : un seul est
        possible, mais le lien reste à vérifier. « Le conseil choisit » : plusieurs, ou aucun.</dd>
        <dt>À cheval</dt><dd>Une action commencée sous une version et jugée par la suivante, parce qu'elle se termine
        après le changement. Le rapport d'impact compte les médecins concernés.</dd>
        <dt>Signature</dt><dd>La preuve qu'un paquet vient bien du CNP et n'a pas été modifié : elle est vérifiée à
        l'import avec la clé que ce CNP a remise.</dd>
        <dt>Masqué</dt><dd>Secret statistique : un nombre qui désignerait trop peu de médecins n'est pas montré hors de
        leur conseil, ni ceux dont on pourrait le déduire.</dd>
        <dt>Non requis</dt><dd>Le bloc 3 n'est pas demandé à qui n'assure pas de soins directs (R. 4022-12,
        R. 4022-13).</dd>
        <dt>Prochaine alerte</dt><dd>Le premier jalon où le médecin serait en retard si rien ne changeait : trois ans
        après le début du cycle, puis chaque année.</dd></dl>
        """
}

/// Who may do what, straight from the table of rights.
enum HelpRoles {
    static var html: HTML {
        let rows = CouncilAction.allCases.map { action -> HTML in
            let cells = Role.allCases.map { "<td>\(right($0, action))</td>" as HTML }
            return "<tr><th scope=\"row\">\(action.french)</th>\(cells)</tr>"
        }
        let head = [Table.head("Action")] + Role.allCases.map { Table.head(HTML(say: $0.french)) }
        let table = Table(id: "roles-legende", caption: "Droits de chaque rôle", head: head, rows: rows).html
        return "<h2 id=\"roles\">Qui peut faire quoi</h2>\(table)"
    }

    private static func right(_ role: Role, _ action: CouncilAction) -> HTML {
        guard Policy.may(role, action) else { return "–" }
        let isOnAssigned = action.states == ObjectState.files && !Policy.may(role, action, on: .fileNotAssigned)
        return isOnAssigned ? "dossiers confiés" : "oui"
    }
}

extension CouncilAction {
    /// The action as a person says it.
    var french: HTML {
        switch self {
        case .readRegister: "Consulter la liste, les écarts et la recherche"
        case .readFile: "Consulter la fiche d'un médecin"
        case .readOwnFiles: "Voir la liste de ses dossiers"
        case .assignFiles: "Confier un dossier à un élu"
        case .exportRegister: "Exporter la liste"
        case .readImports: "Consulter les imports"
        case .runImport: "Lire, appliquer et annuler un import"
        case .approveImport: "Valider un import qui fait baisser des avancements"
        case .hideDiscrepancy: "Masquer un écart"
        case .chooseFramework: "Choisir un référentiel pour un médecin"
        case .readAlerts: "Consulter les campagnes d'alertes et leurs destinataires"
        case .prepareAlerts: "Exclure un destinataire d'une campagne, en ajouter un"
        case .prepareLots:
            "Imprimer les lettres par lots, enregistrer leur dépôt et leurs retours, suivre les recommandés"
        case .previewLetters: "Essayer les textes des courriers sur de vrais dossiers"
        case .approveAlerts: "Approuver, arrêter ou reprendre une campagne, rétracter une alerte"
        case .chooseEmployers: "Décider si le conseil informe les employeurs des alertes"
        case .proposeEmployer: "Proposer d'informer l'employeur d'un médecin alerté"
        case .approveEmployer: "Décider, refuser ou annuler l'information d'un employeur, en seconde personne"
        case .editTemplates: "Proposer un texte de courrier : national, ou du conseil"
        case .publishTemplate: "Publier un texte de courrier proposé par une autre personne, ou le renvoyer"
        case .proposeAlertRules: "Proposer des échéances d'alerte propres au conseil"
        case .publishAlertRules: "Publier des échéances d'alerte proposées par une autre personne, ou les renvoyer"
        case .readFrameworks: "Consulter les référentiels publiés"
        case .editFrameworks: "Consulter les brouillons, importer, proposer, retirer une version"
        case .readImpact: "Consulter l'effet d'une version proposée"
        case .requestImpact: "Demander le rapport d'impact d'une version proposée"
        case .approveFramework: "Approuver une version proposée par une autre personne"
        case .linkSpecialties: "Relier une spécialité à un référentiel"
        case .openNationalOffice: "Ouvrir l'accueil du Conseil national"
        case .openCertificationOffice: "Ouvrir l'accueil du CNCP"
        case .openCollege: "Ouvrir l'accueil du CNP"
        case .readFigures: "Consulter les chiffres nationaux"
        case .readRegion: "Consulter les chiffres de sa région"
        case .readPlatform: "Consulter l'état de la plateforme"
        case .writeThread: "Noter un appel, une réponse ou un retour dans les échanges avec un médecin"
        case .manageQueue: "Remettre dans la file une tâche mise de côté"
        case .readMembers: "Voir les membres, les absences et les délégations"
        case .manageMembers: "Inviter un membre, mettre fin à un accès"
        case .delegateRole: "Déléguer son rôle pour un temps"
        case .readJournal: "Consulter le journal"
        case .manageTokens: "Créer et révoquer les accès de l'API"
        case .readRetention: "Consulter les durées de conservation, les purges et leurs certificats"
        case .proposePurge: "Faire établir la liste de ce qui est arrivé à son terme"
        case .reviewPurge: "Relire, refuser ou exécuter une purge"
        case .holdFile: "Suspendre l'effacement d'un dossier"
        case .exportPersonFile: "Exporter un dossier pour la personne concernée"
        case .viewAs: "Voir Sextant comme un autre membre du conseil, en lecture seule"
        case .breakGlass: "Ouvrir un accès exceptionnel à un conseil, en lecture seule"
        case .acknowledgeNotice: "Lire les avis de lecture exceptionnelle"
        case .endExceptionalReading: "Mettre fin à une lecture exceptionnelle de son conseil"
        }
    }
}
