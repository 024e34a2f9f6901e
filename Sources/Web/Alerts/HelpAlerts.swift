import Progress

/// The part of the help about the campaigns of alerts.
enum HelpAlerts {
    static let html: HTML = """
        <h2 id="alertes-aide">Alertes</h2>
        <p>Chaque nuit, Sextant propose d'écrire aux médecins dont le programme n'est pas établi comme réalisé à une
        échéance : trois ans après le début du cycle, puis chaque année. Le conseil peut alerter ; il n'y est pas tenu.
        Rien ne part sans l'accord d'une personne, et d'une deuxième au-delà de cinquante destinataires ; ceux que la même
        personne a approuvés sans deuxième accord depuis sept jours comptent avec eux, et la page le dit avant.</p>
        <p>Avant d'approuver, la campagne montre qui recevrait quoi : le texte tel qu'il partira, la raison, et les
        médecins exclus, chacun avec la sienne. Vous pouvez exclure un destinataire ou en ajouter un ; la raison reste
        dans l'historique. Après l'accord, et tant que rien n'est parti, un destinataire s'exclut encore sur sa propre
        page : celui qui est décédé ou a déménagé, par exemple, sans arrêter la campagne.</p>
        <p>Un premier lot part d'abord ; la page de la campagne dit quand la suite part d'elle-même, et permet de la
        demander plus tôt. Chaque médecin est vérifié de nouveau au moment de l'envoi : celui dont le programme est devenu
        complet ne reçoit rien. Si plusieurs le sont devenus, ou si trop de courriels reviennent, la campagne s'arrête
        d'elle-même et attend une décision.</p>
        <p>Un médecin dont le programme est complet ne peut jamais être destinataire : la base elle-même le refuse. Un
        médecin sans adresse électronique reçoit une lettre, que le conseil imprime et dépose à la poste ; si son adresse
        postale a plus de six lignes, nom compris, ou si une lettre en est revenue, il est exclu avec cette raison, et
        proposé de nouveau une fois l'adresse corrigée au Tableau. Une alerte envoyée par erreur se rétracte, même si sa
        lettre est revenue : un second message, relié au premier, le dit au médecin. Votre raison reste au conseil ; une
        phrase pour le médecin, si vous en écrivez une, figure dans la lettre seulement.</p>
        <p>Les <strong>lettres à la poste</strong> se préparent par lots, depuis la page des alertes : autant de lots qu'il faut,
        de cinq cents lettres chacun. Sextant vérifie chaque médecin de nouveau, met les lettres en page et les range dans
        l'ordre de la poste : pays, code postal, commune, rue, nom. Une rétractation passe avant une alerte ; la lettre d'une
        campagne arrêtée attend sa reprise, sans retenir les autres.</p>
        <p>Vous imprimez le fichier PDF et mettez chaque lettre sous pli à fenêtre. <strong>Avant d'aller à la poste</strong>,
        « Vérifier le pli » regarde une dernière fois chaque médecin : la page nomme les lettres à retirer, et le fichier se
        remet en page sans elles. La vérification vaut pour le jour même ; un autre jour, vérifiez de nouveau. La liste de
        dépôt (CSV) est alors celle de ce qui part : gardez-la au conseil, elle nomme des médecins, et la poste ne la demande
        pas pour des plis simples. <strong>Après la poste</strong>, « Enregistrer le dépôt » dit que les lettres sont parties ce
        jour-là. Si un médecin est devenu à jour, ou sa campagne arrêtée, entre la vérification et cet enregistrement, la
        lettre est bien partie : la page la nomme et mène à sa rétractation. Un lot s'annule jusqu'au dépôt.</p>
        <p>Ce qui part est ce qui a été approuvé : le modèle, les textes du conseil et l'expéditeur sont fixés à l'accord, et
        un changement ultérieur ne vaut que pour les campagnes suivantes. Une lettre porte le jour de son lot. Quand le lot
        la prend, si le nombre d'actions, l'adresse du Tableau ou autre chose qu'elle dit a changé, ou si elle a plus de
        trente jours, Sextant l'écrit de nouveau avec les mots approuvés et le constat du jour ; la première est conservée.
        Si le changement vient après l'impression, « Vérifier le pli » fait retirer la lettre, et le prochain lot en contient
        une à jour. Une adresse corrigée à la main sur la page d'un lot l'emporte sur celle du Tableau.</p>
        <p>Une lettre dont une ligne d'adresse dépasse 38 caractères, ou qui contient un caractère que la police n'a pas, reste
        de côté avec sa raison ; une adresse se corrige sur la page du lot. Si c'est le texte qui ne tient pas, faites publier
        un modèle ou un texte du conseil qui y remédie, puis demandez « Écrire de nouveau avec le modèle en vigueur ».</p>
        <p>Une lettre qui revient s'enregistre par la référence imprimée à son pied, avec ce que la poste a écrit et le jour ;
        les deux restent choisis pour la suivante. « Inconnu à l'adresse » et « défaut d'accès » mettent l'adresse en cause :
        plus aucune lettre n'y part tant que le Tableau n'en donne pas une autre, ou que personne n'a dit, sur la page
        « Courriers et échanges » du médecin, que « Cette adresse postale est la bonne ». Une lettre refusée ou non réclamée
        était à la bonne adresse. Un retour enregistré par erreur se corrige avec une raison ; rien n'est effacé.</p>
        <p>Une décision porte sur ce que la page montrait : si des destinataires se sont ajoutés depuis, elle est refusée et
        la page est à relire. Un médecin exclu par une personne, ou d'une campagne abandonnée, n'est pas proposé de nouveau
        avant son échéance suivante.</p>
        <p>Une adresse refusée par un serveur ne reçoit plus de courriel. Sur la page « Courriers et échanges » du médecin,
        « Cette adresse fonctionne de nouveau » la remet en usage, avec une raison. Le fichier CSV d'une campagne contient
        ses destinataires, ses exclus et leurs raisons ; son téléchargement est inscrit au journal.</p>
        <h2 id="calendrier-aide">Calendrier de charge</h2>
        <p>Le calendrier dit, semaine par semaine, ce qui tombera si rien de nouveau n'est connu d'ici là : alertes à
        proposer, alertes que la règle écarte, vérifications qui s'ouvrent à la fin d'un cycle, vérifications à terminer six
        mois plus tard (\(CyclePolicy.controlArticle)). Il part du registre des alertes tel qu'il est, suit les mêmes
        règles que la nuit et n'enregistre rien. Une alerte écartée compte à part : elle est due, mais il n'y a pas d'adresse
        utilisable, le médecin est inscrit à un autre tableau, un autre conseil a écrit pour la même échéance, ou une alerte
        date de moins de deux mois ; la nuit la propose dès que ce motif disparaît. Un grand conseil se calcule en plusieurs
        secondes, un calcul après l'autre : si trop de personnes le demandent, la page invite à recommencer un peu plus
        tard. « Essayer d'autres échéances d'alerte » le calcule avec une autre
        première alerte, un autre intervalle ou un autre rattrapage, et liste les dossiers dont les dates changent : c'est
        une répétition, aucune règle ne change. Le fichier donne le numéro de chaque dossier, qui distingue les homonymes ;
        son empreinte est inscrite au journal.</p>
        <p>Le <strong>calendrier national</strong> donne au Conseil national les mêmes nombres pour tous les conseils
        ensemble. Chaque conseil est compté la première nuit de la semaine ; aucun nombre de 1 à 10 n'est montré.</p>
        <h2 id="regles-aide">Échéances d'alerte du conseil</h2>
        <p>Le Conseil national fixe la première alerte, l'intervalle et le rattrapage, et dit entre quelles bornes un conseil
        peut s'en écarter. Un agent instructeur ou le président propose d'autres valeurs, avec leur premier jour et une
        raison ; le président, s'il n'est pas celui qui les a proposées, les publie ou les renvoie. Elles ne valent qu'à
        partir d'un jour à venir : ce qui a été jugé ou envoyé avant reste tel quel, et se rejoue à l'identique. Une valeur
        laissée égale à la nationale suit la règle nationale quand elle change. Proposer les valeurs nationales y revient. Des
        règles publiées qui n'ont pas commencé se corrigent, ou s'annulent, en en proposant d'autres pour le même jour. Si
        le Conseil national resserre ses bornes, une valeur qui n'y tient plus cède à la valeur nationale, et la page le
        dit.</p>
        """
}
