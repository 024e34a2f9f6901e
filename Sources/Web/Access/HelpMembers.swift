/// The part of the help about members, those who stand in for them, the figures and the night.
enum HelpMembers {
    static let html: HTML = "\(members)\(delegations)\(figures)\(night)"

    private static let members: HTML = """
        <h2 id="membres-aide">Membres</h2>
        <p>La page « Membres » dit qui a accès à votre organisation, dans quel rôle et jusqu'à quand. Pour ouvrir un
        accès, un administrateur invite la personne et lui transmet le lien affiché, qui sert une fois et pendant
        trois jours. Qui n'a pas encore de compte y choisit son mot de passe. Pour qui en a déjà un, l'invitation
        n'est qu'une offre : elle attend sur son « Mon compte », où la personne l'accepte avec le lien, ou la
        décline ; d'ici là, rien n'est ouvert, et la page « Membres » la montre parmi les invitations en
        attente. Une personne peut avoir plusieurs rôles ; elle choisit lequel elle exerce en haut de chaque page.</p>
        <p>Pour qui quitte l'organisation, choisissez « Mettre fin à l'accès » : ses sessions se ferment aussitôt, et
        ce qu'elle a fait reste au journal. Si une personne a perdu son téléphone et ses codes de secours, un
        administrateur retire son second facteur : elle en choisit un autre à la connexion suivante. Pour un poste
        laissé ouvert, il ferme ses sessions, et rien d'autre ne change ; si elle agit aussi pour une autre
        organisation, seules se ferment celles où elle agit alors pour la vôtre. Un administrateur ne voit aucun
        dossier de médecin du seul fait de ce rôle.</p>
        """

    private static let delegations: HTML = """
        <h2 id="delegations-aide">Absences et délégations</h2>
        <p>Une absence se note avec ses dates : vos collègues voient qui est absent. Elle ne retire aucun droit.</p>
        <p>Une délégation confie votre rôle à un autre membre de votre organisation, pour un temps et avec une raison.
        Elle commence et finit d'elle-même aux jours indiqués ; vous, la personne choisie ou un administrateur pouvez y
        mettre fin plus tôt. Au journal, ce qui est fait par délégation porte le nom de la personne qui l'a fait. Un
        mandat d'élu, une expertise et un contrôle sont personnels : ces rôles ne se délèguent pas.</p>
        """

    private static let figures: HTML = """
        <h2 id="chiffres-aide">Chiffres</h2>
        <p>Les chiffres nationaux et régionaux sont comptés chaque nuit, à la date affichée. Ils ne disent que des
        nombres de médecins. Un nombre de 1 à 10 n'est jamais montré, ni celui dont on pourrait le déduire par
        soustraction : la case porte « secret statistique ». Un total peut donc être affiché alors qu'une partie de
        ses lignes ne l'est pas.</p>
        """

    private static let night: HTML = """
        <h2 id="nuit-aide">Ce qui se fait la nuit</h2>
        <p>Dans la journée, un import ou un choix de référentiel met à jour les situations aussitôt. Ce qui change
        avec le calendrier attend la nuit : un cycle qui se termine, un médecin qui prend du retard, une version de
        référentiel qui entre en vigueur. La nuit commence en général à deux heures ; une seule a lieu par jour, même
        si l'heure change.</p>
        <p>La date affichée au tableau de bord est celle de la dernière mise à jour. Si elle n'est pas celle du jour au
        matin, prévenez la personne qui administre Sextant : rien n'est perdu, la nuit manquée se fait dès que le
        programme de fond est remis en marche.</p>
        """
}
