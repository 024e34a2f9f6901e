/// The part of the help about registered letters.
enum HelpRegistered {
    static let html: HTML = """
        <h2 id="recommandes-aide">Lettres recommandées</h2>
        <p>Sur la page d'un lot prêt ou déposé, « Numéros de recommandé » prend les étiquettes l'une après l'autre : la première
        lettre du pli qui n'a pas de numéro est proposée, et un numéro déjà donné est refusé avec la référence de l'autre lettre ; il se
        retire d'une lettre à laquelle il a été donné par erreur.
        La liste de dépôt porte les numéros.</p>
        <p>La page « Lettres recommandées » enregistre, par le numéro, ce que dit la poste : présentée, signée, refusée, non
        réclamée, revenue, avec le jour qu'elle a daté. Les jours se suivent : dépôt, présentation, puis une seule issue. Un jour
        ou une issue inexacts se corrigent par une nouvelle ligne ; l'ancienne reste. Ce qui a été saisi sous le numéro d'une autre
        lettre se retire de même, et la lettre redevient ce qu'elle était. Une lettre refusée, non réclamée ou revenue le dit aussi dans
        les échanges du médecin.</p>
        <p>Avec l'accord exprès d'un médecin, enregistré depuis ses échanges, une lettre qui attend peut partir en recommandé
        électronique si l'exploitant a réglé le service AR24. Sextant vérifie de nouveau le médecin et son accord juste avant
        l'envoi, garde la lettre et chaque preuve avec leur empreinte, et demande chaque jour des nouvelles au service. Une lettre
        que le service n'a pas prise retourne au papier avec sa raison ; une demande qui attend encore peut être rendue au papier
        depuis le registre. Quand personne ne sait si elle est partie, Sextant ne la renvoie pas de lui-même : elle reste en tête
        du registre, ne peut plus être écartée comme si elle n'était pas partie, et une personne regarde le compte AR24 et décide.
        Si elle s'y trouve après avoir été rendue au papier, le registre le dit. Un mois après l'envoi, une preuve qui manque
        encore est signalée.</p>
        """
}
