/// The part of the help about the campaigns of alerts.
enum HelpAlerts {
    static let html: HTML = """
        <h2 id="alertes-aide">Alertes</h2>
        <p>Chaque nuit, Sextant propose d'écrire aux médecins dont le programme n'est pas établi comme réalisé à une
        échéance : trois ans après le début du cycle, puis chaque année. Le conseil peut alerter ; il n'y est pas tenu.
        Rien ne part sans l'accord d'une personne, et d'une deuxième au-delà de cinquante destinataires.</p>
        <p>Avant d'approuver, la campagne montre qui recevrait quoi : le texte tel qu'il partira, la raison, et les
        médecins exclus, chacun avec la sienne. Vous pouvez exclure un destinataire ou en ajouter un ; la raison reste
        dans l'historique.</p>
        <p>Un premier lot part d'abord ; la page de la campagne dit quand la suite part d'elle-même, et permet de la
        demander plus tôt. Chaque médecin est vérifié de nouveau au moment de l'envoi : celui dont le programme est devenu
        complet ne reçoit rien. Si plusieurs le sont devenus, ou si trop de courriels reviennent, la campagne s'arrête
        d'elle-même et attend une décision.</p>
        <p>Un médecin dont le programme est complet ne peut jamais être destinataire : la base elle-même le refuse. Un
        médecin sans adresse électronique reçoit une lettre, que le conseil imprime et dépose à la poste. Une alerte envoyée par erreur se rétracte : un second message, relié
        au premier, le dit au médecin.</p>
        <p>Les <strong>lettres à la poste</strong> se préparent par lots, depuis la page des alertes. Sextant vérifie chaque
        médecin de nouveau, met les lettres en page et les range dans l'ordre de la poste : pays, code postal, commune, rue,
        nom. Vous imprimez le fichier PDF, mettez chaque lettre sous pli à fenêtre et enregistrez le
        dépôt avant de remettre les plis à la poste, avec leur liste (CSV) : alors les lettres sont dites parties. Un lot s'annule jusque-là. Une
        lettre dont l'adresse dépasse six lignes de 38 caractères, ou contient un caractère que la police n'a pas, reste de
        côté avec sa raison ; son adresse se corrige sur la page du lot. Si un médecin n'est plus en retard au moment du dépôt,
        la page dit quelle lettre retirer du pli. Une lettre qui revient s'enregistre par la référence imprimée à son pied.</p>
        <p>Une décision porte sur ce que la page montrait : si des destinataires se sont ajoutés depuis, elle est refusée et
        la page est à relire. Un médecin exclu par une personne, ou d'une campagne abandonnée, n'est pas proposé de nouveau
        avant son échéance suivante.</p>
        <p>Une adresse refusée par un serveur ne reçoit plus de courriel. Sur la page « Courriers et échanges » du médecin,
        « Cette adresse fonctionne de nouveau » la remet en usage, avec une raison. Le fichier CSV d'une campagne contient
        ses destinataires, ses exclus et leurs raisons ; son téléchargement est inscrit au journal.</p>
        <h2 id="calendrier-aide">Calendrier de charge</h2>
        <p>Le calendrier dit, semaine par semaine, ce qui tombera si rien de nouveau n'est connu d'ici là : alertes à
        proposer, vérifications qui s'ouvrent à la fin d'un cycle, vérifications à terminer six mois plus tard. Il suit les
        mêmes règles que la nuit et n'enregistre rien. « Essayer d'autres échéances d'alerte » le calcule avec une autre
        première alerte, un autre intervalle ou un autre rattrapage, et liste les dossiers dont les dates changent : c'est
        une répétition, aucune règle ne change.</p>
        """
}
