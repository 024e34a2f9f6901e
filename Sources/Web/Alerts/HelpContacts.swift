/// The part of the help about addresses and the summary of the week.
enum HelpContacts {
    static let html: HTML = """
        <h2 id="adresses-aide">Adresses électroniques</h2>
        <p>« Adresses électroniques », depuis la page des alertes, dit de chaque médecin si une adresse est connue, si
        elle fonctionne, et depuis quand. Une adresse vient du Tableau ou, à défaut, du retour de la plateforme
        « Ma Certif' Pro Santé ». À ceux qui n'en ont pas, ou dont l'adresse est refusée, le conseil peut écrire une
        lettre, une fois en six mois : elle part avec le prochain lot. Les autres adresses se vérifient par courriel :
        celui qui ne revient pas en une semaine vaut vérification, là où l'exploitant relève les messages qui reviennent ;
        ailleurs la page le dit. Qui est inscrit depuis au Tableau d'un autre conseil n'est plus compté ici. Une lettre qui n'est pas encore partie est retirée
        si une adresse est connue entre-temps.</p>
        <h2 id="recapitulatif-aide">Récapitulatif du lundi</h2>
        <p>Le lundi à 7 h 30, chaque agent, agent instructeur, président et secrétaire reçoit par courriel ce qui attend son
        conseil dans la semaine : des nombres et des liens, jamais le nom d'un médecin. Rien n'est envoyé quand rien
        n'attend, ni là où l'exploitant n'a pas réglé l'envoi : « Mon compte » le dit. Il s'arrête et se reprend dans « Mon compte », pour chaque conseil ; le choix vaut aussitôt.</p>
        """
}
