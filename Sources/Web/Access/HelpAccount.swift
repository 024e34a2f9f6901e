/// The part of the help about one's own account.
enum HelpAccount {
    static let html: HTML = """
        <h2 id="compte-aide">Mon compte et ma session</h2>
        <p>Votre nom, en haut de chaque page, ouvre « Mon compte » : vos rôles, votre second facteur, votre mot de
        passe, vos sessions ouvertes et ce qui est arrivé à votre compte. Fermez-y la session d'un poste que vous avez
        quitté. Changer de second facteur ou faire d'autres codes de secours demande, en plus du mot de passe, un code
        de votre second facteur actuel, ou un code de secours.</p>
        <p>Une organisation peut vous inviter alors que vous avez déjà un compte : son offre attend sous « Invitations à
        accepter ». Collez-y le lien qu'elle vous a remis pour l'accepter, ou déclinez-la. Un rôle proposé n'ouvre rien
        tant que vous ne l'avez pas accepté.</p>
        <p>À la première connexion, un lien personnel vous fait choisir un mot de passe d'au moins douze caractères,
        puis une application qui calcule un code à six chiffres. Notez les dix codes de secours : chacun remplace le
        code une fois, si le téléphone est perdu. Sans téléphone ni code de secours, l'administrateur de votre
        organisation retire le second facteur ; vous le lisez ensuite tous deux sur votre compte.</p>
        <p>Une session se ferme une heure après la dernière page, et douze heures après son ouverture ; l'heure est
        affichée près de votre nom, et chaque page la repousse. Un formulaire arrivé trop tard n'est pas perdu : après
        une nouvelle connexion, vous retrouvez ce que vous aviez saisi, pendant un jour.</p>
        <p>« Mes identités », depuis « Mon compte », relie votre compte à votre identité chez un fournisseur
        (ProConnect, Pro Santé Connect, celui de votre conseil), ou l'en retire. Le code de votre second facteur est
        demandé ; la dernière manière de vous connecter ne se retire pas. Pro Santé Connect vous désigne par votre
        numéro national, qui doit être celui de votre compte.</p>
        <p>Des essais inexacts font attendre l'adresse visée depuis les navigateurs inconnus, jamais le navigateur
        d'où la personne est déjà entrée.</p>
        """
}
